/** Letters of other scripts by the Latin ones that they look like, and signs that stand for a prime. */
const pairs =
  "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT ХX ҮY ԁd аa еe іi јj оo рp сc уy хx ѕs һh ԛq ԝw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv ιi κk ρp υu ɑa ɡg ıi ΄' ′' ’' ʹ' ʼ'";
const likeness: ReadonlyMap<string, string> = new Map(
  pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

const greek =
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu µ mu ν nu ξ xi π pi ρ rho σ sigma ς sigma τ tau φ phi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega'.split(
    ' ',
  );
const spelt: ReadonlyMap<string, string> = new Map(
  greek.flatMap((letter, i) => (i % 2 === 0 ? [[letter, greek[i + 1] ?? ''] as const] : [])),
);

const isName = (text: string): boolean => /^[A-Za-z][A-Za-z0-9_]*'*$/.test(text);

/** What a word that is no name of the language was meant to be: a name of Latin letters that looks like it, or is it without marks. */
export function meantName(
  image: string,
): { readonly name: string; readonly how: 'looks' | 'marks' | 'spelt' } | undefined {
  const plain = image.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  const looks = [...plain].map((letter) => likeness.get(letter) ?? letter).join('');
  if (isName(looks) && /[A-Za-z]/.test(plain)) return { name: looks, how: 'looks' };
  const bare = plain.normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (isName(bare)) return { name: bare, how: 'marks' };
  const words = [...bare].map((letter) => spelt.get(letter) ?? likeness.get(letter) ?? letter).join('');
  return isName(words) ? { name: words, how: 'spelt' } : undefined;
}

/** A wide or otherwise written form of a sign, as the sign. */
export const meantSign = (image: string): string => image.normalize('NFKC');
