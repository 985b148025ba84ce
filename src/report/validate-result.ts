import type { Diagnostic } from '../diagnostics/index.js';
import type { StopReason } from '../stop/index.js';

/** What traces came to. */
export interface ValidateResult {
  readonly tool: { readonly name: string; readonly version: string };
  readonly against: string;
  readonly traces: readonly ValidatedTrace[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the run was stopped before its end: the traces are those that were judged until then. */
  readonly stopped?: StopReason;
}

export interface ValidatedTrace {
  readonly file: string;
  /** Where in the file it begins. */
  readonly line: number;
  /** The statement that it was held against. */
  readonly against: string;
  readonly events: number;
  /** What is right. */
  readonly expected: 'violated' | 'not-violated';
  readonly verdict: 'holds' | 'violated' | 'premise-fails' | 'undecided';
  readonly violation?: {
    /** The time, as the trace gives it, of the last event that what fails is about. */
    readonly at?: number;
    /** The first conjunct of the conclusion that does not hold along with those before it. */
    readonly conjunct: string;
    /** The parameters for which the premises hold. */
    readonly instance: readonly { readonly name: string; readonly value: string }[];
    /** The events around that time. */
    readonly around: readonly { readonly time: number; readonly event: string }[];
  };
}
