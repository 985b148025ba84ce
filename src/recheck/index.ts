/**
 * Checks certificates. Nothing of the prover, the language, the solver or the kernel is used here: terms, rules, the reading of the logic and the asking of
 * solvers are written a second time, to be read and to disagree where the first is wrong.
 */
export type { Limits } from './decide.js';
export {
  type Certificate,
  type CertifiedModel,
  certificateText,
  type NodeEntry,
  type StepEntry,
  type SymbolEntry,
} from './format.js';
export type { Accepted, AcceptedTheorem, Outcome } from './outcome.js';
export type { Malformed } from './read.js';
export { recheck, statementTexts } from './recheck.js';
export { solvers } from './solvers.js';
