import type { Surface } from './entities.js';

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
export const location: Surface = { sort: 'Location' };
export const nameSort: Surface = { sort: 'Name' };
