import { apply, core, type FunctionSymbol, logic, sameFormula, type Term, type Theorem } from '../../kernel/index.js';
import { honestPrograms } from '../honest-programs.js';
import type { Atom, Branch } from './branch.js';
import { isBefore } from './one-time.js';
import type { Beginning, Stories } from './stories.js';
import { learn, learnOnce, type Workings } from './workings.js';

/** What led to events, by the stories of the programs that their threads began last; whether there was anything to tell. */
export async function tell(workings: Workings, stories: Stories, branch: Branch): Promise<boolean> {
  const { bank } = workings;
  let made = false;
  for (const atom of branch.atomsOf(core.at)) {
    const [event, time] = atom.args as [Term, Term];
    if (event.kind !== 'application' || event.symbol.args[0] !== 'Thread' || event.symbol === core.startEvent) continue;
    if (branch.isExplained(bank.term(time))) continue;
    made = (await honest(workings, stories, branch, event, time)) || made;
    const last = lastBeginning(workings, branch, event.args[0] as Term, atom);
    if (last === undefined) continue;
    const key = `story ${bank.formula(last.atom)} ${bank.formula(atom)}`;
    if (!branch.isNew(key)) continue;
    const story = await stories.ofBeginning(last.beginning, event.symbol);
    const terms = [last.thread, last.time, time, ...event.args.slice(1)];
    learnOnce(workings, branch, key, () => logic.forallElim(story, ...terms));
    made = true;
  }
  return made;
}

/** An event of a thread whose owner is honest. */
async function honest(
  workings: Workings,
  stories: Stories,
  branch: Branch,
  event: Term & { kind: 'application' },
  time: Term,
): Promise<boolean> {
  const { bank, facts } = workings;
  const thread = event.args[0] as Term;
  const owner = bank.term(apply(core.owner, thread));
  const calls = (c: Atom): boolean => branch.classes.same(owner, bank.term(c.args[0] as Term));
  // What is said of whoever is of some kind holds of one by that. Without a list of programs it says nothing of what they do.
  for (const c of branch.atomsOf(core.honest)) {
    if (!calls(c) || honestPrograms(workings.context.theory, c).length === 0) continue;
    const key = `honest ${bank.formula(c)} ${event.symbol.name} ${bank.term(thread)} ${bank.term(time)}`;
    if (!branch.isNew(key)) continue;
    const known = workings.given.find(({ conclusion }) => sameFormula(conclusion, c));
    const story = await stories.ofHonest(known ?? logic.assume(workings.context.theory, c), event.symbol);
    const told = (): Theorem => {
      const ofIt = logic.forallElim(story, thread, time);
      return known === undefined ? logic.impliesIntro(c, ofIt) : ofIt;
    };
    learn(workings, branch, facts.once(key, told));
    return true;
  }
  return false;
}

interface Begun {
  readonly beginning: Beginning;
  readonly thread: Term;
  readonly time: Term;
  readonly atom: Atom;
}

/** The last program that a thread is known to have begun before an event of its, with its code. */
function lastBeginning(workings: Workings, branch: Branch, thread: Term, event: Atom): Begun | undefined {
  const known = beginnings(workings, branch, thread).filter(({ atom }) => isBefore(workings, branch, atom, event));
  const time = ({ time }: Begun): number => workings.bank.term(time);
  return known.find((one) => !known.some((other) => branch.times.knows(time(one), time(other), true)));
}

/** What a thread is known to have begun, with its code. */
function beginnings(workings: Workings, branch: Branch, thread: Term): readonly Begun[] {
  const { bank } = workings;
  return branch.atomsOf(core.at).flatMap((atom) => {
    const [event, time] = atom.args as [Term, Term];
    if (event.kind !== 'application') return [];
    const place = event.symbol === core.jumpEvent ? 0 : 1;
    const who = event.args[place];
    if (who?.sort !== 'Thread' || !branch.classes.same(bank.term(who), bank.term(thread))) return [];
    const beginning = beginningOf(workings, branch, event);
    return beginning === undefined ? [] : [{ beginning, thread: who, time, atom }];
  });
}

function beginningOf(workings: Workings, branch: Branch, event: Term & { kind: 'application' }): Beginning | undefined {
  const { bank, context } = workings;
  const { theory } = context;
  const hasCode = (symbol: FunctionSymbol): boolean => theory.program(symbol)?.body !== undefined;
  if (event.symbol === core.jumpEvent) {
    const made = branch.classes.made(bank.term(event.args[1] as Term));
    const program = made === undefined ? undefined : bank.termOf(made);
    return program?.kind === 'application' && hasCode(program.symbol) ? { kind: 'jump', program } : undefined;
  }
  const kind = bootsBy.get(event.symbol);
  const machine = event.args[0] as Term;
  const machineKind = kind && workings.given.find((fact) => isOfKind(workings, branch, fact, machine));
  const { conclusion } = machineKind ?? {};
  if (conclusion?.kind !== 'atom' || kind === undefined || machineKind === undefined) return undefined;
  const symbol = theory.kind(conclusion.predicate)?.[kind];
  if (symbol === undefined || !hasCode(symbol)) return undefined;
  return { kind, program: apply(symbol, conclusion.args[0] as Term), machineKind };
}

const bootsBy: ReadonlyMap<FunctionSymbol, 'reset' | 'lateLaunch'> = new Map([
  [core.resetEvent, 'reset'],
  [core.lateLaunchEvent, 'lateLaunch'],
]);

function isOfKind({ context, bank }: Workings, branch: Branch, { conclusion: c }: Theorem, machine: Term): boolean {
  return (
    c.kind === 'atom' &&
    context.theory.kind(c.predicate) !== undefined &&
    branch.classes.same(bank.term(c.args[0] as Term), bank.term(machine))
  );
}
