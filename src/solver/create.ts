import { availableParallelism } from 'node:os';
import type { Backend, BackendOptions } from './backend.js';
import { cvc5, nativeBackend, nativeZ3 } from './native.js';
import { type Solver, type SolverOptions, solverOver } from './solver.js';
import { type SolverName, solverVersion } from './version.js';
import { wasmBackend } from './wasm.js';

export interface CreateOptions extends SolverOptions {
  /** How many solvers run at once; by default one less than the machine has processors, at least one. */
  readonly jobs?: number;
}

function backendFor(name: SolverName, options: BackendOptions): Backend {
  switch (name) {
    case 'z3':
      return wasmBackend(options);
    case 'native-z3':
      return nativeBackend(nativeZ3, options);
    case 'cvc5':
      return nativeBackend(cvc5, options);
  }
}

/** Makes a solver of those that this machine may have. */
export function createSolver(name: SolverName, options: CreateOptions = {}): Solver {
  const { jobs = Math.max(1, availableParallelism() - 1), ...rest } = options;
  const backends = (each: BackendOptions): readonly Backend[] =>
    Array.from({ length: jobs }, () => backendFor(name, each));
  return solverOver({ name, version: () => solverVersion(name), backends }, rest);
}
