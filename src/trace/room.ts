import type { Sort } from '../kernel/index.js';
import type { Compiled, Literal, Node } from './compile.js';

/**
 * How many individuals of a kind are enough that take no part in a trace, so that a formula is true of these just where it is true of any
 * number of them: all of them are alike, so that as many as quantifiers in one another can tell apart stand for the rest.
 */
export interface Room {
  /** Machines beside the world's: one for each constant that may be one of them. */
  readonly machines: number;
  readonly threads: number;
  readonly principals: number;
  readonly names: number;
  /** Individuals of a sort that the model declares. */
  readonly others: number;
}

/** Room for one of each. */
export const narrow: Room = { machines: 0, threads: 1, principals: 1, names: 1, others: 1 };

/** What a formula needs. */
export function roomFor({ node, sorts, params, constants }: Compiled): Room {
  const free = [...params, ...constants.values()];
  const compared = comparedIn(node);
  const needed = (told: readonly Sort[], of: (sort: Sort) => boolean): number => {
    if (!told.some((sort) => compared.has(sort))) return 1;
    const isOf = (slot: number): boolean => of(sorts[slot] as Sort);
    return Math.max(1, free.filter(isOf).length + depth(node, isOf));
  };
  const among =
    (...some: readonly Sort[]) =>
    (sort: Sort): boolean =>
      some.includes(sort);
  return {
    machines: [...constants.keys()].filter(({ result }) => result === 'Machine').length,
    threads: needed(['Thread', 'Event', 'Term'], among('Thread')),
    principals: needed(['Principal', 'Event', 'Term'], among('Principal', 'Thread')),
    names: needed(['Name', 'Location', 'Locations', 'Event', 'Term'], among('Name', 'Location')),
    others: Math.max(1, free.length + depth(node, (slot) => !builtIn.has(sorts[slot] as Sort))),
  };
}

const builtIn: ReadonlySet<Sort> = new Set([
  ...['Time', 'Thread', 'Machine', 'Location', 'Locations', 'Principal', 'Term', 'Name', 'Event', 'Programs'],
]);

/** The sorts of what a formula equates; `Contains` compares terms. */
function comparedIn(node: Node): ReadonlySet<Sort> {
  const found = new Set<Sort>();
  const visit = (part: Node): void => {
    if (part.kind === 'literal') found.add(comparedBy(part.literal));
    else if ('parts' in part) part.parts.forEach(visit);
    else visit(part.body);
  };
  visit(node);
  return found;
}

function comparedBy(literal: Literal): Sort {
  if (literal.kind === 'ran') return 'Time';
  if (literal.kind === 'atom') return literal.predicate.args.every((sort) => sort === 'Term') ? 'Term' : 'Time';
  const [left] = literal.args;
  return left.kind === 'slot' ? left.sort : left.kind === 'value' ? left.term.sort : left.symbol.result;
}

/** How many quantifiers of a kind stand in one another. */
function depth(node: Node, isOf: (slot: number) => boolean): number {
  switch (node.kind) {
    case 'literal':
      return 0;
    case 'all':
    case 'any':
      return Math.max(0, ...node.parts.map((part) => depth(part, isOf)));
    case 'exists':
    case 'forall':
      return node.slots.filter(isOf).length + depth(node.body, isOf);
  }
}
