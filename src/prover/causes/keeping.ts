import { core, type FunctionSymbol, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** What is read from memory is what was written there before, unless somebody has written it since (KEEP). */
export function keeping(workings: Workings, branch: Branch): boolean {
  const { bank, words, context } = workings;
  const writes = accesses(branch, words.write);
  let made = false;
  for (const read of accesses(branch, words.read)) {
    const shape = branch.classes.made(bank.term(read.place));
    const location = shape === undefined ? undefined : bank.termOf(shape);
    if (location?.kind !== 'application' || location.symbol !== words.memory) continue;
    const [m, k] = location.args as [Term, Term];
    for (const write of writes) {
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

const accesses = (branch: Branch, event: FunctionSymbol): readonly Access[] =>
  branch.atomsOf(core.at).flatMap(({ args: [happened, time] }) => {
    if (happened?.kind !== 'application' || happened.symbol !== event) return [];
    const [, place, value] = happened.args as [Term, Term, Term];
    return [{ place, value, time: time as Term }];
  });
