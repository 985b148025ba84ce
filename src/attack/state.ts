import { core, type Segment, stop, type Term } from '../kernel/index.js';
import {
  actorOf,
  beginning,
  type Configuration,
  isApplication,
  type Occurrence,
  Refusal,
  step,
  type Taken,
  valueAt,
  ways,
} from '../semantics/index.js';
import type { History } from '../trace/index.js';
import type { Hunt, Part } from './hunt.js';
import { unify } from './unify.js';

/** How far somebody has come with what it has to run. */
export interface Progress {
  readonly thread: Term;
  readonly done: number;
  /** Of what branches, what is left: which way it goes is seen by what happens. */
  readonly left?: Segment;
  /** What foreign code that runs it has left, and the results so far; the thread itself knows of none of this. */
  readonly script?: { readonly rest: Segment; readonly results: readonly Term[] };
}

/** A trace as far as it goes, and what of the search's aims it has reached. A value: going on makes another one. */
export interface State {
  readonly c: Configuration;
  readonly before: State | undefined;
  /** The events since, and where they led. */
  readonly steps: readonly Taken[];
  /** How many events there are in all. */
  readonly cost: number;
  /** How many of its moves were not led by what is aimed at: of those there are many, so that traces with fewer are gone on from first. */
  readonly aside: number;
  /** Which targets and events were there, a bit for each. */
  readonly reached: bigint;
  readonly parts: readonly (Progress | undefined)[];
  /** How often it was aimed anew at what had been reached. */
  readonly again: number;
  /** What the claim speaks of that happened, by number: see `trail.ts`. */
  readonly trail: number;
  /** What there was that outlasts a reset, for each machine when it was reset last. */
  readonly since: ReadonlyMap<Term, string>;
}

export const start = ({ world, parts }: Hunt): State => ({
  c: beginning(world),
  before: undefined,
  steps: [],
  cost: 0,
  aside: 0,
  reached: 0n,
  again: 0,
  parts: parts.map(() => undefined),
  trail: 0,
  since: new Map(),
});

/** All steps, in order. */
function stepsOf(state: State): readonly Taken[] {
  const parts: (readonly Taken[])[] = [];
  for (let at: State | undefined = state; at !== undefined; at = at.before) parts.push(at.steps);
  return parts.reverse().flat();
}

export const eventsOf = (state: State): readonly Occurrence[] => stepsOf(state).map(({ occurrence }) => occurrence);

/** The trace so far, for the evaluator: until it is asked for another. */
export const historyOf = ({ past }: Hunt, state: State): History => past.of(stepsOf(state), state.c.world);

/** A state that was come to by a move that nothing led to. */
export const aside = (state: State | undefined): State | undefined => state && { ...state, aside: state.aside + 1 };

export function* allAside(states: Iterable<State | undefined>): Iterable<State | undefined> {
  for (const state of states) yield aside(state);
}

/** What outlasts a reset of a machine: what the search has reached, what was sent, what was written, what programs elsewhere have come to. */
const lasting = ({ c, reached, again, parts }: State, machine: Term): string =>
  [
    reached,
    again,
    c.known.terms.size,
    parts.map((part) => part?.done ?? '-').join(),
    [...c.stores.values()].map(({ memory }) => [...memory.values()].map(({ key }) => key).join()).join(';'),
    [...c.threads.values()]
      .flatMap(({ machine: on, control }) =>
        on !== machine && control.kind === 'program' ? control.results.length : [],
      )
      .join(),
  ].join('|');

/** Whether something lasting has come of what a machine did since its last reset. */
export const isRested = (state: State, machine: Term): boolean => state.since.get(machine) === lasting(state, machine);

/** The state after events, or undefined where one is not enabled or breaks a premise for good. */
export function after(
  hunt: Hunt,
  state: State,
  occurrences: readonly Occurrence[],
  begins?: { readonly part: number; readonly thread: Term },
): State | undefined {
  const steps: Taken[] = [];
  let now: State = { ...state, before: state, steps, cost: state.cost + occurrences.length };
  for (const occurrence of occurrences) {
    const c = step(now.c, occurrence);
    if (c instanceof Refusal) return undefined;
    steps.push({ occurrence, next: c });
    now = noted(hunt, { ...now, c }, occurrence, begins);
  }
  return breaksPremise(hunt, now, occurrences) ? undefined : now;
}

function noted(
  hunt: Hunt,
  state: State,
  occurrence: Occurrence,
  begins: { readonly part: number; readonly thread: Term } | undefined,
): State {
  const { event } = occurrence;
  const actor = actorOf(occurrence);
  const parts = state.parts.map((progress, i) => {
    if (progress !== undefined) return progress.thread === actor ? advanced(progress, event) : progress;
    if (begins?.part !== i || !isBirthOf(begins.thread, event)) return undefined;
    const { program, segment, branches } = hunt.parts[i] as Hunt['parts'][number];
    return {
      thread: begins.thread,
      done: 0,
      ...(branches && { left: segment }),
      ...(program === undefined && { script: { rest: segment, results: [] } }),
    };
  });
  const reached = state.reached | reachedBy(hunt, state, event);
  const happened = {
    ofPart: parts.some((part, i) => part !== undefined && part.thread === actor && isSeen(hunt, i, part)),
    hasParts: parts.some((part) => part !== undefined),
  };
  const now = { ...state, parts, reached, trail: hunt.trail.after(state.trail, event, state.c, happened) };
  const isReset = isApplication(event) && (event.symbol === core.resetEvent || event.symbol === core.lateLaunchEvent);
  if (!isReset) return now;
  const machine = event.args[0] as Term;
  return { ...now, since: new Map(now.since).set(machine, lasting(now, machine)) };
}

