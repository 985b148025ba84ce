import { type Formula, sameFormula, type Theorem } from '../../kernel/index.js';

/** Remembers what was proved for a formula, so that what many stages share is proved once. */
export interface Memo {
  lemma(formula: Formula, prove: () => Promise<Theorem>): Promise<Theorem>;
}

export function memo(): Memo {
  const byHash = new Map<number, { readonly formula: Formula; readonly theorem: Promise<Theorem> }[]>();
  return {
    lemma(formula, prove) {
      const bucket = byHash.get(formula.hash) ?? [];
      const found = bucket.find((entry) => sameFormula(entry.formula, formula));
      if (found) return found.theorem;
      const theorem = prove();
      byHash.set(formula.hash, [...bucket, { formula, theorem }]);
      return theorem;
    },
  };
}
