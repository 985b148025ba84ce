import { apply, core, type Formula, type Term } from '../../kernel/index.js';
import type { Bank } from './bank.js';
import type { Branch } from './branch.js';

/** What threads do by themselves: what comes of it is seen in the terms. */
const computed: ReadonlySet<string> = new Set(
  'Here Match Verify Sign Hash Eval Proj1 Proj2 Enc Dec SymEnc SymDec'.split(' '),
);

/** Of more events than these nobody sees what matters. */
const mostEvents = 24;

/**
 * What happens in a branch that is left open, in the order of time as far as that is known, each event once: terms stand for what they are known to
 * be equal to.
 */
export function whatHappened(bank: Bank, branch: Branch): readonly Formula[] {
  const { classes, times } = branch;
  const seen = new Set<string>();
  const events = branch.atomsOf(core.at).flatMap(({ args: [event, time] }) => {
    if (event?.kind !== 'application' || time === undefined || computed.has(event.symbol.name)) return [];
    const [what, at] = [bank.term(event), bank.term(time)];
    const key = `${classes.root(what)} ${classes.root(at)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const args = event.args.map((arg) => plainest(bank, branch, bank.term(arg)));
    return [{ at, formula: core.happens(event.symbol, args, plainest(bank, branch, at)) }];
  });
  // Two events are at two times, so that no later is earlier.
  const isEarlier = (a: number, b: number): boolean => !classes.same(a, b) && times.knows(a, b, false);
  const ordered: Formula[] = [];
  while (events.length > 0) {
    const first = events.findIndex(({ at }) => !events.some((other) => isEarlier(other.at, at)));
    ordered.push(...events.splice(Math.max(first, 0), 1).map(({ formula }) => formula));
  }
  return ordered.slice(-mostEvents);
}

/** Deeper than this a term is left as it stands. */
const deepest = 40;

/** What a term is known to be: what a constructor makes, of such parts, or else what was spoken of first. */
function plainest(bank: Bank, branch: Branch, id: number, depth = deepest): Term {
  const made = branch.classes.made(id);
  const shape = made === undefined ? undefined : bank.termOf(made);
  if (shape?.kind === 'application' && depth > 0)
    return apply(shape.symbol, ...shape.args.map((arg) => plainest(bank, branch, bank.term(arg), depth - 1)));
  const [first = id] = [...branch.classes.members(id)].sort((a, b) => a - b);
  return bank.termOf(first);
}
