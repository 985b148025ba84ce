import { type Formula, sameFormula } from '../../kernel/index.js';

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
