import type { Piece, Pieces } from './pieces.js';
import type { Theory } from './theory.js';

/** Γ ⊢ A; the hypotheses are sorted, without repetition. */
export interface Sequent {
  readonly hypotheses: readonly Piece[];
  readonly conclusion: Piece;
}

/** A step that is to be checked. */
export interface Step {
  readonly premises: readonly Sequent[];
  /** What the step claims to have shown. */
  readonly claim: Piece;
  /** What the rule needs to know besides. */
  readonly given: readonly Piece[];
}

/** What rules speak of besides their step. */
export interface Setting {
  readonly pieces: Pieces;
  readonly theory: Theory;
  /** Told of what is left to a solver. */
  readonly owe: (obligation: Piece) => void;
}

/** Throws a {@link Refusal} unless the claim follows; otherwise gives back the hypotheses under which it does. */
export type Rule = (step: Step, setting: Setting) => readonly Piece[];

/** Γ without formulas. */
export function without(hypotheses: readonly Piece[], ...formulas: readonly Piece[]): readonly Piece[] {
  const rest = hypotheses.filter((hypothesis) => !formulas.includes(hypothesis));
  return rest.length === hypotheses.length ? hypotheses : rest;
}

/** Whether a variable is free in some of these. */
export const isFreeIn = (variable: Piece, pieces: readonly Piece[]): boolean =>
  pieces.some(({ free }) => free.includes(variable));
