import type { Term } from '../kernel/index.js';
import {
  beginning,
  type Configuration,
  isApplication,
  type Occurrence,
  Refusal,
  step,
  type World,
} from '../semantics/index.js';
import type { Stop } from '../stop/index.js';
import { History, type Judge, type Violation } from '../trace/index.js';

/** A trace on which a claim is violated. */
export interface Attack {
  readonly world: World;
  readonly occurrences: readonly Occurrence[];
  readonly violation: Violation;
}

/** Of a trace with more events than this none is left out: the search has found the shortest, and trying would take the square of the time. */
const mostEvents = 250;

/**
 * The attack without what it does without: any event, with those that cannot happen then, and what memory holds that nobody reads. What comes out was run
 * from its beginning, and judged. Where the run is stopped, it may do more than it needs.
 */
export function minimal(judge: Judge, attack: Attack, stop: Stop): Attack {
  let best = rerun(judge, attack);
  if (best === undefined) throw new Error('a trace that the search has found is no attack when it is run');
  for (let i = best.occurrences.length - 1; i >= 0 && best.occurrences.length <= mostEvents; i--) {
    if (stop.reason() !== undefined) break;
    const shorter = without(best, i);
    const found = rerun(judge, { world: best.world, occurrences: shorter });
    if (found === undefined) continue;
    best = found;
    i = Math.min(i, best.occurrences.length);
  }
  const initial = new Map<Term, Term>();
  for (const { event } of best.occurrences) {
    const read = isApplication(event) && event.symbol === best.world.words.events.Read ? event.args[1] : undefined;
    const value = read && best.world.initial.get(read);
    if (read !== undefined && value !== undefined) initial.set(read, value);
  }
  return rerun(judge, { world: { ...best.world, initial }, occurrences: best.occurrences }) ?? best;
}

/** The events but for one, and but for those that cannot happen without it. */
function without({ world, occurrences }: Attack, place: number): readonly Occurrence[] {
  const left: Occurrence[] = [];
  let c: Configuration = beginning(world);
  for (const [i, occurrence] of occurrences.entries()) {
    const next = i === place ? undefined : step(c, occurrence);
    if (next === undefined || next instanceof Refusal) continue;
    left.push(occurrence);
    c = next;
  }
  return left;
}

/** The trace run from its beginning and judged; undefined where it does not run, or violates nothing. */
function rerun(
  judge: Judge,
  { world, occurrences }: { readonly world: World; readonly occurrences: readonly Occurrence[] },
): Attack | undefined {
  let c: Configuration = beginning(world);
  for (const occurrence of occurrences) {
    const next = step(c, occurrence);
    if (next instanceof Refusal) return undefined;
    c = next;
  }
  const judgement = judge.judge(History.of(world, occurrences));
  return judgement.verdict === 'violated' ? { world, occurrences, violation: judgement } : undefined;
}
