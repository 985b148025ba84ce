import { type Interval, includes } from './facts.js';
import { firstFrom, type Happened } from './history.js';

/**
 * Times in an interval, in order: at least one of each kind that can be told apart, by the events that move anything, the times that are spoken of,
 * and what lies between those.
 *
 * @param end how many events there are
 */
export function* moments(
  interval: Interval,
  moving: readonly Happened[],
  spoken: readonly number[],
  end: number,
): Iterable<number> {
  const edges = [interval.from, interval.to].filter(Number.isFinite);
  const others = [...spoken, ...edges].sort((a, b) => a - b);
  let before = Number.isFinite(interval.from) ? interval.from : Math.min(1, ...spoken) - 1;
  const last = Number.isFinite(interval.to) ? interval.to : Math.max(end, ...spoken) + 1;
  if (includes(interval, before)) yield before;
  let [next, event] = [0, firstFrom(moving, before, ({ time }) => time)];
  while (before < last) {
    while ((others[next] ?? Number.POSITIVE_INFINITY) <= before) next++;
    while ((moving[event]?.time ?? Number.POSITIVE_INFINITY) <= before) event++;
    const after = Math.min(
      moving[event]?.time ?? Number.POSITIVE_INFINITY,
      others[next] ?? Number.POSITIVE_INFINITY,
      last,
    );
    const middle = (before + after) / 2;
    if (includes(interval, middle)) yield middle;
    if (includes(interval, after)) yield after;
    before = after;
  }
}
