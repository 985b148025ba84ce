import { readdirSync } from 'node:fs';
import {
  cacheDirectory,
  createSolver,
  defaultLimits,
  type Keeper,
  keepIn,
  type Limits,
  noCache,
  openCache,
  type Solver,
} from '../solver/index.js';
import type { SolvingOptions } from './options.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** The solver of a run, as its options want it. */
export interface Solving {
  readonly solver: Solver;
  readonly limits: Limits;
  /** What it is called in reports. */
  readonly tool: { readonly name: string; readonly version: string };
  close(): Promise<void>;
  /** Ends everything without waiting. */
  abandon(): void;
}

/** Makes a solver; throws {@link UsageError} where it is not on this machine, or obligations cannot be kept where they should be. */
export async function solving(options: SolvingOptions & { readonly keepObligations?: string }): Promise<Solving> {
  const { rlimit = defaultLimits.rlimit, timeLimit = defaultLimits.seconds, jobs, cache } = options;
  const limits = { rlimit, seconds: timeLimit };
  const keeper = options.keepObligations === undefined ? undefined : keeperIn(options.keepObligations);
  const solver = createSolver(options.solver, {
    limits,
    cache: cache ? openCache(cacheDirectory()) : noCache,
    ...(jobs !== undefined && { jobs }),
    ...(keeper && { keeper }),
  });
  if (!cache || isEmpty(cacheDirectory())) solver.prewarm();
  const version = await solver.version();
  if (version === undefined) {
    await solver.close();
    throw new UsageError(`${options.solver} is not on this machine (\`ls2 doctor\` says more)`);
  }
  return {
    solver,
    limits,
    tool: { name: options.solver, version },
    close: () => solver.close(),
    abandon: () => void solver.close(),
  };
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
