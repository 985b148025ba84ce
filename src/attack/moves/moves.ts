import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import type { State } from '../state.js';
import { births } from './births.js';
import { foreign } from './foreign.js';
import { inward, progress } from './program.js';

/**
 * Where a trace may go on to, of all the ways that the step relation allows: programs go on, foreign code does what brings something nearer, machines are
 * reset and launched, and those are started who are needed. What is left out, {@link bound} says.
 */
export function* moves(hunt: Hunt, state: State, needs: Needs): Iterable<State> {
  for (const next of every(hunt, state, needs)) if (next !== undefined) yield next;
}

function* every(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const first = inward(hunt, state);
  if (first !== undefined) return yield* progress(hunt, state, needs, first);
  for (const thread of state.c.threads.values()) yield* progress(hunt, state, needs, thread);
  yield* foreign(hunt, state, needs);
  yield* births(hunt, state, needs);
}
