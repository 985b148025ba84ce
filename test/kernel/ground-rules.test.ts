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
  it('is kept by functions, of as many arguments as they have', () => {
    const [one, two] = [equal(x, y), equal(y, c)];
    says(ground.congruence(pair, assume(one), assume(two)), [one, two], equal(pairOf(x, y), pairOf(y, c)));
    says(ground.congruence(f, assume(one)), [one], equal(apply(f, x), apply(f, y)));
    refused(() => ground.congruence(pair, assume(one)));
    refused(() => ground.congruence(f, assume(p(x))));
    refused(() => ground.congruence(f, assume(equal(t, u))));
    refused(() => ground.congruence(nil));
  });
});

describe('constructors', () => {
  it('are injective, and functions are not', () => {
    const same = equal(pairOf(x, y), pairOf(c, x));
    says(ground.injective(assume(same), 0), [same], equal(x, c));
    says(ground.injective(assume(same), 1), [same], equal(y, x));
    for (const i of [2, -1, 0.5, Number.NaN]) refused(() => ground.injective(assume(same), i));
    refused(() => ground.injective(assume(same), 'length' as unknown as number));
    refused(() => ground.injective(assume(equal(apply(f, x), apply(f, y))), 0));
    refused(() => ground.injective(assume(equal(pairOf(x, y), apply(nil))), 0));
  });

  it('are disjoint, and so is nothing else', () => {
    const clash = equal(pairOf(x, y), apply(nil));
    says(ground.disjoint(assume(clash)), [clash], falsity);
    refused(() => ground.disjoint(assume(equal(pairOf(x, y), pairOf(y, x)))));
    refused(() => ground.disjoint(assume(equal(pairOf(x, y), apply(f, x)))));
    refused(() => ground.disjoint(assume(equal(x, apply(nil)))));
  });

  it('build no term of itself, as functions may', () => {
    const circle = equal(x, pairOf(y, pairOf(x, y)));
    says(ground.acyclic(assume(circle)), [circle], falsity);
    refused(() => ground.acyclic(assume(equal(x, x))));
    refused(() => ground.acyclic(assume(equal(pairOf(x, y), x))));
    refused(() => ground.acyclic(assume(equal(x, apply(f, x)))));
    refused(() => ground.acyclic(assume(equal(x, pairOf(apply(f, x), y)))));
    refused(() => ground.acyclic(assume(equal(pairOf(x, y), pairOf(x, y)))));
  });

  it('of the same name are different ones', () => {
    const again = functionSymbol('nil', [], 'Term', 'constructor');
    says(ground.disjoint(assume(equal(apply(nil), apply(again)))), [equal(apply(nil), apply(again))], falsity);
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
    refused(() => ground.ordered('<', assume(one), assume(equal(u, w))));
    refused(() => ground.ordered('<'));
    refused(() => ground.ordered('<', assume(one), assume(p(x))));
  });

  it('has equal times not after each other, and no time before itself', () => {
    says(ground.notAfter(assume(equal(t, u))), [equal(t, u)], atMost(t, u));
    refused(() => ground.notAfter(assume(equal(x, y))));
    says(ground.irreflexive(assume(lessThan(t, t))), [lessThan(t, t)], falsity);
    refused(() => ground.irreflexive(assume(atMost(t, t))));
    refused(() => ground.irreflexive(assume(lessThan(t, u))));
  });

  it('is total and antisymmetric', () => {
    const [there, back] = [atMost(t, u), atMost(u, t)];
    says(ground.antisymmetric(assume(there), assume(back)), [there, back], equal(t, u));
    refused(() => ground.antisymmetric(assume(there), assume(there)));
    refused(() => ground.antisymmetric(assume(lessThan(t, u)), assume(back)));
    refused(() => ground.antisymmetric(assume(there), assume(lessThan(u, t))));
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
      () => ground.congruence(f, forged),
      () => ground.injective(forged, 0),
      () => ground.disjoint(forged),
      () => ground.acyclic(forged),
      () => ground.ordered('<', forged),
      () => ground.notAfter(forged),
      () => ground.irreflexive(forged),
      () => ground.antisymmetric(forged, forged),
      () => ground.congruence(pair, assume(equal(x, y)), logic.assume(other, equal(x, y))),
      () => ground.ordered('<', assume(lessThan(t, u)), logic.assume(other, lessThan(u, w))),
    ])
      refused(use);
  });
});
