import {
  core,
  type Formula,
  type FunctionSymbol,
  type PredicateSymbol,
  type Sort,
  type Term,
  type Variable,
} from '../kernel/index.js';
import { numbering } from './numbering.js';
import { opaqueShapes } from './opaque.js';

/** What stands at the top of a node. An opaque formula is a predicate of its parameters. */
export type Head =
  | { readonly kind: 'connective'; readonly op: 'true' | 'false' | 'not' | 'and' | 'or' | '=>' | '=' | '<' | '<=' }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol }
  | { readonly kind: 'predicate'; readonly symbol: PredicateSymbol }
  | { readonly kind: 'opaque'; readonly shape: number; readonly parameters: readonly Sort[] };

/** A node's children are positions of earlier nodes. `sort` is undefined for formulas. */
export interface SkeletonNode {
  readonly head: Head;
  readonly children: readonly number[];
  readonly sort: Sort | undefined;
}

/** A formula as a graph in which equal parts are one node, and children come before parents. */
export interface Skeleton {
  readonly nodes: readonly SkeletonNode[];
  /** The position of the whole formula. */
  readonly root: number;
}

/** More nodes than this are refused: a text of some 5 MB. */
const mostNodes = 250_000;

/**
 * The skeleton of a formula without loose bound variables, or why it has none. Linear in the formula as a graph, and not recursive, so
 * depth does not matter. Equal formulas have equal skeletons, however much of them is shared in memory.
 */
export function skeletonOf(formula: Formula): Skeleton | { readonly refused: string } {
  if (formula.loose > 0) return { refused: 'it has a bound variable whose binder is missing' };
  const nodes: SkeletonNode[] = [];
  const byKey = new Map<string, number>();
  const byPart = new Map<Formula | Term, number>();
  const symbolId = numbering<object>();
  const opaqueOf = opaqueShapes((term) => place(term), symbolId);

  function add(head: Head, children: readonly number[], sort: Sort | undefined): number {
    const key = `${keyOf(head, symbolId)} ${children.join(' ')}`;
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, nodes.length);
    nodes.push({ head, children, sort });
    return nodes.length - 1;
  }

  /** What has to be placed before a part. What stands in an opaque formula is placed as its shape is taken. */
  function childrenOf(part: Formula | Term): readonly (Formula | Term)[] {
    switch (part.kind) {
      case 'true':
      case 'false':
      case 'variable':
      case 'bound':
      case 'forall':
      case 'exists':
      case 'ran':
        return [];
      case 'application':
      case 'atom':
        return part.args;
      case 'equal':
      case 'implies':
        return [part.left, part.right];
      case 'not':
        return [part.body];
      case 'and':
      case 'or':
        return part.parts;
    }
  }

  function make(part: Formula | Term, children: readonly number[]): number {
    const connective = (op: Extract<Head, { kind: 'connective' }>['op']): number =>
      add({ kind: 'connective', op }, children, undefined);
    switch (part.kind) {
      case 'true':
      case 'false':
      case 'not':
        return connective(part.kind);
      case 'implies':
        return connective('=>');
      case 'equal':
        return connective('=');
      case 'and':
      case 'or': {
        const [only] = children;
        if (children.length === 1 && only !== undefined) return only;
        return children.length > 0 ? connective(part.kind) : connective(part.kind === 'and' ? 'true' : 'false');
      }
      case 'atom':
        if (part.predicate === core.before) return connective('<');
        if (part.predicate === core.notAfter) return connective('<=');
        return add({ kind: 'predicate', symbol: part.predicate }, children, undefined);
      case 'variable':
        return add({ kind: 'variable', variable: part }, children, part.sort);
      case 'application':
        return add({ kind: 'function', symbol: part.symbol }, children, part.sort);
      case 'bound':
        throw new Error('a bound variable outside of an opaque formula');
      case 'forall':
      case 'exists':
      case 'ran': {
        const { shape, parameters } = opaqueOf(part);
        const sorts = parameters.map((position) => nodes[position]?.sort as Sort);
        return add({ kind: 'opaque', shape, parameters: sorts }, parameters, undefined);
      }
    }
  }

  function place(root: Formula | Term): number {
    const stack: (Formula | Term)[] = [root];
    for (let part = stack.at(-1); part !== undefined; part = stack.at(-1)) {
      const children = byPart.has(part) ? [] : childrenOf(part);
      const waiting = children.filter((child) => !byPart.has(child));
      if (waiting.length > 0) {
        stack.push(...waiting.reverse());
        continue;
      }
      stack.pop();
      if (byPart.has(part)) continue;
      byPart.set(
        part,
        make(
          part,
          children.map((child) => byPart.get(child) as number),
        ),
      );
      if (nodes.length > mostNodes) break;
    }
    return byPart.get(root) ?? 0;
  }

  const root = place(formula);
  if (nodes.length > mostNodes) return { refused: `it has more than ${mostNodes} distinct parts` };
  const built = nodes.find(
    ({ head }) => head.kind === 'function' && head.symbol.constructs && head.symbol.result === 'Time',
  );
  if (built !== undefined) return { refused: 'times are ordered, not constructed' };
  return { nodes, root };
}

function keyOf(head: Head, symbolId: (symbol: object) => number): string {
  switch (head.kind) {
    case 'connective':
      return head.op;
    case 'variable':
      return `variable ${JSON.stringify([head.variable.name, head.variable.sort])}`;
    case 'function':
    case 'predicate':
      return `symbol ${symbolId(head.symbol)}`;
    case 'opaque':
      return `opaque ${head.shape}`;
  }
}
