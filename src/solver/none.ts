import type { Solver } from './solver.js';

/** Stands where there is no solver: whatever is left to one is unknown. What the ground procedure decides by itself needs none. */
export const noSolver: Solver = {
  name: 'z3',
  version: () => Promise.resolve(undefined),
  decide: () =>
    Promise.resolve({ verdict: 'unknown', why: 'no-solver', detail: 'there is none where this runs' } as const),
  prewarm: () => undefined,
  statistics: () => ({ asked: 0, distinct: 0, fromCache: 0, fromSolver: 0, unknown: 0, started: 0 }),
  close: () => Promise.resolve(),
};
