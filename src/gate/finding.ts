import type { Code } from '../diagnostics/index.js';
import type { Verdict } from './standing.js';

/** Something that the gate stops at. */
export interface Finding {
  readonly code: Code;
  /** What it is about; absent where it is about the lock file. */
  readonly subject?: { readonly kind: 'theorem' | 'axiom'; readonly name: string };
  readonly file: string;
  /** Absent where what it is about is not in the file any more. */
  readonly line?: number;
  readonly message: string;
  /** What changed, as it was and as it is now. */
  readonly changes: readonly Change[];
  /** The events of an attack on the theorem. */
  readonly events?: readonly string[];
  /** Nothing is known to be wrong: a limit, or a fault of ls2, kept it from an answer. */
  readonly without?: 'limit' | 'fault';
}

export interface Change {
  readonly of: string;
  readonly before?: string;
  readonly now?: string;
}

/** What became better, or is new. */
export interface Gain {
  readonly theorem: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * How what a theorem says now stands to what it said: each implies the other; it says more; it says less; or neither was shown to imply the other, as
 * where it is about something else. "Implies" is a theorem of the kernel, in the model as it is now.
 */
export const relations = ['equivalent', 'stronger', 'weaker', 'incomparable'] as const;
export type Relation = (typeof relations)[number];

/** A theorem of now. */
export interface ComparedTheorem {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: Verdict;
  /** What it was, unless it is new. */
  readonly before?: {
    readonly relation: Relation;
    readonly name: string;
    readonly file: string;
    readonly verdict: Verdict;
  };
}

/** What stands now, beside what stood before. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly gains: readonly Gain[];
  readonly theorems: readonly ComparedTheorem[];
}
