import type { Code, Diagnostic } from '../diagnostics/index.js';
import type { StopReason } from '../stop/index.js';
import type { CheckedAttack, CheckedSearch, CheckedWitness } from './attack-result.js';

/**
 * `proved`: the kernel made the theorem. `refuted`: there is a trace on which its premises hold and its conclusion does not. `unknown`: neither,
 * within the limits.
 */
export type Verdict = 'proved' | 'refuted' | 'unknown';

/** What came of a theorem. `vacuous`: it is proved, and so is that its premises contradict each other, so that it says nothing. `unfinished`: it is proved but for what proofs admit. */
export type Outcome = Verdict | 'vacuous' | 'unfinished';

/** What a run of `ls2 check` came to. */
export interface CheckResult {
  readonly tool: Tool;
  readonly theorems: readonly CheckedTheorem[];
  /** The theorems, lemmas and axioms of which nothing is said, since something that they reach could not be read. */
  readonly notChecked: readonly NotChecked[];
  /** The axioms that the files themselves declare. */
  readonly axioms: readonly CheckedAxiom[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the run was stopped before its end: then what is not decided is unknown, and axioms that were not looked at are left out. */
  readonly stopped?: StopReason;
  /** Where neither attacks nor witnesses were looked for, as was asked. */
  readonly searched?: false;
}

/** What has an error, or reaches something that has one: no verdict, no certificate, no entry in a lock file. */
export interface NotChecked {
  readonly role: 'theorem' | 'lemma' | 'axiom';
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** The first error in the way. */
  readonly because: { readonly code: Code; readonly file: string; readonly line: number; readonly message: string };
  /** By the names of what it reaches that error: of what it speaks of, what that speaks of, and so on. Empty where the error is its own. */
  readonly through: readonly string[];
}

/** How an axiom stands to the operational semantics. */
export interface CheckedAxiom {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /**
   * `proved`: it follows from the step relation, by induction. `held`: no trace was found that falsifies it. `violated`: one was. `vacuous`: it is about
   * events that the semantics never lets happen, so that traces say nothing of it. `assumed`: the semantics cannot tell, since it gives what the axiom
   * speaks of no meaning, or all terms would have to be tried, or it says what constants stand for.
   */
  readonly standing: 'proved' | 'held' | 'violated' | 'vacuous' | 'assumed';
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
  readonly expected: Outcome;
  readonly restsOn: RestsOn;
  /** Where it is not proved: how far the proof came. */
  readonly failure?: CheckedFailure;
  /** Where it is unknown, and proved but for what proofs admit: what that is, printed. */
  readonly admitted?: readonly string[];
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

export function outcome({
  verdict,
  witness,
  admitted,
}: Pick<CheckedTheorem, 'verdict' | 'witness' | 'admitted'>): Outcome {
  if (verdict === 'unknown' && admitted !== undefined) return 'unfinished';
  return verdict === 'proved' && witness?.kind === 'none' && witness.vacuous === 'proved' ? 'vacuous' : verdict;
}

/** The verdict of an outcome: what is vacuous is proved, of what is unfinished nothing is known. */
export const verdictIn = (one: Outcome): Verdict =>
  one === 'vacuous' ? 'proved' : one === 'unfinished' ? 'unknown' : one;

/**
 * How what came of a theorem stands to what is expected. It is open where a limit was met or the run was stopped, where a refutation is expected and was not found, and where
 * premises are expected to contradict each other of which neither that is known nor a trace on which they hold.
 */
export type Standing = 'as-expected' | 'violated' | 'open';

export function standing(
  theorem: Pick<CheckedTheorem, 'verdict' | 'witness' | 'admitted' | 'expected' | 'failure' | 'search'>,
): Standing {
  const { verdict, witness, expected, failure, search } = theorem;
  const isCut = failure?.kind === 'limit' || search?.stopped !== undefined;
  if (outcome(theorem) === expected) return 'as-expected';
  // Greater limits do not finish a proof.
  if (outcome(theorem) === 'unfinished') return 'violated';
  if (verdict === 'unknown') return isCut || expected === 'refuted' ? 'open' : 'violated';
  return expected === 'vacuous' && verdict === 'proved' && witness?.kind !== 'trace' ? 'open' : 'violated';
}

/** Verdicts come as they are made; they are shown as the text has the theorems. */
export const inOrderOf = (
  declared: readonly { readonly name: string }[],
  theorems: readonly CheckedTheorem[],
): readonly CheckedTheorem[] => declared.flatMap(({ name }) => theorems.filter((theorem) => theorem.name === name));

/** Lemmas are reported where they were asked for, or are not as expected. */
export const isReported = (theorem: CheckedTheorem, wanted: readonly string[] | undefined): boolean =>
  wanted === undefined
    ? theorem.role === 'theorem' || standing(theorem) !== 'as-expected'
    : wanted.includes(theorem.name);
