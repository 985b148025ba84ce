import { core, type FunctionSymbol, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/**
 * What is read from memory is what was written there before, or read while somebody held it, unless somebody has written it since (KEEP). Of memory that
 * nobody holds, what was read says nothing of what is read later.
 */
export function keeping(workings: Workings, branch: Branch): boolean {
  const { bank, words, context } = workings;
  const reads = accesses(branch, words.read);
  const sources = [...accesses(branch, words.write), ...reads.filter((read) => isHeld(workings, branch, read))];
  let made = false;
  for (const read of reads) {
    const shape = branch.classes.made(bank.term(read.place));
    const location = shape === undefined ? undefined : bank.termOf(shape);
    if (location?.kind !== 'application' || location.symbol !== words.memory) continue;
    const [m, k] = location.args as [Term, Term];
    for (const write of sources) {
      if (!branch.classes.same(bank.term(write.place), bank.term(read.place))) continue;
      if (!branch.times.knows(bank.term(write.time), bank.term(read.time), true)) continue;
      const key = `KEEP at ${[location, write.value, write.time, read.time].map((term) => bank.term(term)).join()}`;
      if (!branch.isNew(key)) continue;
      const terms = [m, k, write.value, write.time, read.time];
      learnOnce(workings, branch, key, (): Theorem => logic.forallElim(axiomOf(context, 'KEEP'), ...terms));
      made = true;
    }
  }
  return made;
}

interface Access {
  readonly place: Term;
  readonly value: Term;
  readonly time: Term;
}

const isHeld = ({ bank, words }: Workings, branch: Branch, { place, time }: Access): boolean =>
  branch
    .atomsOf(words.isLocked)
    .some(
      ({ args: [location, , since] }) =>
        branch.classes.same(bank.term(location as Term), bank.term(place)) &&
        branch.times.knows(bank.term(since as Term), bank.term(time), false),
    );

const accesses = (branch: Branch, event: FunctionSymbol): readonly Access[] =>
  branch.atomsOf(core.at).flatMap(({ args: [happened, time] }) => {
    if (happened?.kind !== 'application' || happened.symbol !== event) return [];
    const [, place, value] = happened.args as [Term, Term, Term];
    return [{ place, value, time: time as Term }];
  });
