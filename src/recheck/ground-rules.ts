import { type Piece, union } from './pieces.js';
import { demand } from './refusal.js';
import type { Rule, Sequent, Step } from './sequent.js';
import { core, type Operator, type Predicate } from './symbols.js';

/** The two sides of an equation. */
function sides({ head, parts }: Piece): readonly [Piece, Piece] {
  demand(head.kind === '=', 'an equation should stand where there is none');
  return parts as readonly [Piece, Piece];
}

/** Two times, and whether the one is before the other, or not after it. */
function order({ head, parts }: Piece): { readonly symbol: Predicate; readonly times: readonly [Piece, Piece] } {
  const isOrder = head.kind === 'atom' && (head.symbol === core.before || head.symbol === core.notAfter);
  demand(isOrder, 'what should be of the order of time is not');
  return { symbol: head.symbol, times: parts as readonly [Piece, Piece] };
}

/** The constructor on top of a term, if there is one. */
function constructorOf({ head }: Piece): Operator | undefined {
  return head.kind === 'apply' && head.symbol.kind !== 'function' ? head.symbol : undefined;
}

/** A rule of so many premises, at least one, which is given nothing; hypotheses are those of all premises. */
const ground =
  (premises: number | 'any', check: (claim: Piece, conclusions: readonly Piece[]) => void): Rule =>
  (step: Step) => {
    demand(step.given.length === 0, `it takes 0 parameters, and has ${step.given.length}`);
    const count = step.premises.length;
    demand(premises === 'any' ? count > 0 : count === premises, `it has ${count} premises, and takes others`);
    check(
      step.claim,
      step.premises.map(({ conclusion }) => conclusion),
    );
    return step.premises.reduce<readonly Piece[]>((all, premise: Sequent) => union(all, premise.hypotheses), []);
  };

function demandAbsurd({ head }: Piece): void {
  demand(head.kind === 'false', 'the claim is not ⊥');
}

/** Equality under functions, free constructors, and the total order of time. Each is stated as the rule that it checks. */
export const groundRules: Readonly<Record<string, Rule>> = {
  /** Γi ⊢ si = ti  ⟹  Γ1,…,Γn ⊢ f(s1 … sn) = f(t1 … tn), where n > 0 */
  '=C': ground('any', (claim, equations) => {
    const [s, t] = sides(claim);
    demand(s.head.kind === 'apply' && t.head.kind === 'apply', 'the claim is not of applications');
    demand(s.head.symbol === t.head.symbol, 'the claim is not of one function');
    demand(s.parts.length === equations.length, 'there is not one equation for each argument');
    for (const [i, equation] of equations.entries()) {
      const [left, right] = sides(equation);
      demand(left === s.parts[i] && right === t.parts[i], 'an equation is not of the arguments in its place');
    }
  }),

  /** Γ ⊢ c(s1 … sn) = c(t1 … tn)  ⟹  Γ ⊢ si = ti, where c is a constructor */
  Inj: ground(1, (claim, [equation]) => {
    const [s, t] = sides(equation as Piece);
    const [left, right] = sides(claim);
    demand(
      constructorOf(s) !== undefined && constructorOf(s) === constructorOf(t),
      'not one constructor is on both sides',
    );
    demand(
      s.parts.some((part, i) => part === left && t.parts[i] === right),
      'the claim is not of two arguments in one place',
    );
  }),

  /** Γ ⊢ c(…) = d(…)  ⟹  Γ ⊢ ⊥, where c and d are different constructors */
  Disj: ground(1, (claim, [equation]) => {
    const [c, d] = sides(equation as Piece).map(constructorOf);
    demand(c !== undefined && d !== undefined && c !== d, 'not two different constructors are on the sides');
    demandAbsurd(claim);
  }),

  /** Γ ⊢ s = t  ⟹  Γ ⊢ ⊥, where t is built by constructors of s and other terms, and is not s */
  Acyc: ground(1, (claim, [equation]) => {
    const [s, t] = sides(equation as Piece);
    const reached = new Set(constructorOf(t) === undefined ? [] : t.parts);
    for (const part of reached) if (constructorOf(part) !== undefined) for (const each of part.parts) reached.add(each);
    demand(reached.has(s), 'the one side is not within the constructors of the other');
    demandAbsurd(claim);
  }),

  /** Γi ⊢ ti−1 Ri ti  ⟹  Γ1,…,Γn ⊢ t0 R tn, where n > 0, each R is < or ≤, and R is < only if one of the Ri is */
  Order: ground('any', (claim, steps) => {
    const whole = order(claim);
    let [at, strict] = [whole.times[0], false];
    for (const step of steps) {
      const { symbol, times } = order(step);
      demand(times[0] === at, 'a step does not begin where the one before ends');
      at = times[1];
      strict ||= symbol === core.before;
    }
    demand(at === whole.times[1], 'the steps end elsewhere');
    demand(strict || whole.symbol === core.notAfter, 'no step is strict');
  }),

  /** Γ ⊢ s = t  ⟹  Γ ⊢ s ≤ t, where s and t are times */
  '≤I': ground(1, (claim, [equation]) => {
    const { symbol, times } = order(claim);
    const [s, t] = sides(equation as Piece);
    demand(symbol === core.notAfter && times[0] === s && times[1] === t, 'the claim is not of the two sides');
  }),

  /** Γ ⊢ t < t  ⟹  Γ ⊢ ⊥ */
  Irrefl: ground(1, (claim, [th]) => {
    const { symbol, times } = order(th as Piece);
    demand(symbol === core.before && times[0] === times[1], 'the premise is not of a time before itself');
    demandAbsurd(claim);
  }),

  /** Γ ⊢ s ≤ t, Δ ⊢ t ≤ s  ⟹  Γ,Δ ⊢ s = t */
  Antisym: ground(2, (claim, premises) => {
    const [s, t] = sides(claim);
    const [there, back] = premises.map(order) as [ReturnType<typeof order>, ReturnType<typeof order>];
    demand(there.symbol === core.notAfter && back.symbol === core.notAfter, 'a premise is not of ≤');
    demand(there.times[0] === s && there.times[1] === t, 'the first premise is not of the two sides');
    demand(back.times[0] === t && back.times[1] === s, 'the second premise is not of the two sides, turned');
  }),

  /** ⊢ s < t ∨ t ≤ s */
  Total: ({ premises, claim, given }) => {
    demand(premises.length + given.length === 0, 'it has premises or parameters, and takes none');
    demand(claim.head.kind === 'or' && claim.parts.length === 2, 'the claim is not of two cases');
    const [one, two] = claim.parts.map(order) as [ReturnType<typeof order>, ReturnType<typeof order>];
    demand(one.symbol === core.before && two.symbol === core.notAfter, 'the cases are not < and ≤');
    demand(one.times[0] === two.times[1] && one.times[1] === two.times[0], 'the cases are not of the same times');
    return [];
  },
};
