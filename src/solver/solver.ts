import { type Formula, takeScribe } from '../kernel/index.js';
import { type Answer, defaultLimits, type Limits, type Reply } from './answer.js';
import type { Backend, BackendOptions } from './backend.js';
import { type Cache, noCache } from './cache.js';
import { type Encoded, encode } from './encode.js';
import type { Keeper } from './keep.js';
import { queueOver } from './queue.js';
import type { SolverName } from './version.js';

/** The only one there is: nothing else can make the kernel believe that a solver said something. */
const confirmed = takeScribe();

export interface SolverOptions {
  readonly limits?: Limits;
  readonly cache?: Cache;
  readonly keeper?: Keeper;
}

/** Counts of obligations, but for `started`: workers and processes. */
export interface Statistics {
  readonly asked: number;
  /** Different texts among them; the others were answered with one of these. */
  readonly distinct: number;
  readonly fromCache: number;
  readonly fromSolver: number;
  readonly unknown: number;
  readonly started: number;
}

/** Decides obligations. Nothing of it ever rejects or throws: what goes wrong makes an obligation unknown. */
export interface Solver {
  readonly name: SolverName;
  /** The version, without starting Z3 in WebAssembly; undefined where the program is not on this machine. */
  version(): Promise<string | undefined>;
  /** Is the formula valid? `asker` says who asks, for kept obligations. */
  decide(obligation: Formula, asker: string): Promise<Answer>;
  /** Starts a solver on the side, for when it is likely to be needed. */
  prewarm(): void;
  statistics(): Statistics;
  /** Saves the cache and ends all workers and processes. */
  close(): Promise<void>;
}

/** Who answers: some running solvers of one kind. */
export interface Engine {
  readonly name: SolverName;
  version(): Promise<string | undefined>;
  backends(options: BackendOptions): readonly Backend[];
}

/**
 * A solver over an engine; nothing is started before there is something left to solve. Obligations asked in one turn of the event loop go in one batch, those with
 * equal texts are solved once.
 */
export function solverOver({ name, version: versionOf, backends }: Engine, options: SolverOptions): Solver {
  const { limits = defaultLimits, cache = noCache, keeper } = options;
  const counts = { asked: 0, distinct: 0, fromCache: 0, fromSolver: 0, unknown: 0, started: 0 };
  const queue = queueOver(backends({ rlimit: limits.rlimit, onStart: () => counts.started++ }), limits.seconds);
  const answers = new Map<string, Promise<TextAnswer>>();
  let version: Promise<string | undefined> | undefined;
  const knownVersion = (): Promise<string | undefined> => {
    version ??= versionOf();
    return version;
  };

  async function answerTo(encoded: Encoded): Promise<TextAnswer> {
    const installed = await knownVersion();
    if (installed === undefined) {
      return { verdict: 'unknown', why: 'no-solver', detail: `${name} is not on this machine` };
    }
    const question = { text: encoded.text, solver: name, version: installed, rlimit: limits.rlimit };
    const known = cache.get(question);
    if (known !== undefined) {
      counts.fromCache++;
      return read({ kind: known }, encoded, 'cache');
    }
    const reply = await queue.ask(encoded.text);
    if (reply.kind !== 'none') {
      counts.fromSolver++;
      cache.set(question, reply.kind);
    }
    return read(reply, encoded, 'solver');
  }

  return {
    name,
    version: knownVersion,
    async decide(obligation, asker) {
      counts.asked++;
      const encoded = encode(obligation);
      if (encoded.kind === 'refused') {
        counts.unknown++;
        return { verdict: 'unknown', why: 'outside-fragment', detail: encoded.reason };
      }
      keeper?.keep(encoded, asker);
      let answer = answers.get(encoded.text);
      if (answer === undefined) {
        counts.distinct++;
        answer = answerTo(encoded);
        answers.set(encoded.text, answer);
      }
      const given = await answer;
      if (given.verdict === 'unknown') counts.unknown++;
      if (given.verdict !== 'valid') return given;
      return { ...given, confirmed: confirmed(obligation, name, (await knownVersion()) ?? '') };
    },
    prewarm: () => queue.prewarm(),
    statistics: () => ({ ...counts }),
    async close() {
      cache.save();
      keeper?.finish();
      await queue.close();
    },
  };
}

/** The answer to a text, which is that of every obligation that has it. */
type TextAnswer =
  | Exclude<Answer, { readonly verdict: 'valid' }>
  | Omit<Extract<Answer, { readonly verdict: 'valid' }>, 'confirmed'>;

/** An obligation is valid if its negation is unsatisfiable. */
function read(reply: Reply, { exact }: Encoded, source: 'solver' | 'cache'): TextAnswer {
  switch (reply.kind) {
    case 'unsat':
      return { verdict: 'valid', source };
    case 'sat':
      return { verdict: 'invalid', source, exact };
    case 'none':
      return { verdict: 'unknown', why: reply.why, detail: reply.detail };
  }
}
