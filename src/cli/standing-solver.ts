import { join } from 'node:path';
import { packageRoot } from '../disk/about.js';
import { fromHere } from '../disk/paths.js';
import { standingLimits } from '../prover/standing/limits.js';
import { cacheDirectory, createTextSolver, noCache, openCache, type TextSolver } from '../solver/index.js';
import type { SolvingOptions } from './options.js';

/** The models whose worlds are small enough for all their short traces: a machine, and a host with a virtual one. */
export const smallModels = (): readonly string[] =>
  ['world', 'virtual'].map((name) => fromHere(join(packageRoot, `models/small/${name}.ls2`)));

/** Z3 for the proofs of axioms from the semantics, which are harder than the obligations of proofs; it starts when it is first asked. */
export function standingSolver({ rlimit, cache, timeLimit }: SolvingOptions): {
  readonly ask: TextSolver['ask'];
  close(): Promise<void>;
  /** Ends everything without waiting. */
  abandon(): void;
} {
  const limits = { rlimit: rlimit ?? standingLimits.rlimit, seconds: timeLimit ?? standingLimits.seconds };
  const solver = createTextSolver('z3', { limits, cache: cache ? openCache(cacheDirectory()) : noCache });
  return { ask: solver.ask, close: () => solver.close(), abandon: () => void solver.close() };
}
