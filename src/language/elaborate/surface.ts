import type { Sort } from '../../kernel/index.js';
import type { KindEntity } from './entities.js';

/** A sort as the language has it: one of the kernel's, refined. */
export interface Surface {
  readonly sort: Sort;
  /** Of a machine: of which declared kind it is. */
  readonly kind?: KindEntity;
  /** Of a principal: that it is spoken of by its key. */
  readonly key?: boolean;
}

/** Sorts that the kernel's own symbols are of, and the language's names for some of them. */
export const coreSorts: ReadonlyMap<string, Surface> = new Map<string, Surface>([
  ...['Time', 'Thread', 'Machine', 'Principal', 'Term', 'Event', 'Programs'].map((sort) => [sort, { sort }] as const),
  ['Key', { sort: 'Principal', key: true }],
  ['Program', { sort: 'Term' }],
]);

export const described = ({ sort, kind, key }: Surface): string => kind?.name ?? (key === true ? 'Key' : sort);

export const time: Surface = { sort: 'Time' };
export const thread: Surface = { sort: 'Thread' };
export const machine: Surface = { sort: 'Machine' };
export const principal: Surface = { sort: 'Principal' };
export const plainTerm: Surface = { sort: 'Term' };
export const event: Surface = { sort: 'Event' };
export const programs: Surface = { sort: 'Programs' };
export const location: Surface = { sort: 'Location' };
export const nameSort: Surface = { sort: 'Name' };
