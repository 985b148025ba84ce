import fc from 'fast-check';
import { sceneryOf } from '../../language/index.js';
import { readTraces, writeTrace } from '../../trace/format/index.js';
import { History, NotEnabled } from '../../trace/index.js';
import { changedText, changesOfText, type TextChange } from '../arbitraries/mutations.js';
import { demand, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';
import { type RandomRun, randomRuns, runMade, runText } from '../traces/runs.js';

interface Case {
  readonly run: RandomRun;
  readonly changes: readonly TextChange[];
}

const cases: fc.Arbitrary<Case> = fc.record({ run: randomRuns(30), changes: changesOfText(4) });

/** A trace that was tampered with is read, or gets a diagnostic; it holds nothing that the semantics does not allow. */
export const mutatedTraces = (setting: Setting): Property<Case> => ({
  name: 'mutated-traces',
  target: 'trace/format',
  compares: 'files of traces, some of their characters changed',
  says: 'Every file is read, or gets one diagnostic within it; none crashes or hangs.',
  cases,
  perRun: 10,
  check: (given, tally) => checkFile(setting, given, tally),
  show: ({ run, changes }) => `${runText(run)}\n// ${JSON.stringify(changes)}`,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

async function checkFile(setting: Setting, { run, changes }: Case, tally: Tally): Promise<void> {
  const { model, world, occurrences } = runMade(setting, run);
  const text = changedText([...writeTrace(world, { model: model.root }, occurrences)].join(''), changes);
  const scenery = sceneryOf(model);
  let history: History | undefined;
  for await (const record of readTraces(onePiece(text), () => scenery, 'trace')) {
    if (record.kind === 'error') {
      const { code, span } = record.diagnostic;
      const { start, end } = span;
      demand(start.offset <= end.offset && end.offset <= text.length + 1, `${code} is said of what is not there`);
      return tally.count('files', code);
    }
    if (record.kind === 'header') history = new History(record.world);
    if (record.kind !== 'event') continue;
    try {
      history?.add(record.occurrence);
    } catch (error) {
      if (!(error instanceof NotEnabled)) throw error;
      return tally.count('files', 'not enabled');
    }
  }
  tally.count('files', 'read');
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
