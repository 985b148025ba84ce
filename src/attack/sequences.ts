import { apply, type Term } from '../kernel/index.js';
import { sequenceOf, type Words } from '../semantics/index.js';
import { resolve, type Substitution, unify } from './unify.js';

/** The value of a register, with the values that it has on the way there. Entries may be open: then anything that fits them is on the way. */
export interface Sequence {
  readonly value: Term;
  readonly initial: Term;
  readonly entries: readonly Term[];
  /** How many entries a value has that is on the way; undefined for one that is not. */
  readonly placeOf: (value: Term) => number | undefined;
  /** What comes next after a value that is on the way, or so many entries later; undefined for one that is not, and past the end. */
  readonly next: (value: Term, later?: number) => Term | undefined;
}

const nowhere = -1;

/** Register values taken apart, each once. */
export class Sequences {
  readonly #words: Words;
  readonly #known = new Map<Term, Sequence>();

  constructor(words: Words) {
    this.#words = words;
  }

  of(value: Term): Sequence {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const sequence = value.free.length > 0 ? this.#open(value) : this.#closed(value);
    this.#known.set(value, sequence);
    return sequence;
  }

  #closed(value: Term): Sequence {
    const { H, pair } = this.#words;
    const { initial, entries } = sequenceOf(this.#words, value);
    const places = new Map<Term, number>();
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
    const next = (each: Term, later = 0): Term | undefined => entries[(placeOf(each) ?? entries.length) + later];
    return { value, initial, entries, placeOf, next };
  }

  #open(value: Term): Sequence {
    const { initial, entries } = sequenceOf(this.#words, value);
    const asked = new WeakMap<Term, { readonly place: number; readonly s: Substitution } | 'off'>();
    const onTheWay = (each: Term): { readonly place: number; readonly s: Substitution } | 'off' => {
      const is = sequenceOf(this.#words, each);
      let s = unify(initial, is.initial);
      for (const [i, entry] of is.entries.entries()) {
        const wanted = entries[i];
        s = s && wanted && unify(wanted, entry, s);
      }
      return s === undefined ? 'off' : { place: is.entries.length, s };
    };
    const find = (each: Term) => {
      const found = asked.get(each) ?? onTheWay(each);
      asked.set(each, found);
      return found === 'off' ? undefined : found;
    };
    const next = (each: Term, later = 0): Term | undefined => {
      const found = find(each);
      const entry = found && entries[found.place + later];
      return entry && resolve(entry, found.s);
    };
    return { value, initial, entries, placeOf: (each) => find(each)?.place, next };
  }
}
