import type { Formula, FunctionSymbol, PredicateSymbol, Term } from '../../kernel/index.js';
import { opaqueShapes } from '../../solver/opaque.js';

/** A term, or a formula that is taken as a whole, by number: equal ones have one number. */
export interface Entry {
  readonly head: object | string;
  readonly args: readonly number[];
  /** Whether the head is a constructor: injective, and disjoint from others. */
  readonly constructs: boolean;
  /** Absent for formulas. */
  readonly term?: Term;
  readonly formula?: Formula;
}

/** The truth values, as terms: what holds is equal to the first, what does not to the second. */
export const holds = 0;
export const fails = 1;

/** Numbers terms and formulas for all branches of one search. */
export class Bank {
  readonly #entries: Entry[] = [
    { head: 'holds', args: [], constructs: true },
    { head: 'fails', args: [], constructs: true },
  ];
  readonly #byKey = new Map<string, number>();
  readonly #byTerm = new WeakMap<Term, number>();
  readonly #byFormula = new WeakMap<Formula, number>();
  readonly #heads = new Map<object, number>();
  readonly #opaque = opaqueShapes(
    (term) => this.term(term),
    (symbol) => this.#headId(symbol),
  );

  get(id: number): Entry {
    return this.#entries[id] as Entry;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** A term without loose variables. */
  term(term: Term): number {
    const known = this.#byTerm.get(term);
    if (known !== undefined) return known;
    const id =
      term.kind === 'application'
        ? this.apply(
            term.symbol,
            term.args.map((arg) => this.term(arg)),
            { term },
          )
        : this.#put(`v ${term.kind === 'variable' ? term.name : term.index} ${term.sort}`, {
            head: 'variable',
            args: [],
            constructs: false,
            term,
          });
    this.#byTerm.set(term, id);
    return id;
  }

  /** An atom, a quantified formula or a run, taken as a whole. */
  formula(formula: Formula): number {
    const known = this.#byFormula.get(formula);
    if (known !== undefined) return known;
    let id: number;
    if (formula.kind === 'atom') {
      const args = formula.args.map((arg) => this.term(arg));
      id = this.apply(formula.predicate, args, { formula });
    } else {
      const { shape, parameters } = this.#opaque(formula);
      const head = `shape ${shape}`;
      id = this.#put(`${head} ${parameters.join()}`, { head, args: parameters, constructs: false, formula });
    }
    this.#byFormula.set(formula, id);
    return id;
  }

  apply(
    head: FunctionSymbol | PredicateSymbol,
    args: readonly number[],
    what: { term?: Term; formula?: Formula },
  ): number {
    const constructs = 'constructs' in head && head.constructs;
    return this.#put(`${this.#headId(head)} ${args.join()}`, { head, args, constructs, ...what });
  }

  /** By which atoms are listed: their predicate, and of what happens the event. */
  index({ predicate, args: [first] }: Extract<Formula, { kind: 'atom' }>): string {
    const event = first?.kind === 'application' && first.sort === 'Event' ? first.symbol : undefined;
    return event === undefined ? `${this.#headId(predicate)}` : `${this.#headId(predicate)} ${this.#headId(event)}`;
  }

  /** The term of a number that is one's. */
  termOf(id: number): Term {
    return this.get(id).term as Term;
  }

  headKey(head: object | string): string {
    return typeof head === 'string' ? head : String(this.#headId(head));
  }

  #headId(head: object): number {
    const known = this.#heads.get(head);
    if (known !== undefined) return known;
    this.#heads.set(head, this.#heads.size);
    return this.#heads.size - 1;
  }

  #put(key: string, entry: Entry): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.#entries.length);
    return this.#entries.push(entry) - 1;
  }
}
