import { core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Who acts at the time of a late launch has launched, and does nothing more (GONE). */
export function launched(workings: Workings, branch: Branch): boolean {
  const { bank, context } = workings;
  const isSame = (a: Term, b: Term): boolean => branch.classes.same(bank.term(a), bank.term(b));
  const acting = branch.atomsOf(core.acts).map(({ args }) => args as readonly [thread: Term, time: Term]);
  let made = false;
  for (const { args } of branch.atomsOf(core.at)) {
    const [event, time] = args as [Term, Term];
    if (event.kind !== 'application' || event.symbol !== core.lateLaunchEvent) continue;
    const [machine, begun] = event.args as [Term, Term];
    for (const [thread, then] of acting) {
      if (!isSame(then, time)) continue;
      for (const [other, later] of acting) {
        if (!isSame(other, thread) || !branch.times.knows(bank.term(time), bank.term(later), true)) continue;
        const terms = [thread, begun, machine, time, later];
        const key = `GONE at ${terms.map((term) => bank.term(term)).join()}`;
        if (!branch.isNew(key)) continue;
        learnOnce(workings, branch, key, (): Theorem => logic.forallElim(axiomOf(context, 'GONE'), ...terms));
        made = true;
      }
    }
  }
  return made;
}
