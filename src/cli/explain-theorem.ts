import { checkTheorem, decider, searchIn, vacuity } from '../check/index.js';
import type { Term } from '../kernel/index.js';
import { type Checked, showTerm, showTheorem, type TheoremDecl } from '../language/index.js';
import { type Decide, proverOf, theoremsUsed } from '../prover/index.js';
import { theoremText } from '../report/check-text.js';
import type { Paint } from '../report/paint.js';
import { proofText } from '../report/proof-text.js';
import { whenStopped } from '../stop/index.js';
import type { SolvingOptions } from './options.js';
import { doing, stop } from './run/work.js';
import { chosenSolver } from './solver-choice.js';
import { type Solving, solving } from './solving.js';

/** What a theorem says, its proof step by step, and the verdict: for that, it is proved again. */
export async function explainTheorem(
  checked: Checked,
  decl: TheoremDecl,
  options: SolvingOptions,
  paint: Paint,
): Promise<string> {
  const asked = solving(options, await chosenSolver(options.solver));
  const release = whenStopped(stop(), asked.abandon);
  try {
    return await explained(checked, decl, asked, paint);
  } finally {
    release();
    await asked.close();
  }
}

async function explained(
  { model, diagnostics }: Checked,
  decl: TheoremDecl,
  asked: Solving,
  paint: Paint,
): Promise<string> {
  const options = { decide: decider(asked, model.root, stop()), showTerm: (term: Term) => showTerm(term, model) };
  const counts = counting(options.decide);
  const prover = proverOf(model, { ...options, decide: counts.decide });
  // Its lemmas first, whose obligations are not its own.
  if (decl.proof.kind === 'script') for (const lemma of theoremsUsed(decl.proof.steps)) await prover.prove(lemma);
  counts.start();
  const result = await checkTheorem(model, decl, {
    prover,
    solver: asked.tool,
    isVacuous: vacuity(model, decl, options),
    search: searchIn(diagnostics),
    stop: stop(),
    doing: (what) => doing(`${decl.name}: ${what}`),
  });
  const failedAt = result.failure?.step;
  const proof = proofText(decl.proof, { asked: counts.answered, ...(failedAt !== undefined && { failedAt }) }, paint);
  const parts = [showTheorem(decl, model), `${paint.strong('Proof')}\n${proof}`, theoremText(result, paint)];
  return [...(decl.doc === undefined ? [] : [decl.doc.trim()]), ...parts].join('\n\n');
}

/** Counts, by step, the obligations that the solver found valid; steps stand in the order in which they asked. */
function counting(decide: Decide): {
  readonly decide: Decide;
  readonly answered: ReadonlyMap<string, number>;
  start(): void;
} {
  const answered = new Map<string, number>();
  const counted: Decide = async (obligation, step) => {
    answered.set(step, answered.get(step) ?? 0);
    const decision = await decide(obligation, step);
    if (decision.valid) answered.set(step, (answered.get(step) ?? 0) + 1);
    return decision;
  };
  // Whether it is asked everything, and whether it is to stop, goes with it.
  return { answered, start: () => answered.clear(), decide: Object.assign(counted, decide) };
}
