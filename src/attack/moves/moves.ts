import { core, type Term } from '../../kernel/index.js';
import { isApplication, placeOf, type Running, valueAt } from '../../semantics/index.js';
import { controlOn } from '../control.js';
import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import { isSeen, type State } from '../state.js';
import { births, isRun, lookouts } from './births.js';
import { dueIn, foreign } from './foreign.js';
import { hosts } from './hosts.js';
import { inward, isUnseen, progress } from './program.js';

/**
 * Who has begun what it need not have begun yet, and so goes on at once: who was started with a program, or has received something that nobody sees it
 * receive. To have been there or to know something earlier would have been of no use.
 */
function justBegun(hunt: Hunt, state: State): Running | undefined {
  let thread: Running | undefined;
  for (const event of backwards(state)) {
    const actor = event.args[0] as Term;
    if (thread !== undefined && thread.term !== actor) return undefined;
    thread = state.c.threads.get(actor);
    if (thread === undefined || controlOn(state, actor)?.kind !== 'program') return undefined;
    const isLast = event === state.steps.at(-1)?.occurrence.event;
    if (event.symbol === core.startEvent && isLast) return thread;
    const isPart = state.parts.some((part, i) => part?.thread === actor && (part.done === 0 || isSeen(hunt, i, part)));
    if (isPart || hunt.trail.notes(event.symbol)) return undefined;
    if (event.symbol === core.startEvent || event.symbol === hunt.world.words.events.Receive) return thread;
    if (!isUnseen(hunt, event.symbol)) return undefined;
  }
  return undefined;
}

type Application = Extract<Term, { kind: 'application' }>;

/** The events of a trace, the last one first. */
function* backwards(state: State): Iterable<Application> {
  for (let at: State | undefined = state; at !== undefined; at = at.before)
    for (const { occurrence } of at.steps.toReversed()) if (isApplication(occurrence.event)) yield occurrence.event;
}

/**
 * Where a trace may go on to, of all the ways that the step relation allows: programs go on, foreign code does what brings something nearer, machines are
 * reset and launched, and those are started who are needed. What is left out, {@link bound} says.
 */
export function* moves(hunt: Hunt, state: State, needs: Needs): Iterable<State> {
  for (const next of every(hunt, state, needs)) if (next !== undefined) yield next;
}

/** What has to come to a value by now, and has not. */
function dueOf(hunt: Hunt, state: State, needs: Needs): Needs['wanted'] {
  const senders = needs.senders.filter(({ principal, program }) => !isRun(state, principal, program, hunt));
  const due = dueIn(hunt, state, { ...needs, senders });
  const isThere = (location: Term, value: Term): boolean => {
    const { placeOf: on, entries } = hunt.sequences.of(value);
    return on(valueAt(state.c, location) as Term) === entries.length;
  };
  return new Map(
    [...needs.wanted].filter(
      ([location, values]) => due.has(location) && !values.some((value) => isThere(location, value)),
    ),
  );
}

/** Whether what a thread does may be of use: one that a machine began only where something has yet to come to a value on that machine. */
const isConcerned = ({ world, operator }: Hunt, { wanted }: Needs, { owner, machine }: Running): boolean =>
  owner !== operator || [...wanted.keys()].some((location) => placeOf(world, location)?.machine === machine);

function* every(hunt: Hunt, state: State, all: Needs): Iterable<State | undefined> {
  const needs = hunt.isStepwise ? { ...all, wanted: dueOf(hunt, state, all) } : all;
  const begun = justBegun(hunt, state);
  const waits = hunt.isStepwise && state.parts.some((part) => part?.thread === begun?.term);
  const first = inward(hunt, state) ?? (waits ? undefined : begun);
  if (first !== undefined) return yield* progress(hunt, state, needs, first);
  // Whoever has a part is there from the beginning, where he looks on.
  if (hunt.isStepwise && state.parts.includes(undefined)) return yield* births(hunt, state, needs, lookouts(hunt));
  for (const thread of state.c.threads.values())
    if (!hunt.isStepwise || isConcerned(hunt, needs, thread)) yield* progress(hunt, state, needs, thread);
  yield* foreign(hunt, state, needs);
  yield* hosts(hunt, state, needs);
  yield* births(hunt, state, needs);
}
