import type { Code, Pattern } from './compile.js';
import type { Interval } from './facts.js';
import type { Happened } from './history.js';

/** What a piece of program is given. */
export const patternsOf = (code: Code): readonly Pattern[] =>
  code.kind === 'step' ? [...code.args, ...patternsOf(code.rest)] : code.kind === 'jump' ? [code.target] : [];

export const endOf = (code: Code): Code => (code.kind === 'step' ? endOf(code.rest) : code);

/** When a window may begin and end that holds the acts from the first place to before the last; open to the future if anything may come after. */
export function windowOf(
  acts: readonly Happened[],
  first: number,
  last: number,
  isOpen: boolean,
): [begin: Interval, end: Interval] {
  const time = (place: number): number =>
    acts[place]?.time ?? (place < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  const from = time(first - 1);
  const begin = { from, fromOpen: first === 0, to: time(first), toOpen: true };
  // Nothing is done in times that end before they begin.
  const until = last === first ? Number.NEGATIVE_INFINITY : time(last - 1);
  const end = {
    from: until,
    fromOpen: last === first,
    to: isOpen ? Number.POSITIVE_INFINITY : time(last),
    toOpen: true,
  };
  return [begin, end];
}
