import { apply, core, type Term } from '../../kernel/index.js';
import { actorOf, bornBy, codeOf, isApplication, type Occurrence, type World } from '../../semantics/index.js';
import type { Tally } from '../tally.js';

/** Counts what happens in a trace: births by their kind, and what threads of programs and foreign code do. */
export function countActions(world: World, occurrences: readonly Occurrence[], tally: Tally): void {
  const foreign = new Set<Term>();
  for (const occurrence of occurrences) {
    const { event } = occurrence;
    if (!isApplication(event)) continue;
    const actor = actorOf(occurrence);
    const whose = actor === undefined ? 'births' : foreign.has(actor) ? 'adversary actions' : 'program actions';
    tally.count(whose, event.symbol.name);
    const runs = programOf(world, occurrence);
    const who = event.symbol === core.jumpEvent ? actor : bornBy(occurrence);
    if (who !== undefined && isForeign(world, runs)) foreign.add(who);
  }
}

/** The program that a thread begins with, or jumps to. */
function programOf({ machines }: World, { event, birth }: Occurrence): Term | 'nothing given' | undefined {
  if (!isApplication(event)) return undefined;
  if (event.symbol === core.jumpEvent || event.symbol === core.startEvent) return event.args[1];
  const kind = machines.find(({ term }) => term === birth?.machine)?.kind;
  const symbol = event.symbol === core.resetEvent ? kind?.reset : kind?.lateLaunch;
  return symbol === undefined || birth === undefined ? 'nothing given' : apply(symbol, birth.machine);
}

const isForeign = (world: World, program: ReturnType<typeof programOf>): boolean =>
  program === 'nothing given' || (program !== undefined && codeOf(world, program) === 'foreign');
