import type { Diagnostic } from '../diagnostics/index.js';
import type { CheckedAttack, CheckedSearch, CheckedWitness } from './attack-result.js';

/**
 * `proved`: the kernel made the theorem. `refuted`: there is a trace on which its premises hold and its conclusion does not. `unknown`: neither,
 * within the limits.
 */
export type Verdict = 'proved' | 'refuted' | 'unknown';

/** What a run of `ls2 check` came to. */
export interface CheckResult {
  readonly tool: Tool;
  readonly theorems: readonly CheckedTheorem[];
  /** The axioms that the files themselves declare. */
  readonly axioms: readonly CheckedAxiom[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How an axiom stands to the operational semantics. */
export interface CheckedAxiom {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /**
   * `proved`: it follows from the step relation, by induction. `held`: no trace was found that falsifies it. `violated`: one was. `assumed`: the
   * semantics cannot tell, since it gives what the axiom speaks of no meaning, or all terms would have to be tried.
   */
  readonly standing: 'proved' | 'held' | 'violated' | 'assumed';
  /** On how many traces it was looked at: all of a small world of up to so many events, and random ones. */
  readonly traces: { readonly every: number; readonly length: number; readonly random: number };
  /** Why it is not proved. */
  readonly unproved?: string;
  /** The events of a trace that falsifies it. */
  readonly violation?: readonly string[];
}

export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly solver: { readonly name: string; readonly version: string };
}

export interface CheckedTheorem {
  readonly name: string;
  readonly role: 'theorem' | 'lemma';
  readonly file: string;
  readonly line: number;
  readonly verdict: Verdict;
  readonly expected: Verdict;
  readonly restsOn: RestsOn;
  /** Where it is not proved: how far the proof came. */
  readonly failure?: CheckedFailure;
  /** Where it is refuted. */
  readonly attack?: CheckedAttack;
  /** Where it is unknown: what was looked at for an attack. */
  readonly search?: CheckedSearch;
  /** Where it is proved: what shows that it says something. */
  readonly witness?: CheckedWitness;
}

/** All that a theorem stands on; of one that is not proved, its assumptions alone. */
export interface RestsOn {
  readonly axioms: readonly string[];
  /** As they are written. */
  readonly assumptions: readonly string[];
  readonly definitions: readonly string[];
  /** The kernel's rules by their names: `Reset`, `Jump`, `∀E` … */
  readonly rules: readonly string[];
  readonly oracle: { readonly solver: string; readonly version: string; readonly obligations: number };
}

export interface CheckedFailure {
  /**
   * `stuck`: a step does not go through. `limit`: there was no answer within the limits, so that greater ones might help. `fault`: ls2 itself is at fault.
   */
  readonly kind: 'stuck' | 'limit' | 'fault';
  readonly step: string;
  readonly reason: string;
  /** What remains to be shown, printed; absent where ls2 is at fault. */
  readonly goal?: string;
  /** The last of what was known there, printed. */
  readonly known: readonly string[];
  /** How many facts were known before those. */
  readonly knownBefore: number;
  readonly remedy?: string;
}

/** How a theorem's verdict stands to what is expected. Where a limit was met, or a refutation is expected and was not found, that is open. */
export type Standing = 'as-expected' | 'violated' | 'open';

export function standing({ verdict, expected, failure }: CheckedTheorem): Standing {
  if (verdict === expected) return 'as-expected';
  return verdict === 'unknown' && (failure?.kind === 'limit' || expected === 'refuted') ? 'open' : 'violated';
}
