import type { Terminal } from './messages.js';

/** What the streams of this process are, as its main thread sees them. */
export const ownTerminal = (): Terminal => ({
  stdout: process.stdout.isTTY === true,
  stderr: process.stderr.isTTY === true,
  columns: process.stdout.columns,
});
