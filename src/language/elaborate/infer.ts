import type { Surface } from './surface.js';

/** What is known of the sort of a variable whose binder does not say it. */
export interface Cell {
  /** The sorts that its uses want. */
  readonly wants: Surface[];
  /** Variables that it is equated with. */
  readonly equals: Cell[];
  /** `^x` stands somewhere: x is a thread, unless it is said to be a principal. */
  hatted: boolean;
}

export const freshCell = (): Cell => ({ wants: [], equals: [], hatted: false });

/** The sort that fits all uses of a variable: what a term can be made of, rather than the term; undefined where nothing shows it. */
export function solve(cell: Cell): Surface | undefined {
  const seen = new Set([cell]);
  for (const { equals } of seen) for (const other of equals) seen.add(other);
  const wants = [...seen].flatMap((known) => known.wants);
  const sort = wants.find((want) => want.sort !== 'Term')?.sort ?? wants[0]?.sort;
  if (sort !== undefined) return { sort };
  return cell.hatted ? { sort: 'Thread' } : undefined;
}
