import type { Ast } from '../../language/index.js';
import { coreEntries } from './core.js';
import { declaredIn, type Entry } from './declared.js';
import type { Named, Names, SortOf, Space } from './meaning.js';

/** The names that a file may speak of: its own, then those of what it imports. */
export function namesOf(
  files: readonly { readonly path: string; readonly declarations: readonly Ast.Declaration[] }[],
  sortOf: SortOf,
): Names {
  const tables: Record<Space, Map<string, Named>> = {
    values: new Map(),
    sorts: new Map(),
    actions: new Map(),
    facts: new Map(),
    locations: new Map(),
  };
  const entries = [
    ...coreEntries,
    ...files.flatMap(({ path, declarations }) => declaredIn(path, declarations, sortOf)),
  ];
  // A stage of a chain is the `program` of that name where there is one.
  const isStage = ({ meaning }: Entry): boolean => meaning.kind === 'program' && meaning.declaration.kind === 'chain';
  for (const stages of [false, true]) {
    for (const entry of entries) {
      const table = tables[entry.space];
      if (isStage(entry) === stages && !table.has(entry.name)) table.set(entry.name, entry);
    }
  }
  return tables;
}
