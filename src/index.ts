/** ls2 as a library on Node: all of `src/api`, the files of this machine, and Z3. */
export * from './api/index.js';
export { disk } from './disk/disk.js';
export { type CreateOptions as SolverOptions, createSolver } from './solver/create.js';
export type { SolverName } from './solver/version.js';
