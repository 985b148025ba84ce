import fc from 'fast-check';
import { type Attached, Finding, type Property } from './property.js';
import { type Counts, Tally } from './tally.js';

/** A case for which a property does not hold, made as small as it goes; plain data. */
export interface Found {
  readonly property: string;
  /** The seed of the run that came across it. */
  readonly seed: number;
  readonly blames: Finding['blames'];
  readonly message: string;
  readonly case: unknown;
  /** The case, for people. */
  readonly shown: string;
  readonly attached: readonly Attached[];
  readonly command?: string;
}

export interface Outcome {
  readonly found?: Found;
  readonly counts: Counts;
}

/** A property that is ready to be tried, its cases known to itself alone. */
export interface Trial {
  readonly name: string;
  readonly target: string;
  readonly compares: string;
  readonly says: string;
  /** Why it cannot be tried here; undefined where it can. */
  missing(): string | undefined;
  /** One run: the cases that a seed stands for. */
  run(seed: number): Promise<Outcome>;
  /** One case that was kept; undefined where it is none of this property's. */
  again(given: unknown): Promise<Outcome> | undefined;
}

/** So many smaller cases are tried before the smallest so far is good enough: of those that take a prover, more would take hours. */
const mostSmaller = 600;

export function trial<Case>(property: Property<Case>): Trial {
  const { name, check, show } = property;

  async function run(seed: number, cases: fc.Arbitrary<Case>, numRuns: number): Promise<Outcome> {
    const tally = new Tally();
    let [failed, smaller] = [false, 0];
    /** What is counted are the cases of the run, not those that a finding is made smaller by. */
    const predicate = async (given: Case): Promise<void> => {
      if (failed && ++smaller > mostSmaller) return;
      try {
        await check(given, failed ? new Tally() : tally);
      } catch (error) {
        failed = true;
        throw error;
      }
    };
    const result = await fc.check(fc.asyncProperty(cases, predicate), { seed, numRuns });
    const counts = tally.counts();
    if (!result.failed || result.counterexample === null) return { counts };
    const [given] = result.counterexample;
    return { counts, found: foundOf(seed, given, result.errorInstance) };
  }

  function foundOf(seed: number, given: Case, error: unknown): Found {
    const found = error instanceof Finding ? error : new Finding(thrownText(error));
    const { blames, message, attached, command } = found;
    const about = { property: name, seed, blames, message, case: given, shown: show(given), attached };
    return command === undefined ? about : { ...about, command };
  }

  return {
    name,
    target: property.target,
    compares: property.compares,
    says: property.says,
    missing: () => property.missing?.(),
    run: (seed) => run(seed, property.cases, property.perRun),
    again(given) {
      const known = property.read(given);
      return known === undefined ? undefined : run(0, fc.constant(known), 1);
    },
  };
}

/** What ls2 threw, with where that was: no property is to throw anything but a finding. */
const thrownText = (error: unknown): string =>
  `ls2 throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
