import { describe, expect, test } from 'vitest';
import { campaign, nothingDone, type Runner, runOf, type Standing } from '../../src/fuzz/campaign/campaign.js';
import { type Ranges, sizeOf, within, withNumber } from '../../src/fuzz/campaign/ranges.js';
import { readStanding, standingText } from '../../src/fuzz/campaign/state.js';
import type { Outcome } from '../../src/fuzz/trial.js';

const properties = ['even', 'odd', 'all'];

/** What a run comes to depends on it alone; how long it takes, on the runner. */
function outcomeOf({ property, seed }: ReturnType<typeof runOf>, isWrong: (seed: number) => boolean): Outcome {
  const counts = { seeds: { [`${seed % 3}`]: 1 } };
  if (property !== 'odd' || !isWrong(seed)) return { counts };
  const found = { property, seed, blames: 'ls2' as const, message: `${seed}`, case: seed, shown: '', attached: [] };
  return { counts, found };
}

const runnersOf = (count: number, isWrong: (seed: number) => boolean = () => false): readonly Runner[] =>
  Array.from({ length: count }, (_, i) => ({
    run: async (run) => {
      for (let turn = 0; turn < (run.seed + i) % 7; turn++) await Promise.resolve();
      return outcomeOf(run, isWrong);
    },
  }));

const bounds = (runs: number) => ({ runs, isOver: () => false });
const isWrong = (seed: number): boolean => seed % 5 === 0;

describe('a campaign', () => {
  test('comes to the same with any number of runners, also where something is found', async () => {
    const start = nothingDone(3, properties);
    const [one, two, many] = await Promise.all(
      [1, 2, 7].map((count) => campaign(start, runnersOf(count, isWrong), bounds(100))),
    );
    expect(one?.found).toHaveLength(1);
    expect(two).toEqual({ ...one, done: two?.done });
    expect(many).toEqual({ ...one, done: many?.done });
  });

  test('does not run again a property that it found wrong', async () => {
    const { found, counts } = await campaign(nothingDone(3, properties), runnersOf(1, isWrong), bounds(100));
    const first = Array.from({ length: 100 }, (_, i) => runOf({ seed: 3, properties }, i)).find(
      ({ property, seed }) => property === 'odd' && isWrong(seed),
    );
    expect(found.map(({ seed }) => seed)).toEqual([first?.seed]);
    expect(counts['odd']?.['runs']).toEqual({ runs: ((first?.number as number) - 1) / 3 + 1 });
    expect(counts['all']?.['runs']).toEqual({ runs: 33 });
  });

  test('goes on where it was stopped, and comes to the same', async () => {
    const start = nothingDone(9, properties);
    const whole = await campaign(start, runnersOf(1), bounds(60));
    let left = 25;
    const half = await campaign(start, runnersOf(3), { runs: 60, isOver: () => left-- <= 0 });
    expect(sizeOf(half.done)).toBeLessThan(60);
    const read = readStanding(standingText(half)) as Standing;
    expect(await campaign(read, runnersOf(2), bounds(60))).toEqual(whole);
  });

  test('makes any run the first of another campaign', () => {
    const { seed, property } = runOf({ seed: 3, properties }, 41);
    expect(runOf({ seed, properties: [property] }, 0)).toEqual({ number: 0, property, seed });
  });
});

test.each(['', '{}', '{"ls2campaign":1,"seed":1,"properties":[],"done":[[3,2]],"counts":{},"found":[]}'])(
  'what is no standing is not read: %s',
  (text) => expect(readStanding(text)).toBeUndefined(),
);

test('ranges hold what was put into them, in as few as it takes', () => {
  let ranges: Ranges = [];
  for (const number of [4, 1, 2, 9, 3, 2]) ranges = withNumber(ranges, number);
  expect(ranges).toEqual([
    [1, 5],
    [9, 10],
  ]);
  expect(sizeOf(ranges)).toBe(5);
  expect([0, 1, 4, 5, 9, 10].filter((number) => within(ranges, number))).toEqual([1, 4, 9]);
});
