import { defaultLimits, type Limits } from '../solver/answer.js';
import type { SolvingOptions } from './options.js';

export const limitsOf = ({ rlimit, timeLimit }: Pick<SolvingOptions, 'rlimit' | 'timeLimit'>): Limits => ({
  rlimit: rlimit ?? defaultLimits.rlimit,
  seconds: timeLimit ?? defaultLimits.seconds,
});
