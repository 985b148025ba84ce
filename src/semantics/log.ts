import type { Term } from '../kernel/index.js';

/**
 * A list of different terms that only grows. A value: adding makes another one. Those that go on from one another share their memory, so
 * that a long history costs no copy at each step; where histories part, one of them is copied.
 */
export class Log implements Iterable<Term> {
  /** Shared with the lists that came after this one: only the first `size` terms are of this one. */
  readonly #terms: Term[];
  readonly #places: Map<Term, number>;
  readonly size: number;

  private constructor(terms: Term[], places: Map<Term, number>) {
    this.#terms = terms;
    this.#places = places;
    this.size = terms.length;
  }

  static empty(): Log {
    return new Log([], new Map());
  }

  has(term: Term): boolean {
    return (this.#places.get(term) ?? this.size) < this.size;
  }

  with(term: Term): Log {
    if (this.has(term)) return this;
    if (this.#terms.length > this.size) return Log.#copy(this).with(term);
    this.#places.set(term, this.size);
    this.#terms.push(term);
    return new Log(this.#terms, this.#places);
  }

  static #copy(log: Log): Log {
    const places = new Map<Term, number>();
    const terms = [...log];
    for (const [place, term] of terms.entries()) places.set(term, place);
    return new Log(terms, places);
  }

  /** The term in a place, counted from 0 to under `size`. */
  at(place: number): Term {
    return this.#terms[place] as Term;
  }

  *[Symbol.iterator](): Iterator<Term> {
    for (let i = 0; i < this.size; i++) yield this.at(i);
  }
}
