import { describe, expect, test } from 'vitest';
import { bare } from '../../src/fuzz/arbitraries/tree.js';
import { Grammar } from '../../src/language/grammar/declarations.js';
import { parse } from '../../src/language/parser.js';
import { printExpression } from '../../src/language/printer.js';
import { messages } from '../../src/language/syntax-errors.js';
import { samples } from './samples.js';
import { brief } from './texts.js';

const bodyOf = (text: string): unknown => {
  const { file, diagnostics } = parse(`define X ≡ ${text}`, 'example.ls2');
  expect(diagnostics.map(brief)).toEqual([]);
  const [declaration] = file.declarations;
  return declaration?.kind === 'define' ? bare(declaration.body) : undefined;
};

const problems = (text: string): readonly string[] => parse(text, 'example.ls2').diagnostics.map(brief);

test('the grammar is sound: nothing ambiguous, left-recursive or empty', () => {
  expect(() => new Grammar(messages, true)).not.toThrow();
});

test.each(samples)('sample %# is read without a mistake', (text) => {
  expect(problems(text)).toEqual([]);
});

describe('precedence', () => {
  test.each([
    ['A ∧ B ∨ C ⊃ D ⊃ E iff F', '((A ∧ B) ∨ C ⊃ (D ⊃ E)) iff F'],
    ['¬A ∧ B', '(¬A) ∧ B'],
    ['¬A on (t, u)', '(¬A) on (t, u)'],
    ['¬a = b', '¬(a = b)'],
    ['¬A @ t', '¬(A @ t)'],
    ['A @ t on (t, u]', '(A @ t) on (t, u]'],
    ['∀x. A ∧ B ⊃ C', '∀x. (A ∧ B ⊃ C)'],
    ['A ∧ ∃x. B ∧ C', 'A ∧ (∃x. (B ∧ C))'],
    ['[P]_I^{t, u} A ⊃ B', '[P]_I^{t, u} (A ⊃ B)'],
    ['^AIK(m)⁻¹ = x', '(^(AIK(m)⁻¹)) = x'],
    ['A on (t, u] ∧ B', '(A on (t, u]) ∧ B'],
    ['t < u ≤ v ∧ A', '(t < u ≤ v) ∧ A'],
  ])('%s is %s', (plain, explicit) => {
    const loosely = bodyOf(plain);
    // ⊃ groups to the right, and is one list in the tree unless brackets say otherwise.
    if (!plain.includes('⊃ E')) expect(bodyOf(explicit)).toEqual(loosely);
    expect(loosely).toBeDefined();
  });

  test('⊃ groups to the right', () => {
    expect(bodyOf('A ⊃ B ⊃ C')).toMatchObject({
      kind: 'implies',
      parts: [{ name: 'A' }, { name: 'B' }, { name: 'C' }],
    });
  });
});

test('ASCII and Unicode read alike', () => {
  const ascii =
    'forall x, y. exists z. ~A /\\ not B \\/ C or D => x != y iff x <= y /\\ true => false /\\ SIG[K^-1]{| e |} = ^V';
  const unicode = '∀x, y. ∃z. ¬A ∧ ¬B ∨ C ∨ D ⊃ x ≠ y ⟺ x ≤ y ∧ ⊤ ⊃ ⊥ ∧ SIG[K⁻¹]{| e |} = V̂';
  expect(bodyOf(ascii)).toEqual(bodyOf(unicode));
  expect(bodyOf('V̂ = Â ∧ Ĵ = X̂')).toEqual(bodyOf('^V = ^A ∧ ^J = ^X'));
  expect(parse('theorem T\n show A |- B', 'x').file.declarations.map(bare)).toEqual(
    parse('theorem T\n show A ⊢ B', 'x').file.declarations.map(bare),
  );
  expect(parse('program P { ... }', 'x').file.declarations.map(bare)).toEqual(
    parse('program P { … }', 'x').file.declarations.map(bare),
  );
  expect(parse('define A == B', 'x').file.declarations.map(bare)).toEqual(
    parse('define A ≡ B', 'x').file.declarations.map(bare),
  );
});

test('the private key may stand before the machine, as in AIK⁻¹(m)', () => {
  expect(bodyOf('SIG[AIK⁻¹(m)]{| e |} = x')).toEqual(bodyOf('SIG[AIK(m)⁻¹]{| e |} = x'));
});

test('words of the grammar are names where they can be nothing else', () => {
  expect(
    problems(
      'machine Host(m) { memory source, memory, pcr, on, run\n pcr case, with }\nprogram program(m: Host) { read = read m.source; send read }',
    ),
  ).toEqual([]);
});

