import { describe, expect, test } from 'vitest';
import type { Mutant } from '../../src/mutation/index.js';
import type { JudgedMutant, MutantTheorem, MutationResult } from '../../src/mutation/mutation-result.js';
import { mutationHtml } from '../../src/report/html/mutation-html.js';
import { mutationJson } from '../../src/report/mutation-json.js';
import { mutationText } from '../../src/report/mutation-text.js';
import { plain } from '../../src/report/paint.js';

const place = { line: 7, column: 1, offset: 0 };

function judged(
  name: string,
  verdict: JudgedMutant['verdict'],
  more: Partial<Mutant & MutantTheorem> = {},
): JudgedMutant {
  const { kind = 'action dropped', witness } = more;
  const mutant: Mutant = {
    id: `Rom:${name}`,
    kind,
    affects: { declaration: { kind: 'program', name: `Rom${name}` } },
    what: `Rom without ${name}`,
    file: 'a.ls2',
    span: { start: place, end: place },
    text: '',
  };
  const theorem: MutantTheorem = { name: 'T', file: 'a.ls2', verdict, basis: 'anew', ...(witness && { witness }) };
  return { mutant, verdict, theorems: [theorem] };
}

const none = { kind: 'none', vacuous: 'unknown' } as const;

const mutants = [
  judged('1', 'refuted'),
  judged('2', 'proved'),
  judged('3', 'unknown'),
  judged('4', 'proved', { kind: 'weaker claim' }),
  judged('5', 'proved', { witness: { kind: 'none', vacuous: 'proved' } }),
  judged('6', 'proved', { witness: none }),
];

const result = (some: readonly JudgedMutant[]): MutationResult => ({
  tool: { name: 'ls2', version: '0', solver: { name: 'z3', version: '4' } },
  theorems: [],
  mutants: some,
  leftOut: { unreadable: 2, same: 1, repeated: 0 },
  diagnostics: [],
});

const text = (some: readonly JudgedMutant[], all = false): string =>
  mutationText(result(some), () => undefined, plain, { all });

describe('what mutants come to', () => {
  test('survivors and undecided ones are lines, killed ones are counted, and the score is of those that could be killed', () => {
    expect(text(mutants)).toBe(
      [
        '✗ survived  Rom:2  a.ls2:7  Rom without 2',
        '✗ survived  Rom:6  a.ls2:7  Rom without 6  of nothing, perhaps: T',
        '',
        '? undecided  Rom:3  a.ls2:7  Rom without 3',
        '',
        'No theorem depends on',
        '    program Rom2  a.ls2, 1 mutant',
        '    program Rom6  a.ls2, 1 mutant',
        '',
        '6 mutants: 2 killed, 2 survived, 1 undecided, 1 implied (they claim less, or assume more)',
        'score: 40 %, 2 killed of 5 that are not implied',
        '3 changes left out: 2 make no model, 1 change nothing, 0 were there already',
        '',
      ].join('\n'),
    );
  });

  test('all are shown where that is asked, a killed one with ✓', () => {
    const lines = text(mutants, true)
      .split('\n')
      .filter((line) => line.includes('Rom:'));
    expect(lines).toEqual([
      '✓ killed  Rom:1  a.ls2:7',
      '✗ survived  Rom:2  a.ls2:7',
      '? undecided  Rom:3  a.ls2:7',
      '· implied  Rom:4  a.ls2:7',
      '✓ killed  Rom:5  a.ls2:7',
      '✗ survived  Rom:6  a.ls2:7',
    ]);
    expect(text(mutants, true)).toContain('the premises of T contradict each other');
  });

  test('where nothing could be killed there is no score, and nothing is called complete that is not', () => {
    expect(text([judged('4', 'proved', { kind: 'stronger assumption' })])).not.toContain('score');
    const many = [...Array.from({ length: 999 }, (_, i) => judged(`${i}`, 'refuted')), judged('x', 'unknown')];
    expect(text(many)).toContain('score: 99 %');
  });

  test('a line is a line, however much is changed', () => {
    const [first] = [judged('2', 'proved')];
    const long = { ...first, mutant: { ...first.mutant, what: `Rom without ${'x ∧ '.repeat(200)}` } } as JudgedMutant;
    expect(text([long]).split('\n')[0]?.length).toBeLessThan(220);
  });

  test('programs are told the same', () => {
    const told = JSON.parse(mutationJson(result(mutants), () => '')) as {
      readonly score: object;
      readonly mutants: readonly { readonly fate: string }[];
    };
    expect(told.score).toEqual({ killed: 2, survived: 2, undecided: 1, implied: 1, score: 0.4 });
    expect(told.mutants.map(({ fate }) => fate)).toEqual([
      'killed',
      'survived',
      'undecided',
      'implied',
      'killed',
      'survived',
    ]);
  });

  test('as a page: a table for each fate, those first that tell something', () => {
    const page = mutationHtml(result(mutants));
    expect([...page.matchAll(/<h2>(\w+)<\/h2>/g)].map(([, title]) => title)).toEqual([
      'Survived',
      'Undecided',
      'Killed',
      'Implied',
    ]);
    expect(page).toContain('2 mutants survived');
    expect(page).toMatch(/Rom:1<\/span><\/td>.*refuted<\/span> <code>T/);
    expect(page).toContain('score: 40 %');
  });
});
