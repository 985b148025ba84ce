import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  closeFormula,
  equal,
  exists,
  type Formula,
  falsity,
  forall,
  implies,
  KernelError,
  logic,
  not,
  openFormula,
  or,
  quantified,
  substitute,
  type Term,
  type Theorem,
  truth,
  type Variable,
} from '../../src/kernel/index.js';
import { counterexample, type Interpretation, type Sequent } from './evaluate.js';
import { c, f, p, r, small, x, y, z } from './world.js';

type Pick = (most: number) => number;

const variables: readonly Variable[] = [x, y, z];

function randomTerm(pick: Pick): Term {
  const choice = pick(5);
  if (choice < 3) return variables[choice] as Variable;
  return choice === 3 ? c : apply(f, variables[pick(3)] as Variable);
}

function randomFormula(pick: Pick, depth: number): Formula {
  const part = (): Formula => randomFormula(pick, depth - 1);
  switch (pick(depth > 0 ? 10 : 3)) {
    case 0:
      return p(randomTerm(pick));
    case 1:
      return r(randomTerm(pick), randomTerm(pick));
    case 2:
      return equal(randomTerm(pick), randomTerm(pick));
    case 3:
      return not(part());
    case 4:
      return and(part(), part());
    case 5:
      return or(part(), part());
    case 6:
      return implies(part(), part());
    case 7:
      return forall([variables[pick(3)] as Variable], part());
    case 8:
      return exists([variables[pick(3)] as Variable], part());
    default:
      return pick(2) === 0 ? truth : falsity;
  }
}

/** One application of a rule to theorems and formulas picked at random; undefined where the kernel refuses it. */
function randomStep(pick: Pick, known: readonly Theorem[]): Theorem | undefined {
  const th = (): Theorem => known[pick(known.length)] as Theorem;
  const formula = (): Formula => randomFormula(pick, 2);
  const v = (): Variable => variables[pick(3)] as Variable;
  /** A formula that the rule is likely to accept: often one that a known theorem has. */
  const near = (): Formula =>
    pick(3) === 0 ? formula() : pick(2) === 0 ? th().conclusion : (th().hypotheses[0] ?? formula());
  const rules: readonly (() => Theorem)[] = [
    () => logic.assume(small, near()),
    () => logic.impliesIntro(near(), th()),
    () => logic.impliesElim(th(), th()),
    () => logic.andIntro(th(), th()),
    () => logic.andElim(th(), pick(2)),
    () => {
      const one = th();
      return pick(2) === 0
        ? logic.orIntro(or(one.conclusion, formula()), 0, one)
        : logic.orIntro(or(formula(), one.conclusion), 1, one);
    },
    () => logic.orElim(th(), [th(), th()]),
    () => {
      const goal = th();
      return logic.orElim(logic.excludedMiddle(small, near()), [goal, goal]);
    },
    () => logic.notIntro(near(), th()),
    () => logic.notElim(th(), th()),
    () => {
      const one = th();
      return logic.notElim(logic.assume(small, not(one.conclusion)), one);
    },
    () => logic.impliesElim(logic.assume(small, implies(th().conclusion, formula())), th()),
    () => {
      const [from, to, at] = [randomTerm(pick), randomTerm(pick), v()];
      const hole = near();
      return logic.rewrite(
        logic.assume(small, equal(from, to)),
        at,
        hole,
        logic.assume(small, substitute(hole, [at], [from])),
      );
    },
    () => logic.falsityElim(th(), formula()),
    () => logic.excludedMiddle(small, near()),
    () => logic.forallIntro(v(), th()),
    () => logic.forallElim(th(), randomTerm(pick)),
    () => {
      const one = th();
      const at = v();
      return logic.existsIntro(exists([at], one.conclusion), at, one);
    },
    () => logic.existsElim(th(), v(), th()),
    () => {
      const existence = th();
      const at = v();
      const { conclusion } = existence;
      if (conclusion.kind !== 'exists') return existence;
      return logic.existsElim(
        existence,
        at,
        logic.andElim(logic.andIntro(th(), logic.assume(small, openFormula(conclusion.body, [at]))), 0),
      );
    },
    () => logic.reflexivity(small, randomTerm(pick)),
    () => logic.rewrite(th(), v(), near(), th()),
  ];
  try {
    return (rules[pick(rules.length)] as () => Theorem)();
  } catch (error) {
    if (error instanceof KernelError) return undefined;
    throw error;
  }
}

/** An interpretation of two or three elements, its tables read off a seed. */
function interpretation(seed: number): Interpretation {
  const size = 2 + (seed % 2);
  const bit = (text: string): number => {
    let hash = seed | 0;
    for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
    return (hash ^ (hash >>> 13)) >>> 0;
  };
  return {
    size,
    functions: (name, args) => bit(`${name}${args.join()}`) % size,
    predicates: (name, args) => (bit(`${name}?${args.join()}`) >>> 3) % 2 === 0,
  };
}

const worlds = Array.from({ length: 12 }, (_, i) => interpretation(i * 7919 + 17));

const refuted = (sequent: Sequent): boolean => worlds.some((world) => counterexample(world, sequent) !== undefined);

