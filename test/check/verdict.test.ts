import { describe, expect, test } from 'vitest';
import { checkTheorem } from '../../src/check/verdict.js';
import type { Prover } from '../../src/prover/index.js';
import { model } from '../language/texts.js';
import { proved, unprovable } from '../support/models.js';

const solver = { name: 'z3', version: '1' };

function theoremOf(text: string) {
  const read = model(text);
  const [decl] = read.theorems;
  if (decl === undefined) throw new Error('no theorem');
  return { read, decl };
}

describe('a verdict', () => {
  test('where ls2 is at fault is unknown, and says what happened', async () => {
    const { read, decl } = theoremOf(proved);
    const prover: Prover = { prove: () => Promise.reject(new Error('the sky fell')) };
    const checked = await checkTheorem(read, decl, {
      prover,
      solver,
      isVacuous: () => Promise.resolve(false),
      search: 'none',
    });
    expect(checked).toMatchObject({ verdict: 'unknown', failure: { kind: 'fault', known: [] } });
    expect(checked.failure?.reason).toMatch(/^Error: the sky fell/);
  });

  test('shows the last facts, and says how many were known before', async () => {
    const { read, decl } = theoremOf(unprovable);
    const [fact] = decl.assumptions;
    const [goal, known] = [decl.conclusion, Array.from({ length: 30 }, () => fact?.formula ?? decl.conclusion)];
    const prover: Prover = {
      prove: () =>
        Promise.resolve({ proved: false, failure: { step: 'a step', goal, known: [goal, ...known], reason: 'so' } }),
    };
    const { failure } = await checkTheorem(read, decl, {
      prover,
      solver,
      isVacuous: () => Promise.resolve(false),
      search: 'none',
    });
    expect(failure).toMatchObject({ kind: 'stuck', goal: 'u < t', known: ['u < t', 't < u'], knownBefore: 0 });
  });

  test('is without an answer where a limit was met', async () => {
    const { read, decl } = theoremOf(unprovable);
    const failure = { step: 'a step', goal: decl.conclusion, known: [], reason: 'so', limit: true };
    const prover: Prover = { prove: () => Promise.resolve({ proved: false, failure }) };
    expect(
      (await checkTheorem(read, decl, { prover, solver, isVacuous: () => Promise.resolve(false), search: 'none' }))
        .failure?.kind,
    ).toBe('limit');
  });
});
