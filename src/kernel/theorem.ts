import { brand, demand } from './brand.js';
import type { Term } from './piece.js';
import { type Formula, isFormula } from './piece.js';
import { sameFormula } from './same.js';
import { isTheory, type Theory } from './theory.js';

/** A solver that was believed. */
export interface OracleAnswer {
  readonly solver: string;
  readonly version: string;
}

/** That a solver called a formula valid. Only who records what solvers say can make one. */
export interface Confirmed extends OracleAnswer {
  readonly formula: Formula;
}

const confirmations = brand();

export const isConfirmed = (value: unknown): value is Confirmed => confirmations.owns(value);

/** How a theorem was made: the rule, what it was made from, and for a leaf what it stands on. Enough to apply the rule again. */
export interface Origin {
  readonly rule: string;
  readonly premises: readonly Theorem[];
  /** What the rule was given that neither the premises nor the theorem show: terms and variables, and for =E the formula that it rewrote. */
  readonly given?: readonly (Term | Formula)[];
  readonly axiom?: string;
  readonly definition?: string;
  readonly oracle?: OracleAnswer;
}

/** A sequent Γ ⊢ A that the rules have made. Free variables stand for any value; the same one in Γ and A for the same value. */
export interface Theorem {
  readonly theory: Theory;
  readonly hypotheses: readonly Formula[];
  readonly conclusion: Formula;
  readonly origin: Origin;
}

/** Makes a theorem, of a theory and without loose bound variables, whatever the rule. Only the rules of the kernel hold this. */
export type Mint = (theory: Theory, hypotheses: readonly Formula[], conclusion: Formula, origin: Origin) => Theorem;

const theorems = brand();

export const isTheorem = (value: unknown): value is Theorem => theorems.owns(value);

const taken = { mint: false, scribe: false };

/** Hands out, once, the right to say what solvers confirm. `src/solver` takes it as it loads; for anybody else there is none left. */
export function takeScribe(): (formula: Formula, solver: string, version: string) => Confirmed {
  demand(!taken.scribe, 'the solvers alone say what they confirm');
  taken.scribe = true;
  return (formula, solver, version) => {
    demand(isFormula(formula), 'not a formula of the kernel');
    return confirmations.make({ formula, solver: String(solver), version: String(version) });
  };
}

/** Hands out the one mint. The kernel's index takes it as it loads; for anybody else there is none left. */
export function takeMint(): Mint {
  demand(!taken.mint, 'the mint of theorems belongs to the kernel');
  taken.mint = true;
  return (theory, hypotheses, conclusion, origin) => {
    demand(isTheory(theory), 'not a theory of the kernel');
    demand(isFormula(conclusion) && conclusion.loose === 0, 'not a closed formula of the kernel');
    Object.freeze(hypotheses);
    Object.freeze(origin.premises);
    Object.freeze(origin.given);
    return theorems.make({ theory, hypotheses, conclusion, origin: Object.freeze(origin) });
  };
}

/** Checks that these are theorems, and all of one theory, which it gives back. */
export function theoryOf(...premises: readonly Theorem[]): Theory {
  const [first] = premises;
  demand(first !== undefined && premises.every(isTheorem), 'a rule is applied to theorems of the kernel');
  for (const { theory } of premises) demand(theory === first.theory, 'theorems of two theories do not go together');
  return first.theory;
}

const holds = (hypotheses: readonly Formula[], formula: Formula): boolean =>
  hypotheses.some((h) => sameFormula(h, formula));

/** Γ ∪ Δ. */
export function union(a: readonly Formula[], b: readonly Formula[]): readonly Formula[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const extra = b.filter((formula) => !holds(a, formula));
  return extra.length === 0 ? a : [...a, ...extra];
}

/** Γ without the formulas. */
export function without(hypotheses: readonly Formula[], ...formulas: readonly Formula[]): readonly Formula[] {
  const rest = hypotheses.filter((h) => !holds(formulas, h));
  return rest.length === hypotheses.length ? hypotheses : rest;
}
