import fc from 'fast-check';
import { type Attack, claimOf, searchAttacks } from '../../attack/index.js';
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
  /** The theorem, by its place among the file's, that an attack is looked for, beside the schedule; mostly none. */
  readonly search: number | null;
}

interface Statement {
  readonly decl: TheoremDecl;
  readonly judge: Judge;
}

/** How far an attack is looked for. */
const limits = { states: 600, events: 400, every: 300 };

/** Long enough for a chain to boot, to be quoted and to be attacked. */
const length = 120;

/** A model's chain survives what an attacker can do: its theorems hold on whatever happens. */
export function survives(setting: Setting): Property<Case> {
  const cases: fc.Arbitrary<Case> = fc.record({
    file: fc.constantFrom(...setting.ground.subjects),
    machines: fc.integer({ min: 1, max: 2 }),
    schedule: schedules(length),
    search: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(100) }),
  });
  const statements = new Map<string, readonly Statement[]>();
  const worlds = new Map<string, World>();
  const searched = new Map<TheoremDecl, Attack | undefined>();
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

  /** The same whoever looks. */
  function attackOn(model: Model, decl: TheoremDecl): Attack | undefined {
    if (!searched.has(decl)) searched.set(decl, searchAttacks(model, claimOf(decl), limits).attacks[0]);
    return searched.get(decl);
  }

  async function check({ file, machines, schedule, search }: Case, tally: Tally): Promise<void> {
    const model = setting.model(file);
    const world = worldOf(file, model, machines);
    const occurrences = traceOf(world, schedule);
    const history = History.of(world, occurrences);
    tally.count('machines', `${machines} of each kind`);
    tally.count('adversary', schedule.adversary);
    countActions(world, occurrences, tally);
    const all = statementsOf(file, model);
    for (const { decl, judge } of search === null ? [] : all.slice(search % all.length).slice(0, 1)) {
      const attack = attackOn(model, decl);
      tally.count('searches', attack === undefined ? 'no attack found' : 'attack found');
      if (attack !== undefined) await demandExpected({ model, decl, judge, ...attack });
    }
    for (const { decl, judge } of all) {
      const { verdict } = judge.judge(history);
      if (verdict !== 'premise-fails') tally.count(`statements ${verdict}`, decl.name);
      tally.count('traces', verdict);
      if (verdict === 'violated') await demandExpected({ model, decl, judge, world, occurrences });
    }
  }

  /** That a theorem is violated is news unless its author says so; and if it is proved, in any case. */
  async function demandExpected(violated: Omit<Parameters<typeof violationOf>[0], 'isProved'>): Promise<void> {
    const { model, decl } = violated;
    const isProvedToo = await isProved(model, decl);
    if (isProvedToo || decl.expected === 'proved') throw violationOf({ ...violated, isProved: isProvedToo });
  }

  return {
    name: 'survives',
    target: 'prover, attack, semantics',
    compares: 'theorems of models with what schedules, adversaries and the search for attacks do to their machines',
    says: 'What is proved, or expected to be, is violated by no trace.',
    cases,
    perRun: 5,
    check,
    show: ({ file, machines, schedule, search }) =>
      `${file}, ${machines} machines of each kind: ${scheduleText(schedule)}${search === null ? '' : `; and a search, ${search}`}`,
    read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
  };
}
