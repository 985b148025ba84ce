import { apply, type Term } from '../kernel/index.js';
import { sequenceOf, TermMap, type Words } from '../semantics/index.js';

/** The value of a register, with the values that it has on the way there. */
export interface Sequence {
  readonly value: Term;
  readonly initial: Term;
  readonly entries: readonly Term[];
  /** How many entries a value has that is on the way; undefined for one that is not. */
  readonly placeOf: (value: Term) => number | undefined;
}

const nowhere = -1;

/** Register values taken apart, each once. */
export class Sequences {
  readonly #words: Words;
  readonly #known = new TermMap<Sequence>();

  constructor(words: Words) {
    this.#words = words;
  }

  of(value: Term): Sequence {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const { H, pair } = this.#words;
    const { initial, entries } = sequenceOf(this.#words, value);
    const places = new TermMap<number>();
    let prefix = initial;
    places.set(prefix, 0);
    for (const [i, entry] of entries.entries()) {
      prefix = apply(H, apply(pair, prefix, entry));
      places.set(prefix, i + 1);
    }
    // A value is as deep as it has entries, and is asked for again and again.
    const asked = new WeakMap<Term, number>();
    const placeOf = (each: Term): number | undefined => {
      const place = asked.get(each) ?? places.get(each) ?? nowhere;
      asked.set(each, place);
      return place === nowhere ? undefined : place;
    };
    const sequence = { value, initial, entries, placeOf };
    this.#known.set(value, sequence);
    return sequence;
  }
}
