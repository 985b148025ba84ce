import { sameTerm, type Term } from '../kernel/index.js';
import { codeOf, instances, placeOf, valueAt } from '../semantics/index.js';
import { coursesOn } from './control.js';
import { type Course, withValues } from './course.js';
import type { Hunt } from './hunt.js';
import { messagesOf, signaturesIn } from './messages.js';
import { isReached, type State } from './state.js';
import { type Substitution, unify } from './unify.js';

/** What threads that run programs have left to do, and the programs that somebody may come to run. */
export function* makers(hunt: Hunt, state: State): Iterable<Course> {
  for (const thread of state.c.threads.keys()) yield* coursesOn(hunt, state, thread);
  yield* programsOf(hunt);
}

const known = new WeakMap<Hunt, readonly Course[]>();

function programsOf(hunt: Hunt): readonly Course[] {
  const found =
    known.get(hunt) ??
    instances(hunt.world).flatMap((program) => {
      const code = codeOf(hunt.world, program);
      return code === undefined || code === 'foreign' ? [] : hunt.courses.of(code, []);
    });
  known.set(hunt, found);
  return found;
}

const doings = new WeakMap<Course, WeakMap<Term, readonly Course[]>>();

/** What a course would be if it did an event, for each place in which it may. */
export function waysToDo(course: Course, event: Term): readonly Course[] {
  const before = doings.get(course) ?? new WeakMap<Term, readonly Course[]>();
  doings.set(course, before);
  const ways =
    before.get(event) ??
    course.does.flatMap((each) => {
      const values = unify(each, event, course.values);
      return values === undefined ? [] : [withValues(course, values)];
    });
  before.set(event, ways);
  return ways;
}

/** At least so many events, but for a first reset, until each that has to happen has: those of whoever does it. */
export function leastToDo(hunt: Hunt, state: State): number {
  let least = 0;
  for (const [i, event] of hunt.events.entries()) {
    if (isReached(state.reached, hunt.targets.length + i)) continue;
    const doer = hunt.doers[i];
    least = Math.max(least, doer === undefined ? 1 : Math.min(...toDo(hunt, state, doer, event)));
  }
  return least;
}

/** How many events it takes, for each way in which somebody honest may do an event; none where it cannot. */
function* toDo(hunt: Hunt, state: State, doer: Term, event: Term): Iterable<number> {
  for (const { owner, control, term } of state.c.threads.values()) {
    if (!sameTerm(owner, doer)) continue;
    if (control.kind === 'foreign') yield 1;
    else for (const course of coursesOn(hunt, state, term)) yield* within(course, event);
  }
  for (const { principal, programs } of hunt.world.honest)
    for (const program of sameTerm(principal, doer) ? programs : []) {
      const code = codeOf(hunt.world, program);
      if (code === 'foreign') yield 2;
      else
        for (const course of code === undefined ? [] : hunt.courses.of(code, []))
          for (const done of within(course, event)) yield 1 + done;
    }
}

/** After how many events of a course it is there; after a jump, whatever comes then. */
function* within(course: Course, event: Term): Iterable<number> {
  const place = course.does.findIndex((each) => unify(each, event, course.values) !== undefined);
  if (place >= 0) yield place + 1;
  if (course.target !== undefined) yield course.length + 1;
}

/**
 * The messages that somebody reads or receives before it extends a register by what comes next there. Whoever checks what it extends by asks for a
 * signature.
 */
export function* checkedFor(hunt: Hunt, state: State, wanted: ReadonlyMap<Term, readonly Term[]>): Iterable<Term> {
  for (const course of makers(hunt, state)) {
    if (!isChecking(hunt, course)) continue;
    for (const values of advancing(hunt, state, wanted, course)) {
      yield* messagesOf(withValues(course, values));
    }
  }
}

const checking = new WeakMap<Course, boolean>();

/** Whether a course asks for a signature. */
function isChecking({ world }: Hunt, course: Course): boolean {
  const known =
    checking.get(course) ?? messagesOf(course).some((message) => [...signaturesIn(world, message)].length > 0);
  checking.set(course, known);
  return known;
}

/** How a course has to go to extend a register by an entry that the register still needs. */
function* advancing(
  { world, sequences }: Hunt,
  { c }: State,
  wanted: ReadonlyMap<Term, readonly Term[]>,
  course: Course,
): Iterable<Substitution> {
  for (const [location, entry] of course.extends) {
    const place = placeOf(world, location)?.location;
    for (const value of (place && wanted.get(place)) ?? []) {
      const { entries, placeOf: on } = sequences.of(value);
      const done = on(valueAt(c, place as Term) as Term) ?? 0;
      for (const next of entries.slice(done)) {
        const values = unify(entry, next, course.values);
        if (values !== undefined) yield values;
      }
    }
  }
}
