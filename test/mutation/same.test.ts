import { describe, expect, test } from 'vitest';
import { type Model, reader } from '../../src/language/index.js';
import { keepsProof } from '../../src/mutation/index.js';
import { sayTheSame } from '../../src/mutation/same.js';
import { inMemory } from '../language/texts.js';

function modelOf(text: string): Model {
  const { model, diagnostics } = reader(inMemory({ 'a.ls2': text })).read('a.ls2');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return model;
}

const theorem = 'theorem T(x: Term, y: Term)\n  assume f(x) = f(y)\n  show x = y\nproof\n  show by z3\nqed\n';

/** Texts in which all names that the theorem uses are the same, and one of them is declared otherwise. */
const otherwise: readonly (readonly [string, string, string, boolean])[] = [
  ['a constructor that becomes a function', 'constructor f(Term): Term', 'function f(Term): Term', false],
  ['a function of another sort', 'function f(Term): Term', 'function f(Term): Location', false],
  // Programs are constructors of terms: who does not go through its code takes nothing else from it.
  ['a constructor that becomes a program', 'constructor f(Term): Term', 'program f(x: Term) { … }', true],
];

describe('two readings say the same', () => {
  test('if the text is the same, though the symbols of each are its own', () => {
    const text = `constructor f(Term): Term\n${theorem}`;
    expect(sayTheSame(modelOf(text), modelOf(text))).toBe(true);
  });

  test('whatever bound variables are called', () => {
    const of = (name: string): Model =>
      modelOf(`predicate P(Term)\naxiom A means "it holds" source "here" : ∀${name}: Term. P(${name})\n`);
    expect(sayTheSame(of('x'), of('y'))).toBe(true);
  });

  test.each(otherwise)('not of %s', (_, before, after, kept) => {
    const [one, other] = [modelOf(`${before}\n${theorem}`), modelOf(`${after}\n${theorem}`)];
    expect(sayTheSame(one, other)).toBe(false);
    expect(sayTheSame(other, one)).toBe(false);
    const [decl] = one.theorems;
    // The solver may have used that constructors are free, which no part of the statement says.
    expect(decl !== undefined && keepsProof(new Set(), decl, one, other)).toBe(kept);
    expect(decl !== undefined && keepsProof(new Set(), decl, one, one)).toBe(true);
  });

  test('not where a predicate becomes a definition, or the other way', () => {
    const [one, other] = [modelOf('predicate P(Term)\n'), modelOf('define P(x: Term) ≡ x = x\n')];
    expect(sayTheSame(one, other)).toBe(false);
    expect(sayTheSame(other, one)).toBe(false);
  });

  test('not where an axiom that a proof takes says something else', () => {
    const of = (end: string): Model =>
      modelOf(
        `predicate P(Term)\naxiom A means "it holds" source "here" : ∀x: Term. P(x)${end}\ntheorem T(x: Term) show P(x) by auto\n`,
      );
    const [one, other] = [of(''), of(' ⊃ P(x)')];
    const [decl] = one.theorems;
    expect(decl !== undefined && keepsProof(new Set(['axiom A']), decl, one, other)).toBe(false);
    expect(decl !== undefined && keepsProof(new Set(), decl, one, other)).toBe(true);
  });
});
