import { core, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { block, universalParts } from './universals.js';
import { learnOnce, type Workings } from './workings.js';

/**
 * Who holds a location when it is extended or written, or just before somebody locks it: one that held it before, unless it gave it up (LOCK and its like; VLOCK, of
 * wherever its machine was placed; FREE).
 */
export function locks(workings: Workings, branch: Branch): boolean {
  const { bank, words, context } = workings;
  const touched = [...touching(workings, branch), ...locked(workings, branch)];
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
      if (thread !== undefined && branch.classes.same(bank.term(thread), bank.term(holder))) continue;
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

interface Touched {
  /** Nobody, where the location is free. */
  readonly thread?: Term;
  readonly place: Term;
  readonly time: Term;
}

/** The times just before somebody locked something that somebody else, as far as is known, had held: from those on nobody did. */
function locked(workings: Workings, branch: Branch): readonly Touched[] {
  const { bank, words, context, facts } = workings;
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }): readonly Touched[] => {
    if (event?.kind !== 'application' || event.symbol !== words.lock) return [];
    const [thread, place] = event.args as [Term, Term];
    const isHeld = branch
      .atomsOf(words.isLocked)
      .some(
        ({ args: [of, , since] }) =>
          branch.classes.same(bank.term(of as Term), bank.term(place)) &&
          branch.times.knows(bank.term(since as Term), bank.term(time as Term), true),
      );
    if (!isHeld) return [];
    const [first] = universalParts(axiomOf(context, 'FREE')) as [Theorem];
    const key = `FREE at ${bank.term(event)} ${bank.term(time as Term)}`;
    const theorem = logic.forallElim(first, ...orderOf(first, { thread, place, time: time as Term }));
    learnOnce(workings, branch, key, () => theorem);
    const { conclusion } = theorem;
    if (conclusion.kind !== 'implies' || conclusion.right.kind !== 'exists') return [];
    const [before] = facts.witness(conclusion.right);
    return [{ place, time: before }];
  });
}

/** The values of a statement's variables, by their sorts. */
const orderOf = ({ conclusion }: Theorem, { thread, place, time }: Required<Touched>): readonly Term[] =>
  block(conclusion, 'forall').sorts.map((sort) => (sort === 'Thread' ? thread : sort === 'Location' ? place : time));

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
function touching({ words }: Workings, branch: Branch): readonly Touched[] {
  return branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application' || (event.symbol !== words.extend && event.symbol !== words.write)) return [];
    const [thread, place] = event.args as [Term, Term];
    return [{ thread, place, time: time as Term }];
  });
}
