import {
  beginning,
  type Configuration,
  enabled,
  type Occurrence,
  Random,
  run,
  type Scope,
  type World,
} from '../semantics/index.js';
import { heed, type Stop, unstopped } from '../stop/index.js';
import type { Judge, Violation } from './claim.js';
import { History } from './history.js';

/** What statements came to on many traces. */
export interface Held {
  readonly traces: number;
  readonly events: number;
  /** For each statement, in their order. */
  readonly statements: readonly Standing[];
}

export interface Standing {
  /** On how many traces its premises hold somewhere, and its conclusion with them. */
  holds: number;
  premiseFails: number;
  undecided: number;
  /** The first trace found on which it is false. */
  violated?: { readonly occurrences: readonly Occurrence[]; readonly violation: Violation };
}

/** Traces, each as its events. */
export type Traces = Iterable<readonly Occurrence[]>;

/** Every trace within a scope of at most so many events, the shorter ones too. */
export function* everyTrace(world: World, scope: Scope, length: number): Traces {
  yield* from(beginning(world), []);

  function* from(c: Configuration, before: readonly Occurrence[]): Traces {
    yield before;
    if (before.length === length) return;
    for (const { occurrence, next } of enabled(c, scope)) yield* from(next, [...before, occurrence]);
  }
}

/** The most events, up to a number, of which {@link everyTrace} has no more than so many traces. Throws where the run is stopped. */
export function lengthWithin(
  world: World,
  scope: Scope,
  { length, traces, stop = unstopped }: { readonly length: number; readonly traces: number; readonly stop?: Stop },
): number {
  for (let shorter = 0; shorter < length; shorter++) {
    let count = 0;
    for (const _ of everyTrace(world, scope, shorter + 1)) {
      heed(stop);
      if (++count > traces) return shorter;
    }
  }
  return length;
}

/** So many traces of at most so many events, as a seed will have them. */
export function* randomTraces(
  world: World,
  scope: Scope,
  { seed, runs, length }: { readonly seed: number; readonly runs: number; readonly length: number },
): Traces {
  for (let i = 0; i < runs; i++)
    yield [...run(beginning(world), scope, new Random(Random.seedOf(seed, i)), length)].map(
      ({ occurrence }) => occurrence,
    );
}

/** Holds statements against traces. One that was found false, or that says the same of all traces, is not looked at again. Throws where the run is stopped. */
export function hold(world: World, judges: readonly Judge[], traces: Traces, stop: Stop = unstopped): Held {
  const statements: Standing[] = judges.map(() => ({ holds: 0, premiseFails: 0, undecided: 0 }));
  let [count, events] = [0, 0];
  for (const occurrences of traces) {
    heed(stop);
    const history = History.of(world, occurrences);
    count++;
    events += occurrences.length;
    for (const [i, judge] of judges.entries()) {
      const standing = statements[i] as Standing;
      if (standing.violated !== undefined || (judge.isRigid && count > 1)) continue;
      const judgement = judge.judge(history);
      if (judgement.verdict === 'violated') standing.violated = { occurrences, violation: judgement };
      else if (judgement.verdict === 'holds') standing.holds++;
      else if (judgement.verdict === 'premise-fails') standing.premiseFails++;
      else standing.undecided++;
    }
  }
  return { traces: count, events, statements };
}
