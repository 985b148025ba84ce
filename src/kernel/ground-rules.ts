import { demand } from './brand.js';
import { atMost, before, lessThan, notAfter } from './core.js';
import { equal, type Formula, falsity, isTerm, or, type Term } from './piece.js';
import { type Mint, type Theorem, theoryOf, union } from './theorem.js';
import type { Theory } from './theory.js';

/** Constructors, which are free; and time, which is a total order. */
export function groundRules(mint: Mint) {
  const make = (rule: string, premises: readonly Theorem[], conclusion: Formula): Theorem => {
    const hypotheses = premises.reduce<readonly Formula[]>((all, th) => union(all, th.hypotheses), []);
    return mint(theoryOf(...premises), hypotheses, conclusion, { rule, premises });
  };

  return {
    /**
     *     Γ ⊢ c(s1 … sn) = c(t1 … tn)
     *     ────────────────────────────  (c a constructor)
     *            Γ ⊢ si = ti
     */
    injective(equation: Theorem, i: number): Theorem {
      const [s, t] = sidesOf('Inj', equation);
      demand(constructorOf(s) !== undefined && constructorOf(s) === constructorOf(t), 'Inj: not of one constructor');
      // A number, or it could be one place at one look and another at the next.
      const [mine, other] = typeof i === 'number' ? [s.kids[i], t.kids[i]] : [];
      demand(isTerm(mine) && isTerm(other), 'Inj: the constructor has no such argument');
      return make('Inj', [equation], equal(mine, other));
    },

    /**
     *     Γ ⊢ s = t
     *     ─────────  (s and t have different constructors on top; or t is built by constructors of s and other terms, and is not s)
     *       Γ ⊢ ⊥
     */
    apart(equation: Theorem): Theorem {
      const [s, t] = sidesOf('Apart', equation);
      const [c, d] = [constructorOf(s), constructorOf(t)];
      const inside = new Set([t]);
      for (const term of inside)
        if (constructorOf(term) !== undefined) for (const arg of term.kids) inside.add(arg as Term);
      const differ = c !== undefined && d !== undefined && c !== d;
      demand(differ || (s !== t && inside.has(s)), 'Apart: the two sides may be equal');
      return make('Apart', [equation], falsity);
    },

    /**
     *     Γ1 ⊢ t0 R1 t1  …  Γn ⊢ tn−1 Rn tn
     *     ──────────────────────────────────  (n > 0; each Ri is <, ≤ or =; A is t0 ≤ tn; or t0 < tn where an Ri is <;
     *              Γ1,…,Γn ⊢ A                 or where tn is t0, ⊥ if an Ri is <, and t0 = t1)
     */
    ordered(shown: '<' | '<=' | '=' | '⊥', ...steps: readonly Theorem[]): Theorem {
      const links = steps.map(linkOf);
      const [from, next] = links[0] ?? [];
      const to = links.at(-1)?.[1];
      demand(from !== undefined && next !== undefined && to !== undefined, 'Order: of no steps');
      const isWay = links.every(([start], i) => i === 0 || start === links[i - 1]?.[1]);
      demand(isWay, 'Order: a step does not begin where the one before ends');
      const isStrict = steps.some(({ conclusion }) => conclusion.kind === 'atom' && conclusion.predicate === before);
      demand(isStrict || shown === '<=' || shown === '=', 'Order: no step is strict');
      demand(from === to || shown === '<=' || shown === '<', 'Order: the steps do not end where they begin');
      const claims = { '<': lessThan(from, to), '<=': atMost(from, to), '=': equal(from, next), '⊥': falsity };
      demand(Object.hasOwn(claims, shown), 'Order: not a claim about time');
      return make('Order', steps, claims[shown]);
    },

    /**
     *     ──────────────────
     *      ⊢ s < t ∨ t ≤ s
     */
    total(theory: Theory, s: Term, t: Term): Theorem {
      return mint(theory, [], or(lessThan(s, t), atMost(t, s)), { rule: 'Total', premises: [] });
    },
  };
}

function sidesOf(rule: string, th: Theorem): readonly [Term, Term] {
  theoryOf(th);
  const { conclusion } = th;
  demand(conclusion.kind === 'equal', `${rule}: not an equation`);
  return [conclusion.left, conclusion.right];
}

/** Two times, of which the one is before the other, not after it, or equal to it. */
function linkOf(th: Theorem): readonly [Term, Term] {
  const { conclusion } = th;
  if (conclusion.kind !== 'atom') return sidesOf('Order', th);
  theoryOf(th);
  demand(conclusion.predicate === before || conclusion.predicate === notAfter, 'Order: not of the order of time');
  return conclusion.args as readonly [Term, Term];
}

const constructorOf = (term: Term) => (term.kind === 'application' && term.symbol.constructs ? term.symbol : undefined);
