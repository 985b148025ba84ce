/** Decides obligations: formulas of the kernel, as SMT-LIB text, in Z3 or another solver. */
export type { Answer, Limits, Reply, Unanswered } from './answer.js';
export { type Cache, cacheDirectory, noCache, openCache } from './cache.js';
export { type Encoded, encode, type Refused } from './encode.js';
export { type Keeper, keepIn } from './keep.js';
export { createSolver, type Solver, type SolverOptions, type Statistics } from './solver.js';
export { createTextSolver, type TextSolver, type TextSolverOptions } from './text-solver.js';
export { type SolverName, solverVersion } from './version.js';
