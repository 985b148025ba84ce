import { beginning, type Configuration } from './configuration.js';
import type { Occurrence } from './occurrence.js';
import { Refusal, step } from './step.js';
import type { World } from './world.js';

/** What came of a list of events: where it led, or the place of the first that is not enabled, and why it is not. */
export type Replayed =
  | { readonly kind: 'ran'; readonly last: Configuration }
  | { readonly kind: 'not-enabled'; readonly place: number; readonly reason: string };

/** Runs events in their order, from the beginning. */
export function replay(world: World, occurrences: Iterable<Occurrence>): Replayed {
  let c = beginning(world);
  let place = 0;
  for (const occurrence of occurrences) {
    const next = step(c, occurrence);
    if (next instanceof Refusal) return { kind: 'not-enabled', place, reason: next.reason };
    c = next;
    place++;
  }
  return { kind: 'ran', last: c };
}
