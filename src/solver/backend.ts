/** One running solver, asked one batch at a time. */
export interface Backend {
  /** Begins to start, if there is anything to start; does not keep the process from ending. */
  prewarm(): void;
  /** Starts what has to be started; comes before each batch. Resolves to undefined when it is ready, or to why it does not start. */
  ready(): Promise<string | undefined>;
  /**
   * Asks a batch. Calls back once for each text, in order, with everything the solver printed about it. Resolves when all are asked, or with
   * why it stopped before.
   */
  ask(batch: Batch, onOutput: (output: string) => void): Promise<string | undefined>;
  /** Ends the solver, in the middle of a text if need be; a batch under way resolves. It starts anew when it is asked again. */
  end(): Promise<void>;
}

export interface Batch {
  readonly texts: readonly string[];
  /** Whether the solver must have seen nothing else before. Takes a batch of one text. */
  readonly alone: boolean;
}

export interface BackendOptions {
  /** The resource limit for each text, in the solver's own steps; 0 is none. */
  readonly rlimit: number;
  /** Called for each worker or process that is started. */
  onStart(): void;
}
