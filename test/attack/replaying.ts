import { Readable } from 'node:stream';
import type { Attack } from '../../src/attack/index.js';
import { type Model, sceneryOf } from '../../src/language/index.js';
import {
  beginning,
  type Configuration,
  type Occurrence,
  Refusal,
  step,
  type World,
} from '../../src/semantics/index.js';
import { readTraces, writeTrace } from '../../src/trace/format/index.js';
import { type Claim, History, Judge, type Judgement } from '../../src/trace/index.js';

/** What a trace comes to when it is written to a file, read again and run from its beginning. */
export async function judgedFromFile(
  model: Model,
  claim: Claim,
  { world, occurrences }: Pick<Attack, 'world' | 'occurrences'>,
): Promise<Judgement> {
  const text = [...writeTrace(world, { model: model.root }, occurrences)].join('');
  let history: History | undefined;
  const input = Readable.from([Buffer.from(text)]);
  for await (const record of readTraces(input, () => sceneryOf(model), 'attack')) {
    if (record.kind === 'error') throw new Error(record.diagnostic.message);
    if (record.kind === 'header') history = new History(record.world);
    if (record.kind === 'event') history?.add(record.occurrence);
  }
  if (history === undefined) throw new Error('no trace was written');
  return new Judge(model.theory, claim).judge(history);
}

/** The events but for one, and but for those that cannot happen without it. */
export function withoutEvent(world: World, occurrences: readonly Occurrence[], place: number): readonly Occurrence[] {
  let c: Configuration = beginning(world);
  return occurrences.filter((occurrence, i) => {
    const next = i === place ? undefined : step(c, occurrence);
    if (next === undefined || next instanceof Refusal) return false;
    c = next;
    return true;
  });
}
