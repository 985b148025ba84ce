import fc from 'fast-check';
import { and, forall, not } from '../../kernel/index.js';
import { showFormula } from '../../language/index.js';
import { History, Judge } from '../../trace/index.js';
import { tapes } from '../choices.js';
import { claimOf, sortsIn, truthOf } from '../evaluator/claims.js';
import { naiveOf } from '../evaluator/domains.js';
import { TooLong } from '../evaluator/naive.js';
import { endless, randomFormula } from '../evaluator/random-formula.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { type RandomRun, randomRuns, runMade, runText } from '../traces/runs.js';

interface Case {
  readonly run: RandomRun;
  /** What the formula is made from. */
  readonly tape: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.record({ run: randomRuns(6), tape: tapes(60, 200) });

/** How many atoms the slow evaluator looks at before a formula is left alone. */
const patience = 300_000;

/** Formulas are true on traces where they are by the definitions. */
export const evaluator = (setting: Setting): Property<Case> => ({
  name: 'evaluator',
  target: 'trace',
  compares: 'the evaluator with a slow one written from the definitions',
  says: 'Both say the same of random formulas on random traces, as formulas and as claims.',
  cases,
  perRun: 20,
  check: ({ run, tape }, tally) => checkFormula(setting, run, tape, tally),
  show: ({ run, tape }) => {
    const { model, world, occurrences } = runMade(setting, run);
    return `${showFormula(randomFormula(tape, History.of(world, occurrences)), model)}\n\n${runText(run)}`;
  },
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

function checkFormula(setting: Setting, run: RandomRun, tape: readonly number[], tally: Tally): void {
  const { model, world, occurrences } = runMade(setting, run);
  const history = History.of(world, occurrences);
  const formula = randomFormula(tape, history);
  const found = truthOf(history, formula);
  const { params, premises, conclusion, ...named } = claimOf(formula);
  const { verdict } = new Judge(world.theory, { ...named, params, premises, conclusion }).judge(history);
  tally.count('formulas', found === undefined ? 'undecided' : `${found}`);
  tally.count('claims', verdict);
  if (found === undefined) {
    const isEndless = sortsIn(formula).some((sort) => endless.includes(sort));
    demand(isEndless, `it is said to be undecided: ${showFormula(formula, model)}`);
    return;
  }
  try {
    const naive = naiveOf(history, occurrences, patience);
    const is = naive.isTrue(formula);
    demand(is === found, `it is ${is}, and said to be ${found}: ${showFormula(formula, model)}`);
    if (verdict === 'undecided') return;
    const supposes = !naive.isTrue(forall(params, not(and(...premises))));
    const right = !is ? 'violated' : supposes ? 'holds' : 'premise-fails';
    demand(verdict === right, `as a claim it is ${right}, and said to be ${verdict}: ${showFormula(formula, model)}`);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    tally.count('formulas', 'too long for the slow evaluator');
  }
}
