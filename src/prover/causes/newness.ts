import { core, type FunctionSymbol, logic, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Atom, Branch } from './branch.js';
import { learnOnce, type Workings } from './workings.js';

/** What was made new was in nothing that was seen before (NEW), where something that was seen visibly contains it (CONTI). */
export function newness(workings: Workings, branch: Branch): boolean {
  const events = branch.atomsOf(core.at);
  let made = false;
  for (const making of events) {
    const [event] = making.args;
    if (event?.kind !== 'application' || event.symbol !== workings.words.new) continue;
    for (const seen of events) made = isOlder(workings, branch, making, seen) || made;
  }
  return made;
}

function isOlder(workings: Workings, branch: Branch, making: Atom, seen: Atom): boolean {
  const { bank, context } = workings;
  const [made, at] = making.args as [Term & { kind: 'application' }, Term];
  const [event, time] = seen.args as [Term, Term];
  if (event.kind !== 'application' || !carries(workings, event.symbol)) return false;
  const [maker, nonce] = made.args as [Term, Term];
  const what = event.args.at(-1) as Term;
  const key = `NEW at ${bank.formula(making)} ${bank.formula(seen)}`;
  if (branch.isDone(key)) return false;
  const way = containment(workings, branch, bank.term(what), bank.term(nonce));
  if (way === undefined || !branch.isNew(key)) return false;
  for (const whole of way) contains(workings, branch, whole, nonce);
  const make = (): Theorem => {
    const place = event.args.find((arg) => arg.sort === 'Location') ?? context.fresh('l', 'Location');
    return logic.forallElim(axiomOf(context, 'NEW'), maker, event.args[0] as Term, nonce, what, place, at, time);
  };
  learnOnce(workings, branch, key, make);
  return true;
}

/** Whether an event's last argument is something that its thread has seen. */
function carries({ words }: Workings, event: FunctionSymbol): boolean {
  const { read, write, extend, send, receive } = words;
  return [read, write, extend, send, receive].includes(event);
}

/** That a term contains what a part of it does, or itself. */
function contains(workings: Workings, branch: Branch, whole: number, inside: Term): void {
  const { bank, context, words } = workings;
  learnOnce(workings, branch, `CONTI ${whole} ${bank.term(inside)}`, () => {
    const shape = bank.termOf(whole);
    const args = shape.kind === 'application' ? shape.args : [];
    const owner = args.find((arg) => arg.sort === 'Principal') ?? context.fresh('A', 'Principal');
    const [first = inside, second = inside] = args.filter((arg) => arg.sort === 'Term');
    const isEncrypted = shape.kind === 'application' && [words.enc, words.symenc].includes(shape.symbol);
    const [text, other] = isEncrypted ? [second, first] : [first, second];
    return logic.forallElim(axiomOf(context, 'CONTI'), text, other, owner, inside);
  });
}

/** Deeper in a term nothing is looked for. */
const deepest = 8;

/** A way from a term through parts that no hash hides to another: a member of each one's class, of which the next is a part. */
function containment(
  workings: Workings,
  branch: Branch,
  whole: number,
  inside: number,
  depth = deepest,
): readonly number[] | undefined {
  if (branch.classes.same(whole, inside)) return [whole];
  const made = branch.classes.made(whole);
  if (made === undefined || depth === 0) return undefined;
  const { pair, sig, enc, symenc } = workings.words;
  const { head, args } = workings.bank.get(made);
  const parts = head === pair ? args : head === sig || head === enc || head === symenc ? args.slice(1) : [];
  for (const part of parts) {
    const way = containment(workings, branch, part, inside, depth - 1);
    if (way !== undefined) return [made, ...way];
  }
  return undefined;
}
