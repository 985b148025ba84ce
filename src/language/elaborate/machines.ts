import type { FunctionSymbol } from '../../kernel/index.js';
import type { MachineDeclaration, MachineItem } from '../ast.js';
import type { KindDecl } from '../model.js';
import { type Reading, report, reportUnbound } from './context.js';
import type { KindEntity, ProgramEntity } from './entities.js';
import { nearest } from './nearest.js';

type RunItem = Extract<MachineItem, { readonly program: unknown }>;

/** What a kind of machine has and runs. Programs that it cannot run are reported, and left out. */
export function readKind(declaration: MachineDeclaration, kind: KindEntity, reading: Reading): KindDecl {
  const { items, name, span, doc } = declaration;
  const runs = new Map<RunItem['kind'], FunctionSymbol>();
  const said = new Set<RunItem['kind']>();
  for (const item of items) {
    if (!('program' in item)) continue;
    if (said.has(item.kind)) report(reading, 'LS2-0503', `what runs on ${item.kind} is said twice`, item.span);
    said.add(item.kind);
    if (item.kind === 'latelaunch' && kind.virtual) {
      report(reading, 'LS2-0503', 'a virtual machine has no late launch', item.span);
      continue;
    }
    const program = programOf(item, declaration, kind, reading);
    if (program !== undefined && !runs.has(item.kind)) runs.set(item.kind, program.symbol);
  }
  const principals = items.flatMap((item) => (item.kind === 'principal' ? item.names : []));
  const symbols = principals.flatMap(({ name: principal }) => {
    const entity = reading.world.names.get(principal);
    return entity?.tag === 'function' ? [entity.symbol] : [];
  });
  const [reset, lateLaunch] = [runs.get('reset'), runs.get('latelaunch')];
  return {
    name: name.name,
    ...(doc !== undefined && { doc }),
    file: reading.file.path,
    span,
    predicate: kind.symbol,
    virtual: kind.virtual,
    memory: [...kind.memory],
    pcrs: [...kind.pcrs],
    dpcrs: [...kind.dpcrs],
    principals: symbols,
    ...(reset && { reset }),
    ...(lateLaunch && { lateLaunch }),
  };
}

/** A declared program whose only parameter is the machine, given the machine's own name. */
function programOf(
  item: RunItem,
  { self }: MachineDeclaration,
  kind: KindEntity,
  reading: Reading,
): ProgramEntity | undefined {
  const { world } = reading;
  const { program, span } = item;
  const callee = program.kind === 'apply' ? program.callee : program.kind === 'name' ? program : undefined;
  const entity = callee && world.names.get(callee.name);
  // Only what is wrong asks for them: a text may have thousands of names.
  const programs = (): readonly string[] =>
    [...world.names.values()].flatMap(({ tag, name }) => (tag === 'program' ? [name] : []));
  if (callee !== undefined && entity === undefined) {
    reportUnbound(reading, 'program', callee, programs());
    return undefined;
  }
  if (entity?.tag === 'broken') return undefined;
  const [arg, ...others] = program.kind === 'apply' ? program.args : [];
  const fits = entity?.tag === 'program' && entity.args.length === 1 && entity.args[0]?.sort === 'Machine';
  const ofKind = fits && (entity.args[0]?.kind === undefined || entity.args[0].kind === kind);
  const ownName = arg?.kind === 'name' && arg.name === self.name && others.length === 0;
  if (entity?.tag === 'program' && ofKind && ownName) {
    if (entity.origin !== undefined) reading.uses.add(entity.origin.file);
    return entity;
  }
  const when = item.kind === 'reset' ? 'a reset' : 'a late launch';
  const name = callee === undefined ? 'P' : ofKind ? callee.name : 'P';
  const fix =
    callee !== undefined && entity?.tag !== 'program' ? nearest(callee.name, callee.span, programs()) : undefined;
  report(
    reading,
    'LS2-0503',
    `${when} runs a program whose only parameter is this machine: \`${name}(${self.name})\``,
    span,
    { fix },
  );
  return undefined;
}
