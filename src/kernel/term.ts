import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { type FunctionSymbol, isSymbol, type Sort } from './symbol.js';

/** What every node of a term, segment or formula knows of itself, so that walks can stop early. */
export interface Node {
  /** Equal nodes have equal hashes. */
  readonly hash: number;
  /** One more than the largest index of a bound variable whose binder is outside; 0 where there is none. */
  readonly loose: number;
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

export const isTerm = (value: unknown): boolean => terms.owns(value);

const noVariables: readonly Variable[] = Object.freeze([]);

const order = (a: Variable, b: Variable): number =>
  a === b ? 0 : a.name < b.name ? -1 : a.name > b.name ? 1 : a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0;

export const sameVariable = (a: Variable, b: Variable): boolean =>
  a === b || (a.hash === b.hash && a.name === b.name && a.sort === b.sort);

export const occurs = (variable: Variable, node: Node): boolean => node.free.some((v) => sameVariable(v, variable));

/** The union of two sorted lists; one of the two where it holds the other. */
function merge(a: readonly Variable[], b: readonly Variable[]): readonly Variable[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const all: Variable[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [v, w] = [a[i], b[j]];
    const side = v === undefined ? 1 : w === undefined ? -1 : order(v, w);
    all.push((side > 0 ? w : v) as Variable);
    if (side <= 0) i++;
    if (side >= 0) j++;
  }
  return all.length === a.length ? a : all.length === b.length ? b : Object.freeze(all);
}

/** What a node with these children knows of itself, where none of them is under a binder. */
export function facts(seed: number, children: readonly Node[]): Node {
  let [hash, loose, free] = [seed, 0, noVariables];
  for (const child of children) {
    hash = mix(hash, child.hash);
    loose = Math.max(loose, child.loose);
    free = merge(free, child.free);
  }
  return { hash, loose, free };
}

export function bound(index: number, sort: Sort): Bound {
  demand(Number.isSafeInteger(index) && index >= 0, `${index} is no index of a bound variable`);
  return terms.make({ kind: 'bound', index, sort, hash: mix(0xb0, index), loose: index + 1, free: noVariables });
}

export function variable(name: string, sort: Sort): Variable {
  const free: Variable[] = [];
  const node: Variable = terms.make({ kind: 'variable', name, sort, hash: mix(hashText(name), 0x5a), loose: 0, free });
  free.push(node);
  Object.freeze(free);
  return node;
}

export function apply(symbol: FunctionSymbol, ...args: readonly Term[]): Application {
  demand(isSymbol(symbol), 'not a function symbol of the kernel');
  demand(
    args.length === symbol.args.length,
    `${symbol.name} takes ${symbol.args.length} arguments, not ${args.length}`,
  );
  for (const [i, arg] of args.entries()) {
    demand(isTerm(arg), `argument ${i + 1} of ${symbol.name} is not a term of the kernel`);
    demand(
      arg.sort === symbol.args[i],
      `argument ${i + 1} of ${symbol.name} is a ${arg.sort}, not a ${symbol.args[i]}`,
    );
  }
  return terms.make({
    kind: 'application',
    symbol,
    args: Object.freeze([...args]),
    sort: symbol.result,
    ...facts(symbol.hash, args),
  });
}

export function sameTerm(a: Term, b: Term): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash || a.kind !== b.kind || a.sort !== b.sort) return false;
  if (a.kind === 'bound') return a.index === (b as Bound).index;
  if (a.kind === 'variable') return a.name === (b as Variable).name;
  const other = b as Application;
  return a.symbol === other.symbol && a.args.every((arg, i) => sameTerm(arg, other.args[i] as Term));
}
