import { createHash } from 'node:crypto';
import type { FleetResult } from '../../report/fleet.js';
import { type Part, type Parts, partsOf } from '../attesting-parts.js';
import { type Ready, standingOf } from '../attesting-platform.js';
import type { SolvingOptions } from '../options.js';
import { UsageError } from '../usage-error.js';
import type { Answer } from './answer.js';
import type { Machine } from './machines.js';

/** Answers that are remembered, so that the same evidence is judged once. */
const mostRemembered = 100_000;

/** Judges machine by machine, the same evidence once, and each theorem once. */
export class Judging {
  readonly #ask: (parts: Parts) => Promise<Answer>;
  readonly #ready: Ready | undefined;
  readonly #options: SolvingOptions;
  readonly #known = new Map<string, Promise<Answer>>();
  readonly #standing = new Map<number, ReturnType<typeof standingOf>>();

  constructor(ask: (parts: Parts) => Promise<Answer>, ready: Ready | undefined, options: SolvingOptions) {
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
export function digestOf(parts: Parts): string {
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
