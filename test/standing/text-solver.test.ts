import { afterAll, describe, expect, test } from 'vitest';
import { createTextSolver, openCache } from '../../src/solver/index.js';
import { installed } from '../support/programs.js';
import { scratchDirectory } from '../support/scratch.js';

const limits = { rlimit: 0, seconds: 600 };
const names = ['z3', ...(installed('z3') ? (['native-z3'] as const) : [])] as const;

describe.each(names)('%s, asked whole texts', (name) => {
  const solver = createTextSolver(name, { limits });
  afterAll(() => solver.close());

  test('answers', async () => {
    expect(await solver.ask('(assert false)\n(check-sat)\n')).toEqual({ kind: 'unsat' });
    expect(await solver.ask('(assert true)\n(check-sat)\n')).toEqual({ kind: 'sat' });
  });

  test('remembers nothing of the text before', async () => {
    const text = (value: string): string => `(declare-const c Bool)\n(assert ${value})\n(check-sat)\n`;
    expect(await Promise.all([solver.ask(text('(not c)')), solver.ask(text('c'))])).toEqual([
      { kind: 'sat' },
      { kind: 'sat' },
    ]);
  });

  test('gives no answer to a text with an error, whatever is printed after it', async () => {
    expect(await solver.ask('(assert nonsense)\n(assert false)\n(check-sat)\n')).toMatchObject({
      why: 'not-an-answer',
    });
    expect(await solver.ask('(assert false)\n(check-sat)\n')).toEqual({ kind: 'unsat' });
  });

  test('gives no answer where the solver gives up, or is late', async () => {
    const hard = createTextSolver(name, { limits: { rlimit: 2_000, seconds: 600 } });
    const late = createTextSolver(name, { limits: { rlimit: 0, seconds: 0.5 } });
    const cubes =
      '(declare-const x Int)(declare-const y Int)(declare-const z Int)\n(assert (= (+ (* x x x) (* y y y) (* z z z)) 114))\n(check-sat)\n';
    expect(await hard.ask(cubes)).toMatchObject({ kind: 'none', why: 'gave-up' });
    expect(await late.ask(cubes)).toMatchObject({ kind: 'none', why: 'time-limit' });
    await hard.close();
    await late.close();
    expect(await late.ask(cubes)).toMatchObject({ kind: 'none', why: 'closed' });
  });

  test('keeps definite answers', async () => {
    const directory = scratchDirectory();
    const text = '(assert false)\n(check-sat)\n';
    const first = createTextSolver(name, { limits, cache: openCache(directory) });
    await first.ask(text);
    await first.close();
    let looked = 0;
    const cache = openCache(directory);
    const second = createTextSolver(name, {
      limits,
      cache: {
        ...cache,
        get: (question) => {
          looked++;
          return cache.get(question);
        },
        set: () => {
          throw new Error('it was known');
        },
      },
    });
    expect(await second.ask(text)).toEqual({ kind: 'unsat' });
    expect(looked).toBe(1);
    await second.close();
  });
});
