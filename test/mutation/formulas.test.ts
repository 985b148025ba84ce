import { expect, test } from 'vitest';
import { parse } from '../../src/language/index.js';
import { printExpression } from '../../src/language/printer.js';
import { formulaChanges } from '../../src/mutation/formulas.js';
import { vocabularyOf } from '../../src/mutation/vocabulary.js';

/** What a formula is changed to, and what becomes of it. */
function changesOf(formula: string): readonly string[] {
  const [define] = parse(`define D ≡ ${formula}`, 'd.ls2').file.declarations;
  if (define?.kind !== 'define') throw new Error(`${formula} is no formula`);
  const scope = { vocabulary: vocabularyOf([]), variables: [], ownKinds: new Set<string>() };
  return formulaChanges(define.body, scope).map(({ expr, effect }) => `${effect}: ${printExpression(expr)}`);
}

test.each<[string, ...string[]]>([
  ['A(x) ∧ B(x)', 'weaker: B(x)', 'weaker: A(x)'],
  ['A(x) ∨ B(x)', 'stronger: B(x)', 'stronger: A(x)'],
  ['¬(A(x) ∧ B(x))', 'stronger: ¬B(x)', 'stronger: ¬A(x)'],
  ['A(x) ∧ B(x) ⊃ C(x)', 'stronger: C(x)', 'stronger: B(x) ⊃ C(x)', 'stronger: A(x) ⊃ C(x)'],
  ['A(x) ⊃ B(x) ∨ C(x)', 'stronger: B(x) ∨ C(x)', 'stronger: A(x) ⊃ C(x)', 'stronger: A(x) ⊃ B(x)'],
  ['A(x) iff B(x) ∧ C(x)', 'other: A(x) iff C(x)', 'other: A(x) iff B(x)'],
  ['t < u', 'weaker: t ≤ u'],
  ['¬(t ≤ u)', 'weaker: ¬t < u'],
  ['t < u ≤ v', 'weaker: t ≤ u ≤ v', 'weaker: u ≤ v', 'stronger: t < u < v', 'weaker: t < u'],
  ['A(x) on (t, u]', 'stronger: A(x) on [t, u]', 'weaker: A(x) on (t, u)'],
  ['∃x. A(x) ∧ B(y)', 'weaker: B(y)', 'weaker: ∃x. A(x)'],
  ['∀x. A(x) ∧ B(x) ⊃ C(x)', 'stronger: ∀x. C(x)', 'stronger: ∀x. B(x) ⊃ C(x)', 'stronger: ∀x. A(x) ⊃ C(x)'],
  [
    '∃t, u. A(x) @ t ∧ B(x) @ u',
    'weaker: ∃u. B(x) @ u',
    'other: ∃u. A(x) @ u ∧ B(x) @ u',
    'weaker: ∃t. A(x) @ t',
    'other: ∃t. A(x) @ t ∧ B(x) @ t',
  ],
  ['Reset(m, J) @ t', 'other: LateLaunch(m, J) @ t'],
  ['Extend(J, r, x) @ t', 'other: Jump(J, x) @ t'],
])('%s', (formula, ...expected) => {
  expect(changesOf(formula)).toEqual(expected);
});
