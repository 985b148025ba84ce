import { close, open, substituted } from './change.js';
import { type Piece, type Pieces, union } from './pieces.js';
import { demand, Refusal } from './refusal.js';
import { isFreeIn, type Rule, type Sequent, without } from './sequent.js';

/** Exactly so many. */
function exactly<T>(count: number, items: readonly T[], what: string): readonly T[] {
  demand(items.length === count, `it takes ${count} ${what}, and has ${items.length}`);
  return items;
}

/** A rule with so many premises that is given so much besides. */
const rule =
  (premises: number, given: number, check: Rule): Rule =>
  (step, setting) => {
    exactly(premises, step.premises, 'premises');
    exactly(given, step.given, 'parameters');
    return check(step, setting);
  };

const isVariable = ({ head }: Piece): boolean => head.kind === 'variable';

/** The parts of a piece of this kind. */
function partsOf(kind: Piece['head']['kind'], piece: Piece | undefined): readonly Piece[] {
  if (piece?.head.kind !== kind)
    throw new Refusal(`a formula of the form \`${kind}\` should stand where there is none`);
  return piece.parts;
}

/** The body of as many quantifiers as there are terms, with these for what they bind. */
function instance(pieces: Pieces, kind: 'forall' | 'exists', formula: Piece, terms: readonly Piece[]): Piece {
  let body = formula;
  for (const { sort } of terms) {
    const [inside] = partsOf(kind, body) as [Piece];
    demand('sort' in body.head && body.head.sort === sort, 'a variable stands for a term of its sort');
    body = inside;
  }
  return open(pieces, body, terms);
}

