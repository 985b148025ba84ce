import { describe, expect, test } from 'vitest';
import { sameFormula } from '../../src/kernel/index.js';
import { showProgram, type TheoremDecl } from '../../src/language/index.js';
import { brief, check, model } from './texts.js';

const board = `machine Board(b) { memory a, b2 pcr s principal AK on reset run P(b) }
`;
const shown = (text: string): string => {
  const read = model(board + text);
  const program = read.theory.programs.find(({ symbol }) => symbol.name === 'P');
  return program === undefined ? '' : showProgram(program, read).replaceAll(/\s+/g, ' ');
};

describe('a program that branches', () => {
  test('goes on after an `if` from each branch that does not end it', () => {
    expect(shown('program P(b: Board) { x = read b.a; if x = sinit { jump x }; y = read b.b2; send y }')).toBe(
      `program P(b: Board) { x = read b.a; if x = sinit { jump x } else { y = read b.b2; send y } }`,
    );
  });

  test('has after an `if` what both of its branches bind', () => {
    const both = 'program P(b: Board) { x = read b.a; if x = sinit { y = read b.b2 } else { y = receive }; send y }';
    expect(shown(both)).toContain('if x = sinit { y = read b.b2; send y } else { y = receive; send y }');
    expect(check(board + both.replace('y = receive', 'send x')).diagnostics.map(brief)).toEqual([
      expect.stringContaining('LS2-0201 `y` is bound in one branch of an `if` only'),
    ]);
  });

  test('binds the result of a check where it goes through, and there alone', () => {
    const one = 'program P(b: Board) { x = receive; if y = verify x, AK(b) { send y } else { send x } }';
    expect(shown(one)).toContain('if y = verify x, AK(b) { send y } else { send x }');
    expect(check(board + one.replace('send x', 'send y')).diagnostics.map(brief)).toEqual([
      expect.stringContaining('LS2-0201 `y` is bound in one branch of an `if` only'),
    ]);
  });

  test('what is wrong after an `if` is said once, though it is read for each branch', () => {
    const text = `program P(b: Board) {
  x = read b.a
  if x = sinit { send x } else if x = dinit { send x }
  y = receive
  send nobody
}`;
    expect(check(board + text).diagnostics.map(brief)).toEqual([
      expect.stringContaining('LS2-0201 no name is called `nobody`'),
    ]);
    const unused = check(board + text.replace('nobody', 'sinit')).diagnostics.map(brief);
    expect(unused).toEqual([expect.stringContaining('LS2-0902 the result `y` is never used')]);
  });

  test('may be written out in a modal formula, and has its declared name where it is one', () => {
    const text = `program P(b: Board) { x = read b.a; if x = sinit { send x } }
theorem T(b: Board, I: Thread, t: Time, u: Time) show [P(b)]_I^{t, u} t < u
theorem U(b: Board, I: Thread, t: Time, u: Time) show [x = read b.a; if x = sinit { send x }]_I^{t, u} t < u`;
    const [T, U] = model(board + text).theorems as [TheoremDecl, TheoremDecl];
    expect(sameFormula(T.conclusion, U.conclusion)).toBe(true);
  });
});
