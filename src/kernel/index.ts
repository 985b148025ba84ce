/**
 * The trusted kernel. A theorem is a value that only the rules below can make; whoever holds one, however it was found, may believe it of
 * every trace of the semantics on which its hypotheses hold, given its axioms and what its oracle steps were told.
 */
import { groundRules } from './ground-rules.js';
import { logicRules } from './logic-rules.js';
import { programRules } from './program-rules.js';
import { takeMint } from './theorem.js';

export { type Brand, KernelError } from './brand.js';
export * as core from './core.js';
export * from './piece.js';
export { type Member, membersOf } from './program-sets.js';
export { type Provenance, provenance } from './provenance.js';
export { sameFormula, sameSegment, sameTerm } from './same.js';
export { initialSegments } from './segment.js';
export * from './substitute.js';
export {
  type ActionSymbol,
  actionSymbol,
  type FunctionSymbol,
  functionSymbol,
  type PredicateSymbol,
  predicateSymbol,
  type Sort,
} from './symbol.js';
export { type Confirmed, isTheorem, type OracleAnswer, type Origin, type Theorem, takeScribe } from './theorem.js';
export {
  type Axiom,
  type Definition,
  type Family,
  type MachineKind,
  type Program,
  type Theory,
  theory,
} from './theory.js';

const mint = takeMint();

/** The rules of logic: natural deduction, equality, axioms, definitions, the oracle. */
export const logic = Object.freeze(logicRules(mint));
/** The rules of ground reasoning: congruence, constructors, the order of time. */
export const ground = Object.freeze(groundRules(mint));
/** The rules of programs: Act, Seq, Jump, Reset, LateLaunch, Honesty. */
export const programs = Object.freeze(programRules(mint));
export type { Invariant } from './program-rules.js';
