import { apply, core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Atom, Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Something that a thread did, or its birth. */
interface Living {
  readonly thread: Term;
  readonly time: Term;
}

/**
 * A reset ends the threads of its machine (DEAD): who does something after one was born after it, and who was there before does nothing more. Of a thread, of
 * which machine is known, and two things that it did, where one is known to come after a reset or the other before it.
 */
export function killed(workings: Workings, branch: Branch): boolean {
  const { bank } = workings;
  const living = livingIn(branch);
  let made = false;
  for (const reset of branch.atomsOf(core.at)) {
    const [event, at] = reset.args as [Term, Term];
    if (event.kind !== 'application' || event.symbol !== core.resetEvent) continue;
    const there = living.filter(({ thread }) => isOn(workings, branch, thread, event.args[0] as Term));
    for (const first of there)
      for (const then of there) {
        if (first === then || !branch.classes.same(bank.term(first.thread), bank.term(then.thread))) continue;
        if (isOpen(workings, branch, first.time, at, then.time))
          made = dies(workings, branch, reset, first, then) || made;
      }
  }
  return made;
}

function livingIn(branch: Branch): readonly Living[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application') return [];
    const isBoot = event.symbol === core.resetEvent || event.symbol === core.lateLaunchEvent;
    const thread = event.args[isBoot ? 1 : 0];
    return thread?.sort === 'Thread' ? [{ thread, time: time as Term }] : [];
  });
}

const isOn = ({ bank }: Workings, branch: Branch, thread: Term, machine: Term): boolean =>
  branch.classes.same(bank.term(apply(core.machineOf, thread)), bank.term(machine));

/** Whether the one is known to come before the reset, or the other after it, and neither is known to be on the other side. */
function isOpen({ bank }: Workings, { times }: Branch, first: Term, reset: Term, then: Term): boolean {
  const [before, at, after] = [first, reset, then].map((time) => bank.term(time)) as [number, number, number];
  if (times.knows(at, before, false) || times.knows(after, at, false)) return false;
  return times.knows(before, at, true) || times.knows(at, after, true);
}

function dies(workings: Workings, branch: Branch, reset: Atom, first: Living, then: Living): boolean {
  const { bank, context } = workings;
  const [event, at] = reset.args as [Term & { kind: 'application' }, Term];
  const key = `DEAD at ${[first.thread, event, first.time, at, then.time].map((term) => bank.term(term)).join()}`;
  if (!branch.isNew(key)) return false;
  const make = (): Theorem =>
    logic.forallElim(axiomOf(context, 'DEAD'), first.thread, event.args[1] as Term, first.time, at, then.time);
  learnOnce(workings, branch, key, make);
  return true;
}
