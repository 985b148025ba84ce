import { afterAll, describe, expect, test } from 'vitest';
import { outcome } from '../../src/check/check-result.js';
import { checkedIn, closeEngine } from '../support/engine.js';

afterAll(closeEngine);

const outcomeOf = async (text: string): Promise<string | undefined> => {
  const [checked] = await checkedIn(text);
  return checked && outcome(checked);
};

const byZ3 = 'proof\n  show by z3\nqed\n';

describe('a theorem says nothing', () => {
  test.each([
    [
      'whose assumptions contradict each other',
      `theorem T(t: Time, u: Time)\n  assume t < u\n  assume u < t\n  show t = u\n${byZ3}`,
    ],
    ['that shows as much', `theorem T(t: Time, u: Time)\n  assume t < u\n  assume u < t\n  show ⊥\n${byZ3}`],
    ['one of whose assumptions is never so', `theorem T(x: Term)\n  assume x ≠ x\n  show x = sinit\n${byZ3}`],
    ['with a premise in what it shows', `theorem T(t: Time, u: Time)\n  assume t < u\n  show u < t ⊃ t = u\n${byZ3}`],
    ['with a premise before ⊢', `theorem T(t: Time, u: Time)\n  show t < u, u < t ⊢ t = u\n${byZ3}`],
    [
      'with a premise under ∀',
      `theorem T(t: Time)\n  show ∀u: Time. t < u ⊃ u < t ⊃ t = u\nproof\n  fix u: Time\n  show by z3\nqed\n`,
    ],
    [
      'whose proof uses none of what is contradictory',
      `theorem T(t: Time, u: Time)\n  assume a: t < u\n  assume b: u < t\n  show t ≠ u\nproof\n  show by z3 using a\nqed\n`,
    ],
    [
      'of which a definition can never be met',
      `define Bright(x: Term) ≡ x ≠ x\ntheorem T(x: Term, y: Term)\n  assume Bright(x)\n  assume e: x = y\n  show y = x\nproof\n  show by z3 using e\nqed\n`,
    ],
    [
      'by an axiom that its proof uses',
      `theorem T(I: Thread, l: Location, e: Term, x: Term, t: Time)\n  assume r: Read(I, l, e) @ t\n  assume m: Mem(l, x) @ t\n  assume n: e ≠ x\n  show x = e\nproof\n  have c: Mem(l, e) @ t by READ(I, l, e, t) using r\n  show by MEM(l, x, e, t) using m, c\nqed\n`,
    ],
  ])('%s', async (_, text) => {
    expect(await outcomeOf(text)).toBe('vacuous');
  });
});

describe('a theorem says something', () => {
  test.each([
    ['whose assumptions can be met', `theorem T(t: Time, u: Time)\n  assume t < u\n  show t ≠ u\n${byZ3}`],
    ['that has none', `theorem T(t: Time)\n  show t = t\n${byZ3}`],
    ['that something is never so', `theorem T(t: Time, u: Time)\n  assume t < u\n  show ¬(u < t)\n${byZ3}`],
    [
      'that something is never so, written as an implication',
      `theorem T(t: Time, u: Time)\n  assume t < u\n  show u < t ⊃ ⊥\n${byZ3}`,
    ],
    [
      'by a definition that can be met',
      `define Same(x: Term) ≡ x = x\ntheorem T(x: Term)\n  assume Same(x)\n  show x = x\n${byZ3}`,
    ],
  ])('%s', async (_, text) => {
    expect(await outcomeOf(text)).toBe('proved');
  });
});
