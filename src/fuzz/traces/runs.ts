import fc from 'fast-check';
import { sceneOf } from '../../language/index.js';
import type { Occurrence, World } from '../../semantics/index.js';
import { modelText } from '../models/model-text.js';
import { type Plan, plans } from '../models/plan.js';
import { modelOf } from '../models/reading.js';
import type { Setting } from '../setting.js';
import { type Schedule, schedules, scheduleText, traceOf } from './schedules.js';

/** A random trace of a random model; plain data. */
export interface RandomRun {
  readonly plan: Plan;
  /** How many of each kind. */
  readonly machines: number;
  readonly schedule: Schedule;
}

export const randomRuns = (length: number): fc.Arbitrary<RandomRun> =>
  fc.record({ plan: plans, machines: fc.integer({ min: 1, max: 2 }), schedule: schedules(length) });

export interface Made {
  readonly model: ReturnType<typeof modelOf>;
  readonly world: World;
  readonly occurrences: readonly Occurrence[];
}

export function runMade(setting: Setting, { plan, machines, schedule }: RandomRun): Made {
  const model = modelOf(setting, plan);
  const world = sceneOf(model, machines);
  return { model, world, occurrences: traceOf(world, schedule) };
}

export const runText = ({ plan, machines, schedule }: RandomRun): string =>
  `${modelText(plan)}\n// ${machines} of each kind, ${scheduleText(schedule)}\n`;
