import type { Term } from '../kernel/index.js';
import { isApplication, sequenceOf, termText, type Words } from '../semantics/index.js';

/** What is long and comes up more than once in a trace gets a name: register values v1, v2, …, messages q1, q2, … */
export class Names {
  readonly #words: Words;
  readonly #names = new Map<Term, string>();
  readonly legend: readonly { readonly name: string; readonly value: string }[];

  constructor(words: Words, terms: readonly Term[]) {
    this.#words = words;
    const counts = new Map<Term, number>();
    for (const term of terms) this.#count(term, counts);
    const legend: { name: string; value: string }[] = [];
    const numbers = { v: 0, q: 0 };
    for (const [term, count] of counts.entries()) {
      if (count < 2 || termText(words, term).length < longest) continue;
      const letter = isApplication(term) && term.symbol === words.SIG ? 'q' : 'v';
      const name = `${letter}${++numbers[letter]}`;
      legend.push({ name, value: this.text(term) });
      this.#names.set(term, name);
    }
    this.legend = legend;
  }

  text(term: Term): string {
    return termText(this.#words, term, (part) => this.#names.get(part));
  }

  /** The inner ones first, so that the outer ones are written with their names. */
  #count(term: Term, counts: Map<Term, number>): void {
    if (!isApplication(term)) return;
    const { initial, entries } = sequenceOf(this.#words, term);
    for (const part of entries.length > 0 ? [initial, ...entries] : term.args) this.#count(part, counts);
    if (entries.length > 1 || term.symbol === this.#words.SIG) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
}

/** What is shorter is written out. */
const longest = 24;
