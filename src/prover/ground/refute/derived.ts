import {
  apply,
  equal,
  type Formula,
  type FunctionSymbol,
  falsity,
  ground,
  logic,
  not,
  sameFormula,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../../kernel/index.js';

/** Derived rules of ground reasoning. Each only calls rules of the kernel. */

/** A name that nothing else has: of the place where something is put for something equal. */
const place = (sort: string): Variable => variable('\u0001', sort);

/** Γ ⊢ s = t to Γ ⊢ t = s. */
export function symmetric(equation: Theorem): Theorem {
  const { conclusion, theory } = equation;
  if (conclusion.kind !== 'equal') throw new Error('not an equation');
  const { left } = conclusion;
  const at = place(left.sort);
  return logic.rewrite(equation, at, equal(at, left), logic.reflexivity(theory, left));
}

/** Γ ⊢ s = t and Δ ⊢ t = u to Γ,Δ ⊢ s = u. */
export function transitive(one: Theorem, two: Theorem): Theorem {
  if (one.conclusion.kind !== 'equal' || two.conclusion.kind !== 'equal') throw new Error('not equations');
  if (one.conclusion.left === one.conclusion.right) return two;
  if (two.conclusion.left === two.conclusion.right) return one;
  const { left } = one.conclusion;
  const at = place(left.sort);
  return logic.rewrite(two, at, equal(left, at), one);
}

/** Γ1 ⊢ s1 = t1 … Γn ⊢ sn = tn to Γ1,…,Γn ⊢ f(s1 … sn) = f(t1 … tn). */
export function congruent(symbol: FunctionSymbol, equations: readonly Theorem[]): Theorem {
  const sides = equations.map(({ conclusion }) => {
    if (conclusion.kind !== 'equal') throw new Error('not an equation');
    return conclusion;
  });
  const args = sides.map(({ left }) => left);
  const whole = apply(symbol, ...args);
  let result = logic.reflexivity((equations[0] as Theorem).theory, whole);
  for (const [i, equation] of equations.entries()) {
    const { left, right } = sides[i] as (typeof sides)[number];
    if (left === right) continue;
    const at = place(left.sort);
    args[i] = at;
    result = logic.rewrite(equation, at, equal(whole, apply(symbol, ...args)), result);
    args[i] = right;
  }
  return result;
}

/** Γ ⊢ s = t to Γ ⊢ f(… s …) = f(… t …), of the argument at that place of an application. */
export function within(whole: Term & { kind: 'application' }, i: number, equation: Theorem): Theorem {
  const { theory } = equation;
  return congruent(
    whole.symbol,
    whole.args.map((arg, j) => (i === j ? equation : logic.reflexivity(theory, arg))),
  );
}

/** Whether a theorem has the hypothesis. */
export const restsOn = (th: Theorem, hypothesis: Formula): boolean =>
  th.hypotheses.some((h) => sameFormula(h, hypothesis));

/** Γ, ¬A ⊢ ⊥ to Γ ⊢ A. */
export function byContradiction(formula: Formula, absurd: Theorem): Theorem {
  const { theory } = absurd;
  if (!restsOn(absurd, not(formula))) return formula === falsity ? absurd : logic.falsityElim(absurd, formula);
  const cases = [logic.assume(theory, formula), logic.falsityElim(absurd, formula)];
  return logic.orElim(logic.excludedMiddle(theory, formula), cases);
}

/** Γ ⊢ ¬¬A to Γ ⊢ A. */
export const doubleNegation = (formula: Formula, th: Theorem): Theorem =>
  byContradiction(formula, logic.notElim(th, logic.assume(th.theory, not(formula))));

/** Γ, A ⊢ ⊥ to Γ ⊢ ¬A, from a proof that is given what A says. */
export const refuting = (theory: Theorem['theory'], formula: Formula, absurd: (assumed: Theorem) => Theorem): Theorem =>
  logic.notIntro(formula, absurd(logic.assume(theory, formula)));

/** Γ ⊢ ¬(s < t) to Γ ⊢ t ≤ s, and Γ ⊢ ¬(s ≤ t) to Γ ⊢ t < s. */
export function turned(negation: Theorem): Theorem {
  const { theory, conclusion } = negation;
  if (conclusion.kind !== 'not' || conclusion.body.kind !== 'atom') throw new Error('not a negated atom');
  const [s, t] = conclusion.body.args as readonly [Term, Term];
  const straight = ground.total(theory, s, t);
  const either =
    straight.conclusion.kind === 'or' && straight.conclusion.parts[0] === conclusion.body
      ? straight
      : ground.total(theory, t, s);
  if (either.conclusion.kind !== 'or') throw new Error('no totality');
  const [one, two] = either.conclusion.parts as readonly [Formula, Formula];
  const other = one === conclusion.body ? two : one;
  const cases = [one, two].map((part) =>
    part === other
      ? logic.assume(theory, part)
      : logic.falsityElim(logic.notElim(negation, logic.assume(theory, part)), other),
  );
  return logic.orElim(either, cases);
}

/** A proof that is made when it is asked for, once. */
export type Why = () => Theorem;

export function once(why: Why): Why {
  let known: Theorem | undefined;
  return () => {
    known ??= why();
    return known;
  };
}
