import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bare, undocumented } from '../../src/fuzz/arbitraries/tree.js';
import { format } from '../../src/language/format.js';
import { lex } from '../../src/language/lexer.js';
import { parse } from '../../src/language/parser.js';
import { samples } from './samples.js';
import { textsUnder } from './texts.js';

const formatted = (text: string): string => {
  const result = format(text, 'example.ls2');
  if (result.kind === 'unreadable') throw new Error(result.diagnostics.map((d) => d.message).join('; '));
  return result.text;
};

const tree = (text: string): unknown => undocumented(bare(parse(text, 'example.ls2').file));
const comments = (text: string): readonly string[] => lex(text, 'example.ls2').comments.map((c) => c.text);

/** A text with comments put between its tokens. */
function commented(text: string, places: readonly (readonly [number, string])[]): string {
  const { tokens } = lex(text, 'example.ls2');
  const byOffset = places.map(
    ([place, comment]) => [tokens[place % tokens.length]?.startOffset ?? 0, comment] as const,
  );
  let result = text;
  for (const [offset, comment] of byOffset.sort(([a], [b]) => b - a))
    result = result.slice(0, offset) + comment + result.slice(offset);
  return result;
}

describe('ls2 fmt', () => {
  test.each(['models', 'proofs'].flatMap(textsUnder))('has formatted $path, if it can be read', ({ path, text }) => {
    const result = format(text, path);
    if (result.kind === 'formatted') expect(result.text).toBe(text);
    else expect(path).toMatch(/\/printed\/literal/);
  });

  test.each(samples)('says the same as sample %#, and keeps its comments', (text) => {
    expect(tree(formatted(text))).toEqual(tree(text));
    expect([...comments(formatted(text))].sort()).toEqual([...comments(text)].sort());
  });

  test.each(samples)('changes nothing the second time, in sample %#', (text) => {
    const once = formatted(text);
    expect(formatted(once)).toBe(once);
  });

  test('keeps comments wherever they are', () => {
    const some = fc.constantFrom('/* a */ ', '// b\n', '/// c\n', '/* d\n e */\n', '\n\n// f\n\n', '/**/');
    const text = samples[0] ?? '';
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), some), { minLength: 1, maxLength: 8 }), (places) => {
        const before = commented(text, places);
        fc.pre(parse(before, 'example.ls2').diagnostics.length === 0);
        const after = formatted(before);
        expect(tree(after)).toEqual(tree(before));
        expect([...comments(after)].sort()).toEqual([...comments(before)].sort());
        expect(formatted(after)).toBe(after);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 500) },
    );
  });

  test('writes Unicode, one space, and lines that fit', () => {
    const text = [
      'define   A(t:Time)==forall x,y:Thread. ~ (B(x)/\\C(y)@t)=>exists u. t<=u \\/ x!=y // why',
      'define Long(m: Machine, t: Time) ≡ Mem(m.pcr.s, aaaaaaaaaaaaaaaaaaaaaaaa) @ t ∧ Mem(m.pcr.s, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) @ t',
    ].join('\n');
    expect(formatted(text)).toBe(
      [
        'define A(t: Time) ≡ ∀x, y: Thread. ¬(B(x) ∧ C(y) @ t) ⊃ ∃u. t ≤ u ∨ x ≠ y // why',
        'define Long(m: Machine, t: Time) ≡',
        '  Mem(m.pcr.s, aaaaaaaaaaaaaaaaaaaaaaaa) @ t',
        '  ∧ Mem(m.pcr.s, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) @ t',
        '',
      ].join('\n'),
    );
  });

  test('puts as much of a list on a line as fits', () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(25)).join(', ');
    const [first, second] = [names.slice(0, 80), names.slice(81)];
    const text = `constant ${names}: Term define X ≡ A(${names}) theorem T show X proof show by z3 using ${names} qed`;
    expect(formatted(text)).toBe(
      [
        `constant ${first}`,
        `  ${second}: Term`,
        'define X ≡',
        '  A(',
        `    ${first}`,
        `    ${second}`,
        '  )',
        'theorem T',
        '  show X',
        'proof',
        `  show by z3 using ${first}`,
        `    ${second}`,
        'qed',
        '',
      ].join('\n'),
    );
  });

  test('keeps empty lines, but not two in a row, and blocks of several lines', () => {
    const text =
      'constant a: Term\n\n\n\nconstant b: Term\nconstant c: Term\nprogram P {\n send a;\n\n\n // last\n send b }\nprogram Q {send a;send b}\n';
    expect(formatted(text)).toBe(
      'constant a: Term\n\nconstant b: Term\nconstant c: Term\nprogram P {\n  send a\n\n  // last\n  send b\n}\nprogram Q { send a; send b }\n',
    );
  });

  test('leaves a text alone that it cannot read', () => {
    expect(format('program {', 'example.ls2')).toMatchObject({
      kind: 'unreadable',
      diagnostics: [{ code: 'LS2-0104' }],
    });
  });
});
