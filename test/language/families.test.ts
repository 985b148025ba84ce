import { describe, expect, test } from 'vitest';
import type { Formula, Term } from '../../src/kernel/index.js';
import { format, sceneOf, showFormula } from '../../src/language/index.js';
import { programsOf, termText } from '../../src/semantics/index.js';
import { brief, check, model } from './texts.js';

const boards = `machine Board(m) { memory l on reset run Boot(m) }
machine Desk(m) { memory l }
program Boot(m: Board) { … }
program Certify(m: Board) { send m }
program Both(m: Board, d: Desk, e: Term) { send e }
constant CA: Key
constant e: Term
`;

const claim = (set: string): string => `${boards}theorem T(b: Board, x: Term)\n  show Honest(CA, ${set})\n`;

describe('a set of programs for all machines of a kind', () => {
  test.each([
    '{Certify(m) | m: Board}',
    '{Certify(b), Certify(m) | m: Board}',
    '{Certify(m), Both(m2, d, x) | m: Board, m2: Board, d: Desk}',
    '{Both(b, d, e), Boot(m) | d: Desk, m: Board}',
  ])('%s is read as what is shown, whatever its variables are called', (set) => {
    const read = model(claim(set));
    const shown = showFormula(read.theorems[0]?.conclusion as Formula, read);
    const again = model(claim(shown.slice('Honest(CA, '.length, -1)));
    expect(showFormula(again.theorems[0]?.conclusion as Formula, again)).toBe(shown);
    expect(read.theory.families.length).toBeGreaterThan(0);
  });

  test('one variable may range in several programs, each for all of its own', () => {
    const [one, apart] = ['{Certify(m), Boot(m) | m: Board}', '{Certify(m), Boot(n) | m: Board, n: Board}'].map(
      (set) => {
        const read = model(claim(set));
        return showFormula(read.theorems[0]?.conclusion as Formula, read);
      },
    );
    expect(one).toBe(apart);
  });

  test('a variable of the set is no other of its name', () => {
    const read = model(claim('{Certify(b) | b: Board}'));
    expect(read.theorems[0]?.conclusion.free.map(({ name }) => name)).not.toContain('b');
  });

  test('has in a world one program for each machine of the kind', () => {
    const read = model(claim('{Both(m, d, e), Certify(b), Boot(m) | m: Board, d: Desk}'));
    const world = sceneOf(read, 2);
    const conclusion = read.theorems[0]?.conclusion;
    if (conclusion?.kind !== 'atom') throw new Error('it is not Honest(X, {…})');
    const [, set] = conclusion.args;
    const found = programsOf(world, world.machines, set as Term)?.map((each) => termText(world.words, each));
    expect(found).toHaveLength(2 * 2 + 1 + 2);
    expect(found).toContain('Both(board2, desk1, e)');
    expect(found).toContain('Boot(board2)');
    expect(programsOf(world, [], set as Term)).toHaveLength(1);
  });

  test.each([
    ['{Certify(m) | m: Machine}', /LS2-0307 a set of programs ranges over the machines of a kind/],
    ['{Certify(m) | m}', /LS2-0307 a set of programs ranges over the machines of a kind/],
    ['{Both(b, d, machine(m)) | m: Board, d: Desk}', /LS2-0307 what a set ranges over stands once/],
    ['{Certify(b) | m: Board}', /LS2-0307 no program of the set is for all `m`/],
    ['{Certify(m) | m: Desk}', /LS2-0302 this is a Desk, and a Board is wanted/],
    ['{Certify(m) | m: Room}', /LS2-0201 no sort is called `Room`/],
    ['{m | m: Board}', /LS2-0307 this is no declared program/],
  ])('%s is refused, with one message', (set, message) => {
    const errors = check(claim(set)).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(brief)).toEqual([expect.stringMatching(message)]);
  });

  test('| is nothing elsewhere', () => {
    const text = `${boards}theorem T(b: Board)\n  show b = b | b = b\n`;
    expect(check(text).diagnostics.map(brief)).toEqual([expect.stringMatching(/LS2-0101 .*disjunction/)]);
  });

  test('is formatted as it stands', () => {
    const text = claim('{Certify(b), Certify(m) | m: Board}');
    const formatted = format(text, 'model.ls2');
    expect(formatted.kind === 'formatted' ? formatted.text : '').toContain('{Certify(b), Certify(m) | m: Board}');
  });
});
