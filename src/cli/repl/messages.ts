import type { Adversary } from '../../semantics/scope.js';
import type { ExitCode } from '../exit.js';

/** What a session is about. */
export interface About {
  readonly file: string;
  readonly adversary: Adversary;
  readonly machines: number;
}

/** What the thread that computes begins with; `flag` is a number in memory that both threads see, which is not zero when a line is to come to its end. */
export interface Beginning {
  readonly about: About;
  readonly flag: SharedArrayBuffer;
}

/** To the thread that computes: a line to be answered, or one that is to be completed. */
export type ToSession = { readonly kind: 'line' | 'complete'; readonly text: string };

/** What came of a line. */
export interface Answer {
  readonly kind: 'answer';
  /** For stdout, without the end of its last line. */
  readonly text: string;
  /** What was wrong with the line, for stderr. */
  readonly wrong?: string;
  /** Zero where nothing was. */
  readonly code: ExitCode;
  readonly isOver: boolean;
}

export type FromSession = Answer | { readonly kind: 'completed'; readonly words: readonly string[] };
