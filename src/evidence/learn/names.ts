import { reservedWords } from './words.js';

/** Names for what has none: made of what is said of it, each once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** A name made of a text, as far as it has letters and digits; `otherwise` where it has too few. */
  of(text: string, otherwise: string): string {
    const words = text.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
    const cut = words.length > 40 ? words.slice(0, 40).replace(/_+$/, '') : words;
    const base = /^[A-Za-z]/.test(cut) ? cut : `${otherwise}${cut === '' ? '' : `_${cut}`}`;
    let name = reservedWords.has(base.toLowerCase()) ? `${base}_` : base;
    for (let count = 2; this.#taken.has(name); count++) name = `${base}_${count}`;
    this.#taken.add(name);
    return name;
  }
}
