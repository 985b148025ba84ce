import type { Segment, Term } from '../kernel/index.js';
import type { World } from '../semantics/index.js';
import type { Judge, Query } from '../trace/index.js';
import type { Courses } from './courses.js';
import type { Earlier } from './earlier.js';
import type { Lockable } from './locks.js';
import type { Past } from './past.js';
import type { Sequences } from './sequences.js';
import type { Trail } from './trail.js';

/** Someone who has to run a piece of program, whole. */
export interface Part {
  readonly thread: Term;
  readonly segment: Segment;
  /** The program that it is; a piece that is none is done by foreign code. */
  readonly program: Term | undefined;
  /** How many actions it has; of one that branches, on the longest way through it. */
  readonly length: number;
  readonly branches: boolean;
  /** On whose behalf it may run. */
  readonly owners: readonly Term[];
}

/** What a location has to hold at some time. */
export interface Target {
  readonly location: Term;
  /** What is aimed at. */
  readonly value: Term;
  /** All that would do. */
  readonly pattern: Term;
}

/** What is looked at where a search is wide. */
export interface Wide {
  /** What may be read, received, measured or jumped to, whatever it serves: the model's programs, foreign code, what the claim names, two data that differ. */
  readonly values: readonly Term[];
  /** Of these, data that are nothing else. */
  readonly data: readonly Term[];
  readonly programs: readonly Term[];
  /** Whom the claim names and nobody calls honest: whose keys are the adversary's. */
  readonly owners: readonly Term[];
  /** The locations that the claim names. */
  readonly locations: readonly Term[];
}

/** All that stays the same while a trace is looked for. */
export interface Hunt {
  readonly world: World;
  readonly judge: Judge;
  readonly parts: readonly Part[];
  /** Whether the claim speaks of more than the begin and the end of each part: of when threads act, or of one thread that has several. */
  readonly isWatched: boolean;
  readonly targets: readonly Target[];
  /** Events that have to happen; their variables are whatever it comes to. */
  readonly events: readonly Term[];
  /** What the claim says that memory holds: whoever refutes it may have to write something else there. */
  readonly denied: readonly (readonly [location: Term, value: Term])[];
  /** For each of these, who alone does it, where that is somebody honest. */
  readonly doers: readonly (Term | undefined)[];
  /** For each target, then for each event, what has to have been there before. */
  readonly earlier: readonly (readonly Earlier[])[];
  /** Events that foreign code may bring about, since the claim speaks of them. */
  readonly templates: readonly Term[];
  readonly always: readonly Query[];
  readonly lockable: Lockable;
  /** The registers that have to come to some values at some time. */
  readonly registers: () => ReadonlyMap<Term, readonly Term[]>;
  /** Whether what is claimed speaks of late launches: then one may break it that is of no use otherwise. */
  readonly launches: boolean;
  readonly sequences: Sequences;
  readonly courses: Courses;
  readonly trail: Trail;
  readonly past: Past;
  /** Whose threads the claim speaks of. */
  readonly owners: readonly Term[];
  /** Who attacks, who looks on, who starts machines; code of which nothing is known, and data. */
  readonly mallory: Term;
  readonly operator: Term;
  readonly malware: Term;
  readonly challenge: Term;
  /** Whether more is looked at than what was read off the claim: see `wide.ts`. */
  readonly wide: Wide | undefined;
  /**
   * Whether registers are brought to their values one after the other, when they are about to be read, each at once as far as it has to come: so few orders
   * that attacks of several boots are within reach.
   */
  readonly isStepwise: boolean;
}
