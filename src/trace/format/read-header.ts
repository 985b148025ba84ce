import type { Term } from '../../kernel/index.js';
import {
  adversaries,
  Individuals,
  isPublic,
  type Kind,
  placeOf,
  type Role,
  type Scenery,
  type World,
  worldOf,
} from '../../semantics/index.js';
import { bootKeysOf, readBootKey } from './boot-keys.js';
import { type DeclaredIndividuals, expectations, type Header, version } from './header.js';
import { Malformed, type Path } from './malformed.js';
import { fieldsOf, listOf, textOf, textsOf, wholeNumberOf, wordOf } from './shape.js';
import { isName, readTerm } from './term-reader.js';

const roles = { foreign: 'foreign', data: 'data' } as const satisfies Record<keyof DeclaredIndividuals, Role>;

/** The first line of a trace from its JSON. Throws {@link Malformed}. */
export function readHeader(value: object): Header {
  demandVersion((value as { ls2trace?: unknown }).ls2trace);
  const fields = fieldsOf(
    value,
    [],
    ['ls2trace', 'model', 'machines'],
    ['seed', 'run', 'adversary', 'against', 'expect', 'honest', 'bootKeys', 'memory', ...Object.keys(roles)],
  );
  const has = (name: string): boolean => fields[name] !== undefined;
  const names = (name: string): readonly string[] => (has(name) ? listOf(fields[name], [name], textOf) : []);
  return {
    ls2trace: version,
    model: textOf(fields['model'], ['model']),
    ...(has('seed') && { seed: wholeNumberOf(fields['seed'], ['seed']) }),
    ...(has('run') && { run: wholeNumberOf(fields['run'], ['run'], 0) }),
    ...(has('adversary') && { adversary: wordOf(fields['adversary'], ['adversary'], adversaries) }),
    ...(has('against') && { against: textOf(fields['against'], ['against']) }),
    ...(has('expect') && { expect: wordOf(fields['expect'], ['expect'], expectations) }),
    machines: listOf(fields['machines'], ['machines'], readMachine),
    honest: has('honest') ? listOf(fields['honest'], ['honest'], readHonesty) : [],
    ...(has('bootKeys') && { bootKeys: listOf(fields['bootKeys'], ['bootKeys'], readBootKey) }),
    memory: has('memory') ? textsOf(fields['memory'], ['memory']) : {},
    foreign: names('foreign'),
    data: names('data'),
  };
}

function demandVersion(value: unknown): void {
  if (value === version) return;
  const path = ['ls2trace'];
  if (typeof value !== 'number') throw new Malformed('LS2-1002', 'this should be a number', { path });
  throw new Malformed('LS2-1003', `this trace has version ${value} of the format, and ls2 reads ${version}`, { path });
}

function readMachine(value: unknown, path: Path): Header['machines'][number] {
  const { name, kind } = fieldsOf(value, path, ['name', 'kind']);
  return { name: textOf(name, [...path, 'name']), kind: textOf(kind, [...path, 'kind']) };
}

function readHonesty(value: unknown, path: Path): Header['honest'][number] {
  const { principal, programs } = fieldsOf(value, path, ['principal', 'programs']);
  return {
    principal: textOf(principal, [...path, 'principal']),
    programs: listOf(programs, [...path, 'programs'], textOf),
  };
}

/** The world that a first line speaks of, as one of a model. Throws {@link Malformed}. */
export function worldOfHeader(scenery: Scenery, header: Header): World {
  const individuals = new Individuals();
  const machines = header.machines.map(({ name, kind }, i) => {
    const path = ['machines', i];
    declare(scenery, individuals, 'machine', name, [...path, 'name']);
    return { name, kind: kindNamed(scenery, kind, [...path, 'kind']) };
  });
  for (const [field, role] of Object.entries(roles) as [keyof DeclaredIndividuals, Role][])
    for (const [i, name] of header[field].entries()) declare(scenery, individuals, role, name, [field, i]);
  const bare = worldOf(scenery, { machines }, individuals);
  const parts = {
    machines,
    honest: () => honestOf(bare, header),
    bootKeys: () => bootKeysOf(bare, header),
    initial: () => memoryOf(bare, header),
  };
  return worldOf(scenery, parts, individuals);
}

function declare({ symbols }: Scenery, individuals: Individuals, role: Role, name: string, path: Path): void {
  if (!isName(name)) throw new Malformed('LS2-1002', `\`${name}\` is no name`, { path });
  const twice =
    individuals.named(name) !== undefined ? 'this trace' : symbols.functions.has(name) ? 'the model' : undefined;
  if (twice !== undefined) throw new Malformed('LS2-1012', `\`${name}\` is declared by ${twice} already`, { path });
  individuals.of(role, name);
}

function kindNamed({ kinds }: Scenery, name: string, path: Path): Kind {
  const kind = kinds.find((each) => each.name === name);
  if (kind === undefined)
    throw new Malformed('LS2-1006', `the model has no kind of machine \`${name}\``, {
      path,
      part: { from: 0, to: name.length },
    });
  return kind;
}

const honestOf = (world: World, { honest }: Header): World['honest'] =>
  honest.map(({ principal, programs }, i) => ({
    principal: readTerm(world, principal, { sort: 'Principal', path: ['honest', i, 'principal'] }),
    programs: programs.map((program, j) =>
      readTerm(world, program, { sort: 'Term', path: ['honest', i, 'programs', j] }),
    ),
  }));

function memoryOf(world: World, { memory }: Header): readonly (readonly [Term, Term])[] {
  const seen = new Map<Term, true>();
  return Object.entries(memory).map(([location, value]) => {
    const spot = { path: ['memory'], field: location };
    const place = readTerm(world, location, { sort: 'Location', path: ['memory'], isField: true });
    if (placeOf(world, place)?.space !== 'memory')
      throw new Malformed('LS2-1007', `\`${location}\` is no memory of a machine of this trace`, spot);
    if (seen.has(place)) throw new Malformed('LS2-1012', `what \`${location}\` holds is said twice`, spot);
    seen.set(place, true);
    const term = readTerm(world, value, { sort: 'Term', path: ['memory', location] });
    if (!isPublic(world, term))
      throw new Malformed(
        'LS2-1007',
        `\`${value}\` takes a key to make, and at first memory holds what anybody can make`,
        {
          path: ['memory', location],
        },
      );
    return [place, term] as const;
  });
}
