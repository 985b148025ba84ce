import { exit } from './exit.js';

type Cleanup = () => void;

const cleanups = new Set<Cleanup>();

/** Ends with 130 on Ctrl-C, with 143 when told to end, after everything that is under way was taken back. */
export function endOnSignals(): void {
  for (const [signal, code] of [['SIGINT', exit.interrupted] as const, ['SIGTERM', 143] as const]) {
    process.once(signal, () => {
      for (const cleanup of cleanups) cleanup();
      process.exit(code);
    });
  }
}

/** Has something taken back if the run is interrupted; the result calls that off. A cleanup does not wait, and does not throw. */
export function whenInterrupted(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
