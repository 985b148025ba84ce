import type { FileSource } from '../language/files.js';
import type { Prover } from './verdicts.js';

/** What a server stands on: nothing here needs Node, so that it runs in a worker of a page too. */
export interface Host {
  readonly source: FileSource;
  /** Goes to the folder that a client has open; paths are relative to it afterwards. */
  enter(root: string): void;
  /** All files of that folder. */
  files(): readonly string[];
  pathOf(uri: string): string;
  uriOf(path: string): string;
  readonly prover: Prover;
}
