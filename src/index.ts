/** ls2 as a library on Node: all of `src/api`, the files of this machine, and Z3. */
export * from './api/index.js';
export { disk } from './disk/disk.js';
export { createSolver, type SolverOptions } from './solver/solver.js';
export type { SolverName } from './solver/version.js';
