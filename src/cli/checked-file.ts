import type { CheckedAxiom, CheckedTheorem, NotChecked, Remembered, Tool } from '../check/index.js';
import type { Diagnostic } from '../diagnostics/index.js';
import type { SaidByFile } from '../gate/said.js';
import type { FileSource } from '../language/files.js';
import type { Certifying } from './certifying.js';
import type { SolvingOptions } from './options.js';
import type { Timing } from './timing.js';

/** What a file came to. */
export interface CheckedFile {
  /** The names of the theorems and lemmas that it declares, checked or not. */
  readonly names: readonly string[];
  /** Those that were to be proved. */
  readonly theorems: readonly CheckedTheorem[];
  /** Those of which nothing is said, since something that they reach could not be read; axioms as well. */
  readonly notChecked: readonly NotChecked[];
  /** The axioms that it declares, and how they stand to the semantics. */
  readonly axioms: readonly CheckedAxiom[];
  /** What its theorems say, which of all that is printed only the gate wants: kept, so that it need not be read for that again. */
  readonly said: SaidByFile;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckOptions extends SolvingOptions {
  /** The names of the theorems that are wanted; all, where it is absent. */
  readonly theorem?: readonly string[];
  /** How many states the searches for attacks and witnesses go on from. */
  readonly states?: number;
  /** Whether attacks and witnesses are looked for; they are, where it is absent. */
  readonly attack?: boolean;
  readonly keepObligations?: string;
  /** Whether what is kept beside files is tried; it is, where it is absent. */
  readonly kept?: boolean;
  /** Whether what is found is kept beside files. */
  readonly save?: boolean;
}

export interface Circumstances {
  readonly solver: Tool['solver'];
  readonly clock: Timing;
  /** Where the files come from: from the disk, where it is absent. */
  readonly source?: FileSource;
  /** What is printed of these theorems if the run is ended by force. */
  readonly found?: ((theorems: readonly CheckedTheorem[]) => string) | undefined;
  /** Gathers proofs; where it is there, all are made anew. */
  readonly certifying?: Certifying | undefined;
  /** Verdicts of earlier checks of this process. */
  readonly remembered?: Remembered | undefined;
}
