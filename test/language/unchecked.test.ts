import { describe, expect, test } from 'vitest';
import { check, host } from './texts.js';

const board = `machine Board(b) { memory l; pcr boot; on reset run ROM(b) }
program ROM(b: Board) { x = read b.l; extend b.pcr.boot, x; jump x }
program SPL(b: Board) { … }
`;
const theorem = (name: string, about: string, params = 'b: Board, K: Thread, t: Time'): string =>
  `theorem ${name}(${params})\n  show ${about}\nproof\n  show by z3\nqed\n`;

/** What is not checked, by way of what, and the code of the error in the way; then what is checked. */
function standing(text: string, others: Readonly<Record<string, string>> = {}) {
  const { model } = check(text, others);
  return {
    unchecked: model.unchecked.map(({ name, through, error }) => [name, ...through, error.code].join(' ')),
    checked: model.theorems.map(({ name }) => name),
  };
}

describe('theorems with an error in their way are not checked', () => {
  test.each([
    ['a statement', theorem('T', 'Reset(b, K) @ u'), ['T LS2-0201']],
    ['a proof', `theorem T(t: Time)\n  show t = t\nproof\n  show by z3 using nothing\nqed\n`, ['T LS2-0602']],
    ['a statement that ends too early', 'theorem T(t: Time)\n  show t =\n', ['T LS2-0104']],
    ['what follows a statement', `${theorem('T', 't = t')} t\n`, ['T LS2-0104']],
    ['a definition', `define P(t: Time) ≡ t = $\n${theorem('T', 'P(t)')}`, ['T P LS2-0101']],
    ['the end of a definition', `define P(t: Time) ≡ t = t IsLocked(t)\n${theorem('T', 'P(t)')}`, ['T P LS2-0104']],
    ['the last sign of a definition', `define P(t: Time) ≡ t = t $\n${theorem('T', 'P(t)')}`, ['T P LS2-0101']],
    [
      'a definition of a definition',
      `define P(t: Time) ≡ t = y\ndefine Q(t: Time) ≡ P(t)\n${theorem('T', 'Q(t)')}`,
      ['T Q P LS2-0201'],
    ],
    ['a program', `program P(b: Board) { jump y }\n${theorem('T', 'Jump(K, P(b)) @ t')}`, ['T P LS2-0201']],
    [
      'a program of a program',
      `program Q(b: Board) { jump y }\nprogram P(b: Board) { jump Q(b) }\n${theorem('T', 'Jump(K, P(b)) @ t')}`,
      ['T P Q LS2-0201'],
    ],
    [
      'what a machine runs',
      `machine M(m) { on reset run R(m) }\nprogram R(m: M) { jump y }\n${theorem('T', 'm = m', 'm: M')}`,
      ['T M R LS2-0201'],
    ],
    [
      'a machine',
      `machine M(m) { memory a,\n on reset run R(m) }\nprogram R(m: M) { }\n${theorem('T', 'm = m', 'm: M')}`,
      ['T M LS2-0104'],
    ],
    [
      'a name that is bound twice',
      `program SPL(b: Board) { … }\n${theorem('T', 'Jump(K, SPL(b)) @ t')}`,
      ['T SPL LS2-0202'],
    ],
    ['a theorem of the same name', `${theorem('T', 't = t')}${theorem('T', 't < t')}`, ['T T LS2-0202', 'T LS2-0202']],
    [
      'a lemma',
      `lemma L(t: Time)\n  show t = y\ntheorem T(t: Time)\n  show t = t\nproof\n  show by L(t)\nqed`,
      ['L LS2-0201', 'T L LS2-0201'],
    ],
    [
      'an axiom',
      `axiom A means "a" source "b": ∀t: Time. t = y\ntheorem T(t: Time)\n  show t = t\nproof\n  show by z3 using axiom A\nqed`,
      ['A LS2-0201', 'T A LS2-0201'],
    ],
    [
      'a chain',
      `chain C(b: Board) on b.pcr.boot { ROM reads b.l; Next reads b.m; Last }\n${theorem('T', 'MeasuredBoot_C(b, t)')}`,
      ['T MeasuredBoot_C LS2-0205'],
    ],
    ['an unreadable declaration', `program P(b: Board\n\n${theorem('T', 'Jump(K, P(b)) @ t')}`, ['T P LS2-0105']],
  ])('%s', (_, text, unchecked) => {
    expect(standing(board + text)).toEqual({ unchecked, checked: [] });
  });

  test('those that do not reach it are checked', () => {
    const text = `${board}define P(t: Time) ≡ t = y\n${theorem('Reaches', 'P(t)')}${theorem('Apart', 'Reset(b, K) @ t')}`;
    expect(standing(text)).toEqual({ unchecked: ['Reaches P LS2-0201'], checked: ['Apart'] });
  });

  test('an error before all declarations is in the way of all', () => {
    expect(standing(`$\n${host}${theorem('T', 't = t', 't: Time')}`).unchecked).toEqual(['T LS2-0101']);
  });
});

describe('imports', () => {
  const uses = theorem('T', 'Q(t)', 't: Time');
  test('a definition of an imported file', () => {
    const others = { 'other.ls2': 'define Q(t: Time) ≡ t = y\n' };
    expect(standing(`import "other.ls2"\n${uses}`, others).unchecked).toEqual(['T Q LS2-0201']);
  });

  test('an import that is not there is in the way of the whole file', () => {
    expect(standing(`import "none.ls2"\n${theorem('T', 't = t', 't: Time')}`)).toEqual({
      unchecked: ['T LS2-0203'],
      checked: [],
    });
  });

  test('of a file that imports one that is not there, what is reached is not checked', () => {
    const others = { 'other.ls2': 'import "none.ls2"\ndefine Q(t: Time) ≡ t = t\n' };
    expect(standing(`import "other.ls2"\n${uses}`, others).unchecked).toEqual(['T Q LS2-0203']);
  });

  test('a name that two imports bind', () => {
    const others = { 'a.ls2': 'define Q(t: Time) ≡ t = t\n', 'b.ls2': 'define Q(t: Time) ≡ t < t\n' };
    expect(standing(`import "a.ls2"\nimport "b.ls2"\n${uses}`, others).unchecked).toEqual(['T LS2-0202']);
  });

  test('imports in a circle', () => {
    const circle = {
      'example.ls2': `import "y.ls2"\ntheorem X(t: Time)\n  show t < t\nproof\n  show by Y(t)\nqed\n`,
      'y.ls2': `import "example.ls2"\ntheorem Y(t: Time)\n  show t < t\nproof\n  show by X(t)\nqed\n`,
    };
    expect(check(circle['example.ls2'], circle).diagnostics.map((d) => d.code)).toEqual(['LS2-0204']);
    expect(standing(circle['example.ls2'], circle)).toEqual({
      unchecked: ['X Y LS2-0204', 'Y LS2-0204'].reverse(),
      checked: [],
    });
  });
});
