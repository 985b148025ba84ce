import { apply, type Term } from '../../kernel/index.js';
import { isHonest, type Running } from '../../semantics/index.js';
import { coursesOn } from '../control.js';
import type { Course } from '../course.js';
import type { Hunt } from '../hunt.js';
import { type Needs, waysToSay } from '../needs.js';
import { after, type State } from '../state.js';
import { resolve } from '../unify.js';
import { answered, filled, inputsOf } from './inputs.js';

/** What a thread may receive, of what gets it past its own checks: what brings forth what is missing; what was sent; or any datum. */
export function* receives(hunt: Hunt, state: State, needs: Needs, thread: Running): Iterable<State | undefined> {
  const { world } = hunt;
  const { known } = state.c;
  const courses = coursesOn(hunt, state, thread.term);
  if (courses.length === 0 && hunt.wide === undefined) return;
  const tried = new Map<Term, true>();
  const event = world.words.events.Receive;
  const messages =
    hunt.wide === undefined
      ? courses.flatMap((course) =>
          [...messagesFor(hunt, state, needs, thread, course)].map((value) => ({ value, isLed: true })),
        )
      : inputsOf(hunt, state, needs, courses, (course) => course.receives[0]);
  for (const { value: message, isLed } of messages) {
    if (message.free.length > 0 || tried.has(message) || !known.derives(message)) continue;
    tried.set(message, true);
    const from = isLed ? state : { ...state, aside: state.aside + 1 };
    yield after(hunt, from, [{ event: apply(event, thread.term, message) }]);
  }
}

function* messagesFor(hunt: Hunt, state: State, needs: Needs, thread: Running, course: Course): Iterable<Term> {
  const { world } = hunt;
  const useful = needs.missing.flatMap((signature) => waysToSay(hunt, course, signature));
  for (const way of useful) yield* filledIn(hunt, state, way);
  const isPart = state.parts.some((part) => part?.thread === thread.term);
  if (isPart || useful.length === 0 || !isHonest(world, thread.owner)) yield* filledIn(hunt, state, course);
}

/** The message of a course; where the course leaves it open, what was said, and any datum. */
function* filledIn(hunt: Hunt, state: State, course: Course): Iterable<Term> {
  const [message] = course.receives as [Term];
  if (message.free.length === 0) return yield message;
  for (const s of answered(state, course)) yield* filled(hunt, resolve(message, s));
  yield* filled(hunt, message);
}
