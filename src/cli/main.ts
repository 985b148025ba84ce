import { answer } from './answer.js';
import { exit } from './exit.js';
import { Elsewhere } from './run/work.js';
import { reasonOf } from './whole-file.js';

/**
 * The command line's entry.
 *
 * @param args what stands after `ls2` on the command line
 * @returns the exit code (see `ls2 --help`)
 */
export async function main(args: readonly string[]): Promise<number> {
  // It stays: the error comes after the end of the command that wrote.
  if (!process.stdout.listeners('error').includes(endOfReading)) process.stdout.on('error', endOfReading);
  const { supervised } = await withSignals(async () => {
    try {
      const code = await answer(args);
      return { supervised: () => Promise.resolve(code) };
    } catch (error) {
      if (!(error instanceof Elsewhere)) throw error;
      return import('./run/supervise.js');
    }
  });
  return supervised(args);
}

/** What this thread does itself is over in no time, and leaves nothing half done. */
async function withSignals<T>(work: () => Promise<T>): Promise<T> {
  const interrupted = (): void => process.exit(exit.interrupted);
  const terminated = (): void => process.exit(exit.terminated);
  process.on('SIGINT', interrupted).on('SIGTERM', terminated);
  try {
    return await work();
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', terminated);
  }
}

/** Whoever reads only the beginning of the output has read enough. Otherwise an answer is lost, and no code may say that it was given. */
function endOfReading(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`ls2: the output cannot be written: ${reasonOf(error)}\n`);
  process.once('exit', () => {
    process.exitCode = exit.usage;
  });
}
