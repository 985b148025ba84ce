/** So many nodes are kept for having been made lately; about 100 MB. */
const mostYoung = 1 << 19;

/**
 * Every node there is, so that what is built of the same parts is the same object. What was made lately is kept; when there is much of it, all of it is let go
 * of: from then on the table holds a node only as long as somebody else does, and a process that runs for weeks holds no more than what it uses. A node that
 * somebody holds is always found again.
 */
export class Table<T extends { readonly key: number }> {
  #slots: (T | WeakRef<T> | undefined)[] = empty(1 << 12);
  #size = 0;
  #young = 0;
  readonly #mostYoung: number;

  constructor(most = mostYoung) {
    this.#mostYoung = most;
  }

  /** How many nodes it may hold. */
  get size(): number {
    return this.#size;
  }

  find(key: number, is: (node: T) => boolean): T | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = spread(key) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot];
      if (entry === undefined) return undefined;
      const node = entry instanceof WeakRef ? entry.deref() : entry;
      if (node !== undefined && node.key === key && is(node)) return node;
    }
  }

  /** Adds a node that is not there. */
  add(node: T): void {
    if (this.#young >= this.#mostYoung) this.#letGo();
    else if (this.#size * 2 >= this.#slots.length) this.#rebuild(this.#slots);
    this.#put(node, node.key);
    this.#young++;
  }

  #put(entry: T | WeakRef<T>, key: number): void {
    const mask = this.#slots.length - 1;
    let slot = spread(key) & mask;
    while (this.#slots[slot] !== undefined) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
    this.#size++;
  }

  #letGo(): void {
    this.#rebuild(
      this.#slots.map((entry) => (entry === undefined || entry instanceof WeakRef ? entry : new WeakRef(entry))),
    );
    this.#young = 0;
  }

  /** In a table with room for as many again, without what is gone. */
  #rebuild(entries: readonly (T | WeakRef<T> | undefined)[]): void {
    this.#slots = empty(Math.max(1 << 12, roomFor(this.#size)));
    this.#size = 0;
    for (const entry of entries) {
      const node = entry instanceof WeakRef ? entry.deref() : entry;
      if (entry !== undefined && node !== undefined) this.#put(entry, node.key);
    }
  }
}

const empty = (length: number): undefined[] => new Array<undefined>(length).fill(undefined);

const roomFor = (size: number): number => 1 << (33 - Math.clz32(size + 1));

/** Keys of nodes differ in few bits, and slots lie side by side. */
const spread = (key: number): number => {
  const mixed = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
};

/** Hashes of 32 bits. They only make unequal things quick to tell apart: nothing is ever concluded from equal hashes. */
export const mix = (a: number, b: number): number => Math.imul(a ^ b, 0x9e3779b1) ^ (a >>> 15);

export function hashText(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}
