import { falsity, freshVariable, openBody, type Variable } from '../kernel/index.js';
import type { TheoremDecl } from '../language/index.js';
import type { Claim } from '../trace/index.js';

/** A theorem as a statement that traces are held against. */
export const claimOf = ({ name, params, guards, assumptions, conclusion }: TheoremDecl): Claim => ({
  name,
  params,
  premises: [...guards, ...assumptions.map(({ formula }) => formula)],
  conclusion,
});

/**
 * The claim that what another supposes is never so: its premises, and what its conclusion supposes by itself. A trace that violates this one shows that
 * the other says something. What a conclusion `A ⊃ ⊥` claims is that A is not so, and no premise.
 */
export function vacuityOf(claim: Claim): Claim {
  const params: Variable[] = [...claim.params];
  const premises = [...claim.premises];
  let { conclusion } = claim;
  for (;;) {
    if (conclusion.kind === 'implies' && conclusion.right.kind !== 'false') {
      premises.push(conclusion.left);
      conclusion = conclusion.right;
    } else if (conclusion.kind === 'forall') {
      const variable = freshVariable(conclusion.hint, conclusion.sort, conclusion, ...params, ...premises);
      params.push(variable);
      conclusion = openBody(conclusion.body, [variable]);
    } else return { ...claim, params, premises, conclusion: falsity };
  }
}
