import fc from 'fast-check';
import { claimOf, searchAttacks } from '../../attack/index.js';
import { type Model, sceneOf } from '../../language/index.js';
import { adversaries, type Occurrence, replay, type World } from '../../semantics/index.js';
import { History, type Judge } from '../../trace/index.js';
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
  target: 'prover, attack, semantics',
  compares: 'what is proved of random models with what the search finds, and with random traces',
  says: 'What is proved is violated by no trace; what is refuted replays; what keeps to the pattern is proved.',
  cases,
  perRun: 1,
  check: (given, tally) => checkPlan(setting, given, tally),
  show: ({ plan }) => modelText(plan),
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

/** How far the search goes: a tenth of what it does for a theorem that somebody waits for. */
const limits = { states: 600, events: 400, every: 300 };

async function checkPlan(setting: Setting, { plan, seed }: Case, tally: Tally): Promise<void> {
  const text = modelText(plan);
  const model = modelIn(setting, text);
  const [decl] = model.theorems;
  demand(decl !== undefined, 'a model has lost its theorem');
  for (const feature of featuresOf(plan)) tally.count('features', feature);

  const attempt = await setting.prover(model).prove(decl.name);
  const isProved = attempt.proved;
  if (isPattern(plan)) demand(isProved, `a chain of trust is not proved: ${isProved ? '' : attempt.failure.reason}`);

  const judge = judgeOf(model, decl);
  const [attack] = searchAttacks(model, claimOf(decl), limits).attacks;
  if (attack !== undefined) {
    const replayed = replay(attack.world, attack.occurrences);
    demand(replayed.kind === 'ran', `an attack cannot happen: ${replayed.kind === 'ran' ? '' : replayed.reason}`);
    const { verdict } = judge.judge(History.of(attack.world, attack.occurrences));
    demand(verdict === 'violated', `an attack is none: ${verdict} on its trace`);
    tally.count('events of attacks', `${attack.occurrences.length}`);
    if (isProved) throw violationOf({ model, decl, judge, text, isProved, ...attack });
  }

  const run = randomTraces(model, judge, seed, tally);
  if (run.violated !== undefined && isProved)
    throw violationOf({ model, decl, judge, text, isProved, ...run.violated });
  if (run.violated !== undefined && attack === undefined) tally.count('search', 'has missed what a random trace shows');
  tally.count('verdicts', isProved ? 'proved' : (attack ?? run.violated) === undefined ? 'unknown' : 'refuted');
  if (isProved) tally.count('premises of what is proved', run.supposed ? 'hold on a random trace' : 'hold on none');
}

interface Ran {
  /** Whether the premises held on a trace. */
  readonly supposed: boolean;
  readonly violated?: { readonly world: World; readonly occurrences: readonly Occurrence[] };
}

/** A claim on random traces, some of each adversary. */
function randomTraces(model: Model, judge: Judge, seed: number, tally: Tally): Ran {
  const world = sceneOf(model, 1 + (seed % 2));
  let supposed = false;
  for (const adversary of adversaries)
    for (let i = 0; i < traces.each; i++) {
      const locks = i === 0 ? 'any' : 'all';
      const occurrences = traceOf(world, { adversary, locks, seed: seed + i, length: traces.length, changes: [] });
      countActions(world, occurrences, tally);
      const { verdict } = judge.judge(History.of(world, occurrences));
      tally.count('traces', verdict);
      supposed ||= verdict !== 'premise-fails';
      if (verdict === 'violated') return { supposed, violated: { world, occurrences } };
    }
  return { supposed };
}
