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

/** What becomes of variables under so many binders; `touches` says whether a piece can contain one of them, so that walks stop early. */
interface Change {
  readonly touches: (node: Node, depth: number) => boolean;
  readonly leaf: (term: Bound | Variable, depth: number) => Term;
}

const bindsFirst = (piece: Piece): boolean =>
  piece.kind === 'forall' || piece.kind === 'exists' || (piece.kind === 'step' && piece.action.result !== undefined);

/** Terms become terms, segments segments and formulas formulas. Not recursive, and each part once, so that neither depth nor sharing matters. */
function changed(root: Piece, { touches, leaf }: Change): Piece {
  const made: Map<Piece, Piece>[] = [];
  const get = (piece: Piece, depth: number): Piece | undefined =>
    touches(piece, depth) ? made[depth]?.get(piece) : piece;
  const stack: [Piece, number][] = [[root, 0]];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const [piece, depth] = top;
    const parts: Piece[] = [];
    const waiting: [Piece, number][] = [];
    for (let i = 0; i < piece.kids.length; i++) {
      const part = piece.kids[i] as Piece;
      const under = i === 0 && bindsFirst(piece) ? depth + 1 : depth;
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
  return get(root, 0) as Piece;
}

/** Puts terms for the outermost bound variables: `values[0]` for index 0, and so on. */
function opening(given: readonly Term[]): Change {
  const values = wholeTerms(given);
  return {
    touches: (node, depth) => node.loose > depth,
    leaf: (term, depth) => {
      if (term.kind === 'variable' || term.index < depth) return term;
      return values[term.index - depth] ?? bound(term.index - values.length, term.sort);
    },
  };
}

function wholeTerms(given: readonly Term[]): readonly Term[] {
  const values = [...given];
  const whole = values.every((value) => isTerm(value) && value.loose === 0);
  demand(whole, 'a variable stands for a term without loose bound variables');
  return values;
}

/** Puts something for free variables, by the place of each among them. */
function replacing(
  given: readonly Variable[],
  put: (place: number, variable: Variable, depth: number) => Term,
): Change {
  const variables = [...given];
  demand(variables.every(isVariable), 'only variables are replaced');
  const [only] = variables;
  return {
    touches:
      only !== undefined && variables.length === 1
        ? (node) => occurs(only, node)
        : (node) => variables.some((v) => occurs(v, node)),
    leaf: (term, depth) => (term.kind === 'bound' ? term : put(variables.indexOf(term), term, depth)),
  };
}

/** Puts bound variables for free ones of a whole body: for the last of them index 0, as it stands under the innermost binder. */
function closing(body: Node, given: readonly Variable[]): Change {
  demand(body.loose === 0, 'a body to bind variables in has no loose ones');
  const variables = [...given];
  const { length } = variables;
  return replacing(variables, (place, { sort }, depth) => bound(depth + length - 1 - place, sort));
}

/** Nothing is built of a forgery, which could be one thing at one look and another at the next. */
function rebuilt<T extends Segment | Formula>(body: T, change: Change): T {
  demand(isFormula(body) || isSegment(body), 'not a formula or segment of the kernel');
  return changed(body, change) as T;
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

/** The formula, or segment, with terms in place of free variables, all at once. */
export function substitute<T extends Segment | Formula>(
  body: T,
  variables: readonly Variable[],
  given: readonly Term[],
): T {
  const values = wholeTerms(given);
  demand(body.loose === 0 && variables.length === values.length, 'one term for each variable');
  return rebuilt(
    body,
    replacing(variables, (place) => values[place] as Term),
  );
}

/** A variable of this name, primed until it is free in none of the nodes. */
export function freshVariable(name: string, sort: Sort, ...nodes: readonly Node[]): Variable {
  const taken = new Set(nodes.flatMap((node) => node.free.map((v) => v.name)));
  let candidate = name;
  while (taken.has(candidate)) candidate += "'";
  return variable(candidate, sort);
}
