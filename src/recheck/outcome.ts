import type { NameAndVersion } from './format.js';
import type { Malformed } from './read.js';

/** What a certificate came to. */
export type Outcome =
  | ({ readonly verdict: 'malformed' } & Malformed)
  | { readonly verdict: 'rejected'; readonly where: string; readonly reason: string }
  /** Nothing is wrong with it but that a solver did not answer. */
  | { readonly verdict: 'unanswered'; readonly where: string; readonly reason: string; readonly count: number }
  | Accepted;

export interface Accepted {
  readonly verdict: 'accepted';
  /** Who wrote it, and who is said to have answered then. Nothing rests on it. */
  readonly writtenBy: { readonly tool: NameAndVersion; readonly solver: NameAndVersion };
  readonly theorems: readonly AcceptedTheorem[];
  /** Different obligations, which the solver called valid again. */
  readonly obligations: number;
}

/** A theorem, what it says, and all that this rests on. */
export interface AcceptedTheorem {
  readonly role: 'theorem' | 'lemma';
  readonly name: string;
  readonly file: string;
  readonly says: string;
  /** The SHA-256 of the texts above and below, up to `assumedAxioms`: where it is the same, the same is said of the same. */
  readonly fingerprint: string;
  /** What the words of the statement and of its proof mean, where they are the model's own: each as text. */
  readonly definitions: readonly string[];
  readonly programs: readonly string[];
  readonly machines: readonly string[];
  /** Other symbols of the model, which are declared and have no body. */
  readonly declares: readonly string[];
  /** Axioms that are used and are those of the logic. */
  readonly axioms: readonly string[];
  /** Axioms that are used and are not in the logic: as text. */
  readonly assumedAxioms: readonly string[];
  readonly rules: readonly string[];
  readonly steps: number;
  readonly obligations: number;
}
