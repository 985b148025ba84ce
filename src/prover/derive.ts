import {
  type Formula,
  freshVariable,
  logic,
  openBody,
  programs,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
} from '../kernel/index.js';

/** Derived rules: steps that every proof takes. Each only calls rules of the kernel. */

/** Γ ⊢ A1 ∧ … ∧ An to the theorems Γ ⊢ Ai, nested conjunctions taken apart too. */
export function conjuncts(th: Theorem): readonly Theorem[] {
  if (th.conclusion.kind !== 'and') return [th];
  const known = conjunctsOf.get(th) ?? parts(th).flatMap(conjuncts);
  conjunctsOf.set(th, known);
  return known;
}

/** The same theorems for the same theorem, so that what is known of them is worked out once. */
const conjunctsOf = new WeakMap<Theorem, readonly Theorem[]>();

/** Γ ⊢ A1 ∧ … ∧ An to the theorems Γ ⊢ Ai; conjunctions among the Ai stay whole. */
export function parts(th: Theorem): readonly Theorem[] {
  return th.conclusion.kind === 'and' ? th.conclusion.parts.map((_, i) => logic.andElim(th, i)) : [th];
}

/** From Γ ⊢ A1 ∧ … ∧ An ⊃ B (or A ⊃ B) and Δi ⊢ Ai to Γ,Δ ⊢ B. */
export function modusPonens(implication: Theorem, ...premises: readonly Theorem[]): Theorem {
  const [only] = premises;
  const premise = premises.length === 1 && only !== undefined ? only : logic.andIntro(...premises);
  return logic.impliesElim(implication, premise);
}

/** From Γ ⊢ A and Δ, A ⊢ B to Γ, Δ ⊢ B. */
export const cut = (lemma: Theorem, th: Theorem): Theorem =>
  logic.impliesElim(logic.impliesIntro(lemma.conclusion, th), lemma);

/** Γ ⊢ A as ⊢ ∧Γ ⊃ A would be used: discharges the hypotheses one by one, the first outermost. */
export const discharge = (hypotheses: readonly Formula[], th: Theorem): Theorem =>
  hypotheses.reduceRight((result, h) => logic.impliesIntro(h, result), th);

/** Γ ⊢ ∀x1 … xn. A of Γ ⊢ A. */
export const generalize = (variables: readonly Variable[], th: Theorem): Theorem =>
  variables.reduceRight((result, v) => logic.forallIntro(v, result), th);

/**
 * Opens Γ ⊢ ∃x1 … xn. A1 ∧ … ∧ Ak with fresh variables, lets `use` prove B from the conjuncts, and closes again: Γ ⊢ B.
 * B may not speak of the variables.
 */
export function opening(
  existence: Theorem,
  count: number,
  fresh: (hint: string, sort: string) => Variable,
  use: (variables: readonly Variable[], facts: readonly Theorem[]) => Theorem,
): Theorem {
  const variables: Variable[] = [];
  const stages: Formula[] = [existence.conclusion];
  let body = existence.conclusion;
  for (let i = 0; i < count && body.kind === 'exists'; i++) {
    const v = fresh(body.hint, body.sort);
    variables.push(v);
    body = openBody(body.body, [v]);
    stages.push(body);
  }
  let result = use(variables, parts(logic.assume(existence.theory, body)));
  for (let i = variables.length - 1; i >= 0; i--) {
    const outer = i === 0 ? existence : logic.assume(existence.theory, stages[i] as Formula);
    result = logic.existsElim(outer, variables[i] as Variable, result);
  }
  return result;
}

/** ∃x1 … xn. A, from a theorem of the instance. */
export function witness(formula: Formula, terms: readonly Term[], th: Theorem): Theorem {
  const [first, ...rest] = terms;
  if (first === undefined || formula.kind !== 'exists') return th;
  return logic.existsIntro(formula, first, witness(openBody(formula.body, [first]), rest, th));
}

/** A source of variables that no other call has given out. Their names hold a character that no source text can write. */
export function supply(): (hint: string, sort: string) => Variable {
  let count = 0;
  return (hint, sort) => freshVariable(`${hint.replace(/[₀-₉]+$/u, '')}${subscript(++count)}`, sort);
}

const subscript = (n: number): string => String(n).replace(/\d/g, (d) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(d)));

/** Γ ⊢ D(t…) ⊃ A, of a defined predicate. */
export const unfolding = (theory: Theory, defined: Formula): Theorem =>
  logic.andElim(logic.definition(theory, defined), 0);
/** Γ ⊢ A ⊃ D(t…), of a defined predicate. */
export const folding = (theory: Theory, defined: Formula): Theorem =>
  logic.andElim(logic.definition(theory, defined), 1);

/** [P]_I^{tb,te} ⊢ what its first action, or its end, says: by Seq or Act. */
export function ranThrough(theory: Theory, did: Formula & { readonly kind: 'ran' }): Theorem {
  const { segment, thread, from, to } = did;
  return programs.act(theory, segment, thread, from, to);
}
