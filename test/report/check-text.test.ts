import { describe, expect, test } from 'vitest';
import type { CheckedTheorem, CheckResult } from '../../src/check/index.js';
import { diagnostic, startOfFile } from '../../src/diagnostics/index.js';
import { checkText } from '../../src/report/check-text.js';
import { plain } from '../../src/report/paint.js';

const tool = { name: 'ls2', version: '1', solver: { name: 'z3', version: '1' } };
const restsOn = {
  axioms: ['READ', 'MEM'],
  assumptions: ['A', 'B'],
  definitions: [],
  rules: ['Jump', 'Oracle', '∀E'],
  oracle: { solver: 'z3', version: '1', obligations: 1 },
};
const theorem: CheckedTheorem = {
  name: 'T',
  role: 'theorem',
  file: 'a.ls2',
  line: 3,
  verdict: 'proved',
  expected: 'proved',
  restsOn,
};
const stuck = {
  kind: 'stuck',
  step: 'step B',
  reason: 'so',
  goal: 'a = b',
  known: ['C', 'D'],
  knownBefore: 7,
} as const;

const textOf = (result: Partial<CheckResult>): string =>
  checkText({ tool, theorems: [], notChecked: [], axioms: [], diagnostics: [], ...result }, () => undefined, plain);
const summaryOf = (result: Partial<CheckResult>): string | undefined => textOf(result).trimEnd().split('\n').at(-1);

describe('the text of a check', () => {
  test('says what a proved theorem rests on', () => {
    expect(textOf({ theorems: [theorem] })).toBe(`✓ T  proved  a.ls2:3
    assumes      A
                 B
    axioms       READ, MEM
    rules        Jump, natural deduction
    oracle       z3 (1), 1 obligation

1 theorem: 1 proved; all as expected
`);
  });

  test('says of one that is not: the step, what remains, what was known, why, what to do, how to see more', () => {
    const failure = { ...stuck, remedy: 'Do it.' };
    expect(textOf({ theorems: [{ ...theorem, verdict: 'unknown', failure }] })).toBe(`? T  unknown  a.ls2:3
    stuck at     step B
    to show      a = b
    known        (and 7 facts before)
                 C
                 D
    because      so
    help         Do it.
    see          ls2 explain T a.ls2

1 theorem: 1 unknown; 1 not as expected
`);
  });

  test('is brief where that was expected', () => {
    const expected: CheckedTheorem = { ...theorem, verdict: 'unknown', expected: 'unknown', failure: stuck };
    expect(textOf({ theorems: [expected] })).toBe(`? T  unknown, as expected  a.ls2:3
    stuck at     step B
    because      so

1 theorem: 1 unknown; all as expected
`);
  });

  test('sums up what is violated and what is open', () => {
    const unknown: CheckedTheorem = { ...theorem, verdict: 'unknown', failure: stuck };
    const limited: CheckedTheorem = { ...unknown, failure: { ...stuck, kind: 'limit' } };
    const theorems = [theorem, unknown, limited, { ...unknown, expected: 'refuted' as const }];
    expect(summaryOf({ theorems })).toBe('4 theorems: 1 proved, 3 unknown; 1 not as expected, 2 without a verdict');
    expect(summaryOf({ theorems: [{ ...theorem, verdict: 'refuted' }] })).toBe(
      '1 theorem: 1 refuted; 1 not as expected',
    );
    expect(summaryOf({})).toBe('no theorems');
  });

  test('names what is not checked, and the error in the way', () => {
    const because = { code: 'LS2-0201', file: 'b.ls2', line: 9, message: 'no name is called `y`' } as const;
    const own = { role: 'lemma', name: 'L', file: 'a.ls2', line: 5, because, through: [] } as const;
    const notChecked = [own, { ...own, role: 'theorem', name: 'T', line: 7, through: ['Protected', 'Rom'] }] as const;
    expect(textOf({ notChecked })).toBe(`– lemma L  not checked  a.ls2:5
    because      LS2-0201 at b.ls2:9: no name is called \`y\`

– T  not checked  a.ls2:7
    because      LS2-0201 at b.ls2:9: no name is called \`y\`
    by way of    Protected, Rom

no theorems; 2 not checked
`);
  });

  test('shows the first of very many diagnostics, and steers no terminal by them', () => {
    const wrong = Array.from({ length: 60 }, () =>
      diagnostic('LS2-0101', '`\u001b[2J` is no part', { file: 'a.ls2', span: startOfFile }),
    );
    const text = textOf({ diagnostics: wrong });
    expect(text.match(/^error/gm)).toHaveLength(50);
    expect(text).toContain('\n… and 10 more\n');
    expect(text).not.toContain('\u001b');
    expect(summaryOf({ diagnostics: wrong })).toBe('no theorems; 60 errors');
  });
});
