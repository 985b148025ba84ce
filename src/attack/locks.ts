import type { Formula, Term, Theory } from '../kernel/index.js';
import { codeOf, instances, isApplication, restsOf, type World } from '../semantics/index.js';
import { atomsOf } from './atoms.js';

/** The locations whose locks matter: those that formulas or programs speak of. */
export interface Lockable {
  readonly locations: readonly Term[];
  /** Whether a program gives one up, or the claim asks for one: then it may matter to have been born with more than the premises demand. */
  readonly matters: boolean;
}

/** @param asked locations that the claim wants somebody to hold */
export function lockableIn(
  world: World,
  theory: Theory,
  formulas: readonly Formula[],
  asked: readonly Term[],
): Lockable {
  const found = new Map<Term, true>();
  let matters = asked.length > 0;
  const note = (location: Term | undefined): void => {
    if (location !== undefined && isApplication(location) && location.free.length + location.loose === 0)
      found.set(location, true);
  };
  for (const location of asked) note(location);
  for (const formula of formulas)
    for (const [predicate, args] of atomsOf(theory, formula)) if (predicate === world.words.isLocked) note(args[0]);
  const { Lock, Unlock } = world.words.events;
  for (const program of instances(world)) {
    const code = codeOf(world, program);
    for (const at of code === undefined || code === 'foreign' ? [] : restsOf(code)) {
      if (at.kind !== 'step') continue;
      const { event } = at.action;
      if (event === Lock || event === Unlock) note(at.args[0]);
      matters ||= event === Unlock;
    }
  }
  return { locations: [...found.entries()].map(([location]) => location), matters };
}
