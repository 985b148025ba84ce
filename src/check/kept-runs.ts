import { type Attack, claimOf, vacuityOf } from '../attack/index.js';
import { type Model, sceneryOf, type TheoremDecl } from '../language/index.js';
import { readTraces } from '../trace/format/index.js';
import { History, Judge, NotEnabled } from '../trace/index.js';
import type { CheckedAttack, CheckedWitness } from './attack-result.js';
import { checkedAttack, type SeenTrace, witnessBy } from './attacking.js';

type Lines = readonly string[] | undefined;

/** The attack that a kept trace is, run and judged again; undefined where it is none of this model, or does not refute the theorem any more. `seen` is told of it. */
export async function keptAttack(
  lines: Lines,
  model: Model,
  decl: TheoremDecl,
  seen: (trace: SeenTrace) => void,
): Promise<CheckedAttack | undefined> {
  const run = await runAgain(lines, model);
  if (run === undefined) return undefined;
  const judgement = new Judge(model.theory, claimOf(decl)).judge(run.history);
  if (judgement.verdict !== 'violated') return undefined;
  seen(run);
  return checkedAttack(model, decl, { ...run, violation: judgement });
}

/**
 * The witness that a kept trace is: run again, all that the theorem supposes holds on it. Undefined where that is not so any more. Throws what {@link witnessBy} throws
 * where the conclusion does not hold.
 */
export async function keptWitness(
  lines: Lines,
  model: Model,
  decl: TheoremDecl,
  seen: (trace: SeenTrace) => void,
): Promise<CheckedWitness | undefined> {
  const run = await runAgain(lines, model);
  if (run === undefined) return undefined;
  const supposed = new Judge(model.theory, vacuityOf(claimOf(decl))).judge(run.history);
  if (supposed.verdict !== 'violated') return undefined;
  seen(run);
  return witnessBy(model, decl, run);
}

type Run = Pick<Attack, 'world' | 'occurrences'> & { readonly history: History };

/** A trace run from its beginning; undefined where it cannot be read in this model, or the semantics does not allow it. */
async function runAgain(lines: Lines, model: Model): Promise<Run | undefined> {
  if (lines === undefined) return undefined;
  let history: History | undefined;
  const occurrences: Attack['occurrences'][number][] = [];
  for await (const record of readTraces(piecesOf(lines), () => sceneryOf(model), 'kept')) {
    // One trace, and all of it.
    if (record.kind === 'error' || (record.kind === 'header' && history !== undefined)) return undefined;
    if (record.kind === 'header') history = new History(record.world);
    if (record.kind !== 'event') continue;
    try {
      history?.add(record.occurrence);
    } catch (error) {
      if (error instanceof NotEnabled) return undefined;
      throw error;
    }
    occurrences.push(record.occurrence);
  }
  return history && { world: history.world, occurrences, history };
}

function* piecesOf(lines: readonly string[]): Iterable<string> {
  for (const line of lines) yield `${line}\n`;
}
