import { describe, expect, test } from 'vitest';
import { format } from '../../src/language/index.js';
import { resettable } from '../../src/language/resettable.js';
import { pcrRules } from '../../src/tpm/registers.js';
import { check } from './texts.js';

const many = 20_000;
const list = (n: number, each: (i: number) => string, between: string): string =>
  Array.from({ length: n }, (_, i) => each(i)).join(between);

describe('any size is read, or beyond a limit that is named', () => {
  const t = 'define P(t: Time) ≡ ';
  test.each([
    ['implications', `${t}${list(many, () => 't = t', ' ⊃ ')}`, []],
    ['conjuncts', `${t}${list(many, () => 't = t', ' ∧ ')}`, []],
    ['comparisons', `${t}${list(many, () => 't', ' < ')}`, []],
    ['a sequence', `constant a: Term\ndefine P(x: Term) ≡ x = seq(sinit; ${list(5 * many, () => 'a', ', ')})`, []],
    ['a tuple', `constant a: Term\ndefine P(x: Term) ≡ x = (${list(5 * many, () => 'a', ', ')})`, []],
    ['actions', `program P(m: Machine) {\n  x = receive\n${list(many, () => '  send x', '\n')}\n}`, []],
    ['parentheses', `${t}${'('.repeat(many)}t = t${')'.repeat(many)}`, ['LS2-0107']],
    ['negations', `${t}${'¬'.repeat(many)}t = t`, ['LS2-0107']],
    ['quantifiers', `${t}${'∀x: Time. '.repeat(many)}t = t`, ['LS2-0107']],
    ['variables of one quantifier', `${t}∀${list(many, (i) => `x${i}: Time`, ', ')}. t = t`, ['LS2-0107']],
    ['a name', `define P(x: Term) ≡ x = ${'a'.repeat(2_000_000)}`, ['LS2-0107']],
    ['a text', `import "${'a'.repeat(2_000_000)}"`, ['LS2-0107']],
    ['a name of nearly a line', `constant ${'a'.repeat(900_000)}: Term`, []],
    ['a text of nearly a line', `axiom A means "${'a'.repeat(900_000)}" source "x": ⊤`, []],
    ['a comment', `/*${'a\n'.repeat(2_000_000)}*/ constant a: Term`, []],
  ])('%s', (_, text, expected) => {
    const { diagnostics } = check(text);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(expected);
    expect(format(text, 'x').kind).toBe(expected.length === 0 ? 'formatted' : 'unreadable');
  });
});

test('the PCRs that a command resets are those of the simulator', () => {
  const byCommand = pcrRules.flatMap(({ reset }, index) => (reset.length > 0 ? [index] : []));
  expect([...resettable.keys()]).toEqual(byCommand);
});
