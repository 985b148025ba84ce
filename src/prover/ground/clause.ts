import { core, type Formula, logic, type Term, type Theorem, variable } from '../../kernel/index.js';
import { conjuncts, generalize } from '../derive.js';

type Atom = Extract<Formula, { kind: 'atom' }>;
type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

/** An atom inside a quantified formula, under so many binders of its own. */
export interface Pattern {
  readonly atom: Atom;
  readonly depth: number;
}

/** A block of like quantifiers, what is under it, and the atoms whose instances in the pool say how to instantiate it. */
export interface Clause {
  readonly source:
    | { readonly kind: 'theorem'; readonly theorem: Theorem }
    | { readonly kind: 'forall' | 'exists'; readonly formula: Quantified };
  readonly sorts: readonly string[];
  readonly body: Formula;
  /** The alternatives. */
  readonly triggers: readonly Trigger[];
}

/** A few atoms to be found in the pool together. */
export interface Trigger {
  readonly patterns: readonly Pattern[];
  /** Whether they leave a variable of the clause open. */
  readonly open: boolean;
}

/** The clauses of a universal theorem: one for each conjunct under its quantifiers, over the variables that this conjunct has. */
export function clausesOf(theorem: Theorem): readonly Clause[] {
  const known = clausesOfTheorem.get(theorem) ?? clausesIn(theorem);
  clausesOfTheorem.set(theorem, known);
  return known;
}

/** Axioms and lemmas are facts of many goals. */
const clausesOfTheorem = new WeakMap<Theorem, readonly Clause[]>();

function clausesIn(theorem: Theorem): readonly Clause[] {
  const { conclusion } = theorem;
  if (conclusion.kind !== 'forall') return [];
  const { sorts, body } = block(conclusion);
  if (body.kind !== 'and') return [clause({ kind: 'theorem', theorem }, conclusion)];
  const variables = sorts.map((sort, i) => variable(`?${i}`, sort));
  return conjuncts(logic.forallElim(theorem, ...variables)).flatMap((part) => {
    const used = variables.filter((v) => part.conclusion.free.some((f) => f.name === v.name));
    const closed = generalize(used, part);
    return closed.conclusion.kind === 'forall' ? [clause({ kind: 'theorem', theorem: closed }, closed.conclusion)] : [];
  });
}

/** The clause of a quantified formula that is no theorem: its instances are implications from it, or to it where it is existential. */
export const clauseOf = (formula: Quantified, expand?: Expand): Clause =>
  clause({ kind: formula.kind, formula }, formula, expand);

/** What a defined atom abbreviates, but for what is quantified in it, where it is to be taken for that. */
export type Expand = (atom: Atom) => Formula | undefined;

function clause(source: Clause['source'], formula: Quantified, expand: Expand = () => undefined): Clause {
  const { sorts, body } = block(formula);
  const alternatives = wanted(body, formula.kind === 'forall' ? 'claim' : 'premise', 0, expand);
  const triggers = alternatives.map((patterns) => {
    const few = cover(sorts.length, patterns);
    const bound = new Set(few.flatMap((pattern) => [...placesIn(pattern, sorts.length)]));
    return { patterns: few, open: bound.size < sorts.length };
  });
  return { source, sorts, body, triggers };
}

function block(formula: Quantified): { sorts: readonly string[]; body: Formula } {
  const sorts: string[] = [];
  let body: Formula = formula;
  while (body.kind === formula.kind) {
    sorts.push(body.sort);
    body = body.body;
  }
  return { sorts, body };
}

export type Polarity = 'positive' | 'negative';
export const flip = (polarity: Polarity): Polarity => (polarity === 'positive' ? 'negative' : 'positive');

/**
 * The sets of atoms each of which, once they may hold, makes a formula worth having: as a claim it may then be violated, as a premise it
 * may then be true.
 */
function wanted(
  formula: Formula,
  as: 'claim' | 'premise',
  depth: number,
  expand: Expand,
): readonly (readonly Pattern[])[] {
  const other = as === 'claim' ? 'premise' : 'claim';
  const each = (parts: readonly Formula[]) => parts.map((part) => wanted(part, as, depth, expand));
  switch (formula.kind) {
    case 'atom': {
      const meaning = expand(formula);
      if (meaning !== undefined) return wanted(meaning, as, depth, expand);
      const order = formula.predicate === core.before || formula.predicate === core.notAfter;
      return [as === 'claim' || order ? [] : [{ atom: formula, depth }]];
    }
    case 'not':
      return wanted(formula.body, other, depth, expand);
    case 'and':
      return as === 'claim' ? either(each(formula.parts)) : all(each(formula.parts));
    case 'or':
      return as === 'claim' ? all(each(formula.parts)) : either(each(formula.parts));
    case 'implies': {
      const sides = [wanted(formula.left, other, depth, expand), wanted(formula.right, as, depth, expand)];
      return as === 'claim' ? all(sides) : either(sides);
    }
    case 'forall':
      return as === 'claim' ? wanted(formula.body, as, depth + 1, expand) : [[]];
    case 'exists':
      return as === 'premise' ? wanted(formula.body, as, depth + 1, expand) : [[]];
    default:
      return [[]];
  }
}

type Alternatives = readonly (readonly Pattern[])[];

/** No more alternatives than this are told apart: beyond it a formula is instantiated by the first ones alone. */
const mostAlternatives = 16;

function either(choices: readonly Alternatives[]): Alternatives {
  const found = choices.flat().filter((patterns) => patterns.length > 0);
  return found.length > 0 ? found.slice(0, mostAlternatives) : [[]];
}

function all(factors: readonly Alternatives[]): Alternatives {
  return factors.reduce<Alternatives>(
    (sets, factor) => sets.flatMap((set) => factor.map((more) => [...set, ...more])).slice(0, mostAlternatives),
    [[]],
  );
}

/** The variables of the block (by their place in it) that a pattern has. */
function placesIn(pattern: Pattern, count: number): ReadonlySet<number> {
  const places = new Set<number>();
  const visit = (term: Term): void => {
    if (term.kind === 'bound' && term.index >= pattern.depth) places.add(count - 1 - (term.index - pattern.depth));
    if (term.kind === 'application' && term.loose > pattern.depth) term.args.forEach(visit);
  };
  pattern.atom.args.forEach(visit);
  return places;
}

/** Few patterns that together have as many of the variables as all patterns do. */
function cover(count: number, patterns: readonly Pattern[]): readonly Pattern[] {
  const candidates = patterns.map((pattern) => ({ pattern, places: placesIn(pattern, count) }));
  const missing = new Set(candidates.flatMap(({ places }) => [...places]));
  const chosen: Pattern[] = [];
  while (missing.size > 0) {
    const gain = (places: ReadonlySet<number>): number => [...places].filter((place) => missing.has(place)).length;
    const best = candidates.reduce((a, b) => (gain(b.places) > gain(a.places) ? b : a));
    chosen.push(best.pattern);
    for (const place of best.places) missing.delete(place);
  }
  return chosen;
}
