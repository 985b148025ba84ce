import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  derive,
  type Pick,
  p,
  r,
  randomFormula,
  randomTerm,
  refuted,
  variables,
  x,
  y,
} from '../../src/fuzz/kernel/derivations.js';
import type { Sequent } from '../../src/fuzz/kernel/interpretation.js';
import {
  and,
  closeBody,
  exists,
  forall,
  implies,
  not,
  openBody,
  quantified,
  substitute,
  type Theorem,
  type Variable,
} from '../../src/kernel/index.js';

function pickerOf(gen: fc.GeneratorValue): Pick {
  return (most) => gen(fc.nat, { max: most - 1 });
}

/** Derivations by random rules; each theorem that comes of them is handed over with those before. */
function derivations(runs: number, each: (th: Theorem, pick: Pick, known: readonly Theorem[]) => void): void {
  fc.assert(
    fc.property(fc.gen(), (gen) => {
      const pick = pickerOf(gen);
      derive(pick, (th, known) => each(th, pick, known));
    }),
    { numRuns: runs, seed: 20261122 },
  );
}

/** Rules of logic with something left out, over plain sequents. */
const wrongRules: Readonly<Record<string, (th: Sequent, pick: Pick, other: Sequent) => Sequent | undefined>> = {
  '∀I of a variable that is free in the hypotheses': ({ hypotheses, conclusion }, pick) => {
    const v = variables[pick(3)] as Variable;
    return { hypotheses, conclusion: quantified('forall', 'x', 'Term', closeBody(conclusion, [v])) };
  },
  '∃E that lets its witness out': (th, pick, { hypotheses, conclusion }) => {
    if (conclusion.kind !== 'exists') return undefined;
    const instance = openBody(conclusion.body, [variables[pick(3)] as Variable]);
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
  it('is true in every interpretation, whichever rules are applied to whatever', () => {
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
    const all = quantified('forall', 'x', 'Term', closeBody(mine.conclusion, [x]));
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
