import { apply, sameTerm, type Term } from '../../kernel/index.js';
import {
  hadItHeld,
  isHonest,
  isPublic,
  type Occurrence,
  placeOf,
  type Running,
  selected,
  valueAt,
} from '../../semantics/index.js';
import { coursesOn } from '../control.js';
import { type Course, withValues } from '../course.js';
import type { Hunt } from '../hunt.js';
import { type Needs, waysToSay } from '../needs.js';
import { after, aside, type State } from '../state.js';
import { unify } from '../unify.js';
import { helpersFor } from './helpers.js';
import { filled, inputsOf, nextEntries } from './inputs.js';

/**
 * What a thread may read. A register holds what it holds. Memory may have held anything from the beginning, if nobody has read or written it so far;
 * otherwise somebody may write it just before: nobody else would notice if it had been earlier.
 */
export function* reads(
  hunt: Hunt,
  state: State,
  needs: Needs,
  thread: Running,
  location: Term,
): Iterable<State | undefined> {
  const { c } = state;
  const { words } = hunt.world;
  const courses = coursesOn(hunt, state, thread.term);
  const place = placeOf(hunt.world, location);
  const is = valueAt(c, location);
  if (place === undefined || is === undefined || (courses.length === 0 && hunt.wide === undefined)) return;
  const read = (value: Term): Occurrence => ({ event: apply(words.events.Read, thread.term, location, value) });
  if (place.space !== 'memory') {
    if (hunt.wide !== undefined || courses.some((course) => isWorthwhile(hunt, needs, state, thread, course, [is])))
      yield after(hunt, state, [read(is)]);
    return;
  }
  const isOpen = !c.world.initial.has(location) && !c.stores.get(place.machine)?.memory.has(place.location);
  const values =
    hunt.wide === undefined
      ? courses.flatMap((course) => valuesToRead(hunt, state, needs, course).map((value) => ({ value, isLed: true })))
      : inputsOf(hunt, state, needs, courses, (course) => course.reads[0]?.[1]);
  for (const { value, isLed } of values) {
    const from = isLed ? state : { ...state, aside: state.aside + 1 };
    if (isOpen && isPublic(hunt.world, value)) {
      const then = { ...from, c: hadItHeld(c, location, value) };
      yield after(hunt, then, [read(value)]);
    } else if (!isOpen && sameTerm(value, is)) yield after(hunt, state, [read(value)]);
    else
      for (const { begin, helper } of helpersFor(hunt, state, place.machine)) {
        const write = { event: apply(words.events.Write, helper, location, value) };
        yield after(hunt, from, [...begin, write, read(value)]);
      }
  }
}

/** What a thread reads of memory that it is about to lock has to be there before. */
export function* writesBefore(
  hunt: Hunt,
  state: State,
  needs: Needs,
  thread: Running,
  location: Term,
  lock: Occurrence,
): Iterable<State | undefined> {
  const { words } = hunt.world;
  const place = placeOf(hunt.world, location);
  const readBy = (course: Course): Term | undefined => course.reads.find(([each]) => sameTerm(each, location))?.[1];
  const courses = coursesOn(hunt, state, thread.term).filter((course) => readBy(course) !== undefined);
  if (place?.space !== 'memory' || courses.length === 0) return;
  for (const { value, isLed } of inputsOf(hunt, state, needs, courses, readBy))
    for (const { begin, helper } of helpersFor(hunt, state, place.machine)) {
      const write = { event: apply(words.events.Write, helper, location, value) };
      const then = after(hunt, state, [...begin, write, lock]);
      yield isLed ? then : aside(then);
    }
}

/** Whether a thread that comes to it should read several registers now. */
export function isWorthReading(hunt: Hunt, state: State, needs: Needs, thread: Running, list: Term): boolean {
  if (hunt.wide !== undefined) return true;
  const are = selected(hunt.world, list)?.map(({ location }) => valueAt(state.c, location) as Term);
  const courses = coursesOn(hunt, state, thread.term);
  return are !== undefined && courses.some((course) => isWorthwhile(hunt, needs, state, thread, course, are));
}

/** Who is honest reads registers to say what is missing; what it reads otherwise is of no use. */
function isWorthwhile(
  hunt: Hunt,
  needs: Needs,
  state: State,
  thread: Running,
  course: Course,
  are: readonly Term[],
): boolean {
  const { world, owners } = hunt;
  let values: Course['values'] | undefined = course.values;
  for (const [i, is] of are.entries())
    values = values && unify((course.reads[i] as Course['reads'][number])[1], is, values);
  if (values === undefined) return false;
  const isPart = state.parts.some((part) => part?.thread === thread.term);
  const isSpokenOf = owners.some((owner) => sameTerm(owner, thread.owner));
  if (isPart || isSpokenOf || !isHonest(world, thread.owner)) return true;
  if (course.says.length === 0 || course.target !== undefined) return true;
  const then = withValues(course, values);
  return needs.missing.some((signature) => waysToSay(hunt, then, signature).length > 0);
}

/** What a thread may read that comes next to a read of memory: what brings a register on its way, what is missing, or what it is to jump to. */
function valuesToRead(hunt: Hunt, state: State, needs: Needs, course: Course): readonly Term[] {
  const { world, malware, sequences } = hunt;
  const [, read] = course.reads[0] as Course['reads'][number];
  const found = new Map<Term, true>();
  const values: Term[] = [];
  const offer = (open: Term): void => {
    for (const value of [...saidAs(state, open), ...filled(hunt, open)]) {
      if (found.has(value)) continue;
      found.set(value, true);
      values.push(value);
    }
  };
  if (read.free.length === 0) return [read];
  const depends = course.extends.filter(
    ([location, entry]) => entry.free.length > 0 && needs.wanted.has(placeOf(world, location)?.location as Term),
  );
  let isBound = false;
  for (const [location] of depends) {
    const own = course.extends.filter(([each]) => sameTerm(each, location));
    for (const value of needs.wanted.get(placeOf(world, location)?.location as Term) ?? []) {
      const is = valueAt(state.c, location) as Term;
      const { placeOf: done, next: nextOf } = sequences.of(value);
      if (done(is) === undefined) continue;
      let s: Course['values'] | undefined = course.values;
      for (const [i, [, entry]] of own.entries()) {
        const next = nextOf(is, i);
        s = s && next && unify(entry, next, s);
      }
      if (s !== undefined) offer(withValues(course, s).reads[0]?.[1] as Term);
    }
    isBound ||= own.some(([, entry]) => entry.free.some(({ name }) => read.free.some((each) => each.name === name)));
  }
  if (isBound) return values;
  for (const value of saidAs(state, read)) offer(value);
  for (const signature of needs.missing)
    for (const { reads } of waysToSay(hunt, course, signature)) offer(reads[0]?.[1] as Term);
  for (const next of nextEntries(hunt, state, needs)) {
    const s = unify(read, next, course.values);
    if (s !== undefined) offer(next);
  }
  for (const template of hunt.templates)
    for (const part of template.kind === 'application' ? template.args : []) if (part.sort === 'Term') offer(part);
  const s = unify(read, malware, course.values);
  if (s !== undefined) offer(malware);
  return values;
}

/** What was said that fits what is open. */
const saidAs = ({ c }: State, open: Term): readonly Term[] =>
  open.free.length === 0 || open.kind === 'variable'
    ? []
    : [...c.known.terms].filter((term) => unify(open, term) !== undefined);
