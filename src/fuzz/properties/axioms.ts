import { History, Judge } from '../../trace/index.js';
import type { Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { countActions } from '../traces/actions.js';
import { type RandomRun, randomRuns, runMade, runText } from '../traces/runs.js';
import { findingOf } from '../traces/violation.js';

const cases = randomRuns(80);

/** The axioms hold on whatever happens. */
export const axioms = (setting: Setting): Property<RandomRun> => ({
  name: 'axioms',
  target: 'semantics, logic',
  compares: 'the axioms of the logic with random traces of random models',
  says: 'No axiom is false on a trace.',
  cases,
  perRun: 4,
  check: (given, tally) => checkRun(setting, given, tally),
  show: runText,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

function checkRun(setting: Setting, given: RandomRun, tally: Tally): void {
  const { model, world, occurrences } = runMade(setting, given);
  countActions(world, occurrences, tally);
  const history = History.of(world, occurrences);
  for (const { name, formula } of model.axioms) {
    const judge = new Judge(model.theory, { name, params: [], premises: [], conclusion: formula });
    const { verdict } = judge.judge(history);
    tally.count('axioms', verdict);
    if (verdict !== 'violated') continue;
    throw findingOf(
      judge,
      { world, occurrences },
      {
        what: `axiom ${name} is false`,
        name,
        blames: 'ls2',
        model,
        text: runText(given),
      },
    );
  }
}
