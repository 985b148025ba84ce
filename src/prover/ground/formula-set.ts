import type { Formula, Piece, Theorem } from '../../kernel/index.js';

/** A set of formulas, equal up to the names of bound variables. */
export class FormulaSet {
  readonly #plain = new Set<Piece>();

  has(formula: Formula): boolean {
    return this.#plain.has(formula.plain);
  }

  /** Adds the formula; whether it was new. */
  add(formula: Formula): boolean {
    if (this.has(formula)) return false;
    this.#plain.add(formula.plain);
    return true;
  }
}

/** Theorems by what they say, equal up to the names of bound variables. */
export class FactIndex {
  readonly #facts = new Map<Piece, Theorem>();

  find(formula: Formula): Theorem | undefined {
    return this.#facts.get(formula.plain);
  }

  /** Adds the theorem; whether what it says was new. */
  add(fact: Theorem): boolean {
    if (this.find(fact.conclusion) !== undefined) return false;
    this.#facts.set(fact.conclusion.plain, fact);
    return true;
  }
}
