import type { Formula, Theorem } from '../../kernel/index.js';
import type { Context } from '../context.js';
import { conjuncts } from '../derive.js';
import { type Attempt, failed, proved } from '../oracle.js';
import type { Vocabulary } from '../vocabulary.js';
import { type Budget, Search, usualBudget } from './search.js';

const step = 'from what is shown back to what caused it';

/** Proves a goal from facts by going back to causes. */
export async function proveByCauses(
  context: Context,
  words: Vocabulary,
  goal: Formula,
  facts: readonly Theorem[],
  budget: Budget = usualBudget,
): Promise<Attempt> {
  const search = new Search(context, words, facts.flatMap(conjuncts), budget);
  const outcome = await search.run(goal);
  const known = facts.map((fact) => fact.conclusion);
  if (outcome.kind !== 'closed') return failed({ step, goal, known, reason: 'a way is left open' });
  const shown = await search.facts.proof(goal, outcome.reason, context.decide, step);
  if (shown.proved) return proved(shown.theorem);
  const { proved: _, ...why } = shown;
  return failed({ step, goal, known, ...why });
}
