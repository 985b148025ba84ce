import type { Confirmed, Formula, Theorem } from '../kernel/index.js';

/** Asks a solver whether an obligation is valid; `step` says on whose behalf. Anything but a clear yes is a reason why not. */
export interface Decide {
  (obligation: Formula, step: string): Promise<Decision>;
  /** Whether it is to be asked everything, also what needs no solver. */
  readonly everything?: boolean;
  /** Throws where the run is to come to its end. */
  readonly heed?: () => void;
}

export type Decision = { readonly valid: true; readonly answer: Confirmed } | ({ readonly valid: false } & Why);

/** Why there is no yes. */
export interface Why {
  readonly reason: string;
  /** Whether there was no answer within the limits, so that greater ones might bring one. */
  readonly limit?: boolean;
  /** Whether the solver says no: what it was asked does not hold of everything. */
  readonly refused?: boolean;
  /** What its author may do about it. */
  readonly remedy?: string;
}

/** Why a goal was not proved: nothing follows from this but that the prover did not find a proof. */
export interface Failure extends Why {
  /** The step that failed, in words. */
  readonly step: string;
  /** The formula that remains to be shown. */
  readonly goal: Formula;
  /** What was known when it was to be shown. */
  readonly known: readonly Formula[];
  /** Where the proof goes through but for what it admits: what that is, closed formulas. */
  readonly admitted?: readonly Formula[];
}

export type Attempt =
  | { readonly proved: true; readonly theorem: Theorem }
  | { readonly proved: false; readonly failure: Failure };

export const proved = (theorem: Theorem): Attempt => ({ proved: true, theorem });
export const failed = (failure: Failure): Attempt => ({ proved: false, failure });
