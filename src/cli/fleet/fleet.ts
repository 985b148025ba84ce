import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type FleetResult, type FleetVerdict, fleetLine, fleetText } from '../../report/fleet.js';
import { heed } from '../../stop/index.js';
import type { AttestOptions } from '../attest-options.js';
import { type EvidenceFiles, type Part, type Parts, partsOf } from '../attesting-parts.js';
import { type Ready, standingOf } from '../attesting-platform.js';
import { type ExitCode, exit, mostImportant } from '../exit.js';
import { outputFor } from '../output.js';
import { stop, writing } from '../run/work.js';
import { sinkFor } from '../sink.js';
import { UsageError } from '../usage-error.js';
import type { Answer } from './answer.js';
import { type Machine, machinesIn } from './machines.js';
import { poolOf } from './pool.js';

/** Answers that are remembered, so that the same evidence is judged once. */
const mostRemembered = 100_000;
/** Machines that are read ahead, for each thread. */
const ahead = 8;

/** Judges the evidence of many machines, in threads, and says what each comes to, in their order, as soon as it is known. */
export async function attestFleet(where: string, options: AttestOptions, ready: Ready | undefined): Promise<ExitCode> {
  const { paint } = await outputFor(options);
  const shared = sharedFiles(options);
  const sink = sinkFor(options.out);
  const pool = poolOf(options.jobs ?? availableParallelism(), options.platform);
  const judging = new Judging((parts) => pool.ask(parts), ready, options);
  const codes = new Set<ExitCode>();
  const queue: Promise<FleetResult>[] = [];
  const tell = async (): Promise<void> => {
    const result = await queue.shift();
    if (result === undefined) return;
    codes.add(codeOf[result.verdict]);
    await sink.write(options.format === 'json' ? fleetLine(result) : fleetText(result, paint));
  };
  try {
    writing();
    for await (const machine of machinesIn(where, shared)) {
      heed(stop());
      const result = judging.resultOf(machine);
      // What fails is told when its turn comes.
      result.catch(() => undefined);
      queue.push(result);
      if (queue.length >= ahead * pool.size) await tell();
    }
    while (queue.length > 0) await tell();
    await sink.commit();
  } catch (error) {
    sink.abandon();
    throw error;
  } finally {
    await pool.close();
  }
  return mostImportant(codes);
}

const codeOf: Readonly<Record<FleetVerdict, ExitCode>> = {
  conforms: exit.ok,
  consistent: exit.ok,
  deviates: exit.violated,
  contradictory: exit.violated,
  unknown: exit.noVerdict,
  malformed: exit.malformed,
};

/** What is the same for all machines: whom to trust, and what one of them may lack. The date is fixed once, so that all are judged at the same time. */
function sharedFiles({ key, nonce, certificate, ca, crl, at, ...own }: AttestOptions): EvidenceFiles {
  const { eventLog, imaLog, pcrs, quote, signature } = own;
  if ([eventLog, imaLog, pcrs, quote, signature].some((each) => each !== undefined))
    throw new UsageError(
      'with a directory or lines, logs, registers and quotes come from there: leave out their options',
    );
  return {
    ...(key !== undefined && { key }),
    ...(nonce !== undefined && { nonce }),
    ...(certificate && { certificate }),
    ...(ca && { ca }),
    ...(crl && { crl }),
    at: at ?? new Date().toISOString(),
  };
}

/** Judges machine by machine, the same evidence once, and each theorem once. */
class Judging {
  readonly #ask: (parts: Parts) => Promise<Answer>;
  readonly #ready: Ready | undefined;
  readonly #options: AttestOptions;
  readonly #known = new Map<string, Promise<Answer>>();
  readonly #standing = new Map<number, ReturnType<typeof standingOf>>();

  constructor(ask: (parts: Parts) => Promise<Answer>, ready: Ready | undefined, options: AttestOptions) {
    [this.#ask, this.#ready, this.#options] = [ask, ready, options];
  }

  async resultOf(machine: Machine): Promise<FleetResult> {
    const { name } = machine;
    const problem = (what: string): FleetResult => ({ name, verdict: 'malformed', problems: [what], findings: [] });
    if ('problem' in machine) return problem(machine.problem);
    let parts: Parts;
    try {
      parts = partsOf(machine.files);
    } catch (error) {
      if (error instanceof UsageError) return problem(error.message);
      throw error;
    }
    const digest = digestOf(parts);
    const result = await this.#resultOf(name, await this.#answerTo(digest, parts));
    return { ...result, evidence: `sha256:${digest}` };
  }

  #answerTo(digest: string, parts: Parts): Promise<Answer> {
    const known = this.#known.get(digest);
    if (known !== undefined) return known;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostRemembered && oldest !== undefined) this.#known.delete(oldest);
    const answer = this.#ask(parts);
    this.#known.set(digest, answer);
    return answer;
  }

  async #resultOf(name: string, answer: Answer): Promise<FleetResult> {
    if (answer.kind === 'malformed') return { name, verdict: 'malformed', problems: answer.problems, findings: [] };
    if (answer.kind === 'incomplete') return { name, verdict: 'unknown', missing: answer.missing, findings: [] };
    if (answer.kind === 'unfit') return { name, verdict: 'malformed', problems: [answer.problem], findings: [] };
    const { attested, consistent, findings } = answer;
    if (attested === undefined) {
      if (consistent && answer.missing.length > 0)
        return { name, verdict: 'unknown', missing: answer.missing, findings };
      return { name, verdict: consistent ? 'consistent' : 'contradictory', findings };
    }
    const { verdict, assumptions, deviation, missing, claim } = attested;
    const theorem = this.#ready?.claims[claim]?.theorem.name ?? '';
    const about = { name, platform: this.#ready?.platform.name ?? '', theorem, findings };
    if (deviation !== undefined) return { ...about, verdict, deviation };
    const isProved = verdict === 'conforms' && (await this.#isProved(claim));
    if (isProved) return { ...about, verdict, assumptions };
    return { ...about, verdict: 'unknown', missing: missing.length > 0 ? missing : [`a proof of ${theorem}`] };
  }

  async #isProved(claim: number): Promise<boolean> {
    const of = this.#ready?.claims[claim];
    if (of === undefined) return false;
    const standing = this.#standing.get(claim) ?? standingOf(of, this.#options);
    this.#standing.set(claim, standing);
    return (await standing) === 'proved';
  }
}

/** Of all that a verdict on this evidence depends on, with lengths, so that no two are alike that differ. What files are called does not count. */
function digestOf(parts: Parts): string {
  const hash = createHash('sha256');
  const add = (part: Part | undefined): void => {
    hash.update(`${part === undefined ? '-' : part.bytes.length};`);
    if (part !== undefined) hash.update(part.bytes);
  };
  const { certificate, ca, crl, nonce, at } = parts;
  for (const part of [parts.eventLog, parts.imaLog, parts.pcrs, parts.quote, parts.signature, parts.key]) add(part);
  for (const list of [certificate, ca, crl]) {
    hash.update(`${list.length};`);
    for (const part of list) add(part);
  }
  return hash.update(JSON.stringify([nonce ?? null, certificate.length > 0 ? at : null])).digest('hex');
}
