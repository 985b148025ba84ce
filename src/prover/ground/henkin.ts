import {
  type Formula,
  implies,
  logic,
  not,
  openBody,
  quantified,
  type Theorem,
  type Theory,
  type Variable,
} from '../../kernel/index.js';

type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

/**
 * A witness for a quantified formula, wherever it stands: for E = ∃x. B the formula E ⊃ B(c), for U = ∀x. B the formula B(c) ⊃ U.
 * Classical logic has such a c, so the formula may be assumed for a fresh one: {@link henkin} is the theorem by which it is discharged.
 */
export function witnessing(formula: Quantified, c: Variable): Formula {
  const instance = openBody(formula.body, [c]);
  return formula.kind === 'exists' ? implies(formula, instance) : implies(instance, formula);
}

/** ⊢ ∃x. (E ⊃ B(x)), or ⊢ ∃x. (B(x) ⊃ U). The variable is used within the proof, and must not be free in the formula. */
export function henkin(theory: Theory, formula: Quantified, c: Variable): Theorem {
  const { hint, sort, body } = formula;
  const inside = formula.kind === 'exists' ? implies(formula, body) : implies(body, formula);
  const goal = quantified('exists', hint, sort, inside);
  const instance = openBody(body, [c]);
  const from = (th: Theorem): Theorem => logic.existsIntro(goal, c, th);
  const whole = logic.assume(theory, formula);
  if (formula.kind === 'exists') {
    const yes = logic.existsElim(whole, c, from(logic.impliesIntro(formula, logic.assume(theory, instance))));
    const absurd = logic.notElim(logic.assume(theory, not(formula)), whole);
    const no = from(logic.impliesIntro(formula, logic.falsityElim(absurd, instance)));
    return logic.orElim(logic.excludedMiddle(theory, formula), [yes, no]);
  }
  const noWitness = logic.assume(theory, not(goal));
  const holds = logic.assume(theory, instance);
  const fails = logic.notElim(logic.assume(theory, not(instance)), holds);
  const counterexample = from(logic.impliesIntro(instance, logic.falsityElim(fails, formula)));
  const anyway = logic.falsityElim(logic.notElim(noWitness, counterexample), instance);
  const each = logic.orElim(logic.excludedMiddle(theory, instance), [holds, anyway]);
  const no = from(logic.impliesIntro(instance, logic.forallIntro(c, each)));
  return logic.orElim(logic.excludedMiddle(theory, goal), [logic.assume(theory, goal), no]);
}
