import { demand } from './brand.js';
import {
  and,
  equal,
  type Formula,
  falsity,
  implies,
  isFormula,
  isTerm,
  isVariable,
  not,
  occurs,
  or,
  quantified,
  type Term,
  truth,
  type Variable,
} from './piece.js';
import { sameFormula } from './same.js';
import { closeBody, openBody, substitute } from './substitute.js';
import { type Confirmed, isConfirmed, type Mint, type Theorem, theoryOf, union, without } from './theorem.js';
import { isTheory, type Theory } from './theory.js';

/** Natural deduction with equality, in sequents; axioms and definitions of a theory; the oracle. */
export function logicRules(mint: Mint) {
  const make = (
    rule: string,
    premises: readonly Theorem[],
    hypotheses: readonly Formula[],
    conclusion: Formula,
    ...given: readonly (Term | Formula)[]
  ): Theorem =>
    mint(theoryOf(...premises), hypotheses, conclusion, { rule, premises, ...(given.length > 0 && { given }) });

  return {
    /**
     *     ─────────
     *       A ⊢ A
     */
    assume(theory: Theory, formula: Formula): Theorem {
      return mint(theory, [formula], formula, { rule: 'Assume', premises: [] });
    },

    /**
     *     ─────────
     *        ⊢ ⊤
     */
    truthIntro(theory: Theory): Theorem {
      return mint(theory, [], truth, { rule: '⊤I', premises: [] });
    },

    /**
     *       Γ ⊢ ⊥
     *     ─────────
     *       Γ ⊢ A
     */
    falsityElim(th: Theorem, formula: Formula): Theorem {
      demand(th.conclusion.kind === 'false', '⊥E: the premise is not ⊥');
      return make('⊥E', [th], th.hypotheses, formula);
    },

    /**
     *        Γ ⊢ B
     *     ──────────────
     *     Γ∖{A} ⊢ A ⊃ B
     */
    impliesIntro(formula: Formula, th: Theorem): Theorem {
      return make('⊃I', [th], without(th.hypotheses, formula), implies(formula, th.conclusion));
    },

    /**
     *     Γ ⊢ A ⊃ B    Δ ⊢ A
     *     ──────────────────
     *          Γ,Δ ⊢ B
     */
    impliesElim(implication: Theorem, th: Theorem): Theorem {
      const { conclusion } = implication;
      const applies = conclusion.kind === 'implies' && sameFormula(conclusion.left, th.conclusion);
      demand(applies, '⊃E: the premise is not the left side');
      return make('⊃E', [implication, th], union(implication.hypotheses, th.hypotheses), conclusion.right);
    },

    /**
     *     Γ1 ⊢ A1  …  Γn ⊢ An
     *     ────────────────────  (n > 0)
     *     Γ1,…,Γn ⊢ A1 ∧ … ∧ An
     */
    andIntro(...ths: readonly Theorem[]): Theorem {
      const hypotheses = ths.reduce<readonly Formula[]>((all, th) => union(all, th.hypotheses), []);
      return make('∧I', ths, hypotheses, and(...ths.map((th) => th.conclusion)));
    },

    /**
     *     Γ ⊢ A0 ∧ … ∧ An
     *     ────────────────
     *          Γ ⊢ Ai
     */
    andElim(th: Theorem, i: number): Theorem {
      const part = th.conclusion.kind === 'and' ? th.conclusion.parts[i] : undefined;
      demand(part !== undefined, '∧E: the premise has no such part');
      return make('∧E', [th], th.hypotheses, part);
    },

    /**
     *          Γ ⊢ Ai
     *     ────────────────
     *     Γ ⊢ A0 ∨ … ∨ An
     */
    orIntro(disjunction: Formula, i: number, th: Theorem): Theorem {
      demand(isFormula(disjunction) && disjunction.kind === 'or', '∨I: not a disjunction');
      const part = disjunction.parts[i];
      demand(part !== undefined && sameFormula(part, th.conclusion), '∨I: the premise is not that part');
      return make('∨I', [th], th.hypotheses, disjunction);
    },

    /**
     *     Γ ⊢ A0 ∨ … ∨ An    Δ0 ⊢ B  …  Δn ⊢ B
     *     ─────────────────────────────────────
     *          Γ, Δ0∖{A0}, …, Δn∖{An} ⊢ B
     */
    orElim(disjunction: Theorem, given: readonly Theorem[]): Theorem {
      const { conclusion } = disjunction;
      const cases = [...given];
      demand(conclusion.kind === 'or' && conclusion.parts.length === cases.length, '∨E: one case for each part');
      const [first] = cases;
      demand(
        first !== undefined && cases.every((c) => sameFormula(c.conclusion, first.conclusion)),
        '∨E: the cases prove different things',
      );
      const hypotheses = cases.reduce(
        (all, c, i) => union(all, without(c.hypotheses, conclusion.parts[i] as Formula)),
        disjunction.hypotheses,
      );
      return make('∨E', [disjunction, ...cases], hypotheses, first.conclusion);
    },

    /**
     *        Γ ⊢ ⊥
     *     ────────────
     *     Γ∖{A} ⊢ ¬A
     */
    notIntro(formula: Formula, th: Theorem): Theorem {
      demand(th.conclusion.kind === 'false', '¬I: the premise is not ⊥');
      return make('¬I', [th], without(th.hypotheses, formula), not(formula));
    },

    /**
     *     Γ ⊢ ¬A    Δ ⊢ A
     *     ───────────────
     *         Γ,Δ ⊢ ⊥
     */
    notElim(negation: Theorem, th: Theorem): Theorem {
      const { conclusion } = negation;
      const opposed = conclusion.kind === 'not' && sameFormula(conclusion.body, th.conclusion);
      demand(opposed, '¬E: not a formula and its negation');
      return make('¬E', [negation, th], union(negation.hypotheses, th.hypotheses), falsity);
    },

    /**
     *     ──────────
     *     ⊢ A ∨ ¬A
     */
    excludedMiddle(theory: Theory, formula: Formula): Theorem {
      return mint(theory, [], or(formula, not(formula)), { rule: 'EM', premises: [] });
    },

    /**
     *        Γ ⊢ A
     *     ────────────  (x not free in Γ)
     *      Γ ⊢ ∀x. A
     */
    forallIntro(variable: Variable, th: Theorem): Theorem {
      demand(!th.hypotheses.some((h) => occurs(variable, h)), `∀I: ${variable.name} is free in the hypotheses`);
      const body = closeBody(th.conclusion, [variable]);
      return make('∀I', [th], th.hypotheses, quantified('forall', variable.name, variable.sort, body));
    },

    /**
     *     Γ ⊢ ∀x1 … xn. A
     *     ─────────────────
     *     Γ ⊢ A[t1/x1 … tn/xn]
     */
    forallElim(th: Theorem, ...terms: readonly Term[]): Theorem {
      let body = th.conclusion;
      for (const term of terms) {
        demand(body.kind === 'forall', '∀E: more terms than quantifiers');
        demand(isTerm(term) && term.sort === body.sort, `∀E: ${body.hint} stands for a ${body.sort}`);
        body = body.body;
      }
      return make('∀E', [th], th.hypotheses, openBody(body, [...terms].reverse()), ...terms);
    },

    /**
     *      Γ ⊢ A[t/x]
     *     ────────────
     *      Γ ⊢ ∃x. A
     */
    existsIntro(formula: Formula, witness: Term, th: Theorem): Theorem {
      demand(isFormula(formula) && formula.kind === 'exists', '∃I: not an existential formula');
      demand(isTerm(witness) && witness.sort === formula.sort, `∃I: ${formula.hint} stands for a ${formula.sort}`);
      demand(sameFormula(openBody(formula.body, [witness]), th.conclusion), '∃I: the premise is not the instance');
      return make('∃I', [th], th.hypotheses, formula, witness);
    },

    /**
     *     Γ ⊢ ∃x. A    Δ ⊢ B
     *     ──────────────────  (x not free in Γ, Δ∖{A}, ∃x. A and B)
     *       Γ, Δ∖{A} ⊢ B
     */
    existsElim(existence: Theorem, variable: Variable, th: Theorem): Theorem {
      const { conclusion } = existence;
      demand(conclusion.kind === 'exists', '∃E: not an existential theorem');
      const { hint, sort, body } = conclusion;
      demand(isVariable(variable) && variable.sort === sort, `∃E: ${hint} stands for a ${sort}`);
      const rest = without(th.hypotheses, openBody(body, [variable]));
      for (const formula of [...existence.hypotheses, ...rest, conclusion, th.conclusion])
        demand(!occurs(variable, formula), `∃E: ${variable.name} is not fresh`);
      return make('∃E', [existence, th], union(existence.hypotheses, rest), th.conclusion, variable);
    },

    /**
     *     ─────────
     *      ⊢ t = t
     */
    reflexivity(theory: Theory, term: Term): Theorem {
      return mint(theory, [], equal(term, term), { rule: '=I', premises: [] });
    },

    /**
     *     Γ ⊢ s = t    Δ ⊢ A[s/x]
     *     ───────────────────────
     *          Γ,Δ ⊢ A[t/x]
     */
    rewrite(equation: Theorem, variable: Variable, formula: Formula, th: Theorem): Theorem {
      const { conclusion } = equation;
      demand(conclusion.kind === 'equal', '=E: not an equation');
      const { left, right } = conclusion;
      demand(isVariable(variable) && variable.sort === left.sort, '=E: the variable is of another sort');
      demand(
        sameFormula(substitute(formula, [variable], [left]), th.conclusion),
        '=E: the premise is not the instance',
      );
      const result = substitute(formula, [variable], [right]);
      return make('=E', [equation, th], union(equation.hypotheses, th.hypotheses), result, variable, formula);
    },

    /**
     *     ─────  (A is the theory's axiom of that name)
     *      ⊢ A
     */
    axiom(theory: Theory, name: string): Theorem {
      const axiom = theory.axiom(name);
      demand(axiom !== undefined, `there is no axiom ${name}`);
      return mint(theory, [], axiom.formula, { rule: 'Axiom', premises: [], axiom: name });
    },

    /**
     *     ──────────────────────────────────────  (D(x1 … xn) ≡ A is a definition of the theory)
     *     ⊢ (D(t1 … tn) ⊃ A[t/x]) ∧ (A[t/x] ⊃ D(t1 … tn))
     */
    definition(theory: Theory, defined: Formula): Theorem {
      demand(isTheory(theory) && isFormula(defined) && defined.kind === 'atom', 'Def: not an atom of a theory');
      const definition = theory.definition(defined.predicate);
      demand(definition !== undefined, `${defined.predicate.name} is not defined`);
      const body = substitute(definition.body, definition.params, defined.args);
      const both = and(implies(defined, body), implies(body, defined));
      return mint(theory, [], both, { rule: 'Def', premises: [], definition: definition.predicate.name });
    },

    /**
     *     ─────  (A is valid, says solver S: the theorem and all that rest on it carry the tag)
     *      ⊢ A
     */
    oracle(theory: Theory, confirmed: Confirmed): Theorem {
      demand(isConfirmed(confirmed), 'Oracle: no solver said so');
      const { formula, solver, version } = confirmed;
      return mint(theory, [], formula, { rule: 'Oracle', premises: [], oracle: Object.freeze({ solver, version }) });
    },
  };
}
