import { type Diagnostic, inOrder } from '../diagnostics/index.js';
import { textOf } from '../disk/paths.js';
import { type Model, sceneOf } from '../language/index.js';
import { diagnosticText } from '../report/diagnostics-text.js';
import { counted } from '../report/layout.js';
import {
  type Adversary,
  beginning,
  type Configuration,
  Random,
  run,
  scopeOf,
  termText,
  type World,
} from '../semantics/index.js';
import { Stopped } from '../stop/index.js';
import {
  allBanks,
  describeFailure,
  layoutOf,
  MachineTpm,
  quoteFiles,
  Simulator,
  startSwtpm,
  type Tpm,
  type TpmResult,
  takeQuote,
  writeEventLog,
} from '../tpm/index.js';
import { itfOf, writeEvent, writeHeader } from '../trace/format/index.js';
import { type ExitCode, exit } from './exit.js';
import { contentsOf } from './read-file.js';
import { readFiles } from './reading.js';
import { progressOf, stop } from './run/work.js';
import { type Sink, sinkFor } from './sink.js';
import { filesUnder } from './sources.js';
import { UsageError } from './usage-error.js';
import { demandWritable, writeWhole } from './whole-file.js';

export interface SimulateOptions {
  readonly runs: number;
  readonly events: number;
  readonly seed: number;
  readonly adversary: Adversary;
  readonly machines: number;
  readonly tpm: 'simulator' | 'swtpm';
  readonly format: 'ndjson' | 'itf';
  readonly out?: string;
  readonly eventLog?: string;
  readonly quote?: string;
  readonly nonce?: string;
}

/** Runs a model, and writes the traces, and what its first machine's TPM leaves behind. */
export async function simulate(path: string, options: SimulateOptions): Promise<ExitCode> {
  const { eventLog, quote, runs, format } = options;
  if (runs > 1 && (eventLog !== undefined || quote !== undefined || format === 'itf'))
    throw new UsageError('--event-log, --quote and --format itf are of a single run: leave out --runs');
  for (const file of [eventLog, ...quoteNames(quote)]) if (file !== undefined) demandWritable(file);
  const model = modelAt(path);
  if (model === undefined) return exit.malformed;
  const world = sceneOf(model, options.machines);
  if (world.machines.length === 0) throw new UsageError(`${path} declares no machine that could be run`);
  const sink = sinkFor(options.out);
  try {
    const code = await simulateInto(sink, { model, world, options });
    // What was interrupted is not the whole: of a file nothing is left, and what goes to stdout is there.
    if (options.out === undefined || stop().reason() === undefined) await sink.commit();
    return code;
  } finally {
    sink.abandon();
  }
}

/** The model of a file; what is wrong with it is told. */
function modelAt(path: string): Model | undefined {
  const files = filesUnder([path]);
  const [file, other] = files;
  if (file === undefined || other !== undefined) throw new UsageError(`${path} has several files: name one of them`);
  const [read] = readFiles([file]);
  if (read === undefined) return undefined;
  const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return read.model;
  tell(errors);
  return undefined;
}

export function tell(diagnostics: readonly Diagnostic[]): void {
  const texts = inOrder(diagnostics).map((diagnostic) => diagnosticText(diagnostic, textOf));
  process.stderr.write(`${texts.join('\n\n')}\n`);
}

interface Simulation {
  readonly model: Model;
  readonly world: World;
  readonly options: SimulateOptions;
}

