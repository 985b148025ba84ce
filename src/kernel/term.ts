import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { type Applicable, demandText, type FunctionSymbol, isFunctionSymbol, type Sort } from './symbol.js';

/** What every node of a term, segment or formula knows of itself, so that walks can stop early. */
export interface Node {
  /** Equal nodes have equal hashes. */
  readonly hash: number;
  /** One more than the largest index of a bound variable whose binder is outside; 0 where there is none. */
  readonly loose: number;
  /** The bound variables whose binder is outside, without repetition, sorted by index and sort. */
  readonly outer: readonly Bound[];
  /** The free variables, without repetition, sorted by name and sort. */
  readonly free: readonly Variable[];
}

/** A variable whose binder is outside the term: the index counts the binders in between (de Bruijn). */
export interface Bound extends Node {
  readonly kind: 'bound';
  readonly index: number;
  readonly sort: Sort;
}

/** A free variable; two are the same when name and sort are. */
export interface Variable extends Node {
  readonly kind: 'variable';
  readonly name: string;
  readonly sort: Sort;
}

export interface Application extends Node {
  readonly kind: 'application';
  readonly symbol: FunctionSymbol;
  readonly args: readonly Term[];
  readonly sort: Sort;
}

export type Term = Bound | Variable | Application;

const terms = brand();

export const isTerm = (value: unknown): value is Term => terms.owns(value);
export const isVariable = (value: unknown): value is Variable => isTerm(value) && value.kind === 'variable';

export const sameVariable = (a: Variable, b: Variable): boolean =>
  a === b || (a.hash === b.hash && a.name === b.name && a.sort === b.sort);

export const occurs = (variable: Variable, node: Node): boolean => node.free.some((v) => sameVariable(v, variable));

const none: readonly never[] = Object.freeze([]);

const keyOf = (v: Variable | Bound): string | number => (v.kind === 'variable' ? v.name : v.index);

const before = (a: Variable | Bound, b: Variable | Bound): boolean =>
  keyOf(a) < keyOf(b) || (keyOf(a) === keyOf(b) && a.sort < b.sort);

/** The union of two sorted lists; one of the two where it holds the other. */
function merge<T extends Variable | Bound>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const all: T[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [v, w] = [a[i], b[j]];
    const isFirst = v !== undefined && (w === undefined || !before(w, v));
    const isSecond = w !== undefined && (v === undefined || !before(v, w));
    all.push((isFirst ? v : w) as T);
    if (isFirst) i++;
    if (isSecond) j++;
  }
  return all.length === a.length ? a : all.length === b.length ? b : Object.freeze(all);
}

/** What a node with these children knows of itself, where none of them is under a binder. */
export function facts(seed: number, children: readonly Node[]): Node {
  let [hash, loose] = [seed, 0];
  let outer: readonly Bound[] = none;
  let free: readonly Variable[] = none;
  for (const child of children) {
    hash = mix(hash, child.hash);
    loose = Math.max(loose, child.loose);
    outer = merge(outer, child.outer);
    free = merge(free, child.free);
  }
  return { hash, loose, outer, free };
}

/** What a node knows of itself as seen from outside of a binder of this sort around it. */
export function underBinder(body: Node, sort: Sort): Node {
  if (body.loose === 0) return body;
  const wellSorted = body.outer.every((b) => b.index > 0 || b.sort === sort);
  demand(wellSorted, 'a bound variable is of the sort of its binder');
  const outer = body.outer.filter((b) => b.index > 0).map((b) => bound(b.index - 1, b.sort));
  return { hash: body.hash, loose: body.loose - 1, outer: Object.freeze(outer), free: body.free };
}

const bounds = new Map<Sort, Map<number, Bound>>();

/** The bound variable of this index and sort: there is one of each. */
export function bound(index: number, sort: Sort): Bound {
  const known = bounds.get(sort)?.get(index);
  if (known !== undefined) return known;
  demand(Number.isSafeInteger(index) && index >= 0, 'the index of a bound variable counts binders');
  demandText(sort);
  const outer: Bound[] = [];
  const facts = { hash: mix(0xb0, index), loose: index + 1, outer, free: none };
  const node: Bound = terms.make({ kind: 'bound', index, sort, ...facts });
  outer.push(node);
  Object.freeze(outer);
  bounds.set(sort, (bounds.get(sort) ?? new Map()).set(index, node));
  return node;
}

export function variable(name: string, sort: Sort): Variable {
  demandText(name, sort);
  const free: Variable[] = [];
  const facts = { hash: mix(hashText(name), 0x5a), loose: 0, outer: none, free };
  const node: Variable = terms.make({ kind: 'variable', name, sort, ...facts });
  free.push(node);
  Object.freeze(free);
  return node;
}

/** What a symbol is applied to, checked and frozen. */
export function checkedArgs(symbol: Applicable, given: readonly Term[]): readonly Term[] {
  const args = Object.freeze([...given]);
  const fit = args.length === symbol.args.length && args.every((arg, i) => isTerm(arg) && arg.sort === symbol.args[i]);
  demand(fit, `what ${symbol.name} is applied to is not of its sorts`);
  return args;
}

export function apply(symbol: FunctionSymbol, ...given: readonly Term[]): Application {
  demand(isFunctionSymbol(symbol), 'not a function symbol of the kernel');
  const args = checkedArgs(symbol, given);
  return terms.make({ kind: 'application', symbol, args, sort: symbol.result, ...facts(symbol.hash, args) });
}
