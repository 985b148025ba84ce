import type { CheckedTheorem } from '../../check/check-result.js';
import type { Task } from '../verdicts.js';

/** To the thread that proves: a task, and a number in memory that both see, which is not zero when it is to end. */
export interface ToThread {
  readonly task: Task;
  readonly flag: SharedArrayBuffer;
}

/** From it. */
export type FromThread = { readonly kind: 'verdict'; readonly theorem: CheckedTheorem } | { readonly kind: 'done' };
