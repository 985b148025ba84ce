import { describe, expect, test } from 'vitest';
import { standing } from '../../src/check/check-result.js';
import { type CheckEvent, type CheckedTheorem, type CheckRequest, check } from '../../src/check/index.js';
import { createSolver } from '../../src/solver/index.js';
import { type Stop, Stopped, whenStopped } from '../../src/stop/index.js';
import { inMemory } from '../language/texts.js';
import { booted, chain, proved, unprovable } from '../support/models.js';

const text = chain + booted + proved + unprovable;

/** A run that is stopped when it asks for the nth time. */
function at(count: number): Stop {
  let asked = 0;
  return { reason: () => (++asked > count ? 'deadline' : undefined) };
}

async function run(more: Partial<CheckRequest>): Promise<readonly CheckedTheorem[] | 'nothing'> {
  const solver = createSolver('z3', { jobs: 1 });
  const solving = { solver, limits: { rlimit: 5_000_000, seconds: 600 }, tool: { name: 'z3', version: 'as tested' } };
  const events: CheckEvent[] = [];
  try {
    for await (const event of check({ files: ['a.ls2'], source: inMemory({ 'a.ls2': text }), solving, ...more }))
      events.push(event);
  } catch (error) {
    if (error instanceof Stopped) return 'nothing';
    throw error;
  } finally {
    await solver.close();
  }
  return events.flatMap((event) => (event.kind === 'theorem' ? [event.checked] : []));
}

const verdicts = (checked: readonly CheckedTheorem[]): ReadonlyMap<string, string> =>
  new Map(checked.map(({ name, verdict }) => [name, verdict]));

describe('a run that is stopped', () => {
  test('at whatever moment decides nothing that it would not decide by itself', async () => {
    const whole = await run({});
    if (whole === 'nothing') throw new Error('it was not stopped');
    const right = verdicts(whole);
    expect([...right.values()].sort()).toEqual(['proved', 'proved', 'refuted']);
    let undecided = 0;
    for (const count of [0, 1, 2, 3, 5, 8, 21, 55, 144, 377, 987]) {
      const stopped = await run({ stop: at(count) });
      if (stopped === 'nothing') continue;
      expect(stopped.map(({ name }) => name).sort()).toEqual([...right.keys()].sort());
      for (const theorem of stopped) {
        if (theorem.verdict === 'unknown') {
          undecided++;
          expect(standing(theorem)).toBe('open');
        } else expect(theorem.verdict).toBe(right.get(theorem.name));
      }
    }
    expect(undecided).toBeGreaterThan(6);
  });

  test('looks for no attack and no witness where none is wanted, and proves all the same', async () => {
    const checked = await run({ search: 'none' });
    if (checked === 'nothing') throw new Error('it was not stopped');
    expect([...verdicts(checked).values()].sort()).toEqual(['proved', 'proved', 'unknown']);
    for (const { attack, search, witness } of checked)
      expect([attack, search, witness]).toEqual([undefined, undefined, undefined]);
  });
});

test('who waits is told once', async () => {
  const reasons: string[] = [];
  await new Promise<void>((resolve) => {
    whenStopped(at(2), (reason) => {
      reasons.push(reason);
      setTimeout(resolve, 200);
    });
    // The timer that asks keeps no process; this one does.
    setTimeout(resolve, 5000);
  });
  expect(reasons).toEqual(['deadline']);
});
