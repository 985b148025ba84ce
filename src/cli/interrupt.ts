import { exit } from './exit.js';

type Cleanup = () => void;

const cleanups = new Set<Cleanup>();

const codes = { SIGINT: exit.interrupted, SIGTERM: 143 } as const;

function end(signal: keyof typeof codes): void {
  for (const cleanup of cleanups) cleanup();
  process.exit(codes[signal]);
}

/** Ends with 130 on Ctrl-C, with 143 when told to end, after everything that is under way was taken back. The result calls that off. */
export function endOnSignals(): () => void {
  process.on('SIGINT', end).on('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

/** Has something taken back if the run is interrupted; the result calls that off. A cleanup does not wait, and does not throw. */
export function whenInterrupted(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
