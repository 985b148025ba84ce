import { type Formula, type Piece, type PredicateSymbol, sameFormula, type Theorem } from '../kernel/index.js';
import type { Attempt } from './oracle.js';

/** What is to be shown, from what, and which defined predicates are taken for what they abbreviate. */
export interface Question {
  readonly goal: Formula;
  readonly facts: readonly Theorem[];
  readonly unfold?: ((predicate: PredicateSymbol) => boolean) | undefined;
}

/** Remembers what came of questions, so that what many stages of a chain, or many theorems of a model, ask is tried once. */
export interface Memo {
  once(question: Question, attempt: () => Promise<Attempt>): Promise<Attempt>;
}

export function memo(): Memo {
  const byGoal = new Map<Piece, { readonly question: Question; readonly attempt: Promise<Attempt> }[]>();
  return {
    once(question, attempt) {
      const { plain } = question.goal;
      const bucket = byGoal.get(plain) ?? [];
      const found = bucket.find((entry) => isSame(entry.question, question));
      if (found !== undefined) return found.attempt;
      const entry = { question, attempt: attempt() };
      if (bucket.push(entry) === 1) byGoal.set(plain, bucket);
      return entry.attempt;
    },
  };
}

const isSame = (a: Question, b: Question): boolean => a.unfold === b.unfold && inPairs(a.facts, b.facts, saysTheSame);

/** Under the same hypotheses, so that what was proved with one of them rests on nothing that the other does not. */
const saysTheSame = (a: Theorem, b: Theorem): boolean =>
  a === b || (sameFormula(a.conclusion, b.conclusion) && inPairs(a.hypotheses, b.hypotheses, sameFormula));

const inPairs = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((x, i) => same(x, b[i] as T)));

/** Hands out the same function for the same predicates: for {@link Question.unfold}. */
export function unfoldings(): (predicates: ReadonlySet<PredicateSymbol>) => (predicate: PredicateSymbol) => boolean {
  const known: {
    readonly of: ReadonlySet<PredicateSymbol>;
    readonly unfold: (predicate: PredicateSymbol) => boolean;
  }[] = [];
  return (predicates) => {
    const found = known.find(({ of }) => of.size === predicates.size && [...of].every((p) => predicates.has(p)));
    if (found !== undefined) return found.unfold;
    const unfold = (predicate: PredicateSymbol): boolean => predicates.has(predicate);
    known.push({ of: predicates, unfold });
    return unfold;
  };
}
