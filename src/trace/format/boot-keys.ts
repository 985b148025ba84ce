import type { Term } from '../../kernel/index.js';
import type { BootKey, World } from '../../semantics/index.js';
import type { Header } from './header.js';
import type { Path } from './malformed.js';
import { fieldsOf, textOf, wordOf } from './shape.js';
import { readTerm } from './term-reader.js';

type Written = NonNullable<Header['bootKeys']>[number];

/** Who alone has a key, from its JSON. Throws `Malformed`. */
export function readBootKey(value: unknown, path: Path): Written {
  const kind = fieldsOf(value, path, ['principal', 'by'], ['machine', 'parent', 'program']);
  const by = wordOf(kind['by'], [...path, 'by'], ['reset', 'launch', 'jump'] as const);
  const places = by === 'jump' ? (['parent', 'program'] as const) : (['machine'] as const);
  const fields = fieldsOf(value, path, ['principal', 'by', ...places]);
  const text = (name: string): string => textOf(fields[name], [...path, name]);
  return by === 'jump'
    ? { principal: text('principal'), by, parent: text('parent'), program: text('program') }
    : { principal: text('principal'), by, machine: text('machine') };
}

/** The same as text. */
export const bootKeyText = (text: (term: Term) => string, each: BootKey): Written =>
  each.by === 'jump'
    ? { principal: text(each.principal), by: each.by, parent: text(each.parent), program: text(each.program) }
    : { principal: text(each.principal), by: each.by, machine: text(each.machine) };

/** Those of a first line, as a world has them. Throws `Malformed`. */
export const bootKeysOf = (world: World, { bootKeys = [] }: Pick<Header, 'bootKeys'>): readonly BootKey[] =>
  bootKeys.map((each, i) => {
    const term = (name: string, text: string, sort: Term['sort']): Term =>
      readTerm(world, text, { sort, path: ['bootKeys', i, name] });
    const principal = term('principal', each.principal, 'Principal');
    return each.by === 'jump'
      ? {
          principal,
          by: each.by,
          parent: term('parent', each.parent, 'Principal'),
          program: term('program', each.program, 'Term'),
        }
      : { principal, by: each.by, machine: term('machine', each.machine, 'Machine') };
  });

/** All that is spoken of in one. */
export const partsOf = (each: BootKey): readonly Term[] =>
  each.by === 'jump' ? [each.principal, each.parent, each.program] : [each.principal, each.machine];
