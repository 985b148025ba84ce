import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { atom, bound, equal, forall, implies, variable } from '../../src/kernel/index.js';
import { createSolver, keepIn, openCache, type Solver, type SolverOptions } from '../../src/solver/index.js';
import { scratchDirectory } from '../support/scratch.js';
import { h, location, mem, pigeons, termVariable } from './obligations.js';

const [a, b, c] = [termVariable('a'), termVariable('b'), termVariable('c')];
const valid = implies(equal(h(a, b), h(c, b)), equal(a, c));
const renamed = implies(equal(h(c, a), h(b, a)), equal(c, b));
const invalid = equal(a, b);

function open(options: SolverOptions = {}): Solver {
  const solver = createSolver('z3', options);
  onTestFinished(() => solver.close());
  return solver;
}

describe('a solver', () => {
  test('decides', async () => {
    const solver = open();
    expect(await solver.decide(valid, 'one')).toMatchObject({ verdict: 'valid', source: 'solver' });
    expect(await solver.decide(invalid, 'two')).toMatchObject({ verdict: 'invalid', source: 'solver', exact: true });
    const t = variable('t', 'Time');
    const somewhere = forall([t], atom(mem, location('l'), a, t));
    expect(await solver.decide(somewhere, 'three')).toMatchObject({ verdict: 'invalid', exact: false });
  });

  test('is asked once for obligations that are equal up to renaming', async () => {
    const solver = open();
    await Promise.all([solver.decide(valid, 'one'), solver.decide(renamed, 'two')]);
    await solver.decide(renamed, 'three');
    expect(solver.statistics()).toEqual({ asked: 3, distinct: 1, fromCache: 0, fromSolver: 1, unknown: 0, started: 1 });
  });

  test('is not started when the cache has all answers', async () => {
    const directory = scratchDirectory();
    const first = open({ cache: openCache(directory) });
    await Promise.all([first.decide(valid, 'one'), first.decide(invalid, 'two')]);
    await first.close();
    const second = open({ cache: openCache(directory) });
    expect(await second.decide(renamed, 'one')).toMatchObject({ verdict: 'valid', source: 'cache' });
    expect(await second.decide(invalid, 'two')).toMatchObject({ verdict: 'invalid', source: 'cache' });
    expect(await second.version()).toMatch(/^z3-solver \d/);
    expect(second.statistics()).toMatchObject({ fromCache: 2, fromSolver: 0, started: 0 });
  });

  test('never puts "unknown" in the cache', async () => {
    const directory = scratchDirectory();
    for (const _ of [1, 2]) {
      const solver = open({ cache: openCache(directory), limits: { rlimit: 10_000, seconds: 600 } });
      expect(await solver.decide(pigeons(9), 'hard')).toMatchObject({ verdict: 'unknown', why: 'gave-up' });
      expect(solver.statistics()).toMatchObject({ fromCache: 0, fromSolver: 0, unknown: 1 });
      await solver.close();
    }
    expect(readdirSync(directory)).toEqual([]);
  });

  test('asks nobody about what is outside of the fragment', async () => {
    const solver = open();
    expect(await solver.decide(equal(bound(0, 'Term'), a), 'loose')).toMatchObject({
      verdict: 'unknown',
      why: 'outside-fragment',
    });
    expect(solver.statistics()).toMatchObject({ started: 0, unknown: 1 });
  });

  test('that is closed leaves nobody waiting', async () => {
    const solver = open();
    const answer = solver.decide(pigeons(11), 'hard');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await solver.close();
    expect(await answer).toMatchObject({ verdict: 'unknown', why: 'closed' });
  });

  test('keeps every obligation, whole and once, and who asked', async () => {
    const directory = scratchDirectory();
    const solver = open({ keeper: keepIn(directory) });
    await Promise.all([
      solver.decide(valid, 'step 2'),
      solver.decide(renamed, 'step 1'),
      solver.decide(invalid, 'step 3'),
    ]);
    await solver.close();
    const { obligations } = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'));
    expect(obligations.map((entry: { askedBy: string[] }) => entry.askedBy).sort()).toEqual([
      ['step 1', 'step 2'],
      ['step 3'],
    ]);
    const files = readdirSync(directory).filter((name) => name.endsWith('.smt2'));
    expect(obligations.map((entry: { file: string }) => entry.file)).toEqual(files.sort());
    for (const file of files)
      expect(readFileSync(join(directory, file), 'utf8')).toMatch(/^\(set-logic ALL\)\n[\s\S]*\(check-sat\)\n$/);
  });
});
