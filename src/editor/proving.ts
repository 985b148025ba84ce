import { check, type Solving } from '../check/index.js';
import type { FileSource } from '../language/files.js';
import { defaultLimits } from '../solver/answer.js';
import type { Solver } from '../solver/solver.js';
import { type Stop, Stopped } from '../stop/index.js';
import type { FromThread, ToThread } from './messages.js';

/** Proves what a task asks for, over files that its texts stand before, and closes the solver; ends without a word where the task is stopped. */
export async function prove(
  { task, flag }: ToThread,
  files: FileSource,
  solver: Solver,
  tell: (message: FromThread) => void,
): Promise<void> {
  const number = flag === undefined ? undefined : new Int32Array(flag);
  const stop: Stop = {
    reason: () => (number === undefined || Atomics.load(number, 0) === 0 ? undefined : 'interrupted'),
  };
  const buffers = new Map(task.buffers);
  const source = { ...files, read: (path: string) => buffers.get(path) ?? files.read(path) };
  const tool = { name: 'z3', version: (await solver.version()) ?? '' };
  const solving: Solving = { solver, limits: defaultLimits, tool };
  try {
    for await (const event of check({ files: [task.path], source, solving, only: task.theorems, stop })) {
      // What was stopped has decided nothing.
      if (event.kind === 'theorem' && stop.reason() === undefined)
        tell({ kind: 'verdict', checked: event.checked, speaksOf: event.speaksOf() });
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    await solver.close();
  }
}
