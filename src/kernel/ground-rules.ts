import { demand } from './brand.js';
import { atMost, before, lessThan, notAfter } from './core.js';
import { type Atom, apply, equal, type Formula, falsity, isTerm, or, type Term } from './piece.js';
import type { FunctionSymbol } from './symbol.js';
import { type Mint, type Theorem, theoryOf, union } from './theorem.js';
import type { Theory } from './theory.js';

/** Equality of what functions are applied to; constructors, which are free; and time, which is a total order. */
export function groundRules(mint: Mint) {
  const make = (rule: string, premises: readonly Theorem[], conclusion: Formula): Theorem => {
    const theory = theoryOf(...premises);
    const hypotheses = premises.reduce<readonly Formula[]>((all, th) => union(all, th.hypotheses), []);
    return mint(theory, hypotheses, conclusion, { rule, premises });
  };

  return {
    /**
     *     Γ1 ⊢ s1 = t1  …  Γn ⊢ sn = tn
     *     ──────────────────────────────────  (n > 0)
     *     Γ1,…,Γn ⊢ f(s1 … sn) = f(t1 … tn)
     */
    congruence(symbol: FunctionSymbol, ...equations: readonly Theorem[]): Theorem {
      theoryOf(...equations);
      const sides = equations.map((th) => sidesOf('=C', th));
      return make(
        '=C',
        equations,
        equal(apply(symbol, ...sides.map(([s]) => s)), apply(symbol, ...sides.map(([, t]) => t))),
      );
    },

    /**
     *     Γ ⊢ c(s1 … sn) = c(t1 … tn)
     *     ────────────────────────────  (c a constructor)
     *            Γ ⊢ si = ti
     */
    injective(equation: Theorem, i: number): Theorem {
      theoryOf(equation);
      const [s, t] = built('Inj', equation);
      const [mine, other] = [s.args[i], t.args[i]];
      demand(s.symbol === t.symbol && isTerm(mine) && isTerm(other), 'Inj: not one constructor of so many arguments');
      return make('Inj', [equation], equal(mine, other));
    },

    /**
     *     Γ ⊢ c(s1 … sn) = d(t1 … tm)
     *     ────────────────────────────  (c and d different constructors)
     *               Γ ⊢ ⊥
     */
    disjoint(equation: Theorem): Theorem {
      theoryOf(equation);
      const [s, t] = built('Disj', equation);
      demand(s.symbol !== t.symbol, 'Disj: the constructors are the same');
      return make('Disj', [equation], falsity);
    },

    /**
     *     Γ ⊢ s = t
     *     ─────────  (t is built by constructors of s and other terms, and is not s)
     *       Γ ⊢ ⊥
     */
    acyclic(equation: Theorem): Theorem {
      theoryOf(equation);
      const [s, t] = sidesOf('Acyc', equation);
      const inside = new Set<Term>([t]);
      for (const term of inside)
        if (term.kind === 'application' && term.symbol.constructs) for (const arg of term.args) inside.add(arg);
      demand(s !== t && inside.has(s), 'Acyc: the one side is not within the constructors of the other');
      return make('Acyc', [equation], falsity);
    },

    /**
     *     Γ1 ⊢ t0 R1 t1  …  Γn ⊢ tn−1 Rn tn
     *     ──────────────────────────────────  (n > 0; each R is < or ≤, and R is ≤, or also < if one of the Ri is)
     *            Γ1,…,Γn ⊢ t0 R tn
     */
    ordered(relation: '<' | '<=', ...steps: readonly Theorem[]): Theorem {
      theoryOf(...steps);
      const atoms = steps.map((th) => orderOf('Order', th));
      const [from, to] = [atoms[0]?.args[0] as Term, atoms.at(-1)?.args[1] as Term];
      demand(
        atoms.every((atom, i) => i === 0 || atom.args[0] === atoms[i - 1]?.args[1]),
        'Order: a step does not begin where the one before ends',
      );
      demand(relation === '<=' || atoms.some((atom) => atom.predicate === before), 'Order: no step is strict');
      return make('Order', steps, relation === '<' ? lessThan(from, to) : atMost(from, to));
    },

    /**
     *     Γ ⊢ s = t
     *     ──────────  (s and t times)
     *     Γ ⊢ s ≤ t
     */
    notAfter(equation: Theorem): Theorem {
      theoryOf(equation);
      const [s, t] = sidesOf('≤I', equation);
      return make('≤I', [equation], atMost(s, t));
    },

    /**
     *     Γ ⊢ t < t
     *     ──────────
     *       Γ ⊢ ⊥
     */
    irreflexive(th: Theorem): Theorem {
      theoryOf(th);
      const { predicate, args } = orderOf('Irrefl', th);
      demand(predicate === before && args[0] === args[1], 'Irrefl: not t < t');
      return make('Irrefl', [th], falsity);
    },

    /**
     *     Γ ⊢ s ≤ t    Δ ⊢ t ≤ s
     *     ──────────────────────
     *          Γ,Δ ⊢ s = t
     */
    antisymmetric(one: Theorem, two: Theorem): Theorem {
      theoryOf(one, two);
      const [there, back] = [orderOf('Antisym', one), orderOf('Antisym', two)];
      const [s, t] = there.args as readonly [Term, Term];
      demand(there.predicate === notAfter && back === atMost(t, s), 'Antisym: not s ≤ t and t ≤ s');
      return make('Antisym', [one, two], equal(s, t));
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

function sidesOf(rule: string, { conclusion }: Theorem): readonly [Term, Term] {
  demand(conclusion.kind === 'equal', `${rule}: not an equation`);
  return [conclusion.left, conclusion.right];
}

function orderOf(rule: string, { conclusion }: Theorem): Atom {
  const isOrder = conclusion.kind === 'atom' && (conclusion.predicate === before || conclusion.predicate === notAfter);
  demand(isOrder, `${rule}: not of the order of time`);
  return conclusion;
}

type Applied = Extract<Term, { kind: 'application' }>;

/** The two sides of an equation, where a constructor is on top of each. */
function built(rule: string, th: Theorem): readonly [Applied, Applied] {
  const [s, t] = sidesOf(rule, th);
  const isBuilt = (side: Term): side is Applied => side.kind === 'application' && side.symbol.constructs;
  demand(isBuilt(s) && isBuilt(t), `${rule}: not a constructor on each side`);
  return [s, t];
}
