import type { Term } from '../kernel/index.js';
import type { Demands } from './demands.js';

/** What has to have been there when something else is, by its place; `strict` where not at the same time. */
export interface Earlier {
  readonly place: number;
  readonly strict: boolean;
}

/**
 * For each of some times the nearest others that come before it: what happens or holds then counts only once those have been there. Where they have, what comes
 * before those has been as well.
 */
export function earlierOf(times: readonly Term[], orders: Demands['orders']): readonly (readonly Earlier[])[] {
  const placesOf = new Map<Term, number[]>();
  for (const [place, time] of times.entries()) placesOf.set(time, [...(placesOf.get(time) ?? []), place]);
  const before = new Map<Term, Demands['orders'][number][]>();
  for (const order of orders) before.set(order.after, [...(before.get(order.after) ?? []), order]);
  return times.map((time) => {
    const found: Earlier[] = [];
    const seen = new Set<Term>([time]);
    const open = [{ time, strict: false }];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const order of before.get(at.time) ?? []) {
        if (seen.has(order.before)) continue;
        seen.add(order.before);
        const strict = at.strict || order.strict;
        const places = placesOf.get(order.before);
        if (places === undefined) open.push({ time: order.before, strict });
        else for (const place of places) found.push({ place, strict });
      }
    return found;
  });
}
