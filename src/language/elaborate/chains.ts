import {
  type ActionSymbol,
  and,
  apply,
  atom,
  closeBody,
  core,
  type Definition,
  type FunctionSymbol,
  jump,
  type Segment,
  step,
  type Term,
  type Variable,
  variable,
} from '../../kernel/index.js';
import type { ChainDeclaration, Identifier, Stage } from '../ast.js';
import { chainNames, namesOfChain, registersOf } from '../chain-names.js';
import type { ChainDecl, ChainStage, Measured } from '../model.js';
import { bindFree } from './binders.js';
import { type Reading, report } from './context.js';
import { bindName, originOf } from './declare.js';
import type { Entity, KindEntity, ProgramCode, Surface } from './entities.js';
import { aloneBody, type ChainTerms, measuredBootBody, protectedBody } from './measured-boot.js';
import { ofMachine, type ReadStage, registerOf, stagesOf } from './stages.js';
import { time } from './surface.js';
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
  const symbol = reading.world.symbols.function(name.name, ['Machine'], 'Term', 'constructor');
  const entity: Entity =
    kind === undefined
      ? { tag: 'broken', name: name.name, origin }
      : { tag: 'program', name: name.name, origin, symbol, args, byChain: true };
  bindName(name, entity, reading);
}

/** The names of what a chain declares besides its programs. */
function generated(chain: ChainDeclaration): readonly Identifier[] {
  const { name, span } = chain.name;
  return chainNames(name, registersOf(chain)).map((text) => ({ name: text, span }));
}

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
  const register = registerOf(chain.register, machine, context);
  const stages = register && stagesOf(chain, { machine, kind, register }, context);
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

function assembled(
  chain: ChainDeclaration,
  given: {
    readonly kind: KindEntity;
    readonly machine: Variable;
    readonly register: ChainDecl['register'];
    readonly stages: readonly ReadStage[];
  },
  reading: Reading,
): ReadChain | undefined {
  const { kind, machine, register } = given;
  const stages = given.stages.map(({ stage }) => stage);
  const logic = logicOf(reading.world);
  if (logic === undefined) return undefined;
  const dynamic = register.kind === 'dpcr';
  const place = register.kind === 'vpcr' ? reading.world.actions.get('place')?.symbol?.event : undefined;
  const measures = stages.flatMap((stage) => stage.measures);
  const extended = registersIn(measures, register);
  const terms: ChainTerms = {
    machine,
    registers: extended.map(({ term }) => term),
    dynamic,
    ...(place && { place }),
    stages: stages.map(({ program }) => ofMachine(program, machine)),
    measures: stages.map((stage) => stage.measures),
    isLocked: logic.isLocked,
    extend: (thread, place, entry, when) => core.happens(logic.extend.event, [thread, place, entry], when),
  };
  const t = variable(machine.name === 't' ? "t'" : 't', 'Time');
  const names = namesOfChain(
    chain.name.name,
    extended.map((each) => each.name),
  );
  const begin = apply(dynamic ? logic.dinit : logic.sinit);
  const parts = [
    ...[machine, t, begin, place, logic.isLocked, logic.extend, logic.read, logic.mem, logic.H, logic.pair],
    ...[...terms.registers, '|', ...terms.stages, '|'],
    ...stages.flatMap((stage) => [
      '|',
      ...stage.measures.flatMap(({ register: into, entry, location, isNext }) => [into, entry, location, isNext]),
    ]),
    ...given.stages.map(({ written }) => written),
  ];
  const made = reading.world.symbols.made(names.measured, parts, () => {
    const sequences = extended.map(({ term }) =>
      measures
        .filter((measured) => measured.register === term)
        .reduce<Term>((value, { entry }) => apply(logic.H, apply(logic.pair, value, entry)), begin),
    );
    const holds = extended.map(({ term }, i) => atom(logic.mem, term, sequences[i] as Term, t));
    return {
      sequences,
      guard: protectedBody(terms),
      alone: aloneBody(terms),
      measured: measuredBootBody(terms, t),
      filled: and(...holds),
      code: given.stages.flatMap(({ stage, written }) => (written ? [] : codeOf(stage, machine, logic))),
    };
  });
  const registers = extended.map((each, i) => ({ ...each, sequence: made.sequences[i] as Term }));
  const definition = (called: string, body: Definition['body'], ...times: readonly Variable[]): Definition => ({
    predicate: reading.world.symbols.predicate(called, ['Machine', ...times.map(({ sort }) => sort)]),
    params: [machine, ...times],
    body,
  });
  const protectedBy = definition(names.guard, made.guard);
  const alone = definition(names.alone, made.alone);
  const measuredBoot = definition(names.measured, made.measured, t);
  const filled = names.filled === undefined ? undefined : definition(names.filled, made.filled, t);
  const own: Surface = { sort: 'Machine', kind };
  const origin = originOf(chain.name, reading);
  const defined = ({ predicate, params }: Definition): Entity => ({
    tag: 'predicate',
    name: predicate.name,
    origin,
    symbol: predicate,
    args: [own, ...params.slice(1).map(() => time)],
    fluent: false,
    defined: true,
  });
  const macros = registers.map(
    ({ sequence }, i): Entity => ({
      tag: 'macro',
      name: names.sequences[i] as string,
      origin,
      params: [machine],
      args: [own],
      result: { sort: 'Term' },
      body: sequence,
    }),
  );
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
      registers,
      stages,
      protectedBy,
      alone,
      measuredBoot,
      ...(filled && { filled }),
    },
    code: made.code,
    entities: [...macros, ...[protectedBy, alone, measuredBoot, ...(filled ? [filled] : [])].map(defined)],
  };
}