function pickerOf(gen: fc.GeneratorValue): Pick {
  return (most) => gen(fc.nat, { max: most - 1 });
}

/** Applies rules to theorems at random, and hands over each theorem that comes of it with those before. */
function derivations(runs: number, each: (th: Theorem, pick: Pick, known: readonly Theorem[]) => void): void {
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const pick = pickerOf(gen);
      const known: Theorem[] = [logic.assume(small, p(x)), logic.truthIntro(small), logic.excludedMiddle(small, p(y))];
      for (let i = 0; i < 40; i++) {
        const th = randomStep(pick, known);
        if (th === undefined) continue;
        each(th, pick, known);
        if (th.conclusion.free.length <= 3) known.push(th);
      }
    }),
    { numRuns: runs, seed: 20261122 },
  );
}

/** Rules of logic with something left out, over plain sequents. */
const wrongRules: Readonly<Record<string, (th: Sequent, pick: Pick, other: Sequent) => Sequent | undefined>> = {
  '∀I of a variable that is free in the hypotheses': ({ hypotheses, conclusion }, pick) => {
    const v = variables[pick(3)] as Variable;
    return { hypotheses, conclusion: quantified('forall', 'x', 'Term', closeFormula(conclusion, [v])) };
  },
  '∃E that lets its witness out': (th, pick, { hypotheses, conclusion }) => {
    if (conclusion.kind !== 'exists') return undefined;
    const instance = openFormula(conclusion.body, [variables[pick(3)] as Variable]);
    return { hypotheses: [...hypotheses, ...th.hypotheses], conclusion: and(th.conclusion, instance) };
  },
  '⊃I that discharges all hypotheses': ({ hypotheses: [first], conclusion }) =>
    first && { hypotheses: [], conclusion: implies(first, conclusion) },
  '⊃E that forgets the hypotheses of its second premise': ({ conclusion }, pick) => {
    const right = randomFormula(pick, 1);
    return { hypotheses: [implies(conclusion, right)], conclusion: right };
  },
  '∨I to a conjunction': ({ hypotheses, conclusion }, pick) => ({
    hypotheses,
    conclusion: and(conclusion, randomFormula(pick, 1)),
  }),
  '∃I of another instance': ({ hypotheses, conclusion }, pick) => ({
    hypotheses,
    conclusion: substitute(conclusion, [x], [randomTerm(pick)]),
  }),
  '¬I without a contradiction': ({ hypotheses: [first, ...rest] }) =>
    first && { hypotheses: rest, conclusion: not(first) },
};

describe('what the rules make', () => {
  it('is true in every interpretation, whichever rules are applied to whatever', { timeout: 120_000 }, () => {
    const made = new Map<string, number>();
    derivations(400, (th) => {
      made.set(th.origin.rule, (made.get(th.origin.rule) ?? 0) + 1);
      expect(refuted(th)).toBe(false);
    });
    // The property says something of a rule only if the rule was applied.
    for (const rule of [
      'Assume',
      '⊃I',
      '⊃E',
      '∧I',
      '∧E',
      '∨I',
      '∨E',
      '¬I',
      '¬E',
      '⊥E',
      'EM',
      '∀I',
      '∀E',
      '∃I',
      '∃E',
      '=I',
      '=E',
    ])
      expect(made.get(rule) ?? 0, rule).toBeGreaterThan(0);
    expect([...made.values()].reduce((a, b) => a + b)).toBeGreaterThan(3000);
  });

  it.each(Object.entries(wrongRules))('would be found false with this rule among them: %s', (_, wrong) => {
    const counts = { applied: 0, refuted: 0 };
    derivations(40, (th, pick, known) => {
      const sequent = wrong(th, pick, known[pick(known.length)] as Theorem);
      if (sequent === undefined) return;
      counts.applied++;
      if (refuted(sequent)) counts.refuted++;
    });
    expect(counts.applied).toBeGreaterThan(0);
    expect(counts.refuted).toBeGreaterThan(0);
  });

  it('would be found false where a variable is captured or let out', () => {
    const mine: Sequent = { hypotheses: [p(x)], conclusion: p(x) };
    // ∀I without its condition: from P(x) ⊢ P(x) to P(x) ⊢ ∀x. P(x).
    const all = quantified('forall', 'x', 'Term', closeFormula(mine.conclusion, [x]));
    expect(refuted({ hypotheses: mine.hypotheses, conclusion: all })).toBe(true);
    // ∃E that lets its witness out: from ∃x. P(x) and P(y) ⊢ P(y) to ∃x. P(x) ⊢ P(y).
    expect(refuted({ hypotheses: [exists([x], p(x))], conclusion: p(y) })).toBe(true);
    // ⊃I that discharges what it was not told to: from P(x) ⊢ P(x) to ⊢ P(y) ⊃ P(x).
    expect(refuted({ hypotheses: [], conclusion: implies(p(y), p(x)) })).toBe(true);
    // An instance that captures: from ∀x.∃y. R(x,y) at y to ∃y. R(y,y).
    expect(refuted({ hypotheses: [forall([x], exists([y], r(x, y)))], conclusion: exists([y], r(y, y)) })).toBe(true);
    // And a right one is not.
    expect(refuted(mine)).toBe(false);
  });
});
