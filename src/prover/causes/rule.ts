import { core, type Formula, type Term, type Theory } from '../../kernel/index.js';
import type { Bank } from './bank.js';
import type { Atom, Branch, Literal } from './branch.js';
import { literalsOf } from './branch.js';

/** An atom inside of a quantified formula, under so many binders of its own. */
interface Pattern {
  readonly atom: Atom;
  readonly depth: number;
}

/** A term with variables, and one without that it has to be equal to. */
interface Equation {
  readonly pattern: Term;
  readonly term: Term;
}

/** The atoms and equations that have to hold for an instance of a universal statement to be worth having, and the variables that they leave open. */
export interface Trigger {
  readonly patterns: readonly Pattern[];
  readonly equations: readonly Equation[];
  readonly open: readonly number[];
}

/** What is said of all values of variables: `body`, in which the first variable is the outermost bound one. */
export interface Universal {
  readonly sorts: readonly string[];
  readonly body: Formula;
  readonly triggers: readonly Trigger[];
}

/** A statement that the body holds (or, of an existential that fails, that it fails) of all values. */
export function universal(theory: Theory, sorts: readonly string[], body: Formula, positive: boolean): Universal {
  const triggers = disjunctions(body, positive).flatMap((literals) => {
    const trigger = triggerOf(theory, sorts.length, literals);
    const solved = solving(trigger, sorts.length, literals);
    return solved === undefined ? [trigger] : [trigger, solved];
  });
  return { sorts, body, triggers };
}

/** A formula as a conjunction of disjunctions, as far as it is one without multiplying them out. */
function disjunctions(formula: Formula, positive: boolean): readonly (readonly Literal[])[] {
  const conjunctive = (f: Formula, p: boolean): boolean => (f.kind === 'and' && p) || (f.kind === 'or' && !p);
  if (formula.kind === 'not') return disjunctions(formula.body, !positive);
  if ((formula.kind === 'and' || formula.kind === 'or') && conjunctive(formula, positive))
    return formula.parts.flatMap((part) => disjunctions(part, positive));
  const literals = literalsOf(formula, positive);
  const split = literals.findIndex((l) => conjunctive(l.formula, l.positive));
  const one = literals[split];
  if (one === undefined || (one.formula.kind !== 'and' && one.formula.kind !== 'or')) return [literals];
  const others = literals.filter((_, i) => i !== split);
  return one.formula.parts.flatMap((part) => disjunctions(part, one.positive).map((inner) => [...others, ...inner]));
}

function triggerOf(theory: Theory, count: number, literals: readonly Literal[]): Trigger {
  const direct: Pattern[] = [];
  const inside: Pattern[] = [];
  for (const { formula, positive } of literals) collect(theory, formula, positive, 0, direct, inside);
  const bound = new Set(direct.flatMap((pattern) => [...placesIn(pattern.atom.args, pattern.depth, count)]));
  const patterns = [...direct];
  for (const pattern of inside) {
    const more = [...placesIn(pattern.atom.args, pattern.depth, count)].filter((place) => !bound.has(place));
    if (more.length === 0 && patterns.length > 0) continue;
    patterns.push(pattern);
    for (const place of more) bound.add(place);
  }
  const open = Array.from({ length: count }, (_, place) => place).filter((place) => !bound.has(place));
  return { patterns, equations: [], open };
}

/** A trigger that takes what equations say for variables that it leaves open, where there are such equations. */
function solving(trigger: Trigger, count: number, literals: readonly Literal[]): Trigger | undefined {
  const equations = literals.flatMap(({ formula, positive }): readonly Equation[] => {
    if (formula.kind !== 'equal' || positive) return [];
    const { left, right } = formula;
    if (left.loose === 0) return [{ pattern: right, term: left }];
    return right.loose === 0 ? [{ pattern: left, term: right }] : [];
  });
  const solved = new Set(equations.flatMap(({ pattern }) => [...placesIn([pattern], 0, count)]));
  const open = trigger.open.filter((place) => !solved.has(place));
  return open.length < trigger.open.length ? { ...trigger, equations, open } : undefined;
}

/** The atoms that have to hold for a literal to fail. */
function collect(
  theory: Theory,
  formula: Formula,
  positive: boolean,
  depth: number,
  direct: Pattern[],
  inside: Pattern[],
): void {
  if (formula.kind === 'atom') {
    const { predicate } = formula;
    const order = predicate === core.before || predicate === core.notAfter;
    if (!positive && !order && theory.definition(predicate) === undefined)
      (depth === 0 ? direct : inside).push({ atom: formula, depth });
    return;
  }
  if (formula.kind !== 'exists' && formula.kind !== 'forall') return;
  if ((formula.kind === 'exists') === positive) return;
  for (const literals of disjunctions(formula.body, positive))
    for (const literal of literals) collect(theory, literal.formula, literal.positive, depth + 1, direct, inside);
}

