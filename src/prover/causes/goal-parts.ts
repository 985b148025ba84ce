import type { Formula, Term, Theory, Variable } from '../../kernel/index.js';
import type { Bank } from './bank.js';

/**
 * Which formulas are parts of the goal, and how often it took a counterexample to such a part to come by a variable. What the goal says is tried of
 * what is known, not of its own counterexamples: of these there is no end.
 */
export class GoalParts {
  readonly #theory: Theory;
  readonly #bank: Bank;
  /** Quantified and defined ones, by number. */
  readonly #parts = new Set<number>();
  readonly #generations = new Map<string, number>();
  readonly #turns = new Map<string, number>();

  constructor(theory: Theory, bank: Bank) {
    this.#theory = theory;
    this.#bank = bank;
  }

  has(formula: Formula): boolean {
    return this.#parts.has(this.#bank.formula(formula));
  }

  /** Notes the parts of a formula that the goal, or an instance of it, consists of. */
  add(formula: Formula): void {
    const waiting = [formula];
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (part.kind === 'not') waiting.push(part.body);
      if (part.kind === 'and' || part.kind === 'or') waiting.push(...part.parts);
      if (part.kind === 'implies') waiting.push(part.left, part.right);
      const defined = part.kind === 'atom' && this.#theory.definition(part.predicate) !== undefined;
      if (defined || part.kind === 'exists' || part.kind === 'forall') this.#parts.add(this.#bank.formula(part));
    }
  }

  generationOf(node: Formula | Term): number {
    return node.free.reduce((most, v) => Math.max(most, this.#generations.get(v.name) ?? 0), 0);
  }

  /** How many counterexamples it took to come by a term, each to a statement about the one before. */
  turnsOf(node: Formula | Term): number {
    return node.free.reduce((most, v) => Math.max(most, this.#turns.get(v.name) ?? 0), 0);
  }

  /** Notes where a witness comes from. */
  witness(formula: Formula, variable: Variable): void {
    this.#turns.set(variable.name, this.turnsOf(formula) + (formula.kind === 'forall' ? 1 : 0));
    this.#generations.set(variable.name, this.generationOf(formula) + (this.has(formula) ? 1 : 0));
  }
}
