/**
 * ls2 as a library: sources in, verdicts out. Nothing here needs Node, so that it runs on a page and in a worker as well; what does (the disk, Z3 in threads) is added
 * by `src/index.ts`. docs/api.md shows how it is used.
 */
export type { CheckedAttack, CheckedSearch, CheckedWitness } from '../check/attack-result.js';
export {
  type CheckedTheorem,
  type CheckResult,
  type NotChecked,
  type Outcome,
  outcome,
  type RestsOn,
  type Standing,
  standing,
  type Tool,
  type Verdict,
} from '../check/check-result.js';
export type { Diagnostic, Fix, Position, Related, Severity, Span } from '../diagnostics/index.js';
export type { FileSource } from '../language/files.js';
export { checkJson } from '../report/check-json.js';
export type { Limits } from '../solver/answer.js';
export { noSolver } from '../solver/none.js';
export type { Solver } from '../solver/solver.js';
export { Stopped, type StopReason } from '../stop/index.js';
export { type CheckOptions, check, checkAll, type Said } from './check.js';
export { memory, type Texts } from './memory.js';
export type { Ending } from './stop-by.js';
