import { apply, type FunctionSymbol, type Term, type Variable } from '../../kernel/index.js';
import type { ChainDeclaration, Expr, Measure, Stage } from '../ast.js';
import type { ChainDecl, ChainStage, Measured } from '../model.js';
import { report } from './context.js';
import type { KindEntity } from './entities.js';
import { areaOf } from './places.js';
import { location, plainTerm } from './surface.js';
import { termOf } from './terms.js';
import type { Context } from './typed.js';

/** A stage, and whether its code is that of a `program`. */
export interface ReadStage {
  readonly stage: ChainStage;
  readonly written: boolean;
}

/** What stages are read with. */
interface Setting {
  readonly machine: Variable;
  readonly kind: KindEntity;
  /** That which is extended where no other is named. */
  readonly register: ChainDecl['register'];
}

/** A register of the chain's machine. */
export function registerOf(
  register: Expr,
  machine: Variable,
  context: Context,
  like?: ChainDecl['register']['kind'],
): ChainDecl['register'] | undefined {
  const term = termOf(register, location, context);
  if (term === undefined) return undefined;
  const area = areaOf(term);
  const [owner, name] = term.kind === 'application' ? term.args : [];
  const isOfChain = area !== undefined && area !== 'memory' && owner === machine && name?.kind === 'application';
  if (isOfChain && (like === undefined || area === like)) return { kind: area, name: name.symbol.name, term };
  const what = isOfChain ? 'registers that begin anew together' : 'a register of its machine';
  const message = isOfChain
    ? `name one of its \`${like}\`: of static and dynamic registers chains of their own speak`
    : `name one: \`${machine.name}.pcr.NAME\``;
  report(context.reading, 'LS2-0507', `a chain extends ${what}`, register.span, { fix: { message } });
  return undefined;
}

/** The stages, and what they measure. */
export function stagesOf(
  { stages, name }: ChainDeclaration,
  setting: Setting,
  context: Context,
): readonly ReadStage[] | undefined {
  const { reading } = context;
  if (stages.length < 2) {
    report(reading, 'LS2-0504', `the chain has ${stages.length === 0 ? 'no stages' : 'only one stage'}`, name.span);
    return undefined;
  }
  const read = stages.flatMap((stage, i) => stageOf(stage, i === stages.length - 1, setting, context) ?? []);
  if (read.length < stages.length) return undefined;
  return read.map((each, i) => measuring(each, stages[i] as Stage, read[i + 1]?.stage, setting));
}

/** A stage whose measurements are known but for the entry of the next stage, which may be read later. */
interface Bare extends ReadStage {
  readonly before: readonly Measured[];
  readonly after: readonly Measured[];
  readonly into: Term;
}

function measuring(
  { stage, written, before, after, into }: Bare,
  { name, span }: Stage,
  next: ChainStage | undefined,
  { machine }: Setting,
): ReadStage {
  const own: readonly Measured[] =
    next === undefined || stage.reads === undefined
      ? []
      : [{ register: into, entry: ofMachine(next.program, machine), location: stage.reads, isNext: true }];
  return { stage: { ...stage, name: name.name, measures: [...before, ...own, ...after], span }, written };
}

function stageOf(stage: Stage, last: boolean, setting: Setting, context: Context): Bare | undefined {
  const { reading } = context;
  const { name, span, measures = [], then = [] } = stage;
  const { machine, kind, register } = setting;
  const isIdle = stage.reads === undefined && measures.length + then.length === 0;
  if (last ? !isIdle : stage.reads === undefined) {
    const message = last
      ? 'the last stage reads nothing'
      : `\`${name.name}\` does not say where it reads the next stage`;
    const first = stage.reads ?? measures[0] ?? then[0];
    report(reading, 'LS2-0505', message, first?.span ?? name.span);
    return undefined;
  }
  const reads = stage.reads && memoryOf(stage.reads, 'a stage is read', setting, context);
  const into = stage.into === undefined ? register : registerOf(stage.into, machine, context, register.kind);
  const data = (of: readonly Measure[]) => of.flatMap((each) => measuredOf(each, setting, context) ?? []);
  const [before, after] = [data(measures), data(then)];
  const program = reading.world.names.get(name.name);
  if (program?.tag !== 'program') {
    if (program !== undefined && program.tag !== 'broken')
      report(reading, 'LS2-0302', `\`${name.name}\` is no program`, name.span);
    return undefined;
  }
  const [own] = program.args;
  const { length } = program.symbol.args;
  if (length > 1 || (own !== undefined && (own.sort !== 'Machine' || (own.kind !== undefined && own.kind !== kind)))) {
    const message = `a stage is a program of one ${kind.name}, or of no parameters, and \`${name.name}\` is not`;
    report(reading, 'LS2-0301', message, name.span, {
      fix: { message: `declare it as \`${name.name}(m: ${kind.name})\`` },
    });
    return undefined;
  }
  if (program.origin !== undefined) reading.uses.add(program.origin.file);
  const isWhole = before.length + after.length === measures.length + then.length && into !== undefined;
  if ((stage.reads !== undefined && reads === undefined) || !isWhole) return undefined;
  const read = { name: name.name, program: program.symbol, ...(reads && { reads }), measures: [], span };
  return { stage: read, written: program.byChain === undefined, before, after, into: into.term };
}

/** A stage's program on the chain's machine; one without parameters is the same on all. */
export const ofMachine = (program: FunctionSymbol, machine: Variable): Term =>
  apply(program, ...(program.args.length === 0 ? [] : [machine]));

/** A memory location of the machine. */
function memoryOf(place: Expr, what: string, { machine }: Setting, context: Context): Term | undefined {
  const term = termOf(place, location, context);
  const [owner] = term?.kind === 'application' ? term.args : [];
  if (term === undefined || (areaOf(term) === 'memory' && owner === machine)) return term;
  const fix = { message: `name a memory location: \`${machine.name}.NAME\`` };
  report(context.reading, 'LS2-0505', `${what} from a memory location of the machine`, place.span, { fix });
  return undefined;
}

/** What is measured besides the next stage: a term, or what stands in a location, which is to be a term. */
function measuredOf({ what, as, into }: Measure, setting: Setting, context: Context): Measured | undefined {
  const { machine, register } = setting;
  if (as === undefined && (what.kind === 'member' || what.kind === 'index')) {
    const fix = { message: 'say what the location is to hold: `measures LOCATION as e`' };
    report(context.reading, 'LS2-0505', 'what a location holds is measured as something', what.span, { fix });
    return undefined;
  }
  const read = as && memoryOf(what, 'what is measured `as` something is read', setting, context);
  const entry = termOf(as ?? what, plainTerm, context);
  const to = into === undefined ? register : registerOf(into, machine, context, register.kind);
  if (entry === undefined || to === undefined || (as !== undefined && read === undefined)) return undefined;
  return { register: to.term, entry, ...(read && { location: read }), isNext: false };
}
