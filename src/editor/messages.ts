import type { Judged } from '../check/remembered.js';
import type { Task } from './verdicts.js';

/** To who proves, in a thread or worker of its own: a task, and a number in memory that both see, which is not zero when it is to end; absent where there is no such memory. */
export interface ToThread {
  readonly task: Task;
  readonly flag?: SharedArrayBuffer;
}

/** From it. */
export type FromThread = ({ readonly kind: 'verdict' } & Judged) | { readonly kind: 'done' };