/** The variables (by their place, the outermost first) that terms have under so many other binders. */
function placesIn(terms: readonly Term[], depth: number, count: number): ReadonlySet<number> {
  const places = new Set<number>();
  const visit = (term: Term): void => {
    if (term.kind === 'bound' && term.index >= depth) places.add(count - 1 - (term.index - depth));
    if (term.kind === 'application' && term.loose > depth) term.args.forEach(visit);
  };
  terms.forEach(visit);
  return places;
}

/** Trials of one trigger go no further than this. */
const mostWays = 400;

/** A pattern by numbers: a term without variables of the statement, one of these, one bound deeper, or what a symbol is applied to. */
type Shape =
  | { readonly kind: 'term'; readonly id: number }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'apply'; readonly head: object; readonly constructs: boolean; readonly args: readonly Shape[] };

interface Compiled {
  readonly index: string;
  readonly args: readonly Shape[];
}

/** The patterns of a trigger, by the numbers of a bank. */
export class Matcher {
  readonly #bank: Bank;
  readonly #sorts: readonly string[];
  readonly #open: readonly number[];
  readonly #patterns: readonly Compiled[];
  readonly #equations: readonly { readonly shape: Shape; readonly id: number }[];

  constructor(bank: Bank, { sorts }: Universal, { patterns, equations, open }: Trigger) {
    this.#bank = bank;
    this.#sorts = sorts;
    this.#open = open;
    this.#patterns = patterns.map(({ atom, depth }) => ({
      index: bank.index(atom),
      args: atom.args.map((arg) => this.#shape(arg, depth)),
    }));
    this.#equations = equations.map(({ pattern, term }) => ({ shape: this.#shape(pattern, 0), id: bank.term(term) }));
  }

  /** Whether the patterns determine all variables. */
  get isClosed(): boolean {
    return this.#patterns.length > 0 && this.#open.length === 0;
  }

  /** Changes whenever there may be other matches than before. */
  extent(branch: Branch): string {
    return `${branch.classes.version} ${this.#patterns.map(({ index }) => branch.listed(index).length).join()} ${this.#open.length > 0 ? branch.age : ''}`;
  }

  /** The values of the variables for which the trigger's atoms and equations hold in the branch. What it leaves open ranges over the candidates of its sort. */
  matches(branch: Branch, candidates: (sort: string) => readonly number[]): readonly (readonly number[])[] {
    const found: number[][] = [];
    const way = this.#sorts.map(() => -1);
    const open = (i: number): void => {
      if (found.length >= mostWays) return;
      const place = this.#open[i];
      if (place === undefined) {
        found.push([...way]);
        return;
      }
      for (const id of candidates(this.#sorts[place] as string)) {
        way[place] = id;
        open(i + 1);
      }
      way[place] = -1;
    };
    const next = (i: number): void => {
      const pattern = this.#patterns[i];
      if (pattern === undefined) {
        if (this.#equations.every(({ shape, id }) => this.#matches(shape, id, way, branch))) open(0);
      } else
        for (const atom of branch.listed(pattern.index)) {
          const before = [...way];
          if (this.#all(pattern.args, this.#bank.get(atom).args, way, branch)) next(i + 1);
          for (let place = 0; place < way.length; place++) way[place] = before[place] as number;
        }
    };
    next(0);
    return found;
  }

  #all(shapes: readonly Shape[], ids: readonly number[], way: number[], branch: Branch): boolean {
    for (let i = 0; i < shapes.length; i++)
      if (!this.#matches(shapes[i] as Shape, ids[i] as number, way, branch)) return false;
    return true;
  }

  #matches(shape: Shape, id: number, way: number[], branch: Branch): boolean {
    switch (shape.kind) {
      case 'any':
        return true;
      case 'term':
        return branch.classes.same(shape.id, id);
      case 'place': {
        const known = way[shape.place] as number;
        if (known >= 0) return branch.classes.same(known, id);
        way[shape.place] = id;
        return true;
      }
      case 'apply': {
        const { head, args } = shape;
        if (shape.constructs) {
          const made = branch.classes.made(id);
          return (
            made !== undefined &&
            this.#bank.get(made).head === head &&
            this.#all(args, this.#bank.get(made).args, way, branch)
          );
        }
        // Of several that are no constructors' the first has to do.
        return branch.classes
          .members(id)
          .some(
            (member) =>
              this.#bank.get(member).head === head && this.#all(args, this.#bank.get(member).args, way, branch),
          );
      }
    }
  }

  #shape(term: Term, depth: number): Shape {
    if (term.loose === 0) return { kind: 'term', id: this.#bank.term(term) };
    if (term.kind === 'application')
      return {
        kind: 'apply',
        head: term.symbol,
        constructs: term.symbol.constructs,
        args: term.args.map((arg) => this.#shape(arg, depth)),
      };
    const index = term.kind === 'bound' ? term.index : 0;
    return index < depth ? { kind: 'any' } : { kind: 'place', place: this.#sorts.length - 1 - (index - depth) };
  }
}
