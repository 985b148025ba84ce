import type { Confirmed } from '../kernel/index.js';

/** Bounds on what one obligation may cost. */
export interface Limits {
  /** The solver's own count of steps, the same from run to run; 0 is no limit. A million is about a second of Z3 in WebAssembly. */
  readonly rlimit: number;
  /** Seconds of wall-clock time, after which the solver is ended. The last resort: what it cuts off varies from run to run. */
  readonly seconds: number;
}

/** Small obligations take a few thousand steps. */
export const defaultLimits: Limits = Object.freeze({ rlimit: 2_000_000, seconds: 30 });

/** Why an obligation has no answer. */
export type Unanswered =
  /** It is not in the fragment that the solvers decide; nobody was asked. */
  | 'outside-fragment'
  /** The solver gave up, at its resource limit or by itself. */
  | 'gave-up'
  /** The solver was ended at the time limit. */
  | 'time-limit'
  /** The solver is not on this machine, or does not start. */
  | 'no-solver'
  /** The solver died, twice: also when it was asked nothing else. */
  | 'solver-died'
  /** The solver said something that is no answer, such as an error, which voids any answer beside it. */
  | 'not-an-answer'
  /** The solver was closed before it answered. */
  | 'closed';

/** Where an answer came from. */
export type Source = 'solver' | 'cache';

/** What a solver says of one obligation; `confirmed` is what the kernel takes for it. */
export type Answer =
  | { readonly verdict: 'valid'; readonly source: Source; readonly confirmed: Confirmed }
  /**
   * The solver has a counterexample. If the obligation is not `exact` (the solver took parts of it for opaque), the counterexample may
   * not be one of the obligation itself.
   */
  | { readonly verdict: 'invalid'; readonly source: Source; readonly exact: boolean }
  | { readonly verdict: 'unknown'; readonly why: Unanswered; readonly detail: string };

/** What a solver said of one text: of the *negation* of an obligation. */
export type Reply =
  | { readonly kind: 'unsat' }
  | { readonly kind: 'sat' }
  | { readonly kind: 'none'; readonly why: Unanswered; readonly detail: string };

/**
 * Reads everything a solver printed about one text. Only the bare word counts: Z3 goes on after an `(error …)` line and still prints `sat`
 * or `unsat`, which then says nothing about the text.
 */
export function readReply(output: string): Reply {
  const words = output.trim();
  if (words === 'unsat' || words === 'sat') return { kind: words };
  if (words === 'unknown') return { kind: 'none', why: 'gave-up', detail: 'the solver gave up within its limits' };
  return { kind: 'none', why: 'not-an-answer', detail: shorten(words === '' ? 'the solver said nothing' : words) };
}

const shorten = (text: string): string => (text.length <= 300 ? text : `${text.slice(0, 300)}…`);
