import { core, type Formula, type FunctionSymbol, type PredicateSymbol, type Term } from '../../kernel/index.js';
import type { Clause } from './clause.js';

type Atom = Extract<Formula, { kind: 'atom' }>;

/** An atom that the facts may make true, and how many quantified formulas it took to come by it. */
export interface Seen {
  readonly atom: Atom;
  readonly generation: number;
  /** Whether it stands in the facts that were given. */
  readonly given: boolean;
}

/** Numbers terms, so that equal terms have equal numbers. */
export class Numbering {
  readonly #ids = new Map<Term, number>();

  id(term: Term): number {
    const id = this.#ids.get(term) ?? this.#ids.size;
    this.#ids.set(term, id);
    return id;
  }
}

/** The ground material of one goal: atoms that may hold, equations that may hold, and the terms of each sort. */
export class Pool {
  readonly #atoms = new Map<PredicateSymbol, Map<FunctionSymbol | undefined, Seen[]>>();
  readonly #numbering = new Numbering();
  readonly #seen = new Set<string>();
  readonly #classes = new Map<number, Set<Term>>();
  readonly #terms = new Map<string, Term[]>();
  readonly #listed = new Set<number>();
  #given = true;
  #equations = 0;

  id(term: Term): number {
    return this.#numbering.id(term);
  }

  addAtom(atom: Atom, generation: number): void {
    if (atom.predicate === core.before || atom.predicate === core.notAfter) return;
    const key = `${atom.predicate.name}(${atom.args.map((arg) => this.id(arg)).join()})`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const ofPredicate = this.#atoms.get(atom.predicate) ?? new Map<FunctionSymbol | undefined, Seen[]>();
    this.#atoms.set(atom.predicate, ofPredicate);
    const alike = ofPredicate.get(headOf(atom)) ?? [];
    ofPredicate.set(headOf(atom), alike);
    alike.push({ atom, generation, given: this.#given });
  }

  /** The atoms that a pattern may match. */
  atomsLike(pattern: Atom): readonly Seen[] {
    const ofPredicate = this.#atoms.get(pattern.predicate);
    if (ofPredicate === undefined) return [];
    const head = headOf(pattern);
    if (head === undefined) return [...ofPredicate.values()].flat();
    const [alike = [], others = []] = [ofPredicate.get(head), ofPredicate.get(undefined)];
    return others.length === 0 ? alike : [...alike, ...others];
  }

  /** What the matches of a clause depend on, in a number that is another as soon as there may be others. */
  extentFor({ triggers }: Clause): number {
    const each = triggers.map(({ patterns, open }) =>
      patterns.reduce((sum, { atom }) => sum + this.atomsLike(atom).length, open ? this.#listed.size : 0),
    );
    return each.reduce((sum, extent) => sum + extent, this.#equations);
  }

  /** Whatever is added from here on was derived. */
  closeGiven(): void {
    this.#given = false;
  }

  /** Notes that two terms may be equal, so that one can be looked for in place of the other. */
  addEquation(left: Term, right: Term): void {
    if (clashes(left, right)) return;
    this.#equations++;
    const joined = new Set([...this.#class(left), ...this.#class(right)]);
    for (const term of joined) this.#classes.set(this.id(term), joined);
  }

  /** The applications that a term may be equal to, itself among them. */
  shapes(term: Term): readonly Extract<Term, { kind: 'application' }>[] {
    return [...this.#class(term)].filter((t) => t.kind === 'application');
  }

  /** Lists the term and its parts, so that a variable that nothing determines can stand for each. */
  listTerms(term: Term): void {
    const id = this.id(term);
    if (this.#listed.has(id) || term.loose > 0) return;
    this.#listed.add(id);
    this.#terms.set(term.sort, [...(this.#terms.get(term.sort) ?? []), term]);
    if (term.kind === 'application') for (const arg of term.args) this.listTerms(arg);
  }

  termsOf(sort: string): readonly Term[] {
    return this.#terms.get(sort) ?? [];
  }

  #class(term: Term): Set<Term> {
    return this.#classes.get(this.id(term)) ?? new Set([term]);
  }
}

/** By which two atoms of one predicate are told apart at once: which event it is, for what says that one happens. */
function headOf({ args: [first] }: Atom): FunctionSymbol | undefined {
  return first?.kind === 'application' && first.sort === 'Event' && first.symbol.constructs ? first.symbol : undefined;
}

/** Whether two terms can never be equal, by their constructors. */
export function clashes(a: Term, b: Term): boolean {
  if (a.kind !== 'application' || b.kind !== 'application' || a === b) return false;
  if (a.symbol !== b.symbol) return a.symbol.constructs && b.symbol.constructs;
  return a.symbol.constructs && a.args.some((arg, i) => clashes(arg, b.args[i] as Term));
}
