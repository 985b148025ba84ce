import { demand } from './brand.js';
import { type Formula, isFormula, quantified } from './formula.js';
import { isSegment, type Segment } from './segment.js';
import { anatomy, type Piece } from './structure.js';
import type { Sort } from './symbol.js';
import {
  type Bound,
  bound,
  isTerm,
  isVariable,
  type Node,
  occurs,
  sameVariable,
  type Term,
  type Variable,
  variable,
} from './term.js';

/** What becomes of variables under so many binders; `touches` says whether a node can contain one of them, so that walks stop early. */
interface Change {
  readonly touches: (node: Node, depth: number) => boolean;
  readonly leaf: (term: Bound | Variable, depth: number) => Term;
}

/** Terms are changed into terms, segments into segments and formulas into formulas. */
function changed(piece: Piece, depth: number, change: Change): Piece {
  if (!change.touches(piece, depth)) return piece;
  if (piece.kind === 'bound' || piece.kind === 'variable') return change.leaf(piece, depth);
  const { parts, remake, binds } = anatomy(piece);
  return remake(...parts.map((part, i) => changed(part, binds && i === 0 ? depth + 1 : depth, change) as never));
}

/** Puts terms for the outermost bound variables: `values[0]` for index 0, and so on. */
function opening(given: readonly Term[]): Change {
  const values = [...given];
  const whole = values.every((value) => isTerm(value) && value.loose === 0);
  demand(whole, 'a variable stands for a term without loose bound variables');
  return {
    touches: (node, depth) => node.loose > depth,
    leaf: (term, depth) => {
      if (term.kind === 'variable' || term.index < depth) return term;
      return values[term.index - depth] ?? bound(term.index - values.length, term.sort);
    },
  };
}

/** Puts bound variables for free ones of a whole body: for the last of them index 0, as it stands under the innermost binder. */
function closing(body: Node, given: readonly Variable[]): Change {
  const variables = [...given];
  demand(body.loose === 0 && variables.every(isVariable), 'a body to bind variables in has no loose ones');
  return {
    touches: (node) => variables.some((v) => occurs(v, node)),
    leaf: (term, depth) => {
      if (term.kind === 'bound') return term;
      const place = variables.findIndex((v) => sameVariable(v, term));
      return place < 0 ? term : bound(depth + variables.length - 1 - place, term.sort);
    },
  };
}

/** Nothing is built of a forgery, which could be one thing at one look and another at the next. */
function rebuilt<T extends Segment | Formula>(body: T, change: Change): T {
  demand(isFormula(body) || isSegment(body), 'not a formula or segment of the kernel');
  return changed(body, 0, change) as T;
}

/** The body of a binder, or of several, with closed terms for what they bind: `values[0]` for the innermost. */
export const openFormula = (body: Formula, values: readonly Term[]): Formula => rebuilt(body, opening(values));
export const openSegment = (body: Segment, values: readonly Term[]): Segment => rebuilt(body, opening(values));

/** `variables` become bound variables of binders around the result, the last of them the innermost. */
export const closeFormula = (body: Formula, variables: readonly Variable[]): Formula =>
  rebuilt(body, closing(body, variables));
export const closeSegment = (body: Segment, variables: readonly Variable[]): Segment =>
  rebuilt(body, closing(body, variables));

function quantify(kind: 'forall' | 'exists', variables: readonly Variable[], body: Formula): Formula {
  const closed = closeFormula(body, variables);
  return variables.reduceRight<Formula>((inside, v) => quantified(kind, v.name, v.sort, inside), closed);
}

/** `∀x1 … xn. body` of a body in which the variables are free. */
export const forall = (variables: readonly Variable[], body: Formula): Formula => quantify('forall', variables, body);
/** `∃x1 … xn. body` of a body in which the variables are free. */
export const exists = (variables: readonly Variable[], body: Formula): Formula => quantify('exists', variables, body);

/** The formula with terms in place of free variables, all at once. */
export function substitute(formula: Formula, variables: readonly Variable[], values: readonly Term[]): Formula {
  demand(variables.length === values.length, 'one term for each variable');
  return openFormula(closeFormula(formula, variables), [...values].reverse());
}

/** A variable of this name, primed until it is free in none of the nodes. */
export function freshVariable(name: string, sort: Sort, ...nodes: readonly Node[]): Variable {
  const taken = new Set(nodes.flatMap((node) => node.free.map((v) => v.name)));
  let candidate = name;
  while (taken.has(candidate)) candidate += "'";
  return variable(candidate, sort);
}
