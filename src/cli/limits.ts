import type { Search } from '../check/index.js';
import { defaultLimits, type Limits } from '../solver/answer.js';
import type { CheckOptions } from './checked-file.js';
import type { SolvingOptions } from './options.js';

export const limitsOf = ({ rlimit, timeLimit }: Pick<SolvingOptions, 'rlimit' | 'timeLimit'>): Limits => ({
  rlimit: rlimit ?? defaultLimits.rlimit,
  seconds: timeLimit ?? defaultLimits.seconds,
});

/** How far attacks and witnesses are looked for; undefined where that is as usual. */
export function searchOf({ states, attack }: Pick<CheckOptions, 'states' | 'attack'>): Search | undefined {
  if (attack === false) return 'none';
  return states === undefined ? undefined : { states };
}
