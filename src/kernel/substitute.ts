import { demand } from './brand.js';
import {
  type Bound,
  bound,
  type Formula,
  isFormula,
  isSegment,
  isTerm,
  isVariable,
  type Node,
  occurs,
  type Piece,
  quantified,
  remade,
  type Segment,
  type Term,
  type Variable,
  variable,
} from './piece.js';
import type { Sort } from './symbol.js';

/**
 * The body with its variables changed, each by how many binders it stands under; `touches` says whether a piece can contain one of them, so that walks stop early.
 * Nothing is built of a forgery, which could be one thing at one look and another at the next. Not recursive, and each part once, so that neither depth nor sharing matters.
 */
function changed<T extends Segment | Formula>(
  body: T,
  touches: (node: Node, depth: number) => boolean,
  leaf: (term: Bound | Variable, depth: number) => Term,
): T {
  demand(isFormula(body) || isSegment(body), 'not a formula or segment of the kernel');
  const made: Map<Piece, Piece>[] = [];
  const get = (piece: Piece, depth: number): Piece | undefined =>
    touches(piece, depth) ? made[depth]?.get(piece) : piece;
  const stack: [Piece, number][] = [[body, 0]];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const [piece, depth] = top;
    const parts: Piece[] = [];
    const waiting: [Piece, number][] = [];
    for (let i = 0; i < piece.kids.length; i++) {
      const part = piece.kids[i] as Piece;
      const under = i === 0 && piece.binds !== undefined ? depth + 1 : depth;
      const done = get(part, under);
      if (done === undefined) waiting.push([part, under]);
      else parts.push(done);
    }
    for (const each of waiting) stack.push(each);
    if (waiting.length > 0) continue;
    stack.pop();
    if (get(piece, depth) !== undefined) continue;
    const isLeaf = piece.kind === 'bound' || piece.kind === 'variable';
    made[depth] ??= new Map();
    made[depth].set(piece, isLeaf ? leaf(piece, depth) : remade(piece, parts));
  }
  return get(body, 0) as T;
}

/** The body of binders with closed terms for what they bind: `values[0]` for the innermost, and so on. */
export function openBody<T extends Segment | Formula>(body: T, given: readonly Term[]): T {
  const values = [...given];
  const whole = values.every((value) => isTerm(value) && value.loose === 0);
  demand(whole, 'a variable stands for a term without loose bound variables');
  return changed(
    body,
    (node, depth) => node.loose > depth,
    (term, depth) => {
      if (term.kind === 'variable' || term.index < depth) return term;
      return values[term.index - depth] ?? bound(term.index - values.length, term.sort);
    },
  );
}

/** Bound variables for free ones of a whole body: for the last of them index 0, as it stands under the innermost binder. */
export function closeBody<T extends Segment | Formula>(body: T, given: readonly Variable[]): T {
  const variables = [...given];
  demand(variables.every(isVariable), 'only variables are replaced');
  demand(body.loose === 0, 'a body to bind variables in has no loose ones');
  return changed(
    body,
    (node) => variables.some((v) => occurs(v, node)),
    (term, depth) => bound(depth + variables.length - 1 - variables.indexOf(term as Variable), term.sort),
  );
}

/** The body with terms in place of free variables, all at once. */
export function substitute<T extends Segment | Formula>(
  body: T,
  variables: readonly Variable[],
  values: readonly Term[],
): T {
  demand(variables.length === values.length, 'one term for each variable');
  return openBody(closeBody(body, variables), [...values].reverse());
}

function quantify(kind: 'forall' | 'exists', variables: readonly Variable[], body: Formula): Formula {
  const closed = closeBody(body, variables);
  return variables.reduceRight<Formula>((inside, v) => quantified(kind, v.name, v.sort, inside), closed);
}

/** `∀x1 … xn. body` of a body in which the variables are free. */
export const forall = (variables: readonly Variable[], body: Formula): Formula => quantify('forall', variables, body);
/** `∃x1 … xn. body` of a body in which the variables are free. */
export const exists = (variables: readonly Variable[], body: Formula): Formula => quantify('exists', variables, body);

/** A variable of this name, primed until it is free in none of the nodes. */
export function freshVariable(name: string, sort: Sort, ...nodes: readonly Node[]): Variable {
  const taken = new Set(nodes.flatMap((node) => node.free.map((v) => v.name)));
  let candidate = name;
  while (taken.has(candidate)) candidate += "'";
  return variable(candidate, sort);
}
