/** So many nodes are kept for having been made lately; about 100 MB. */
const mostYoung = 1 << 19;

/**
 * Every node there is, so that what is built of the same parts is the same object. What was made lately is kept; when there is much of it, all of it is let go
 * of: from then on the table holds a node only as long as somebody else does, and a process that runs for weeks holds no more than what it uses. A node that
 * somebody holds is always found again.
 */
export class Table<T extends { readonly key: number }> {
  /** Each node at its key, or where that is taken at the next number that is free. */
  #entries = new Map<number, T | WeakRef<T>>();
  #young = 0;
  readonly #mostYoung: number;

  constructor(most = mostYoung) {
    this.#mostYoung = most;
  }

  /** How many nodes it may hold. */
  get size(): number {
    return this.#entries.size;
  }

  find(key: number, is: (node: T) => boolean): T | undefined {
    for (let at = key; ; at = (at + 1) | 0) {
      const entry = this.#entries.get(at);
      if (entry === undefined) return undefined;
      const node = entry instanceof WeakRef ? entry.deref() : entry;
      if (node !== undefined && node.key === key && is(node)) return node;
    }
  }

  /** Adds a node that is not there. */
  add(node: T): void {
    if (this.#young >= this.#mostYoung) this.#letGo();
    this.#put(node, node.key);
    this.#young++;
  }

  #put(entry: T | WeakRef<T>, key: number): void {
    let at = key;
    while (this.#entries.has(at)) at = (at + 1) | 0;
    this.#entries.set(at, entry);
  }

  #letGo(): void {
    const entries = this.#entries.values();
    this.#entries = new Map();
    this.#young = 0;
    for (const entry of entries) {
      const node = entry instanceof WeakRef ? entry.deref() : entry;
      if (node !== undefined) this.#put(entry instanceof WeakRef ? entry : new WeakRef(node), node.key);
    }
  }
}

/** Hashes of 32 bits. They only make unequal things quick to tell apart: nothing is ever concluded from equal hashes. */
export const mix = (a: number, b: number): number => Math.imul(a ^ b, 0x9e3779b1) ^ (a >>> 15);

export function hashText(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}
