import type { ExitCode } from './exit.js';

/** Called by a command's action when it is done. */
export type Finish = (code: ExitCode) => void;
