/** Models with one thing changed, to see which theorems depend on it. */
export { type Foundations, foundationsOf, keepsProof } from './foundations.js';
export type { Affected, Declared, Mutant, MutantKind, Part } from './mutant.js';
export { type Mutations, mutantsOf, withText } from './mutants.js';
