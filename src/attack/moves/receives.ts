import { apply, type Term } from '../../kernel/index.js';
import { isHonest, type Running, TermMap } from '../../semantics/index.js';
import { type Course, withValues } from '../course.js';
import type { Hunt } from '../hunt.js';
import { courseOn, type Needs, waysToSay } from '../needs.js';
import { after, type State } from '../state.js';
import { resolve, unify } from '../unify.js';

/** What a thread may receive, of what gets it past its own checks: what brings forth what is missing; what was sent; or any datum. */
export function* receives(hunt: Hunt, state: State, needs: Needs, thread: Running): Iterable<State | undefined> {
  const { world } = hunt;
  const { known } = state.c;
  const course = courseOn(hunt, state, thread.term);
  if (course === undefined) return;
  const tried = new TermMap<true>();
  const event = world.words.events.Receive;
  for (const message of messagesFor(hunt, state, needs, thread, course)) {
    if (message.free.length > 0 || tried.has(message) || !known.derives(message)) continue;
    tried.set(message, true);
    yield after(hunt, state, [{ event: apply(event, thread.term, message) }]);
  }
}

function* messagesFor(hunt: Hunt, state: State, needs: Needs, thread: Running, course: Course): Iterable<Term> {
  const { world } = hunt;
  const useful = needs.missing.flatMap((signature) => waysToSay(world, course, signature));
  for (const way of useful) yield* filledIn(hunt, state, way);
  const isPart = state.parts.some((part) => part?.thread === thread.term);
  if (isPart || useful.length === 0 || !isHonest(world, thread.owner)) yield* filledIn(hunt, state, course);
}

/** The message of a course; where the course leaves it open, what was said, and any datum. */
function* filledIn({ challenge }: Hunt, { c }: State, course: Course): Iterable<Term> {
  const [message] = course.receives as [Term];
  if (message.free.length === 0) return yield message;
  for (const term of c.known.terms) {
    const values = unify(message, term, course.values);
    if (values !== undefined) yield withValues(course, values).receives[0] as Term;
  }
  const data = new Map(message.free.map(({ name, sort }) => [name, sort === 'Term' ? challenge : undefined]));
  if ([...data.values()].every((value) => value !== undefined))
    yield resolve(message, new Map([...course.values, ...(data as Map<string, Term>)]));
}
