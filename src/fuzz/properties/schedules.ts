import { sceneOf } from '../../language/index.js';
import { replay } from '../../semantics/index.js';
import { modelOf } from '../models/reading.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import { occurrenceText } from '../traces/occurrence-text.js';
import { type RandomRun, randomRuns, runText } from '../traces/runs.js';
import { traceOf } from '../traces/schedules.js';

const cases = randomRuns(200);

/** Schedules are what their seeds say, and do what the semantics allows. */
export const schedules = (setting: Setting): Property<RandomRun> => ({
  name: 'schedules',
  target: 'semantics',
  compares: 'two runs of one seed, each in a world of its own',
  says: 'They are the same, event by event, and can be replayed.',
  cases,
  perRun: 10,
  check: ({ plan, machines, schedule }, tally) => {
    const model = modelOf(setting, plan);
    const [one, other] = [sceneOf(model, machines), sceneOf(model, machines)];
    const [first, second] = [traceOf(one, schedule), traceOf(other, schedule)];
    const shown = first.map((each) => occurrenceText(one, each));
    const again = second.map((each) => occurrenceText(other, each));
    const place = shown.findIndex((event, i) => event !== again[i]);
    demand(
      place < 0 && shown.length === again.length,
      `event ${place + 1} is ${shown[place]} once, and then ${again[place]}`,
    );
    const replayed = replay(one, first);
    demand(replayed.kind === 'ran', `not enabled: ${replayed.kind === 'ran' ? '' : replayed.reason}`);
    tally.count('events', 'events', first.length);
  },
  show: runText,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});
