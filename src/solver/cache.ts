/** What a definite answer depends on. The time limit is not among it: it cuts answers off, it never changes one. */
export interface Question {
  readonly text: string;
  readonly solver: string;
  readonly version: string;
  readonly rlimit: number;
}

export type Definite = 'unsat' | 'sat';

/** Definite answers from earlier runs. */
export interface Cache {
  get(question: Question): Definite | undefined;
  set(question: Question, answer: Definite): void;
  /** Writes what is new. Failing to write loses the new entries and nothing else. */
  save(): void;
}

/** No cache: nothing is found, nothing is kept. */
export const noCache: Cache = Object.freeze({ get: () => undefined, set: () => undefined, save: () => undefined });
