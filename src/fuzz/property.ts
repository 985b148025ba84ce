import type fc from 'fast-check';
import type { Tally } from './tally.js';

/** Something that is to hold of whatever it is thrown at. */
export interface Property<Case> {
  readonly name: string;
  /** The part of ls2 that it is about, what is compared, and what is to hold: a line of the table in docs/fuzzing.md. */
  readonly target: string;
  readonly compares: string;
  readonly says: string;
  /** Why it cannot be tried here; undefined where it can. */
  readonly missing?: () => string | undefined;
  readonly cases: fc.Arbitrary<Case>;
  /** How many cases a run consists of: as many as take about a tenth of a second, or one. */
  readonly perRun: number;
  /** Throws where it does not hold: {@link Finding}, or whatever ls2 throws. */
  readonly check: (given: Case, tally: Tally) => void | Promise<void>;
  /** A case for people to read. */
  readonly show: (given: Case) => string;
  /** The same case out of a file; undefined for what is none. */
  readonly read: (given: unknown) => Case | undefined;
}

/** A file that belongs to a finding: a model, a trace. */
export interface Attached {
  /** How its name ends, with the dot. */
  readonly ending: string;
  readonly text: string;
}

/** Thrown where a property does not hold. */
export class Finding extends Error {
  override readonly name = 'Finding';
  /** Whether ls2 is at fault, or a statement of a model is false. */
  readonly blames: 'ls2' | 'model';
  readonly attached: readonly Attached[];
  /** What shows it with the files that belong to it, each written `FILE` with its ending. */
  readonly command: string | undefined;

  constructor(
    message: string,
    {
      blames = 'ls2',
      attached = [],
      command,
    }: {
      readonly blames?: Finding['blames'];
      readonly attached?: readonly Attached[];
      readonly command?: string;
    } = {},
  ) {
    super(message);
    this.blames = blames;
    this.attached = attached;
    this.command = command;
  }
}

/** Throws a {@link Finding} where something is not so. */
export function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Finding(message);
}
