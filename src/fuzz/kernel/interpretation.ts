import type { Formula, Term } from '../../kernel/index.js';

/** A finite interpretation of formulas over one sort: what functions and predicates give on the elements 0 … size-1. */
export interface Interpretation {
  readonly size: number;
  readonly functions: (name: string, args: readonly number[]) => number;
  readonly predicates: (name: string, args: readonly number[]) => boolean;
}

/** The value of a formula, by the definition of truth: slow, and nothing else. `bound` are the values of the binders around, innermost first. */
export function holds(
  world: Interpretation,
  formula: Formula,
  free: ReadonlyMap<string, number>,
  bound: readonly number[] = [],
): boolean {
  const value = (term: Term): number => {
    if (term.kind === 'bound') return bound[term.index] as number;
    if (term.kind === 'variable') return free.get(term.name) as number;
    return world.functions(term.symbol.name, term.args.map(value));
  };
  const inside = (part: Formula): boolean => holds(world, part, free, bound);
  const elements = Array.from({ length: world.size }, (_, i) => i);
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'atom':
      return world.predicates(formula.predicate.name, formula.args.map(value));
    case 'equal':
      return value(formula.left) === value(formula.right);
    case 'not':
      return !inside(formula.body);
    case 'and':
      return formula.parts.every(inside);
    case 'or':
      return formula.parts.some(inside);
    case 'implies':
      return !inside(formula.left) || inside(formula.right);
    case 'forall':
      return elements.every((e) => holds(world, formula.body, free, [e, ...bound]));
    case 'exists':
      return elements.some((e) => holds(world, formula.body, free, [e, ...bound]));
    case 'ran':
      throw new Error('programs have no place in this evaluator');
  }
}

/** A sequent, for the evaluator: a theorem is one, and so is what a wrong rule of a test makes. */
export interface Sequent {
  readonly hypotheses: readonly Formula[];
  readonly conclusion: Formula;
}

/** Values of the free variables under which all hypotheses hold and the conclusion does not; undefined where there are none. */
export function counterexample(
  world: Interpretation,
  { hypotheses, conclusion }: Sequent,
): ReadonlyMap<string, number> | undefined {
  const names = [...new Set([...hypotheses, conclusion].flatMap((formula) => formula.free.map((v) => v.name)))];
  for (let code = 0; code < world.size ** names.length; code++) {
    const free = new Map(names.map((name, i) => [name, Math.floor(code / world.size ** i) % world.size]));
    if (hypotheses.every((h) => holds(world, h, free)) && !holds(world, conclusion, free)) return free;
  }
  return undefined;
}
