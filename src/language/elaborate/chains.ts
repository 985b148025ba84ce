import {
  type ActionSymbol,
  apply,
  bound,
  core,
  type Definition,
  type FunctionSymbol,
  functionSymbol,
  jump,
  predicateSymbol,
  step,
  type Term,
  type Variable,
  variable,
} from '../../kernel/index.js';
import type { ChainDeclaration, Identifier, Stage } from '../ast.js';
import { chainNames } from '../chain-names.js';
import type { ChainDecl, ChainStage } from '../model.js';
import { bindFree } from './binders.js';
import { type Reading, report } from './context.js';
import { bindName, originOf } from './declare.js';
import type { Entity, KindEntity, ProgramCode, Surface } from './entities.js';
import { aloneBody, type ChainTerms, measuredBootBody, protectedBody } from './measured-boot.js';
import { areaOf } from './places.js';
import { location, time } from './surface.js';
import { termOf } from './terms.js';
import type { Context } from './typed.js';
import { builtin, type Runs, type World } from './world.js';

/** The machine of a chain, if it is one of a declared kind; what is not is reported when the chain is read. */
const kindOf = ({ params }: ChainDeclaration, { sorts }: World): KindEntity | undefined => {
  const [param, ...others] = params;
  return others.length > 0 || param?.sort === undefined ? undefined : sorts.get(param.sort.name)?.surface?.kind;
};

/** Declares the programs that the stages which read stand for, unless a `program` does, in this file or an imported one. */
export function declareStages(chain: ChainDeclaration, programs: ReadonlySet<string>, reading: Reading): void {
  for (const stage of chain.stages.slice(0, -1)) {
    const known = reading.world.names.get(stage.name.name);
    const written = programs.has(stage.name.name) || (known?.tag === 'program' && known.byChain === undefined);
    if (!written) declareStage(stage, chain, reading);
  }
}

/** Declares the last stage's program, unless it is declared elsewhere. */
export function declareLastStage(chain: ChainDeclaration, reading: Reading): void {
  const last = chain.stages.at(-1);
  if (last !== undefined && !reading.world.names.has(last.name.name)) declareStage(last, chain, reading);
}

function declareStage({ name }: Stage, chain: ChainDeclaration, reading: Reading): void {
  const kind = kindOf(chain, reading.world);
  const origin = originOf(name, reading);
  const args: readonly Surface[] = [{ sort: 'Machine', ...(kind && { kind }) }];
  const symbol = functionSymbol(name.name, ['Machine'], 'Term', 'constructor');
  const entity: Entity =
    kind === undefined
      ? { tag: 'broken', name: name.name, origin }
      : { tag: 'program', name: name.name, origin, symbol, args, byChain: true };
  bindName(name, entity, reading);
}

/** The names of what a chain declares besides its programs. */
const generated = ({ name: { name, span } }: ChainDeclaration): readonly Identifier[] =>
  chainNames(name).map((text) => ({ name: text, span }));

/** Binds those names; they are broken until the chain is read. */
export function declareChain(chain: ChainDeclaration, reading: Reading): void {
  for (const name of generated(chain))
    bindName(name, { tag: 'broken', name: name.name, origin: originOf(name, reading) }, reading);
}

export interface ReadChain {
  readonly decl: ChainDecl;
  readonly code: readonly (readonly [FunctionSymbol, ProgramCode])[];
  readonly entities: readonly Entity[];
}

/** What a chain stands for: programs, a sequence, three definitions. */
export function readChain(chain: ChainDeclaration, reading: Reading): ReadChain | undefined {
  const { world } = reading;
  const kind = kindOf(chain, world);
  const { scope, locals } = bindFree(chain.params, undefined, reading);
  const machine = locals[0]?.variable;
  if (kind === undefined || machine === undefined) {
    const known = chain.params.every(
      (param) => param.sort === undefined || world.sorts.get(param.sort.name)?.surface !== undefined,
    );
    if (known) report(reading, 'LS2-0507', 'a chain has one parameter: a machine of a declared kind', chain.name.span);
    return undefined;
  }
  const context: Context = { reading, scope, depth: 0 };
  const register = registerOf(chain, machine, context);
  const stages = stagesOf(chain, machine, kind, context);
  if (register === undefined || stages === undefined) return undefined;
  const boots = register.kind === 'dpcr' ? 'dpcr' : 'pcr';
  checkFirst(chain, world.runs.get(kind)?.[boots], boots, reading);
  return assembled(chain, { kind, machine, register, stages }, reading);
}

