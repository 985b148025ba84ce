import fc from 'fast-check';
import { claimOf } from '../../attack/index.js';
import { sceneOf } from '../../language/index.js';
import { History, Judge } from '../../trace/index.js';
import { Choices, tapes } from '../choices.js';
import { isFalsifiable } from '../evaluator/interpretations.js';
import { TooLong } from '../evaluator/naive.js';
import { constantsText, statementText } from '../evaluator/statement.js';
import { modelIn } from '../models/reading.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { type Schedule, schedules, scheduleText, traceOf } from '../traces/schedules.js';

interface Case {
  readonly tape: readonly number[];
  /** None, one or two: a world need not have machines. */
  readonly machines: number;
  readonly schedule: Schedule;
}

const cases: fc.Arbitrary<Case> = fc.record({
  tape: tapes(0, 60),
  machines: fc.integer({ min: 0, max: 2 }),
  schedule: schedules(4),
});

/** How many atoms the slow evaluator looks at before a statement is left alone. */
const patience = 100_000;

const textOf = (tape: readonly number[]): string =>
  `${constantsText}\ntheorem Statement\n  show ${statementText(new Choices(tape))}\nproof\n  show by z3\nqed\n`;

/** Constants may stand for anybody, and no sort is empty: for the evaluator, and for the kernel. */
export const domains = (setting: Setting): Property<Case> => ({
  name: 'domains',
  target: 'trace, kernel',
  compares:
    'statements about constants of every sort, on traces, with a slow evaluator that tries all that they may stand for; and with proofs',
  says: 'Both find the same of them false, and what is proved is false of nothing.',
  cases,
  perRun: 4,
  check: (given, tally) => checkStatement(setting, given, tally),
  show: ({ tape, machines, schedule }) => `${textOf(tape)}\n// ${machines} machines, ${scheduleText(schedule)}\n`,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

async function checkStatement(setting: Setting, { tape, machines, schedule }: Case, tally: Tally): Promise<void> {
  const model = modelIn(setting, textOf(tape));
  const [decl] = model.theorems;
  demand(decl !== undefined, 'a model has lost its theorem');
  const world = sceneOf(model, machines);
  const occurrences = traceOf(world, schedule);
  const history = History.of(world, occurrences);
  const { verdict } = new Judge(model.theory, claimOf(decl)).judge(history);
  const attempt = await setting.prover(model).prove(decl.name);
  tally.count('statements', verdict);
  tally.count('proofs', attempt.proved ? 'proved' : 'not proved');
  const said = statementText(new Choices(tape));
  demand(verdict !== 'undecided', `it is said to be undecided: ${said}`);
  demand(!attempt.proved || verdict !== 'violated', `it is proved, and violated: ${said}`);
  try {
    const isFalse = isFalsifiable(world, occurrences, decl.conclusion, patience);
    demand(
      isFalse === (verdict === 'violated'),
      `it is ${isFalse ? 'false' : 'true'}, and said to be otherwise: ${said}`,
    );
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    tally.count('statements', 'too long for the slow evaluator');
  }
}
