import type { Formula, Theorem } from '../../kernel/index.js';
import type { Context } from '../context.js';
import { conjuncts } from '../derive.js';
import { type Attempt, failed, proved } from '../oracle.js';
import type { Vocabulary } from '../vocabulary.js';
import { Search, usualBudget } from './search.js';

const step = 'from what is shown back to what caused it';

const leftOpen =
  'nothing that was found excludes that what is listed happens, in this order, and the goal does not hold';
const spent = `the search ended at its limit of ${usualBudget.facts} theorems, ${usualBudget.cases} cases and ${usualBudget.instances} instances looked at; what is listed is the case that it was in`;

/** Proves a goal from facts by going back to causes. Where that leaves a way open, the failure says what happens then. */
export async function proveByCauses(
  context: Context,
  words: Vocabulary,
  goal: Formula,
  facts: readonly Theorem[],
): Promise<Attempt> {
  const search = new Search(context, words, facts.flatMap(conjuncts), usualBudget);
  const outcome = await search.run(goal);
  if (outcome.kind === 'closed') {
    const shown = await search.facts.proof(goal, outcome.reason, context.decide, step);
    if (shown.proved) return proved(shown.theorem);
    const { proved: _, ...why } = shown;
    return failed({ step, goal, known: [], ...why });
  }
  const known = search.happened(outcome.branch);
  if (outcome.kind === 'open') return failed({ step, goal, known, reason: leftOpen });
  return failed({ step, goal, known, reason: spent, limit: true });
}
