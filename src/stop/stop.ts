/** Why a run is to come to its end before it is done. */
export type StopReason = 'interrupted' | 'deadline';

/**
 * Says whether a run is to come to its end. Whatever may take long asks this at least ten times a second, and then ends with what it has: nothing is decided
 * by having been stopped. Where that is known from (a signal, a clock, a button) is not known here.
 */
export interface Stop {
  reason(): StopReason | undefined;
}

/** Of what may take as long as it takes. */
export const unstopped: Stop = { reason: () => undefined };

/** What a computation throws that was stopped in the middle: it has come to nothing. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(inWords[reason]);
    this.reason = reason;
  }
}

export const inWords: Readonly<Record<StopReason, string>> = {
  interrupted: 'the run was interrupted',
  deadline: 'the run came to its deadline',
};

/** Throws {@link Stopped} where a run is to come to its end. */
export function heed(stop: Stop): void {
  const reason = stop.reason();
  if (reason !== undefined) throw new Stopped(reason);
}

/** How often it is asked while something else is waited for, in milliseconds. */
const often = 50;

/** Calls back once when a run is to come to its end, for those who wait; the result calls that off. Does not keep a process. */
export function whenStopped(stop: Stop, then: (reason: StopReason) => void): () => void {
  const timer = setInterval(() => {
    const reason = stop.reason();
    if (reason === undefined) return;
    clearInterval(timer);
    then(reason);
  }, often);
  timer.unref?.();
  return () => clearInterval(timer);
}
