import { describe, expect, it } from 'vitest';
import {
  type Axiom,
  apply,
  core,
  equal,
  type Formula,
  falsity,
  functionSymbol,
  ground,
  isTheorem,
  KernelError,
  logic,
  or,
  type Term,
  type Theorem,
  theory,
  variable,
} from '../../src/kernel/index.js';
import { congruent } from '../../src/prover/ground/refute/derived.js';
import { c, f, p, small, t, u, x, y } from './world.js';

const pair = functionSymbol('pair', ['Term', 'Term'], 'Term', 'constructor');
const nil = functionSymbol('nil', [], 'Term', 'constructor');
const w = variable('w', 'Time');
const pairOf = (a: Term, b: Term): Term => apply(pair, a, b);
const assume = (formula: Formula): Theorem => logic.assume(small, formula);
const { lessThan, atMost } = core;

/** The theorem says this, under just these hypotheses. */
function says(th: Theorem, hypotheses: readonly Formula[], conclusion: Formula): void {
  expect(isTheorem(th)).toBe(true);
  expect(th.conclusion).toBe(conclusion);
  expect(th.hypotheses).toEqual(hypotheses);
}

const refused = (use: () => unknown): void => {
  expect(use).toThrow(KernelError);
};

describe('equality', () => {
  it('is kept by functions, of as many arguments as they have, by the rules of logic', () => {
    const [one, two] = [equal(x, y), equal(y, c)];
    const hypotheses = expect.arrayContaining([one, two]);
    const both = congruent(pair, [assume(one), assume(two)]);
    expect(both.conclusion).toBe(equal(pairOf(x, y), pairOf(y, c)));
    expect(both.hypotheses).toEqual(hypotheses);
    says(congruent(f, [assume(one)]), [one], equal(apply(f, x), apply(f, y)));
    refused(() => congruent(pair, [assume(one)]));
    refused(() => congruent(f, [assume(equal(t, u))]));
  });
});

describe('constructors', () => {
  it('are injective, and functions are not', () => {
    const same = equal(pairOf(x, y), pairOf(c, x));
    says(ground.injective(assume(same), 0), [same], equal(x, c));
    says(ground.injective(assume(same), 1), [same], equal(y, x));
    for (const i of [2, -1, 0.5, Number.NaN]) refused(() => ground.injective(assume(same), i));
    refused(() => ground.injective(assume(same), 'length' as unknown as number));
    let look = 0;
    refused(() => ground.injective(assume(same), { toString: () => `${look++ % 2}` } as unknown as number));
    refused(() => ground.injective(assume(equal(apply(f, x), apply(f, y))), 0));
    refused(() => ground.injective(assume(equal(pairOf(x, y), apply(nil))), 0));
  });

  it('are disjoint, and so is nothing else', () => {
    const clash = equal(pairOf(x, y), apply(nil));
    says(ground.apart(assume(clash)), [clash], falsity);
    refused(() => ground.apart(assume(equal(pairOf(x, y), pairOf(y, x)))));
    refused(() => ground.apart(assume(equal(pairOf(x, y), apply(f, x)))));
    refused(() => ground.apart(assume(equal(x, apply(nil)))));
  });

  it('build no term of itself, as functions may', () => {
    const circle = equal(x, pairOf(y, pairOf(x, y)));
    says(ground.apart(assume(circle)), [circle], falsity);
    refused(() => ground.apart(assume(equal(x, x))));
    refused(() => ground.apart(assume(equal(pairOf(x, y), x))));
    refused(() => ground.apart(assume(equal(x, apply(f, x)))));
    refused(() => ground.apart(assume(equal(x, pairOf(apply(f, x), y)))));
    refused(() => ground.apart(assume(equal(pairOf(x, y), pairOf(x, y)))));
  });

  it('of the same name are different ones', () => {
    const again = functionSymbol('nil', [], 'Term', 'constructor');
    says(ground.apart(assume(equal(apply(nil), apply(again)))), [equal(apply(nil), apply(again))], falsity);
  });
});

describe('the order of time', () => {
  it('goes from step to step, and is strict if one of them is', () => {
    const [one, two] = [lessThan(t, u), atMost(u, w)];
    says(ground.ordered('<', assume(one), assume(two)), [one, two], lessThan(t, w));
    says(ground.ordered('<=', assume(one), assume(two)), [one, two], atMost(t, w));
    says(ground.ordered('<=', assume(one)), [one], atMost(t, u));
    refused(() => ground.ordered('<', assume(two)));
    refused(() => ground.ordered('<', assume(one), assume(one)));
    refused(() => ground.ordered('<', assume(two), assume(equal(w, t))));
    says(ground.ordered('<', assume(one), assume(equal(u, w))), [one, equal(u, w)], lessThan(t, w));
    refused(() => ground.ordered('>' as '<', assume(one)));
    refused(() => ground.ordered('toString' as '<', assume(one), assume(lessThan(u, t))));
    refused(() => ground.ordered('<'));
    refused(() => ground.ordered('<', assume(one), assume(p(x))));
  });

  it('has equal times not after each other, and no time before itself', () => {
    says(ground.ordered('<=', assume(equal(t, u))), [equal(t, u)], atMost(t, u));
    refused(() => ground.ordered('<', assume(equal(t, u))));
    refused(() => ground.ordered('<=', assume(equal(x, y))));
    says(ground.ordered('⊥', assume(lessThan(t, t))), [lessThan(t, t)], falsity);
    says(ground.ordered('⊥', assume(lessThan(t, u)), assume(equal(u, t))), [lessThan(t, u), equal(u, t)], falsity);
    refused(() => ground.ordered('⊥', assume(atMost(t, t))));
    refused(() => ground.ordered('⊥', assume(lessThan(t, u))));
    refused(() => ground.ordered('⊥'));
  });

  it('is total and antisymmetric', () => {
    const [there, back] = [atMost(t, u), atMost(u, t)];
    says(ground.ordered('=', assume(there), assume(back)), [there, back], equal(t, u));
    refused(() => ground.ordered('=', assume(there), assume(there)));
    refused(() => ground.ordered('=', assume(there)));
    refused(() => ground.ordered('=', assume(there), assume(lessThan(u, w))));
    refused(() => ground.ordered('=', assume(equal(x, y)), assume(equal(y, x))));
    says(ground.total(small, t, u), [], or(lessThan(t, u), atMost(u, t)));
    refused(() => ground.total(small, x, y));
    refused(() => ground.total({ ...small }, t, u));
  });
});

describe('the rules of ground reasoning', () => {
  const forged = { theory: small, hypotheses: [], conclusion: equal(x, apply(nil)), origin: assume(p(x)).origin };
  const other = theory({ programs: [], definitions: [], axioms: [] as Axiom[], kinds: [] });

  it('take theorems of one theory, and nothing that looks like one', () => {
    for (const use of [
      () => ground.injective(forged, 0),
      () => ground.apart(forged),
      () => ground.ordered('<', forged),
      () => ground.ordered('=', { ...forged, conclusion: equal(t, t) }),
      () => ground.ordered('<', assume(lessThan(t, u)), logic.assume(other, lessThan(u, w))),
    ])
      refused(use);
  });
});
