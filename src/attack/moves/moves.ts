import { core, type Term } from '../../kernel/index.js';
import { isApplication, type Running } from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import { controlOn, type Needs } from '../needs.js';
import type { State } from '../state.js';
import { births } from './births.js';
import { foreign } from './foreign.js';
import { hosts } from './hosts.js';
import { inward, progress } from './program.js';

/** Who was started with a program and has done nothing yet: nobody is started before it can do something. */
function justStarted(state: State): Running | undefined {
  const last = state.steps.at(-1)?.occurrence.event;
  const isStart = last !== undefined && isApplication(last) && last.symbol === core.startEvent;
  const thread = isStart ? state.c.threads.get(last.args[0] as Term) : undefined;
  return thread !== undefined && controlOn(state, thread.term)?.kind === 'program' ? thread : undefined;
}

/**
 * Where a trace may go on to, of all the ways that the step relation allows: programs go on, foreign code does what brings something nearer, machines are
 * reset and launched, and those are started who are needed. What is left out, {@link bound} says.
 */
export function* moves(hunt: Hunt, state: State, needs: Needs): Iterable<State> {
  for (const next of every(hunt, state, needs)) if (next !== undefined) yield next;
}

function* every(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const first = justStarted(state) ?? inward(hunt, state);
  if (first !== undefined) return yield* progress(hunt, state, needs, first);
  for (const thread of state.c.threads.values()) yield* progress(hunt, state, needs, thread);
  yield* foreign(hunt, state, needs);
  yield* hosts(hunt, state, needs);
  yield* births(hunt, state, needs);
}
