import type { TheoremDecl } from '../language/index.js';
import type { Claim } from '../trace/index.js';

/** A theorem as a statement that traces are held against. */
export const claimOf = ({ name, params, guards, assumptions, conclusion }: TheoremDecl): Claim => ({
  name,
  params,
  premises: [...guards, ...assumptions.map(({ formula }) => formula)],
  conclusion,
});