/** Whether the claim may tell when somebody has come so far: it speaks of when a part begins and when it ends, and mostly of nothing in between. */
export const isSeen = ({ parts, isWatched }: Hunt, part: number, progress: Progress): boolean =>
  isWatched || progress.done === 1 || isFinished(parts[part] as Part, progress);

/** Whether somebody has come to the end of a part. */
export const isFinished = ({ length }: Part, { done, left }: Progress): boolean =>
  left === undefined ? done >= length : left.kind === 'stop';

const isBirthOf = (thread: Term, event: Term): boolean =>
  isApplication(event) && event.symbol === core.startEvent && event.args[0] === thread;

function advanced(progress: Progress, event: Term): Progress {
  const { thread, done, script } = progress;
  const left = progress.left && leftAfter(progress.left, event);
  const now = { thread, done: done + 1, ...(left && { left }) };
  const way = script && wayOf(script.rest, event);
  if (script === undefined || way === undefined || !isApplication(event)) return now;
  const { action, rest } = way;
  const results = action.result === undefined ? script.results : [...script.results, event.args.at(-1) as Term];
  return { ...now, script: { rest, results } };
}

/** The action of a piece of program that an event is of; where it branches, no two begin with the same. */
const wayOf = (code: Segment, event: Term): Extract<Segment, { kind: 'step' }> | undefined =>
  ways(code).find(
    (way): way is Extract<Segment, { kind: 'step' }> =>
      way.kind === 'step' && isApplication(event) && way.action.event === event.symbol,
  );

const leftAfter = (code: Segment, event: Term): Segment => wayOf(code, event)?.rest ?? stop;

/** What is there now counts once what has to come before it was there: a target at the same instant, an event only if that may be the same event. */
function reachedBy({ targets, events, earlier }: Hunt, { c, reached }: State, event: Term): bigint {
  let now = 0n;
  const follows = (place: number, mayBeNow: boolean): boolean =>
    (earlier[place] ?? []).every((each) => isReached(mayBeNow || !each.strict ? reached | now : reached, each.place));
  for (let before = -1n; before !== now; ) {
    before = now;
    for (const [i, wanted] of events.entries()) {
      const place = targets.length + i;
      if (isReached(reached | now, place) || unify(wanted, event) === undefined) continue;
      if (follows(place, false)) now |= bit(place);
    }
    for (const [i, { location, pattern }] of targets.entries()) {
      if (isReached(reached | now, i) || !isAt(c, location, pattern)) continue;
      if (follows(i, true)) now |= bit(i);
    }
  }
  return now;
}

const bit = (place: number): bigint => 1n << BigInt(place);

/** Whether a target was there; those of events come after those of locations. */
export const isReached = (reached: bigint, place: number): boolean => (reached & bit(place)) !== 0n;

/** Of more targets than this none is aimed at anew. */
const mostAgain = 8;
/** As often as this: what a claim says of two times, or of three, takes no more. */
const oftenAgain = 2;

/**
 * Where all is reached and the claim is not violated, it may be so when one of its targets comes once more, later: a second boot that comes less far, two
 * events of a kind.
 */
export function* aimedAgain({ targets, events }: Hunt, state: State): Iterable<State> {
  const count = targets.length + events.length;
  if (count > mostAgain || state.again === oftenAgain) return;
  for (let place = 0; place < count; place++)
    yield { ...state, before: state, steps: [], reached: state.reached & ~bit(place), again: state.again + 1 };
}

function isAt(c: Configuration, location: Term, pattern: Term): boolean {
  const is = valueAt(c, location);
  return is !== undefined && unify(pattern, is) !== undefined;
}

/** Whether all that was aimed at is there, so that the claim may be violated. */
export function isRipe({ targets, events, parts }: Hunt, state: State): boolean {
  if (state.reached !== bit(targets.length + events.length) - 1n) return false;
  return parts.every((part, i) => {
    const progress = state.parts[i];
    return progress !== undefined && isFinished(part, progress);
  });
}

/** Premises about all times: what is false of a time that is over stays false. They are looked at after events of the kinds that they speak of. */
function breaksPremise(hunt: Hunt, state: State, occurrences: readonly Occurrence[]): boolean {
  const concerned = hunt.always.filter(({ events }) =>
    occurrences.some(({ event }) => isApplication(event) && events?.has(event.symbol)),
  );
  if (concerned.length === 0) return false;
  const history = historyOf(hunt, state);
  return concerned.some((premise) => premise.holds(history) === false);
}
