import { apply, core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Threads that act although a reset of their machine came after something that they did before (DEAD), or although they have launched (GONE). */
export function lives(workings: Workings, branch: Branch): boolean {
  const { bank, context } = workings;
  const isBefore = (a: Term, b: Term): boolean => branch.times.knows(bank.term(a), bank.term(b), true);
  const isSame = (a: Term, b: Term): boolean => branch.classes.same(bank.term(a), bank.term(b));
  const acting = branch.atomsOf(core.acts).map(({ args: [thread, time] }) => ({ thread, time }) as Life);
  const endings = branch.atomsOf(core.at).flatMap(({ args: [event, time] }): readonly Ending[] => {
    if (event?.kind !== 'application' || time === undefined) return [];
    const [machine, begun] = event.args as [Term, Term];
    if (event.symbol === core.resetEvent) return [{ axiom: 'DEAD', machine, begun, time }];
    return event.symbol === core.lateLaunchEvent ? [{ axiom: 'GONE', machine, begun, time }] : [];
  });
  let made = false;
  for (const { axiom, machine, begun, time } of endings)
    for (const later of acting) {
      if (!isBefore(time, later.time)) continue;
      const { thread } = later;
      const isItsEnd = (earlier: Life): boolean =>
        isSame(earlier.thread, thread) &&
        (axiom === 'GONE' ? isSame(earlier.time, time) : isBefore(earlier.time, time));
      if (axiom === 'DEAD' && !isSame(apply(core.machineOf, thread), machine)) continue;
      const earlier = [...acting, ...(axiom === 'DEAD' ? birthsIn(branch) : [])].find(isItsEnd);
      if (earlier === undefined) continue;
      const terms =
        axiom === 'DEAD' ? [thread, begun, earlier.time, time, later.time] : [thread, begun, machine, time, later.time];
      const key = `${axiom} at ${terms.map((term) => bank.term(term)).join()}`;
      if (!branch.isNew(key)) continue;
      learnOnce(workings, branch, key, (): Theorem => logic.forallElim(axiomOf(context, axiom), ...terms));
      made = true;
    }
  return made;
}

/** Somebody at a time at which it acts, or is born. */
interface Life {
  readonly thread: Term;
  readonly time: Term;
}

interface Ending {
  readonly axiom: 'DEAD' | 'GONE';
  readonly machine: Term;
  readonly begun: Term;
  readonly time: Term;
}

function birthsIn(branch: Branch): readonly Life[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application') return [];
    const place = event.symbol === core.startEvent ? 0 : 1;
    const isBirth = [core.startEvent, core.resetEvent, core.lateLaunchEvent].includes(event.symbol);
    return isBirth ? [{ thread: event.args[place] as Term, time: time as Term }] : [];
  });
}
