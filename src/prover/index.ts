/** Finds proofs: by scripts, and by a tactic for chains of trust. It is untrusted: all it can do is to call rules of the kernel. */
export { entailed } from './ground/entailed.js';
export type { Attempt, Decide, Decision, Failure } from './oracle.js';
export { type Prover, type ProverOptions, proverOf, statement, theoremsUsed } from './prove.js';
