import { actionSymbol, core } from '../../kernel/index.js';
import type {
  ActionDeclaration,
  ConstantDeclaration,
  Identifier,
  MachineDeclaration,
  ProgramDeclaration,
  SortDeclaration,
  SymbolDeclaration,
} from '../ast.js';
import { sortNamed } from './binders.js';
import { type Reading, report } from './context.js';
import type { Entity, KindEntity, Origin, Surface } from './entities.js';
import { machine } from './surface.js';
import { locationName } from './world.js';

/** Gives a name its meaning; where it has one already, that stays, and the second is reported. */
export function bind<T extends { readonly origin: Origin | undefined }>(
  table: Map<string, T>,
  { name, span }: Identifier,
  meaning: T,
  reading: Reading,
): boolean {
  const before = table.get(name);
  if (before === undefined) {
    table.set(name, meaning);
    return true;
  }
  if (before.origin === undefined) reportOwn({ name, span }, reading);
  else {
    const related = [{ message: 'bound first here', ...before.origin }];
    report(reading, 'LS2-0202', `\`${name}\` is bound twice`, span, { related });
  }
  return false;
}

function reportOwn({ name, span }: Identifier, reading: Reading): void {
  report(reading, 'LS2-0202', `\`${name}\` belongs to the logic itself`, span);
}

export const originOf = ({ span }: Identifier, reading: Reading): Origin => ({ file: reading.file.path, span });

export function declareSorts({ names }: SortDeclaration, reading: Reading): void {
  for (const name of names)
    bind(reading.world.sorts, name, { surface: { sort: name.name }, origin: originOf(name, reading) }, reading);
}

/** A kind of machine, as a sort and as a predicate, with the names of its locations. */
export function declareKind(
  declaration: MachineDeclaration,
  reading: Reading,
  damaged: boolean,
): KindEntity | undefined {
  const { name, items } = declaration;
  const { world } = reading;
  const declared = { memory: new Set<string>(), pcr: new Set<string>(), dpcr: new Set<string>() };
  for (const item of items) {
    if (item.kind !== 'memory' && item.kind !== 'pcr' && item.kind !== 'dpcr') continue;
    for (const location of item.names) {
      const all = item.kind === 'memory' ? [declared.memory] : [declared.pcr, declared.dpcr];
      if (item.kind === 'dpcr' && declaration.virtual) {
        report(
          reading,
          'LS2-0503',
          'a virtual machine has no late launch, and no register that one sets',
          location.span,
        );
        continue;
      }
      if (all.some((set) => set.has(location.name))) {
        report(reading, 'LS2-0202', `\`${location.name}\` is bound twice in this machine`, location.span);
        continue;
      }
      declared[item.kind].add(location.name);
      locationName(world, location.name, item.kind);
    }
  }
  const symbol = reading.world.symbols.predicate(name.name, ['Machine']);
  const { memory, pcr: pcrs, dpcr: dpcrs } = declared;
  const kind: KindEntity = {
    tag: 'kind',
    name: name.name,
    origin: originOf(name, reading),
    symbol,
    virtual: declaration.virtual,
    memory,
    pcrs,
    dpcrs,
    damaged,
  };
  const surface: Surface = { ...machine, kind };
  if (!bind(world.sorts, name, { surface, origin: kind.origin }, reading)) return undefined;
  return bindName(name, kind, reading) ? kind : undefined;
}

/** The principals of a kind of machine, as constructors: those of different machines, or of different names, are different. */
export function declarePrincipals(declaration: MachineDeclaration, kind: KindEntity, reading: Reading): void {
  for (const item of declaration.items) {
    if (item.kind !== 'principal') continue;
    for (const name of item.names) {
      const symbol = reading.world.symbols.function(name.name, ['Machine'], 'Principal', 'constructor');
      const result: Surface = { sort: 'Principal', key: true };
      bindName(
        name,
        {
          tag: 'function',
          name: name.name,
          origin: originOf(name, reading),
          symbol,
          args: [{ ...machine, kind }],
          result,
        },
        reading,
      );
    }
  }
}

/** Names of the kernel that the language has its own way of writing. */
const own: ReadonlySet<string> = new Set(['seq', core.at.name, core.noPrograms.name, core.alsoProgram.name]);

/** Binds a name of what expressions speak of. */
export function bindName(name: Identifier, entity: Entity, reading: Reading): boolean {
  if (!own.has(name.name)) return bind(reading.world.names, name, entity, reading);
  reportOwn(name, reading);
  return false;
}

/** The sorts of those names, if all are known; what is declared with an unknown one is broken. */
function sortsOf(names: readonly Identifier[], reading: Reading): readonly Surface[] | undefined {
  const surfaces = names.flatMap((name) => sortNamed(name, reading) ?? []);
  return surfaces.length === names.length ? surfaces : undefined;
}

