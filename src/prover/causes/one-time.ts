import { core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Atom, Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Axiom ONE, of two events. */
function one(workings: Workings, branch: Branch, a: Atom, b: Atom): void {
  const [first, second] = workings.bank.formula(a) < workings.bank.formula(b) ? [a, b] : [b, a];
  const [event, time] = first.args as [Term, Term];
  const [event2, time2] = second.args as [Term, Term];
  const key = `ONE ${workings.bank.formula(first)} ${workings.bank.formula(second)}`;
  const make = (): Theorem => logic.forallElim(axiomOf(workings.context, 'ONE'), event, event2, time, time2);
  learnOnce(workings, branch, key, make);
  branch.propagate();
}

/** Events that are known to happen at one time are one event; whether there are any that were not known to be. */
export function atOneTime(workings: Workings, branch: Branch): boolean {
  const { bank } = workings;
  const byTime = new Map<number, Atom>();
  let made = false;
  for (const atom of branch.atomsOf(core.at)) {
    const [event, time] = atom.args as [Term, Term];
    const root = branch.classes.root(bank.term(time));
    const other = byTime.get(root);
    if (other === undefined) byTime.set(root, atom);
    else if (!branch.classes.same(bank.term(event), bank.term(other.args[0] as Term))) {
      one(workings, branch, atom, other);
      made = true;
    }
  }
  return made;
}

/** Whether an event is known to come before another. One that comes no later, and is another, does. */
export function isBefore(workings: Workings, branch: Branch, earlier: Atom, later: Atom): boolean {
  const { bank } = workings;
  const [event, from] = earlier.args.map((arg) => bank.term(arg)) as [number, number];
  const [event2, to] = later.args.map((arg) => bank.term(arg)) as [number, number];
  if (branch.times.knows(from, to, true)) return true;
  if (!branch.times.knows(from, to, false) || branch.classes.whyApart(event, event2) === undefined) return false;
  one(workings, branch, earlier, later);
  return branch.times.knows(from, to, true);
}
