import type { Limits, Solver } from '../solver/index.js';
import type { Tool } from './check-result.js';

/** The solver of a run. */
export interface Solving {
  readonly solver: Solver;
  readonly limits: Limits;
  /** What it is called in reports. */
  readonly tool: Tool['solver'];
  /** Whether it is asked everything, also what is proved without it: a second opinion. */
  readonly everything?: boolean;
}