const kernelSorts = (surfaces: readonly Surface[]): string[] => surfaces.map((surface) => surface.sort);

export function declareSymbol(declaration: SymbolDeclaration, reading: Reading): void {
  const { kind, name, secret } = declaration;
  const origin = originOf(name, reading);
  const args = sortsOf(declaration.args, reading);
  const result = declaration.result && sortNamed(declaration.result, reading);
  const broken: Entity = { tag: 'broken', name: name.name, origin };
  if (kind === 'function' || kind === 'constructor') {
    if (declaration.result === undefined)
      report(reading, 'LS2-0303', `nothing says the sort of \`${name.name}\``, name.span, resultFix(name));
    const symbolKind = kind === 'function' ? kind : secret ? 'secret constructor' : kind;
    const entity: Entity =
      args === undefined || result === undefined
        ? broken
        : {
            tag: 'function',
            name: name.name,
            origin,
            symbol: reading.world.symbols.function(name.name, kernelSorts(args), result.sort, symbolKind),
            args,
            result,
          };
    bindName(name, entity, reading);
    return;
  }
  if (declaration.result !== undefined)
    report(reading, 'LS2-0304', 'only functions and constructors have a sort', declaration.result.span);
  if (args === undefined || declaration.result !== undefined) {
    bindName(name, broken, reading);
  } else if (kind === 'event') {
    const symbol = reading.world.symbols.function(name.name, kernelSorts(args), 'Event', 'constructor');
    bindName(name, { tag: 'event', name: name.name, origin, symbol, args }, reading);
  } else {
    const fluent = kind === 'fluent';
    const symbol = reading.world.symbols.predicate(name.name, [...kernelSorts(args), ...(fluent ? ['Time'] : [])]);
    bindName(name, { tag: 'predicate', name: name.name, origin, symbol, args, fluent, defined: false }, reading);
  }
}

const resultFix = (name: Identifier) => ({ fix: { message: `write \`${name.name}(…): SORT\`` } });

/** An action, and its event: the thread, the action's arguments, and the result. */
export function declareAction(declaration: ActionDeclaration, reading: Reading): void {
  const { name, event } = declaration;
  const { world } = reading;
  const origin = originOf(name, reading);
  const args = sortsOf(declaration.args, reading);
  const result = declaration.result && sortNamed(declaration.result, reading);
  if (name.name === 'jump' || name.name === 'latelaunch') {
    report(reading, 'LS2-0202', `\`${name.name}\` belongs to the logic itself`, name.span);
    return;
  }
  if (args === undefined || (declaration.result !== undefined && result === undefined)) {
    bind(world.actions, name, { name: name.name, origin, symbol: undefined }, reading);
    bindName(event, { tag: 'broken', name: event.name, origin: originOf(event, reading) }, reading);
    return;
  }
  const symbol = actionSymbol(name.name, kernelSorts(args), result?.sort, event.name);
  if (!bind(world.actions, name, { name: name.name, origin, symbol, args, result }, reading)) return;
  const eventArgs: Surface[] = [{ sort: 'Thread' }, ...args, ...(result === undefined ? [] : [result])];
  bindName(
    event,
    { tag: 'event', name: event.name, origin: originOf(event, reading), symbol: symbol.event, args: eventArgs },
    reading,
  );
}

/** Constants: different terms and names are never equal, as with other constructors; of other sorts, they may be. */
export function declareConstants({ names, sort }: ConstantDeclaration, reading: Reading): void {
  const result = sortNamed(sort, reading);
  for (const name of names) {
    const origin = originOf(name, reading);
    if (result === undefined) {
      bindName(name, { tag: 'broken', name: name.name, origin }, reading);
      continue;
    }
    const free = result.sort === 'Term' || result.sort === 'Name';
    const symbol = reading.world.symbols.function(name.name, [], result.sort, free ? 'constructor' : 'function');
    bindName(name, { tag: 'function', name: name.name, origin, symbol, args: [], result }, reading);
  }
}

/** A program as a term. */
export function declareProgram({ name, params }: ProgramDeclaration, reading: Reading): void {
  const origin = originOf(name, reading);
  const surfaces = params.flatMap((param) => {
    if (param.sort !== undefined) return sortNamed(param.sort, reading) ?? [];
    const fix = { message: `write \`${param.name}: SORT\`` };
    report(
      reading,
      'LS2-0303',
      `the parameters of a program have their sorts: \`${param.name}\` has none`,
      param.span,
      { fix },
    );
    return [];
  });
  if (surfaces.length !== params.length) {
    bindName(name, { tag: 'broken', name: name.name, origin }, reading);
    return;
  }
  const symbol = reading.world.symbols.function(name.name, kernelSorts(surfaces), 'Term', 'constructor');
  bindName(name, { tag: 'program', name: name.name, origin, symbol, args: surfaces }, reading);
}