async function simulateInto(sink: Sink, simulation: Simulation): Promise<ExitCode> {
  const { world, options } = simulation;
  const tpms = await Promise.all(world.machines.map(() => open(options)));
  try {
    const machines = world.machines.map((machine, i) => {
      const layout = layoutOf(simulation.model, world, machine, bytesOf);
      if ('problem' in layout) throw new UsageError(layout.problem);
      return new MachineTpm(world, layout, tpms[i] as Tpm);
    });
    let events = 0;
    let last = beginning(world);
    const progress = progressOf('runs');
    let runs = 0;
    for (; runs < options.runs && stop().reason() === undefined; runs++) {
      progress(runs, options.runs);
      last = await one(runs);
      await compare(world, machines, last);
    }
    if (stop().reason() !== undefined) return exit.noVerdict;
    const [first] = machines;
    if (first !== undefined) await leaveBehind(first, tpms[0] as Tpm, options);
    process.stderr.write(`${counted(runs, 'run')}, ${counted(events, 'event')}; the TPM agrees\n`);
    return exit.ok;

    async function one(number: number): Promise<Configuration> {
      const random = new Random(Random.seedOf(options.seed, number));
      const scope = { ...scopeOf(world, options.adversary), ...(isLax(options, random) && { locks: 'any' as const }) };
      let c = beginning(world);
      const taken = run(c, scope, random, options.events);
      if (options.format === 'itf') {
        const occurrences = [...whileGoingOn(taken)].map((each) => {
          c = each.next;
          return each.occurrence;
        });
        events = occurrences.length;
        for (const chunk of itfOf(world, occurrences)) await sink.write(chunk);
        for (const occurrence of occurrences)
          for (const machine of machines) demandDone(await machine.follow(occurrence));
        return c;
      }
      const { model, seed, adversary } = { ...options, model: simulation.model.root };
      await sink.write(writeHeader(world, { model, seed, run: number, adversary }));
      let time = 0;
      for (const { occurrence, next } of whileGoingOn(taken)) {
        await sink.write(writeEvent(world, ++time, occurrence));
        for (const machine of machines) demandDone(await machine.follow(occurrence));
        c = next;
      }
      events += time;
      return c;
    }
  } finally {
    await Promise.all(tpms.map((tpm) => tpm.close()));
  }
}

/** Until the run is to end. */
function* whileGoingOn<T>(steps: Iterable<T>): Iterable<T> {
  for (const step of steps) {
    if (stop().reason() !== undefined) return;
    yield step;
  }
}

/** Under a full adversary some machines begin with locks of any kind: of what a proof assumes of them, not all is so. */
const isLax = ({ adversary }: SimulateOptions, random: Random): boolean => adversary === 'full' && random.chance(0.25);

async function open({ tpm, seed }: SimulateOptions): Promise<Tpm> {
  if (tpm === 'simulator') return new Simulator({ seed: `${seed}` });
  const started = await startSwtpm();
  if (started.ok) return started.value;
  throw new UsageError(
    `swtpm does not start: ${describeFailure(started.failure)} (\`ls2 doctor\` says what is missing)`,
  );
}

function demandDone<T>(result: TpmResult<T>): T {
  if (result.ok) return result.value;
  throw new Error(`the TPM does not follow the semantics: ${describeFailure(result.failure)}`);
}

/** The registers of every TPM have to be what the semantics says; anything else is a fault of ls2. */
async function compare(world: World, machines: readonly MachineTpm[], c: Configuration): Promise<void> {
  for (const machine of machines) {
    const [wrong] = demandDone(await machine.mismatches(c));
    if (wrong !== undefined)
      throw new Error(
        `${termText(world.words, wrong.register)} is another in the ${wrong.bank} bank of the TPM than in the semantics`,
      );
  }
}

function bytesOf(file: string): Uint8Array | undefined {
  try {
    return contentsOf(file);
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return undefined;
  }
}

const quoteNames = (prefix: string | undefined): readonly string[] =>
  prefix === undefined ? [] : ['msg', 'sig', 'pcrs', 'pem'].map((extension) => `${prefix}.${extension}`);

async function leaveBehind(
  machine: MachineTpm,
  tpm: Tpm,
  { eventLog, quote, nonce = '' }: SimulateOptions,
): Promise<void> {
  if (eventLog !== undefined) writeWhole(eventLog, writeEventLog(allBanks, machine.events));
  if (quote === undefined) return;
  const taken = demandDone(await takeQuote(tpm, machine.quoted('sha256'), Buffer.from(nonce, 'hex')));
  const files = Object.entries(quoteFiles(taken.quote, taken.pcrs, taken.publicKey));
  for (const [extension, content] of files) writeWhole(`${quote}.${extension}`, content as Uint8Array);
}
