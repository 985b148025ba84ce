import type { Sort, Term } from '../../kernel/index.js';

/** How many terms, and of how many characters together, are kept at least of those that were read last. */
const [many, long] = [4096, 1 << 19];

/**
 * Terms by sort and text: most lines are about terms that lines before them were about. It has two generations, of which the older is dropped
 * when the younger is full, so that what is used again stays and memory does not grow.
 */
export class TermCache {
  #young = new Map<Sort, Map<string, Term>>();
  #old = new Map<Sort, Map<string, Term>>();
  #size = 0;
  #length = 0;

  get(sort: Sort, text: string): Term | undefined {
    const found = this.#young.get(sort)?.get(text);
    if (found !== undefined) return found;
    const older = this.#old.get(sort)?.get(text);
    if (older !== undefined) this.set(sort, text, older);
    return older;
  }

  set(sort: Sort, text: string, term: Term): void {
    if (text.length > long) return;
    if (this.#size >= many || this.#length + text.length > long) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#size = 0;
      this.#length = 0;
    }
    const terms = this.#young.get(sort) ?? new Map<string, Term>();
    this.#young.set(sort, terms);
    terms.set(text, term);
    this.#size++;
    this.#length += text.length;
  }
}
