import type { Finding, Gain, Relation } from './finding.js';
import type { Assumption, SaidDeclaration } from './said.js';
import type { FreshStanding, FreshTheorem, Standing, StandingTheorem } from './standing.js';

/** How what a theorem says now stands to what it said. */
export interface Judgement {
  readonly relation: Relation;
  /** Where it was not shown to be at least as good as before: why nobody can tell that it is not. */
  readonly unsure?: string;
}

/** Judges a statement that has changed. */
export type Judge = (asked: {
  readonly before: StandingTheorem;
  /** What it was about. */
  readonly declarations: readonly SaidDeclaration[];
  readonly now: FreshTheorem;
  /** Assumptions of now that are to be left out. */
  readonly without: readonly Assumption[];
}) => Promise<Judgement>;

/** A theorem as it stood and as it stands, each among all that does. */
export interface Pair {
  readonly old: StandingTheorem;
  readonly fresh: FreshTheorem;
  readonly before: Standing;
  readonly now: FreshStanding;
}

export interface Compared {
  readonly findings: readonly Finding[];
  readonly gains: readonly Gain[];
}

export const nothing: Compared = { findings: [], gains: [] };

export const about = ({ name, file, line }: FreshTheorem) =>
  ({ subject: { kind: 'theorem', name }, file, line, changes: [] }) as const;

export const gain = ({ name, file, line }: FreshTheorem, message: string): Gain => ({
  theorem: name,
  file,
  line,
  message,
});
