/**
 * What the two threads of a run say to each other. The main thread owns the terminal, signals and the end of the process; commands that may take long run in
 * another, so that the first is always free to hear, show and end. Whether the run is to end stands in memory that both see: see {@link stopFlag}.
 */

/** What a run is begun with. */
export interface RunData {
  readonly args: readonly string[];
  /** One number: 0, or one of {@link stopFlag}. */
  readonly flag: SharedArrayBuffer;
  readonly terminal: Terminal;
  /** When the process began, in milliseconds, as `performance.timeOrigin` has it. */
  readonly began: number;
}

/** What the streams of the process are. */
export interface Terminal {
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** How wide that of stdout is. */
  readonly columns?: number | undefined;
}

/** What the number says that both threads see. */
export const stopFlag = { interrupted: 1, deadline: 2 } as const;

/** What the thread that works says. */
export type FromWork =
  | { readonly kind: 'ended'; readonly code: number }
  /** What is being done, in words. */
  | { readonly kind: 'doing'; readonly what: string }
  /** How many of how many things are done. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly unit: string }
  /** The run is to end so many seconds after it began. */
  | { readonly kind: 'deadline'; readonly seconds: number }
  /** What is to be printed if the run has to be ended by force. */
  | { readonly kind: 'last-words'; readonly text: string }
  /** The result is there, and being written. */
  | { readonly kind: 'writing' }
  /** It wants what stands on stdin. */
  | { readonly kind: 'stdin' }
  /** A file that is not to be left behind, or is no more. */
  | { readonly kind: 'temporary'; readonly path: string; readonly isThere: boolean };
