import {
  type Formula,
  freshVariable,
  logic,
  openBody,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
} from '../../kernel/index.js';
import { witness } from '../derive.js';
import { type Entailed, entailed } from '../ground/entailed.js';
import { henkin, witnessing } from '../ground/henkin.js';
import { restsOn } from '../ground/refute/derived.js';
import type { Decide } from '../oracle.js';
import type { Bank } from './bank.js';
import type { Reason } from './reason.js';

type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

interface Fact {
  readonly theorem: Theorem;
  /** For the assumption that a variable is a witness: how it is discharged. */
  readonly discharge?: (th: Theorem) => Theorem;
}

/** The theorems that a search has made, by number, and the proof that comes of some of them. */
export class Facts {
  readonly #theory: Theory;
  readonly #bank: Bank;
  readonly #fresh: (hint: string, sort: string) => Variable;
  readonly #facts: Fact[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #witnesses = new Map<number, readonly [Variable, number]>();
  /** The number of the negated goal. */
  readonly goal: number;

  constructor(theory: Theory, bank: Bank, fresh: (hint: string, sort: string) => Variable) {
    this.#theory = theory;
    this.#bank = bank;
    this.#fresh = fresh;
    this.goal = this.#facts.push({ theorem: logic.truthIntro(theory) }) - 1;
  }

  get size(): number {
    return this.#facts.length;
  }

  formula(id: number): Formula {
    return (this.#facts[id] as Fact).theorem.conclusion;
  }

  /** The number of a theorem that is made at most once. */
  once(key: string, make: () => Theorem): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const id = this.#facts.push({ theorem: make() }) - 1;
    this.#byKey.set(key, id);
    return id;
  }

  add(theorem: Theorem): number {
    return this.#facts.push({ theorem }) - 1;
  }

  /** A variable that is taken for a witness of an existential formula, or a counterexample of a universal one, and the number of that assumption. */
  witness(formula: Quantified): readonly [Variable, number] {
    const number = this.#bank.formula(formula);
    const known = this.#witnesses.get(number);
    if (known !== undefined) return known;
    const c = this.#fresh(formula.hint, formula.sort);
    const discharge = (th: Theorem): Theorem =>
      logic.existsElim(henkin(this.#theory, formula, freshVariable(c.name, c.sort, formula, c)), c, th);
    const theorem = logic.assume(this.#theory, witnessing(formula, c));
    const made = [c, this.#facts.push({ theorem, discharge }) - 1] as const;
    this.#witnesses.set(number, made);
    return made;
  }

  /** The goal, of the facts that a contradiction with its negation rests on, and the witnesses discharged that it needs. */
  async proof(goal: Formula, reason: Reason, decide: Decide, step: string): Promise<Entailed> {
    const used = [...reason].filter((id) => id !== this.goal).sort((a, b) => a - b);
    const facts = used.map((id) => this.#facts[id] as Fact);
    const theorems = facts.map(({ theorem }) => theorem);
    const shown = await entailed(theorems, goal, { theory: this.#theory, decide, step });
    if (!shown.proved) return shown;
    const discharged = facts.reduceRight(
      (th, { theorem, discharge }) => (discharge && restsOn(th, theorem.conclusion) ? discharge(th) : th),
      shown.theorem,
    );
    return { proved: true, theorem: discharged };
  }
}

/** What a quantified formula says of terms: an implication from it where it is universal, to it where it is existential. */
export function instanceOf(theory: Theory, formula: Quantified, body: Formula, terms: readonly Term[]): Theorem {
  const instance = openBody(body, [...terms].reverse());
  if (formula.kind === 'forall')
    return logic.impliesIntro(formula, logic.forallElim(logic.assume(theory, formula), ...terms));
  return logic.impliesIntro(instance, witness(formula, terms, logic.assume(theory, instance)));
}
