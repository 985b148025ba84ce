/** Decides obligations: formulas of the kernel, as SMT-LIB text, in Z3 or another solver. */
export type { Answer, Limits, Reply, Unanswered } from './answer.js';
export { type Cache, noCache } from './cache.js';
export { type CreateOptions as SolverOptions, createSolver } from './create.js';
export { cacheDirectory, openCache } from './disk-cache.js';
export { type Encoded, encode, type Refused } from './encode.js';
export { type Keeper, keepIn } from './keep.js';
export type { Solver, Statistics } from './solver.js';
export { createTextSolver, type TextSolver, type TextSolverOptions } from './text-solver.js';
export { type SolverName, solverVersion } from './version.js';
