import fc from 'fast-check';
import { sceneOf } from '../../language/index.js';
import { adversaries } from '../../semantics/index.js';
import { History } from '../../trace/index.js';
import { modelText } from '../models/model-text.js';
import { featuresOf, isPattern, type Plan, plans } from '../models/plan.js';
import { modelIn } from '../models/reading.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { countActions } from '../traces/actions.js';
import { traceOf } from '../traces/schedules.js';
import { judgeOf, violationOf } from '../traces/violation.js';

/** How many random traces a claim is held against for each adversary, and of how many events. */
const traces = { each: 4, length: 60 };

interface Case {
  readonly plan: Plan;
  /** Of its traces. */
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({ plan: plans, seed: fc.nat() });

/** What a random model claims is proved, or false on a trace, or neither. It is not both. */
export const contradictions = (setting: Setting): Property<Case> => ({
  name: 'contradictions',
  target: 'prover, simulator',
  compares: 'what is proved of random models with their traces',
  says: 'What is proved is violated by no trace; what keeps to the pattern is proved.',
  cases,
  perRun: 1,
  check: (given, tally) => checkPlan(setting, given, tally),
  show: ({ plan }) => modelText(plan),
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

async function checkPlan(setting: Setting, { plan, seed }: Case, tally: Tally): Promise<void> {
  const text = modelText(plan);
  const model = modelIn(setting, text);
  const [decl] = model.theorems;
  demand(decl !== undefined, 'a model has lost its theorem');
  for (const feature of featuresOf(plan)) tally.count('features', feature);

  const attempt = await setting.prover(model).prove(decl.name);
  if (isPattern(plan))
    demand(attempt.proved, `a chain of trust is not proved: ${attempt.proved ? '' : attempt.failure.reason}`);

  const world = sceneOf(model, 1 + (seed % 2));
  const judge = judgeOf(model, decl);
  let [supposed, violated] = [false, false];
  for (const adversary of adversaries)
    for (let i = 0; i < traces.each && !violated; i++) {
      const locks = i === 0 ? 'any' : 'all';
      const occurrences = traceOf(world, { adversary, locks, seed: seed + i, length: traces.length, changes: [] });
      countActions(world, occurrences, tally);
      const { verdict } = judge.judge(History.of(world, occurrences));
      tally.count('traces', verdict);
      supposed ||= verdict === 'holds';
      violated ||= verdict === 'violated';
      if (verdict === 'violated' && attempt.proved)
        throw violationOf({ model, decl, world, judge, occurrences, text, isProved: true });
    }
  const verdict = attempt.proved ? 'proved' : violated ? 'refuted' : 'unknown';
  tally.count('verdicts', verdict);
  if (supposed) tally.count('premises hold on a trace', verdict);
}
