import type { Term } from '../kernel/index.js';
import type { ActionEvent } from './words.js';

/** What the adversary may do. `full` is the semantics as it is; the others leave some of its traces out. */
export const adversaries = ['none', 'local', 'network', 'full'] as const;
export type Adversary = (typeof adversaries)[number];

/** Someone who may be started. */
export interface Starting {
  readonly program: Term;
  readonly owner: Term;
  readonly machine: Term;
}

/**
 * Of the events that are enabled, of which there is no end, those that are looked at. Any choice here leaves out traces, and adds none: it is
 * the step relation alone that says what can happen.
 */
export interface Scope {
  /** Who may be started, beside the threads that machines start. */
  readonly starts: readonly Starting[];
  /** Of whom machines start threads, at a reset or late launch. */
  readonly owners: readonly Term[];
  /** What foreign code may do, and with what terms besides those it has learned. */
  readonly foreign: {
    readonly actions: ReadonlySet<ActionEvent>;
    readonly jumps: readonly Term[];
    readonly launches: boolean;
    readonly terms: readonly Term[];
    /** Whether it acts on other machines than its own. */
    readonly elsewhere: boolean;
  };
  /** What may be received besides what was sent. */
  readonly messages: readonly Term[];
  /** Whether parts of what was sent, and all else that the adversary knows, may be received. */
  readonly forges: boolean;
  /** Whether a machine may be reset that is running. */
  readonly resets: 'once' | 'any';
  /** The locks that machines start threads with: all that they may have, all or none, or any of these. */
  readonly locks: 'all' | 'extremes' | 'any';
  /** How many threads may be born. */
  readonly births: number;
}
