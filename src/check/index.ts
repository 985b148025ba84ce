/**
 * The engine: sources in, verdicts out, as they come. It knows no terminal, no process and no exit code. What only reads results takes
 * `check-result.js`, which loads nothing else.
 */

export type {
  CheckedAttack,
  CheckedSearch,
  CheckedWitness,
  ToldEvent,
  ToldTrace,
} from './attack-result.js';
export { type Attacked, attacked, Contradiction, witnessOf } from './attacking.js';
export {
  type CheckEvent,
  type CheckRequest,
  check,
  ownTheorems,
  type ReadFile,
  type StandingRequest,
} from './check.js';
export type {
  CheckedAxiom,
  CheckedFailure,
  CheckedTheorem,
  CheckResult,
  NotChecked,
  Outcome,
  RestsOn,
  Standing,
  Tool,
  Verdict,
} from './check-result.js';
export type { Found } from './keep.js';
export { isError, notCheckedIn, searchIn } from './not-checked.js';
export { decider } from './oracle.js';
export { Remembered } from './remembered.js';
export type { Solving } from './solving.js';
export { toldPath } from './told-traces.js';
export { vacuity } from './vacuity.js';
export { checkTheorem, faultOf, type Making, proofFailure, type Search } from './verdict.js';
