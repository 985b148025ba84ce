import { type Formula, sameFormula, type Theorem } from '../../kernel/index.js';

/** A set of formulas, equal up to the names of bound variables. */
export class FormulaSet {
  readonly #byHash = new Map<number, Formula[]>();

  has(formula: Formula): boolean {
    return this.#byHash.get(formula.hash)?.some((other) => sameFormula(other, formula)) ?? false;
  }

  /** Adds the formula; whether it was new. */
  add(formula: Formula): boolean {
    if (this.has(formula)) return false;
    const bucket = this.#byHash.get(formula.hash);
    if (bucket) bucket.push(formula);
    else this.#byHash.set(formula.hash, [formula]);
    return true;
  }
}

/** Theorems by what they say, equal up to the names of bound variables. */
export class FactIndex {
  readonly #byHash = new Map<number, Theorem[]>();

  find(formula: Formula): Theorem | undefined {
    return this.#byHash.get(formula.hash)?.find((fact) => sameFormula(fact.conclusion, formula));
  }

  /** Adds the theorem; whether what it says was new. */
  add(fact: Theorem): boolean {
    const { conclusion } = fact;
    if (this.find(conclusion) !== undefined) return false;
    const bucket = this.#byHash.get(conclusion.hash);
    if (bucket) bucket.push(fact);
    else this.#byHash.set(conclusion.hash, [fact]);
    return true;
  }
}
