import type { Stop } from '../stop/index.js';

/** What may end a run. */
export interface Ending {
  /** Heard between the steps of a run: who computes on the thread that would abort hears it only when it waits or yields a verdict. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds from the beginning; the clock is looked at, so that this needs no timer to fire. */
  readonly deadline?: number | undefined;
}

/** Says when a run is to come to its end, by a signal or by the clock. */
export function stopBy({ signal, deadline }: Ending): Stop {
  const end = deadline === undefined ? Number.POSITIVE_INFINITY : performance.now() + deadline * 1000;
  return {
    reason() {
      if (signal?.aborted === true) return 'interrupted';
      return performance.now() >= end ? 'deadline' : undefined;
    },
  };
}
