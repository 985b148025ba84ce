/** Hashes of 32 bits. They only make unequal things quick to tell apart: nothing is ever concluded from equal hashes. */
export const mix = (a: number, b: number): number => Math.imul(a ^ b, 0x9e3779b1) ^ (a >>> 15);

export function hashText(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}
