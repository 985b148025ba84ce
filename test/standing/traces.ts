import { type Model, sceneOf } from '../../src/language/index.js';
import {
  type Adversary,
  beginning,
  birthFamilies,
  type Configuration,
  familiesOf,
  type Occurrence,
  Random,
  Refusal,
  run,
  type Scope,
  scopeOf,
  step,
  type World,
} from '../../src/semantics/index.js';
import type { GroundTrace } from './ground-trace.js';

/** What the step relation allows, whether or not the adversary would gain anything by it. */
const allActions: Scope['foreign']['actions'] = new Set([
  ...(['Read', 'Write', 'Extend', 'Lock', 'Unlock', 'Send', 'Receive', 'New', 'Sign', 'Verify'] as const),
  ...(['Enc', 'Dec', 'SymEnc', 'SymDec', 'Hash', 'Eval', 'Proj1', 'Proj2', 'Match'] as const),
  ...(['Here', 'ReadAll', 'Place', 'Poke', 'Peek'] as const),
]);

/** A trace by chance: within what an adversary would do, or with all actions and locks. */
export function randomTrace(
  model: Model,
  adversary: Adversary | 'anything',
  seed: number,
  length: number,
): GroundTrace {
  // Two machines of a kind where one thread may act on both.
  const world = sceneOf(model, adversary === 'full' || adversary === 'anything' ? 2 : 1);
  const bounded = scopeOf(world, adversary === 'anything' ? 'full' : adversary);
  const scope: Scope =
    adversary === 'anything'
      ? { ...bounded, foreign: { ...bounded.foreign, actions: allActions }, locks: 'any' }
      : bounded;
  return traceOf(world, run(beginning(world), scope, new Random(seed), length));
}

export function traceOf(
  world: World,
  taken: Iterable<{ readonly occurrence: Occurrence; readonly next: Configuration }>,
): GroundTrace {
  const states = [beginning(world)];
  const occurrences: Occurrence[] = [];
  for (const { occurrence, next } of taken) {
    occurrences.push(occurrence);
    states.push(next);
  }
  return { world, occurrences, states };
}

/** A trace in which a machine is reset, the first service is started, and runs to its end. */
export function serviceTrace(model: Model): GroundTrace {
  const world = sceneOf(model);
  // `any`, so that the first choice is a root of trust that locks nothing.
  const scope: Scope = { ...scopeOf(world, 'none'), locks: 'any' };
  return traceOf(world, service(beginning(world), scope));
}

function* service(from: Configuration, scope: Scope): Iterable<{ occurrence: Occurrence; next: Configuration }> {
  let c = from;
  for (;;) {
    const thread = [...c.threads.values()].find(({ control }) => control.kind === 'program');
    const birth = birthFamilies(c, scope).find(
      ({ kind, count }) => count > 0 && (kind === 'start' || c.born.size === 0),
    );
    const family = thread === undefined ? birth : familiesOf(c, scope, thread)[0];
    const occurrence = family?.at(0);
    const next = occurrence && step(c, occurrence);
    if (occurrence === undefined || next === undefined || next instanceof Refusal) return;
    yield { occurrence, next };
    if (thread !== undefined && !next.threads.has(thread.term)) return;
    c = next;
  }
}
