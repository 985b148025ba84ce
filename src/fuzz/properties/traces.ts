import { sceneryOf } from '../../language/index.js';
import type { World } from '../../semantics/index.js';
import { readTraces, type TraceRecord, writeTrace } from '../../trace/format/index.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import { occurrenceText } from '../traces/occurrence-text.js';
import { type RandomRun, randomRuns, runMade, runText } from '../traces/runs.js';

const cases = randomRuns(100);

/** What is written of a trace is read as it was. */
export const traces = (setting: Setting): Property<RandomRun> => ({
  name: 'traces',
  target: 'trace/format',
  compares: 'a trace with what is read of it after it was written',
  says: 'They are the same.',
  cases,
  perRun: 10,
  check: async (given, tally) => {
    const { model, world, occurrences } = runMade(setting, given);
    const text = [...writeTrace(world, { model: model.root }, occurrences)].join('');
    const scenery = sceneryOf(model);
    const records = await all(readTraces(piecesOf(text), () => scenery, 'trace'));
    let read: World | undefined;
    const events: string[] = [];
    for (const record of records) {
      demand(record.kind !== 'error', record.kind === 'error' ? record.diagnostic.message : '');
      if (record.kind === 'header') read = record.world;
      else if (record.kind === 'event' && read !== undefined) events.push(occurrenceText(read, record.occurrence));
    }
    const wanted = occurrences.map((each) => occurrenceText(world, each));
    const place = wanted.findIndex((event, i) => event !== events[i]);
    demand(
      place < 0 && events.length === wanted.length,
      `event ${place + 1} was ${wanted[place]}, and is ${events[place]}`,
    );
    tally.count('events', 'events', events.length);
  },
  show: runText,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

async function* piecesOf(text: string): AsyncGenerator<string> {
  const size = 1 + (text.length % 97);
  for (let from = 0; from < text.length; from += size) yield await Promise.resolve(text.slice(from, from + size));
}

async function all(from: AsyncIterable<TraceRecord>): Promise<readonly TraceRecord[]> {
  const found: TraceRecord[] = [];
  for await (const each of from) found.push(each);
  return found;
}