test('a line of a program ends where the next begins', () => {
  const [lines] = parse('program P {\n x = receive\n y = receive\n send (x, y)\n latelaunch\n}', 'x').file.declarations;
  const [one] = parse('program P { x = receive; y = receive; send (x, y); latelaunch; }', 'x').file.declarations;
  expect(bare(lines)).toEqual(bare(one));
});

test('documentation is that of the next declaration', () => {
  const { file } = parse(
    '/// One.\n/// Two.\nsort A\n// no\nsort B\n/// Three.\n\n// between\nsort C // after\n/// last',
    'x',
  );
  expect(file.declarations.map((d) => d.doc)).toEqual(['One.\nTwo.', undefined, 'Three.']);
});

test('places are exact', () => {
  const text = '/* a\n b */ define Ω';
  expect(problems(text)[0]).toMatch(/^2:14 LS2-0101/);
  const { file } = parse('\n  define A ≡ f(x) ∧ (B)', 'x');
  const [declaration] = file.declarations;
  expect(declaration?.span).toEqual({
    start: { offset: 3, line: 2, column: 3 },
    end: { offset: 24, line: 2, column: 24 },
  });
  if (declaration?.kind === 'define') expect(declaration.body.span.start).toEqual({ offset: 14, line: 2, column: 14 });
});

describe('one run reports every mistake', () => {
  test('in actions, items, steps and declarations', () => {
    const text = `machine Host(m) {
  memory a b
  pcr s
  on start run P(m)
}
program P(m: Host) {
  x = = read m.a
  send x
  jump ) x
}
define A(t: Time) ≡ t < < t
theorem T(t: Time)
  show t = t
proof
  have A t = t by z3
  have B: t = by z3
  show by z3
qed
constant ok: Term
axiom X means source "a" : ⊤
chain C(m: Host) on m.pcr.s {
  S0 reads m.
  S1 reads m.a extra m.b
  S2 ) reads m.b
}
`;
    expect(problems(text)).toEqual([
      '2:12 LS2-0104 expected `memory`, `pcr`, `dpcr`, `principal` or `on`, found `b`',
      '4:6 LS2-0104 expected `reset` or `latelaunch`, found `start`',
      '7:7 LS2-0104 expected a name, found `=`',
      '9:8 LS2-0104 expected `;` or a new line, found `)`',
      '11:25 LS2-0104 expected a term or a formula, found `<`',
      '15:10 LS2-0104 expected `by`, found `t`',
      '16:18 LS2-0104 expected `by`, found `z3`',
      '20:15 LS2-0104 expected a text in quotes, found `source`',
      '23:13 LS2-0104 expected a name, found `.`',
      '24:6 LS2-0104 expected a name, found `)`',
    ]);
    expect(parse(text, 'x').file.declarations.map((d) => d.kind)).toEqual([
      'machine',
      'program',
      'theorem',
      'constant',
      'chain',
    ]);
  });

  test('an unclosed block ends where the next declaration begins', () => {
    const text = 'program P {\n send x\n\nprogram Q {\n send y )\n}\nconstant c: Term';
    expect(problems(text)).toEqual([
      '4:1 LS2-0105 expected `}` before `program`',
      '5:9 LS2-0104 expected `;` or a new line, found `)`',
    ]);
    expect(parse(text, 'x').file.declarations.map((d) => d.kind)).toEqual(['program', 'constant']);
  });

  test('characters that are no part of the language do not disturb the rest', () => {
    expect(problems('constant a$: Term\n# no\nconstant b: é\n')).toEqual([
      '1:11 LS2-0101 `$` is no part of the language',
      '2:1 LS2-0101 `#` begins no comment',
      '3:13 LS2-0101 `é` is no name: names are of Latin letters without accents',
    ]);
  });
});

test('what is nested too deeply is said so, and is no crash', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['¬', ''],
    ['^', ''],
    ['∀x. ', ''],
    ['f(', ')'],
    ['[P]_I^{t, t} ', ''],
    ['{', '}'],
    ['[x = f (', ')]_I^{t, t} x'],
    ['x ⊃ (', ')'],
  ] as const) {
    const text = (depth: number): string => `define A ≡ ${open.repeat(depth)}x${close.repeat(depth)}`;
    expect(problems(text(40)), open).toEqual([]);
    expect(problems(text(5000)), open).toEqual([expect.stringContaining('LS2-0107')]);
  }
  for (const tail of ['.a', '[x]', '⁻¹', ' @ t']) {
    expect(problems(`define A ≡ x${tail.repeat(5000)}`)).toEqual([expect.stringContaining('LS2-0107')]);
  }
});

test('printing an expression says what was read', () => {
  const [declaration] = parse('define A ≡ ((x)) = (((y)))', 'x').file.declarations;
  expect(declaration?.kind === 'define' && printExpression(declaration.body)).toBe('x = y');
});
