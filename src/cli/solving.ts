import { readdirSync } from 'node:fs';
import type { Solving as Asked, Tool } from '../check/index.js';
import { cacheDirectory, createSolver, type Keeper, keepIn, noCache, openCache } from '../solver/index.js';
import { limitsOf } from './limits.js';
import type { SolvingOptions } from './options.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** The solver of a run, as its options want it. */
export interface Solving extends Asked {
  close(): Promise<void>;
  /** Ends everything without waiting. */
  abandon(): void;
}

/** Makes a solver, which is started at once where it is sure to be needed: where it is asked everything. Throws {@link UsageError} where obligations cannot be kept as wanted. */
export function solving(
  options: SolvingOptions & { readonly keepObligations?: string },
  tool: Tool['solver'],
): Solving {
  const { jobs, cache } = options;
  const limits = limitsOf(options);
  const keeper = options.keepObligations === undefined ? undefined : keeperIn(options.keepObligations);
  const everything = options.solver !== 'auto';
  const solver = createSolver(options.solver === 'auto' ? 'z3' : options.solver, {
    limits,
    cache: cache ? openCache(cacheDirectory()) : noCache,
    ...(jobs !== undefined && { jobs }),
    ...(keeper && { keeper }),
  });
  if (everything && (!cache || isEmpty(cacheDirectory()))) solver.prewarm();
  return { solver, limits, tool, everything, close: () => solver.close(), abandon: () => void solver.close() };
}

function keeperIn(directory: string): Keeper {
  try {
    return keepIn(directory);
  } catch (error) {
    throw new UsageError(`${directory} cannot be written: ${reasonOf(error)}`);
  }
}

/** Whether a cache knows nothing yet, so that the solver will be needed. */
function isEmpty(directory: string): boolean {
  try {
    return readdirSync(directory).length === 0;
  } catch {
    return true;
  }
}
