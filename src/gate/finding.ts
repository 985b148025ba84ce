import type { Code } from '../diagnostics/index.js';

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

/** What stands now, beside what stood before. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly gains: readonly Gain[];
  /** The theorems of now. */
  readonly theorems: readonly { readonly name: string; readonly file: string }[];
}