function checkFirst({ stages }: ChainDeclaration, runs: Runs['pcr'], register: 'pcr' | 'dpcr', reading: Reading): void {
  const [first] = stages;
  if (first === undefined || runs === undefined || (runs !== 'nothing' && runs.name === first.name.name)) return;
  const when = register === 'pcr' ? 'a reset' : 'a late launch';
  const what = runs === 'nothing' ? `nothing on ${when}` : `\`${runs.name}\` on ${when}, not \`${first.name.name}\``;
  report(reading, 'LS2-0506', `the machine runs ${what}`, first.name.span);
}

function registerOf(
  { register }: ChainDeclaration,
  machine: Variable,
  context: Context,
): ChainDecl['register'] | undefined {
  const term = termOf(register, location, context);
  if (term === undefined) return undefined;
  const area = areaOf(term);
  const [owner, name] = term.kind === 'application' ? term.args : [];
  if (area !== undefined && area !== 'memory' && owner === machine && name?.kind === 'application')
    return { kind: area, name: name.symbol.name, term };
  report(context.reading, 'LS2-0507', 'a chain extends a register of its machine', register.span);
  return undefined;
}

function stagesOf(
  { stages, name }: ChainDeclaration,
  machine: Variable,
  kind: KindEntity,
  context: Context,
): readonly ReadStage[] | undefined {
  const { reading } = context;
  if (stages.length < 2) {
    report(reading, 'LS2-0504', `the chain has ${stages.length === 0 ? 'no stages' : 'only one stage'}`, name.span);
    return undefined;
  }
  const read = stages.flatMap((stage, i) => stageOf(stage, i === stages.length - 1, { machine, kind }, context) ?? []);
  return read.length === stages.length ? read : undefined;
}

function stageOf(
  stage: Stage,
  last: boolean,
  { machine, kind }: { readonly machine: Variable; readonly kind: KindEntity },
  context: Context,
): ReadStage | undefined {
  const { reading } = context;
  const { name, span } = stage;
  if (last !== (stage.reads === undefined)) {
    const message = last
      ? 'the last stage reads nothing'
      : `\`${name.name}\` does not say where it reads the next stage`;
    report(reading, 'LS2-0505', message, stage.reads?.span ?? name.span);
    return undefined;
  }
  const reads = stage.reads && termOf(stage.reads, location, context);
  const [owner] = reads?.kind === 'application' ? reads.args : [];
  if (stage.reads !== undefined && reads !== undefined && (areaOf(reads) !== 'memory' || owner !== machine)) {
    report(reading, 'LS2-0505', 'a stage is read from a memory location of the machine', stage.reads.span);
    return undefined;
  }
  const program = reading.world.names.get(name.name);
  if (program?.tag !== 'program') {
    if (program !== undefined && program.tag !== 'broken')
      report(reading, 'LS2-0302', `\`${name.name}\` is no program`, name.span);
    return undefined;
  }
  const [own] = program.args;
  if (program.symbol.args.join() !== 'Machine' || (own?.kind !== undefined && own.kind !== kind)) {
    const message = `a stage is a program of one ${kind.name}, and \`${name.name}\` is not`;
    report(reading, 'LS2-0301', message, name.span, {
      fix: { message: `declare it as \`${name.name}(m: ${kind.name})\`` },
    });
    return undefined;
  }
  if (program.origin !== undefined) reading.uses.add(program.origin.file);
  if (stage.reads !== undefined && reads === undefined) return undefined;
  const written = program.byChain === undefined;
  return { stage: { name: name.name, program: program.symbol, ...(reads && { reads }), span }, written };
}

/** A stage, and whether its code is that of a `program`. */
interface ReadStage {
  readonly stage: ChainStage;
  readonly written: boolean;
}

