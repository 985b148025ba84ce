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

/** A step from one time to another that is not before it. */
function stepOf(piece: Piece): { readonly from: Piece; readonly to: Piece; readonly isStrict: boolean } {
  if (piece.head.kind === '=') {
    const [from, to] = sides(piece);
    demand(from.sort === 'Time', 'a step is of no times');
    return { from, to, isStrict: false };
  }
  const { symbol, times } = order(piece);
  return { from: times[0], to: times[1], isStrict: symbol === core.before };
}

/** The constructor on top of a term, if there is one. */
function constructorOf({ head }: Piece): Operator | undefined {
  return head.kind === 'apply' && head.symbol.kind !== 'function' ? head.symbol : undefined;
}

/** A rule of so many premises, at least one, which is given nothing; hypotheses are those of all premises. */
const ground =
  (premises: 1 | 'any', check: (claim: Piece, conclusions: readonly [Piece, ...Piece[]]) => void): Rule =>
  (step: Step) => {
    demand(step.given.length === 0, `it takes 0 parameters, and has ${step.given.length}`);
    const count = step.premises.length;
    demand(premises === 'any' ? count > 0 : count === premises, `it has ${count} premises, and takes others`);
    check(step.claim, step.premises.map(({ conclusion }) => conclusion) as [Piece, ...Piece[]]);
    return step.premises.reduce<readonly Piece[]>((all, premise: Sequent) => union(all, premise.hypotheses), []);
  };

function demandAbsurd({ head }: Piece): void {
  demand(head.kind === 'false', 'the claim is not ⊥');
}

/** Free constructors, and the total order of time. Each is stated as the rule that it checks. */
export const groundRules: Readonly<Record<string, Rule>> = {
  /** Γ ⊢ c(s1 … sn) = c(t1 … tn)  ⟹  Γ ⊢ si = ti, where c is a constructor */
  Inj: ground(1, (claim, [equation]) => {
    const [s, t] = sides(equation);
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

  /** Γ ⊢ s = t  ⟹  Γ ⊢ ⊥, where s and t have different constructors on top, or t is built by constructors of s and other terms, and is not s */
  Apart: ground(1, (claim, [equation]) => {
    const [s, t] = sides(equation);
    const [c, d] = [constructorOf(s), constructorOf(t)];
    const reached = new Set(d === undefined ? [] : t.parts);
    for (const part of reached) if (constructorOf(part) !== undefined) for (const each of part.parts) reached.add(each);
    demand((c !== undefined && d !== undefined && c !== d) || reached.has(s), 'nothing keeps the two sides apart');
    demandAbsurd(claim);
  }),

  /**
   * Γi ⊢ ti−1 Ri ti  ⟹  Γ1,…,Γn ⊢ A, where n > 0, each Ri is <, ≤ or =, and A is t0 ≤ tn; or t0 < tn, if an Ri is <; or, if tn is t0, t0 = t1, or ⊥ if an Ri is <
   */
  Order: ground('any', (claim, premises) => {
    const steps = premises.map(stepOf) as [ReturnType<typeof stepOf>, ...ReturnType<typeof stepOf>[]];
    const [{ from: start, to: next }] = steps;
    let [at, isStrict] = [start, false];
    for (const step of steps) {
      demand(step.from === at, 'a step does not begin where the one before ends');
      at = step.to;
      isStrict ||= step.isStrict;
    }
    switch (claim.head.kind) {
      case 'false':
        return demand(isStrict && at === start, 'the steps lead from no time to before itself');
      case '=':
        return demand(
          at === start && claim.parts[0] === start && claim.parts[1] === next,
          'the steps do not lead back',
        );
      default: {
        const { symbol, times } = order(claim);
        demand(times[0] === start && times[1] === at, 'the steps lead from elsewhere, or end elsewhere');
        demand(isStrict || symbol === core.notAfter, 'no step is strict');
      }
    }
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