/** Natural deduction with equality; axioms and definitions; what is left to a solver. Each is stated as the rule that it checks. */
export const logicRules: Readonly<Record<string, Rule>> = {
  /** A ⊢ A */
  Assume: rule(0, 0, ({ claim }) => [claim]),

  /** ⊢ ⊤ */
  '⊤I': rule(0, 0, ({ claim }) => {
    demand(claim.head.kind === 'true', 'the claim is not ⊤');
    return [];
  }),

  /** Γ ⊢ ⊥  ⟹  Γ ⊢ A */
  '⊥E': rule(1, 0, ({ premises }) => {
    const [absurd] = premises as [Sequent];
    demand(absurd.conclusion.head.kind === 'false', 'the premise is not ⊥');
    return absurd.hypotheses;
  }),

  /** Γ ⊢ B  ⟹  Γ∖{A} ⊢ A ⊃ B */
  '⊃I': rule(1, 0, ({ premises, claim }) => {
    const [th] = premises as [Sequent];
    const [left, right] = partsOf('=>', claim) as [Piece, Piece];
    demand(right === th.conclusion, 'the premise is not the right side of the claim');
    return without(th.hypotheses, left);
  }),

  /** Γ ⊢ A ⊃ B, Δ ⊢ A  ⟹  Γ,Δ ⊢ B */
  '⊃E': rule(2, 0, ({ premises, claim }) => {
    const [implication, th] = premises as [Sequent, Sequent];
    const [left, right] = partsOf('=>', implication.conclusion) as [Piece, Piece];
    demand(left === th.conclusion, 'the premise is not the left side of the implication');
    demand(right === claim, 'the claim is not the right side of the implication');
    return union(implication.hypotheses, th.hypotheses);
  }),

  /** Γ1 ⊢ A1, …, Γn ⊢ An  ⟹  Γ1,…,Γn ⊢ A1 ∧ … ∧ An, where n > 0 */
  '∧I': ({ premises, claim, given }) => {
    exactly(0, given, 'parameters');
    const parts = exactly(premises.length, partsOf('and', claim), 'conjuncts');
    demand(parts.length > 0, 'the conjunction is of nothing');
    demand(
      premises.every(({ conclusion }, i) => conclusion === parts[i]),
      'a premise is not the conjunct in its place',
    );
    return premises.reduce<readonly Piece[]>((all, { hypotheses }) => union(all, hypotheses), []);
  },

  /** Γ ⊢ A0 ∧ … ∧ An  ⟹  Γ ⊢ Ai */
  '∧E': rule(1, 0, ({ premises, claim }) => {
    const [th] = premises as [Sequent];
    demand(partsOf('and', th.conclusion).includes(claim), 'the claim is no conjunct of the premise');
    return th.hypotheses;
  }),

  /** Γ ⊢ Ai  ⟹  Γ ⊢ A0 ∨ … ∨ An */
  '∨I': rule(1, 0, ({ premises, claim }) => {
    const [th] = premises as [Sequent];
    demand(partsOf('or', claim).includes(th.conclusion), 'the premise is no part of the claim');
    return th.hypotheses;
  }),

  /** Γ ⊢ A0 ∨ … ∨ An, Δ0 ⊢ B, …, Δn ⊢ B  ⟹  Γ, Δ0∖{A0}, …, Δn∖{An} ⊢ B */
  '∨E': ({ premises, claim, given }) => {
    exactly(0, given, 'parameters');
    const [disjunction, ...cases] = premises;
    const parts = exactly(cases.length, partsOf('or', disjunction?.conclusion), 'cases');
    demand(parts.length > 0, 'a disjunction of nothing has no cases');
    demand(
      cases.every(({ conclusion }) => conclusion === claim),
      'a case does not show the claim',
    );
    return cases.reduce(
      (all, { hypotheses }, i) => union(all, without(hypotheses, parts[i] as Piece)),
      disjunction?.hypotheses ?? [],
    );
  },

  /** Γ ⊢ ⊥  ⟹  Γ∖{A} ⊢ ¬A */
  '¬I': rule(1, 0, ({ premises, claim }) => {
    const [absurd] = premises as [Sequent];
    const [body] = partsOf('not', claim) as [Piece];
    demand(absurd.conclusion.head.kind === 'false', 'the premise is not ⊥');
    return without(absurd.hypotheses, body);
  }),

  /** Γ ⊢ ¬A, Δ ⊢ A  ⟹  Γ,Δ ⊢ ⊥ */
  '¬E': rule(2, 0, ({ premises, claim }) => {
    const [negation, th] = premises as [Sequent, Sequent];
    const [body] = partsOf('not', negation.conclusion);
    demand(body === th.conclusion, 'the premises are not a formula and its negation');
    demand(claim.head.kind === 'false', 'the claim is not ⊥');
    return union(negation.hypotheses, th.hypotheses);
  }),

  /** ⊢ A ∨ ¬A */
  EM: rule(0, 0, ({ claim }) => {
    const [formula, negation] = exactly(2, partsOf('or', claim), 'parts') as [Piece, Piece];
    demand(partsOf('not', negation)[0] === formula, 'the claim is not of a formula and its negation');
    return [];
  }),

  /** Γ ⊢ A  ⟹  Γ ⊢ ∀x. A, where x is not free in Γ */
  '∀I': rule(1, 1, ({ premises, claim, given }, { pieces }) => {
    const [th] = premises as [Sequent];
    const [variable] = given as [Piece];
    demand(isVariable(variable), 'what is generalized is no variable');
    demand(!isFreeIn(variable, th.hypotheses), 'the variable is free in the hypotheses');
    const body = close(pieces, th.conclusion, [variable]);
    demand(
      claim === pieces.make({ kind: 'forall', sort: variable.sort }, [body]),
      'the claim is not the premise, generalized',
    );
    return th.hypotheses;
  }),

  /** Γ ⊢ ∀x1 … xn. A  ⟹  Γ ⊢ A[t1/x1 … tn/xn] */
  '∀E': ({ premises, claim, given }, { pieces }) => {
    const [th] = exactly(1, premises, 'premises') as [Sequent];
    demand(claim === instance(pieces, 'forall', th.conclusion, given), 'the claim is not the instance of the premise');
    return th.hypotheses;
  },

  /** Γ ⊢ A[t/x]  ⟹  Γ ⊢ ∃x. A */
  '∃I': rule(1, 1, ({ premises, claim, given }, { pieces }) => {
    const [th] = premises as [Sequent];
    demand(instance(pieces, 'exists', claim, given) === th.conclusion, 'the premise is not the instance of the claim');
    return th.hypotheses;
  }),

  /** Γ ⊢ ∃x. A, Δ ⊢ B  ⟹  Γ, Δ∖{A} ⊢ B, where x is not free in Γ, Δ∖{A}, ∃x. A and B */
  '∃E': rule(2, 1, ({ premises, claim, given }, { pieces }) => {
    const [existence, th] = premises as [Sequent, Sequent];
    const [variable] = given as [Piece];
    demand(isVariable(variable), 'what is opened with is no variable');
    demand(th.conclusion === claim, 'the premise does not show the claim');
    const rest = without(th.hypotheses, instance(pieces, 'exists', existence.conclusion, [variable]));
    const elsewhere = [...existence.hypotheses, existence.conclusion, ...rest, claim];
    demand(!isFreeIn(variable, elsewhere), 'the variable is not fresh');
    return union(existence.hypotheses, rest);
  }),

  /** ⊢ t = t */
  '=I': rule(0, 0, ({ claim }) => {
    const [left, right] = partsOf('=', claim);
    demand(left === right, 'the two sides are not the same');
    return [];
  }),

  /** Γ ⊢ s = t, Δ ⊢ A[s/x]  ⟹  Γ,Δ ⊢ A[t/x] */
  '=E': rule(2, 2, ({ premises, claim, given }, { pieces }) => {
    const [equation, th] = premises as [Sequent, Sequent];
    const [variable, formula] = given as [Piece, Piece];
    const [left, right] = partsOf('=', equation.conclusion) as [Piece, Piece];
    demand(isVariable(variable) && formula.is === 'formula', 'what is rewritten is not a variable of a formula');
    demand(variable.sort === left.sort, 'the variable is of another sort than the two sides');
    demand(
      substituted(pieces, formula, [variable], [left]) === th.conclusion,
      'the premise is not the instance of the left side',
    );
    demand(
      substituted(pieces, formula, [variable], [right]) === claim,
      'the claim is not the instance of the right side',
    );
    return union(equation.hypotheses, th.hypotheses);
  }),

  /** ⊢ A, where A is an axiom of the theory */
  Axiom: rule(0, 0, ({ claim }, { theory }) => {
    demand(
      theory.axioms.some(({ formula }) => formula === claim),
      'the claim is no axiom',
    );
    return [];
  }),

  /** ⊢ (D(t…) ⊃ A[t/x]) ∧ (A[t/x] ⊃ D(t…)), where D(x…) ≡ A is a definition of the theory */
  Def: rule(0, 0, ({ claim }, { pieces, theory }) => {
    const [unfolding] = partsOf('and', claim);
    const [defined] = partsOf('=>', unfolding) as [Piece];
    const definition = defined.head.kind === 'atom' ? theory.definitions.get(defined.head.symbol) : undefined;
    demand(definition !== undefined, 'what is unfolded is not defined');
    const body = substituted(pieces, definition.body, definition.params, defined.parts);
    const both = [pieces.make({ kind: '=>' }, [defined, body]), pieces.make({ kind: '=>' }, [body, defined])];
    demand(claim === pieces.make({ kind: 'and' }, both), 'the claim is not what the definition says');
    return [];
  }),

  /** ⊢ A, where A is valid: which is owed */
  Oracle: rule(0, 0, ({ claim }, { owe }) => {
    owe(claim);
    return [];
  }),
};