function assembled(
  chain: ChainDeclaration,
  parts: {
    readonly kind: KindEntity;
    readonly machine: Variable;
    readonly register: ChainDecl['register'];
    readonly stages: readonly ReadStage[];
  },
  reading: Reading,
): ReadChain | undefined {
  const { kind, machine, register } = parts;
  const stages = parts.stages.map(({ stage }) => stage);
  const logic = logicOf(reading.world);
  if (logic === undefined) return undefined;
  const dynamic = register.kind === 'dpcr';
  const place = register.kind === 'vpcr' ? reading.world.actions.get('place')?.symbol?.event : undefined;
  const terms: ChainTerms = {
    machine,
    register: register.term,
    dynamic,
    ...(place && { place }),
    stages: stages.map((stage) => apply(stage.program, machine)),
    isLocked: logic.isLocked,
    extend: (thread, place, entry, when) => core.happens(logic.extend.event, [thread, place, entry], when),
  };
  const t = variable(machine.name === 't' ? "t'" : 't', 'Time');
  const [sequenceName, protectedName, aloneName, measuredName] = generated(chain);
  if (
    sequenceName === undefined ||
    protectedName === undefined ||
    aloneName === undefined ||
    measuredName === undefined
  )
    return undefined;
  const begin = apply(dynamic ? logic.dinit : logic.sinit);
  const sequence = terms.stages
    .slice(1)
    .reduce<Term>((value, stage) => apply(logic.H, apply(logic.pair, value, stage)), begin);
  const protectedBy: Definition = {
    predicate: predicateSymbol(protectedName.name, ['Machine']),
    params: [machine],
    body: protectedBody(terms),
  };
  const alone: Definition = {
    predicate: predicateSymbol(aloneName.name, ['Machine']),
    params: [machine],
    body: aloneBody(terms),
  };
  const measuredBoot: Definition = {
    predicate: predicateSymbol(measuredName.name, ['Machine', 'Time']),
    params: [machine, t],
    body: measuredBootBody(terms, t),
  };
  const own: Surface = { sort: 'Machine', kind };
  const defined = (definition: Definition, name: Identifier, args: readonly Surface[]): Entity => ({
    tag: 'predicate',
    name: name.name,
    origin: originOf(name, reading),
    symbol: definition.predicate,
    args,
    fluent: false,
    defined: true,
  });
  const macro: Entity = {
    tag: 'macro',
    name: sequenceName.name,
    origin: originOf(sequenceName, reading),
    params: [machine],
    args: [own],
    result: { sort: 'Term' },
    body: sequence,
  };
  const { name, doc, span } = chain;
  return {
    decl: {
      name: name.name,
      ...(doc !== undefined && { doc }),
      file: reading.file.path,
      span,
      kind: kind.symbol,
      machine,
      register,
      stages,
      sequence,
      protectedBy,
      alone,
      measuredBoot,
    },
    code: parts.stages.flatMap(({ stage, written }) => (written ? [] : codeOf(stage, machine, register.term, logic))),
    entities: [
      macro,
      defined(protectedBy, protectedName, [own]),
      defined(alone, aloneName, [own]),
      defined(measuredBoot, measuredName, [own, time]),
    ],
  };
}

/** `x = read L; extend REG, x; jump x` */
function codeOf(
  { program, reads }: ChainStage,
  machine: Variable,
  register: Term,
  { read, extend }: LogicOfChains,
): readonly (readonly [FunctionSymbol, ProgramCode])[] {
  if (reads === undefined) return [];
  const x = bound(0, 'Term');
  return [[program, { params: [machine], body: step(read, [reads], 'x', step(extend, [register, x], 'x', jump(x))) }]];
}

/** What the logic's files must declare for chains to mean something. */
interface LogicOfChains {
  readonly read: ActionSymbol;
  readonly extend: ActionSymbol;
  readonly isLocked: Definition['predicate'];
  readonly H: FunctionSymbol;
  readonly pair: FunctionSymbol;
  readonly sinit: FunctionSymbol;
  readonly dinit: FunctionSymbol;
}

function logicOf(world: World): LogicOfChains | undefined {
  const [read, extend] = [world.actions.get('read')?.symbol, world.actions.get('extend')?.symbol];
  const locked = world.names.get('IsLocked');
  const [H, pair, sinit, dinit] = [
    builtin(world, 'H'),
    builtin(world, 'pair'),
    builtin(world, 'sinit'),
    builtin(world, 'dinit'),
  ];
  if (!read || !extend || locked?.tag !== 'predicate' || !H || !pair || !sinit || !dinit) return undefined;
  return { read, extend, isLocked: locked.symbol, H, pair, sinit, dinit };
}
