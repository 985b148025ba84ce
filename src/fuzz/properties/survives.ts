import fc from 'fast-check';
import { type Model, sceneOf, type TheoremDecl } from '../../language/index.js';
import type { World } from '../../semantics/index.js';
import { History, type Judge } from '../../trace/index.js';
import type { Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { countActions } from '../traces/actions.js';
import { type Schedule, schedules, scheduleText, traceOf } from '../traces/schedules.js';
import { judgeOf, violationOf } from '../traces/violation.js';

interface Case {
  /** The file whose theorems are held. */
  readonly file: string;
  readonly machines: number;
  readonly schedule: Schedule;
}

interface Statement {
  readonly decl: TheoremDecl;
  readonly judge: Judge;
}

/** Long enough for a chain to boot, to be quoted and to be attacked. */
const length = 120;

/** A model's chain survives what an attacker can do: its theorems hold on whatever happens. */
export function survives(setting: Setting): Property<Case> {
  const cases: fc.Arbitrary<Case> = fc.record({
    file: fc.constantFrom(...setting.ground.subjects),
    machines: fc.integer({ min: 1, max: 2 }),
    schedule: schedules(length),
  });
  const statements = new Map<string, readonly Statement[]>();
  const worlds = new Map<string, World>();
  const proved = new Map<TheoremDecl, Promise<boolean>>();

  function statementsOf(file: string, model: Model): readonly Statement[] {
    const known =
      statements.get(file) ??
      model.theorems.filter(({ imported }) => !imported).map((decl) => ({ decl, judge: judgeOf(model, decl) }));
    statements.set(file, known);
    return known;
  }

  function worldOf(file: string, model: Model, machines: number): World {
    const known = worlds.get(`${file} ${machines}`) ?? sceneOf(model, machines);
    worlds.set(`${file} ${machines}`, known);
    return known;
  }

  /** Asked only of what was found violated. */
  function isProved(model: Model, decl: TheoremDecl): Promise<boolean> {
    const known =
      proved.get(decl) ??
      setting
        .prover(model)
        .prove(decl.name)
        .then((attempt) => attempt.proved);
    proved.set(decl, known);
    return known;
  }

  async function check({ file, machines, schedule }: Case, tally: Tally): Promise<void> {
    const model = setting.model(file);
    const world = worldOf(file, model, machines);
    const occurrences = traceOf(world, schedule);
    const history = History.of(world, occurrences);
    tally.count('machines', `${machines} of each kind`);
    tally.count('adversary', schedule.adversary);
    countActions(world, occurrences, tally);
    for (const { decl, judge } of statementsOf(file, model)) {
      const { verdict } = judge.judge(history);
      if (verdict !== 'premise-fails') tally.count(`statements ${verdict}`, decl.name);
      tally.count('traces', verdict);
      if (verdict !== 'violated') continue;
      const provedToo = await isProved(model, decl);
      if (!provedToo && decl.expected !== 'proved') continue;
      throw violationOf({ model, decl, world, judge, occurrences, isProved: provedToo });
    }
  }

  return {
    name: 'survives',
    target: 'prover, semantics',
    compares: 'theorems of models with what schedules and adversaries do to their machines',
    says: 'What is proved, or expected to be, is violated by no trace.',
    cases,
    perRun: 5,
    check,
    show: ({ file, machines, schedule }) => `${file}, ${machines} machines of each kind: ${scheduleText(schedule)}`,
    read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
  };
}
