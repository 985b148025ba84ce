import { core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Who holds a location when it is extended or written: one that held it before, unless it gave it up (LOCK and its like). */
export function locks(workings: Workings, branch: Branch): boolean {
  const { bank, words, context } = workings;
  const touched = touching(workings, branch);
  let made = false;
  for (const lock of branch.atomsOf(words.isLocked)) {
    const [place, holder, since] = lock.args as [Term, Term, Term];
    const shape = branch.classes.made(bank.term(place));
    const location = shape === undefined ? undefined : bank.termOf(shape);
    if (location?.kind !== 'application' || location.args.length !== 2) continue;
    const [m, k] = location.args as [Term, Term];
    const axiom = location.symbol === words.pcr ? 'LOCK' : location.symbol === words.dpcr ? 'DLOCK' : 'LOCKM';
    for (const { thread, place: other, time } of touched) {
      if (!branch.classes.same(bank.term(place), bank.term(other))) continue;
      if (branch.classes.same(bank.term(thread), bank.term(holder))) continue;
      if (branch.times.knows(bank.term(time), bank.term(since), false)) continue;
      const key = `${axiom} at ${[location, holder, since, time].map((term) => bank.term(term)).join()}`;
      if (!branch.isNew(key)) continue;
      const make = (): Theorem => logic.forallElim(axiomOf(context, axiom), m, k, holder, since, time);
      learnOnce(workings, branch, key, make);
      made = true;
    }
  }
  return made;
}

/** Who extended or wrote what, and when. */
function touching({ words }: Workings, branch: Branch): readonly { thread: Term; place: Term; time: Term }[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application' || (event.symbol !== words.extend && event.symbol !== words.write)) return [];
    const [thread, place] = event.args as [Term, Term];
    return [{ thread, place, time: time as Term }];
  });
}
