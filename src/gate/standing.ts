import type { About, SaidAxiom, SaidDeclaration, Statement } from './said.js';

/** Whether a theorem holds. `vacuous`: it is proved, and would be whatever it claims, since its premises contradict each other. */
export const verdicts = ['proved', 'vacuous', 'refuted', 'unknown'] as const;
/** `unfinished`: it is proved but for what is admitted; no lock file has such a theorem. */
export type Verdict = (typeof verdicts)[number] | 'unfinished';

/** What stands of a theorem. */
export interface StandingTheorem {
  readonly name: string;
  readonly file: string;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  readonly statement: Statement;
  /** The axioms that its proof rests on: the digests of what they say by name. */
  readonly axioms: About;
  readonly definitions: readonly string[];
  readonly rules: readonly string[];
  /** Of a refuted theorem: how many events the attack on it has, if there is one. */
  readonly attack?: number;
  /** Of a proved theorem: how many events a trace has on which its premises hold, if one was found. */
  readonly witness?: number;
  readonly solver: { readonly name: string; readonly version: string };
}

/** How an axiom stands to the semantics, from the best to the worst. */
export const standings = ['proved', 'held', 'vacuous', 'assumed', 'violated'] as const;

export interface StandingAxiom extends SaidAxiom {
  /** Known of axioms in files that were looked at. */
  readonly standing?: (typeof standings)[number];
}

/** What stands of some files: all that a lock file holds. */
export interface Standing {
  readonly theorems: readonly StandingTheorem[];
  /** All that statements and axioms speak of. Two may have one name, in files that do not import each other. */
  readonly declarations: readonly SaidDeclaration[];
  /** Those that a theorem rests on, and those that the files declare. */
  readonly axioms: readonly StandingAxiom[];
}

/** A theorem as it came out now. */
export interface FreshTheorem extends StandingTheorem {
  readonly line: number;
  /** Where it is not proved: why. Where that is a limit or a fault, nothing can be said of its verdict. */
  readonly failure?: { readonly kind: 'stuck' | 'limit' | 'fault'; readonly reason: string };
  /** The events of the attack. */
  readonly events?: readonly string[];
}

export interface FreshStanding extends Standing {
  readonly theorems: readonly FreshTheorem[];
  /** Where the axioms are that the files declare. */
  readonly places: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
}

export const placeKey = ({ file, name }: Pick<SaidAxiom, 'file' | 'name'>): string => `${file} ${name}`;
