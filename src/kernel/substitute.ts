import { and, atom, equal, type Formula, implies, not, or, quantified, ran } from './formula.js';
import { jump, type Segment, step } from './segment.js';
import type { Sort } from './symbol.js';
import { apply, bound, type Node, occurs, sameVariable, type Term, type Variable, variable } from './term.js';

/** What becomes of a variable under so many binders; `touches` says whether a node can contain one, so that walks stop early. */
interface Change {
  readonly touches: (node: Node, depth: number) => boolean;
  readonly leaf: (term: Exclude<Term, { kind: 'application' }>, depth: number) => Term;
}

function inTerm(term: Term, depth: number, change: Change): Term {
  if (!change.touches(term, depth)) return term;
  if (term.kind !== 'application') return change.leaf(term, depth);
  return apply(term.symbol, ...term.args.map((arg) => inTerm(arg, depth, change)));
}

function inSegment(segment: Segment, depth: number, change: Change): Segment {
  if (!change.touches(segment, depth)) return segment;
  if (segment.kind === 'jump') return jump(inTerm(segment.target, depth, change));
  if (segment.kind !== 'step') return segment;
  const { action, args, hint, rest } = segment;
  const inside = action.result === undefined ? depth : depth + 1;
  return step(
    action,
    args.map((arg) => inTerm(arg, depth, change)),
    hint,
    inSegment(rest, inside, change),
  );
}

function inFormula(formula: Formula, depth: number, change: Change): Formula {
  if (!change.touches(formula, depth)) return formula;
  const term = (t: Term): Term => inTerm(t, depth, change);
  const part = (f: Formula): Formula => inFormula(f, depth, change);
  switch (formula.kind) {
    case 'true':
    case 'false':
      return formula;
    case 'atom':
      return atom(formula.predicate, ...formula.args.map(term));
    case 'equal':
      return equal(term(formula.left), term(formula.right));
    case 'not':
      return not(part(formula.body));
    case 'and':
      return and(...formula.parts.map(part));
    case 'or':
      return or(...formula.parts.map(part));
    case 'implies':
      return implies(part(formula.left), part(formula.right));
    case 'forall':
    case 'exists':
      return quantified(formula.kind, formula.hint, formula.sort, inFormula(formula.body, depth + 1, change));
    case 'ran':
      return ran(inSegment(formula.segment, depth, change), term(formula.thread), term(formula.from), term(formula.to));
  }
}

/** Puts closed-off terms (no loose bound variable) for the outermost bound variables: `values[0]` for index 0, and so on. */
function opening(values: readonly Term[]): Change {
  return {
    touches: (node, depth) => node.loose > depth,
    leaf: (term, depth) => {
      if (term.kind !== 'bound' || term.index < depth) return term;
      return values[term.index - depth] ?? bound(term.index - values.length, term.sort);
    },
  };
}

/** Puts bound variables for free ones: for the last of them index 0, as it stands under the innermost binder. */
function closing(variables: readonly Variable[]): Change {
  return {
    touches: (node) => variables.some((v) => occurs(v, node)),
    leaf: (term, depth) => {
      if (term.kind !== 'variable') return term;
      const place = variables.findIndex((v) => sameVariable(v, term));
      return place < 0 ? term : bound(depth + variables.length - 1 - place, term.sort);
    },
  };
}

export const openFormula = (body: Formula, values: readonly Term[]): Formula => inFormula(body, 0, opening(values));
export const openSegment = (body: Segment, values: readonly Term[]): Segment => inSegment(body, 0, opening(values));

/** `variables` become bound variables of binders around the result, the last of them the innermost. Only for bodies without loose variables. */
export const closeFormula = (body: Formula, variables: readonly Variable[]): Formula =>
  inFormula(body, 0, closing(variables));
export const closeSegment = (body: Segment, variables: readonly Variable[]): Segment =>
  inSegment(body, 0, closing(variables));

function quantify(kind: 'forall' | 'exists', variables: readonly Variable[], body: Formula): Formula {
  let result = closeFormula(body, variables);
  for (const v of [...variables].reverse()) result = quantified(kind, v.name, v.sort, result);
  return result;
}

/** `∀x1 … xn. body` of a body in which the variables are free. */
export const forall = (variables: readonly Variable[], body: Formula): Formula => quantify('forall', variables, body);
/** `∃x1 … xn. body` of a body in which the variables are free. */
export const exists = (variables: readonly Variable[], body: Formula): Formula => quantify('exists', variables, body);

/** The formula with terms in place of free variables, all at once. */
export const substitute = (formula: Formula, variables: readonly Variable[], values: readonly Term[]): Formula =>
  openFormula(closeFormula(formula, variables), [...values].reverse());

/** A variable of this name, primed until it is free in none of the nodes. */
export function freshVariable(name: string, sort: Sort, ...nodes: readonly Node[]): Variable {
  const taken = (candidate: string): boolean => nodes.some((node) => node.free.some((v) => v.name === candidate));
  let candidate = name;
  while (taken(candidate)) candidate += "'";
  return variable(candidate, sort);
}
