import type { Tool } from '../check/index.js';
import { type SolverName, solverVersion } from '../solver/version.js';
import type { SolverChoice } from './options.js';
import { UsageError } from './usage-error.js';

/** The solver that was asked for, as it is called in reports; throws {@link UsageError} where it is not on this machine. */
export async function chosenSolver(choice: SolverChoice): Promise<Tool['solver'] & { readonly name: SolverName }> {
  const name = choice === 'auto' ? 'z3' : choice;
  const version = await solverVersion(name);
  if (version === undefined) throw new UsageError(`${name} is not on this machine (\`ls2 doctor\` says more)`);
  return { name, version };
}