/** The registers that are extended, each once; the chain's own, if none is. */
function registersIn(measures: readonly Measured[], own: ChainDecl['register']): readonly ChainDecl['register'][] {
  const terms = [...new Set(measures.map(({ register }) => register))];
  return terms.map((term) => {
    const name = term.kind === 'application' ? term.args[1] : undefined;
    return { ...own, term, name: name?.kind === 'application' ? name.symbol.name : own.name };
  });
}

/** `x = read L; extend REG, x; …; jump x`, x the next stage. */
function codeOf(
  { program, measures }: ChainStage,
  machine: Variable,
  { read, extend }: LogicOfChains,
): readonly (readonly [FunctionSymbol, ProgramCode])[] {
  if (measures.length === 0) return [];
  const values = measures.map((_, i) => variable(`x${i}`, 'Term'));
  const next = values[measures.findIndex(({ isNext }) => isNext)] as Variable;
  const body = measures.reduceRight<Segment>((rest, { register, entry, location, isNext }, i) => {
    const value = values[i] as Variable;
    const hint = isNext ? 'x' : 'd';
    if (location === undefined) return step(extend, [register, entry], '_', rest);
    return step(read, [location], hint, closeBody(step(extend, [register, value], '_', rest), [value]));
  }, jump(next));
  return [[program, { params: [machine], body }]];
}

/** What the logic's files must declare for chains to mean something. */
interface LogicOfChains {
  readonly read: ActionSymbol;
  readonly extend: ActionSymbol;
  readonly isLocked: Definition['predicate'];
  readonly mem: Definition['predicate'];
  readonly H: FunctionSymbol;
  readonly pair: FunctionSymbol;
  readonly sinit: FunctionSymbol;
  readonly dinit: FunctionSymbol;
}

function logicOf(world: World): LogicOfChains | undefined {
  const [read, extend] = [world.actions.get('read')?.symbol, world.actions.get('extend')?.symbol];
  const [locked, mem] = [world.names.get('IsLocked'), world.names.get('Mem')];
  const [H, pair, sinit, dinit] = [
    builtin(world, 'H'),
    builtin(world, 'pair'),
    builtin(world, 'sinit'),
    builtin(world, 'dinit'),
  ];
  if (!read || !extend || locked?.tag !== 'predicate' || mem?.tag !== 'predicate' || !H || !pair || !sinit || !dinit)
    return undefined;
  return { read, extend, isLocked: locked.symbol, mem: mem.symbol, H, pair, sinit, dinit };
}
