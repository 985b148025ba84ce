import { Random } from '../../semantics/index.js';
import { type Counts, Tally } from '../tally.js';
import type { Found, Outcome } from '../trial.js';
import { type Ranges, within, withNumber } from './ranges.js';

/** A run of one property: the cases that its seed stands for. */
export interface Run {
  readonly number: number;
  readonly property: string;
  readonly seed: number;
}

/** Makes runs, one after the other. */
export interface Runner {
  /** Undefined where it was ended before the run was done. */
  run(run: Run): Promise<Outcome | undefined>;
}

/** How far a campaign has come; plain data, that another process can go on from. */
export interface Standing {
  readonly seed: number;
  /** The properties whose runs take turns. */
  readonly properties: readonly string[];
  /** The runs that are done. */
  readonly done: Ranges;
  /** By property. */
  readonly counts: Readonly<Record<string, Counts>>;
  readonly found: readonly Found[];
}

export const nothingDone = (seed: number, properties: readonly string[]): Standing => ({
  seed,
  properties,
  done: [],
  counts: {},
  found: [],
});

/** The nth run of a seed. The first has the seed itself, so that any run can be made the first of another campaign. */
export const runOf = ({ seed, properties }: Pick<Standing, 'seed' | 'properties'>, number: number): Run => ({
  number,
  property: properties[number % properties.length] as string,
  seed: number === 0 ? seed : Random.seedOf(seed, number),
});

export interface Bounds {
  /** How many runs there are in all. */
  readonly runs: number;
  /** Whether no more runs are to be begun. */
  readonly isOver: () => boolean;
}

/**
 * Makes the runs that are not done yet, as many at once as there are runners. What comes out is the same however many there are: a property that a run has
 * found wrong is not run again, and what later runs of it may have come to does not count.
 */
export async function campaign(
  from: Standing,
  runners: readonly Runner[],
  { runs, isOver }: Bounds,
  progress: (done: Ranges, standing: () => Standing) => void = () => undefined,
): Promise<Standing> {
  const { seed, properties } = from;
  const outcomes = new Map<number, Outcome>();
  const firstFound = new Map<string, number>();
  for (const found of from.found) firstFound.set(found.property, -1);
  let [done, next] = [from.done, 0];
  const isSpent = ({ property, number }: Run): boolean =>
    (firstFound.get(property) ?? Number.POSITIVE_INFINITY) < number;

  function nextRun(): Run | undefined {
    while (next < runs && !isOver() && firstFound.size < properties.length) {
      const run = runOf(from, next++);
      if (!within(done, run.number) && !isSpent(run)) return run;
    }
    return undefined;
  }

  /** What counts so far. */
  function standing(): Standing {
    const tallies = new Map(properties.map((property) => [property, new Tally()]));
    for (const [property, counts] of Object.entries(from.counts)) tallies.get(property)?.add(counts);
    const counted = [...outcomes]
      .map(([number, outcome]) => ({ run: runOf(from, number), outcome }))
      .filter(({ run }) => !isSpent(run))
      .sort((a, b) => a.run.number - b.run.number);
    for (const { run, outcome } of counted) {
      tallies.get(run.property)?.add(outcome.counts);
      tallies.get(run.property)?.count('runs', 'runs');
    }
    return {
      seed,
      properties,
      done,
      counts: Object.fromEntries([...tallies].map(([property, tally]) => [property, tally.counts()])),
      found: [...from.found, ...counted.flatMap(({ outcome }) => outcome.found ?? [])],
    };
  }

  await Promise.all(
    runners.map(async (runner) => {
      for (let run = nextRun(); run !== undefined; run = nextRun()) {
        const outcome = await runner.run(run);
        if (outcome === undefined) return;
        outcomes.set(run.number, outcome);
        done = withNumber(done, run.number);
        if (outcome.found !== undefined)
          firstFound.set(run.property, Math.min(run.number, firstFound.get(run.property) ?? run.number));
        progress(done, standing);
      }
    }),
  );
  return standing();
}
