import { core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** Who holds a location when it is extended or written: one that held it before, unless it gave it up (LOCK and its like; VLOCK, of wherever its machine was placed). */
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
    const axiom = lockAxioms.get(location.symbol.name) ?? 'LOCKM';
    const placements = location.symbol === words.vpcr ? placed(workings, branch, m) : [[]];
    for (const { thread, place: other, time } of touched) {
      if (!branch.classes.same(bank.term(place), bank.term(other))) continue;
      if (branch.classes.same(bank.term(thread), bank.term(holder))) continue;
      if (branch.times.knows(bank.term(time), bank.term(since), false)) continue;
      for (const placement of placements) {
        const args = [m, k, holder, ...placement, since, time];
        const key = `${axiom} at ${[location, ...args.slice(2)].map((term) => bank.term(term)).join()}`;
        if (!branch.isNew(key)) continue;
        const make = (): Theorem => logic.forallElim(axiomOf(context, axiom), ...args);
        learnOnce(workings, branch, key, make);
        made = true;
      }
    }
  }
  return made;
}

const lockAxioms: ReadonlyMap<string, string> = new Map([
  ['pcr', 'LOCK'],
  ['dpcr', 'DLOCK'],
  ['vpcr', 'VLOCK'],
]);

/** Who placed a virtual machine, and when. */
function placed({ bank, words }: Workings, branch: Branch, vm: Term): readonly (readonly [Term, Term])[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }): readonly (readonly [Term, Term])[] => {
    if (event?.kind !== 'application' || event.symbol !== words.place) return [];
    const [thread, machine] = event.args as [Term, Term];
    return branch.classes.same(bank.term(machine), bank.term(vm)) ? [[thread, time as Term]] : [];
  });
}

/** Who extended or wrote what, and when. */
function touching({ words }: Workings, branch: Branch): readonly { thread: Term; place: Term; time: Term }[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application' || (event.symbol !== words.extend && event.symbol !== words.write)) return [];
    const [thread, place] = event.args as [Term, Term];
    return [{ thread, place, time: time as Term }];
  });
}
