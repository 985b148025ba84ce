import type { Term } from '../../kernel/index.js';
import { actorOf, bornBy, type Occurrence, replay, type World } from '../../semantics/index.js';

/**
 * A shorter trace that is still bad, from which no thread, no stretch and no single event can be left out: first whole threads go, then
 * halves, quarters and so on (delta debugging: Zeller, Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
 */
export function smallest(
  world: World,
  occurrences: readonly Occurrence[],
  isBad: (trace: readonly Occurrence[]) => boolean,
): readonly Occurrence[] {
  const still = (trace: readonly Occurrence[]): boolean => replay(world, trace).kind === 'ran' && isBad(trace);
  let trace = shortestBeginning(occurrences, still);
  for (let before = trace.length + 1; trace.length < before; ) {
    before = trace.length;
    for (const thread of threadsOf(trace)) {
      const without = trace.filter((each) => !isOf(each, thread));
      if (without.length < trace.length && still(without)) trace = without;
    }
    for (let size = trace.length >> 1; size >= 1; size >>= 1)
      for (let from = trace.length - size; from >= 0; from -= size) {
        const without = trace.toSpliced(from, size);
        if (still(without)) trace = without;
      }
  }
  return trace;
}

/** The beginning of a trace up to where it is bad. */
function shortestBeginning(
  occurrences: readonly Occurrence[],
  still: (trace: readonly Occurrence[]) => boolean,
): readonly Occurrence[] {
  for (let length = 0; length < occurrences.length; length++) {
    const beginning = occurrences.slice(0, length);
    if (still(beginning)) return beginning;
  }
  return occurrences;
}

const threadsOf = (trace: readonly Occurrence[]): readonly Term[] =>
  trace.flatMap((each) => bornBy(each) ?? []).reverse();

const isOf = (occurrence: Occurrence, thread: Term): boolean =>
  actorOf(occurrence) === thread || bornBy(occurrence) === thread;
