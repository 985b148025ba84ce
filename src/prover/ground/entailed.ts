import { type Formula, implies, logic, type Theorem, type Theory } from '../../kernel/index.js';
import type { Decide, Why } from '../oracle.js';
import { refute } from './refute/refute.js';

export type Entailed = { readonly proved: true; readonly theorem: Theorem } | ({ readonly proved: false } & Why);

/** What is asked, and of whom. */
interface Means {
  readonly theory: Theory;
  readonly decide: Decide;
  /** On whose behalf, for reports. */
  readonly step: string;
}

/**
 * Γ ⊢ goal from facts, by ground reasoning that produces a proof. A solver is asked only for what that cannot decide within its limits, or if it is to be asked
 * everything; then the theorem carries its tag.
 */
export async function entailed(
  facts: readonly Theorem[],
  goal: Formula,
  { theory, decide, step }: Means,
): Promise<Entailed> {
  if (!decide.everything) {
    const outcome = refute(theory, facts, goal, { heed: decide.heed });
    if (outcome.kind === 'proved') return { proved: true, theorem: outcome.theorem };
    // Quantified parts that say the same may differ in the names they bind, of which the procedure takes no notice: the solver does.
    if (outcome.kind === 'open' && outcome.exact) return { proved: false, refused: true, reason: doesNotFollow };
  }
  const given = facts.length === 0 ? logic.truthIntro(theory) : logic.andIntro(...facts);
  const decision = await decide(implies(given.conclusion, goal), step);
  if (!decision.valid) {
    const { valid, ...why } = decision;
    return { proved: false, ...why };
  }
  return { proved: true, theorem: logic.impliesElim(logic.oracle(theory, decision.answer), given) };
}

const doesNotFollow = 'it does not follow from what is known here';
