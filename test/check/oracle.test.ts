import { describe, expect, test } from 'vitest';
import { decider } from '../../src/check/oracle.js';
import type { Solving } from '../../src/cli/solving.js';
import { takeScribe, truth } from '../../src/kernel/index.js';
import type { Answer, Unanswered } from '../../src/solver/index.js';

/** What a solver confirmed. */
const yes = takeScribe()(truth, 'z3', '1');

/** How the prover is told of an answer. */
function told(answer: Answer): ReturnType<ReturnType<typeof decider>> {
  const solver = { decide: () => Promise.resolve(answer) } as unknown as Solving['solver'];
  const asked = { solver, limits: { rlimit: 7, seconds: 3 }, tool: { name: 'z3', version: '1' } } as unknown as Solving;
  return decider(asked, 'a.ls2')(truth, 'step A');
}

describe('what the prover is told of an answer', () => {
  test('a valid obligation carries who said so', async () => {
    expect(await told({ verdict: 'valid', source: 'solver', confirmed: yes })).toEqual({
      valid: true,
      answer: yes,
    });
  });

  test('an invalid one is no limit', async () => {
    const decision = await told({ verdict: 'invalid', source: 'cache', exact: true });
    expect(decision).toEqual({
      valid: false,
      refused: true,
      reason: 'z3 finds that it does not follow from what is known here',
    });
  });

  test('a counterexample to something opaque says so', async () => {
    const decision = await told({ verdict: 'invalid', source: 'cache', exact: false });
    expect(decision).toMatchObject({ reason: expect.stringContaining('quantified parts being taken as they stand') });
  });

  const limits: readonly Unanswered[] = [
    'gave-up',
    'time-limit',
    'no-solver',
    'solver-died',
    'not-an-answer',
    'closed',
  ];
  test.each(limits)('%s is a limit', async (why) => {
    expect(await told({ verdict: 'unknown', why, detail: '…' })).toMatchObject({ valid: false, limit: true });
  });

  test('greater limits do not help where no solver may be asked', async () => {
    const decision = await told({ verdict: 'unknown', why: 'outside-fragment', detail: 'too large' });
    expect(decision).toEqual({
      valid: false,
      reason: 'no solver was asked: too large',
      remedy: 'Prove it in smaller steps.',
    });
  });

  test('the limit that was met is named', async () => {
    expect(await told({ verdict: 'unknown', why: 'gave-up', detail: '' })).toMatchObject({
      reason: expect.stringContaining('--rlimit 7'),
    });
    expect(await told({ verdict: 'unknown', why: 'time-limit', detail: '' })).toMatchObject({
      reason: expect.stringContaining('--time-limit 3'),
    });
  });
});
