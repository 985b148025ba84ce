import type { FunctionSymbol, Sort } from '../kernel/index.js';
import { numbering } from './numbering.js';
import type { Head, SkeletonNode } from './skeleton.js';

/** What sorts and symbols are called in a text, and the commands that declare them. */
export interface Names {
  ofSort(sort: Sort): string;
  ofHead(head: Head): string;
  readonly declarations: readonly string[];
}

/**
 * Names for all that occurs in the nodes, numbered in order of first occurrence: no name of the formula is in the text.
 *
 *     s0 s1 …  sorts          u0 u1 …  the sort of what a datatype holds beside its constructors' values     o0 o1 …  the constructor for it
 *     k0 k1 …  constructors   f0 f1 …  functions     p0 p1 …  predicates     q0 q1 …  opaque formulas     c0 c1 …  free variables
 */
export function namesFor(nodes: readonly SkeletonNode[]): Names {
  const sorts = numbering<Sort>();
  const [constructors, functions, predicates] = [numbering<object>(), numbering<object>(), numbering<object>()];
  const [opaques, variables] = [numbering<number>(), numbering<object>()];
  const ofSort = (sort: Sort): string => (sort === 'Time' ? 'Real' : `s${sorts(sort)}`);
  const list = (some: readonly Sort[]): string => `(${some.map(ofSort).join(' ')})`;

  const symbols: string[] = [];
  const built = new Map<Sort, FunctionSymbol[]>();
  for (const { head } of nodes) {
    switch (head.kind) {
      case 'connective':
        break;
      case 'variable':
        symbols.push(`(declare-const c${variables(head.variable)} ${ofSort(head.variable.sort)})`);
        break;
      case 'function': {
        const { symbol } = head;
        if ((symbol.constructs ? constructors : functions).has(symbol)) break;
        if (!symbol.constructs) {
          symbols.push(`(declare-fun f${functions(symbol)} ${list(symbol.args)} ${ofSort(symbol.result)})`);
          break;
        }
        constructors(symbol);
        ofSort(symbol.result);
        const siblings = built.get(symbol.result);
        if (siblings === undefined) built.set(symbol.result, [symbol]);
        else siblings.push(symbol);
        break;
      }
      case 'predicate':
        if (predicates.has(head.symbol)) break;
        symbols.push(`(declare-fun p${predicates(head.symbol)} ${list(head.symbol.args)} Bool)`);
        break;
      case 'opaque':
        if (opaques.has(head.shape)) break;
        symbols.push(`(declare-fun q${opaques(head.shape)} ${list(head.parameters)} Bool)`);
        break;
    }
  }

  const constructorOf = (symbol: FunctionSymbol): string => {
    const name = `k${constructors(symbol)}`;
    return `(${[name, ...symbol.args.map((sort, i) => `(${name}_${i} ${ofSort(sort)})`)].join(' ')})`;
  };
  const datatypes = [...built].map(([sort, siblings]) => {
    const n = sorts(sort);
    return { name: `s${n}`, base: `u${n}`, cases: [...siblings.map(constructorOf), `(o${n} (o${n}_0 u${n}))`] };
  });
  const plain = sorts.all().filter((sort) => !built.has(sort));

  return {
    ofSort,
    ofHead(head) {
      switch (head.kind) {
        case 'connective':
          return head.op;
        case 'variable':
          return `c${variables(head.variable)}`;
        case 'function':
          return head.symbol.constructs ? `k${constructors(head.symbol)}` : `f${functions(head.symbol)}`;
        case 'predicate':
          return `p${predicates(head.symbol)}`;
        case 'opaque':
          return `q${opaques(head.shape)}`;
      }
    },
    declarations: [
      ...plain.map((sort) => `(declare-sort ${ofSort(sort)} 0)`),
      ...datatypes.map(({ base }) => `(declare-sort ${base} 0)`),
      ...(datatypes.length === 0
        ? []
        : [
            `(declare-datatypes (${datatypes.map(({ name }) => `(${name} 0)`).join(' ')}) (${datatypes
              .map(({ cases }) => `(${cases.join(' ')})`)
              .join(' ')}))`,
          ]),
      ...symbols,
    ],
  };
}
