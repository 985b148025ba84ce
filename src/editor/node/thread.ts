import { parentPort } from 'node:worker_threads';
import { check, type Solving } from '../../check/index.js';
import { disk } from '../../disk/disk.js';
import { defaultLimits } from '../../solver/answer.js';
import { createSolver } from '../../solver/solver.js';
import { type Stop, Stopped } from '../../stop/index.js';
import type { FromThread, ToThread } from './messages.js';

/** The thread that proves for the language server. */
const port = parentPort;
if (port === null) throw new Error('this is a thread of the language server');

const tell = (message: FromThread): void => port.postMessage(message);

port.on('message', ({ task, flag }: ToThread) => {
  void run({ task, flag }).then(() => tell({ kind: 'done' }));
});

async function run({ task, flag }: ToThread): Promise<void> {
  const number = new Int32Array(flag);
  const stop: Stop = { reason: () => (Atomics.load(number, 0) === 0 ? undefined : 'interrupted') };
  const buffers = new Map(task.buffers);
  const files = disk();
  const source = { ...files, read: (path: string) => buffers.get(path) ?? files.read(path) };
  const solver = createSolver('z3', { jobs: 1 });
  const tool = { name: 'z3', version: (await solver.version()) ?? '' };
  const solving: Solving = { solver, limits: defaultLimits, tool };
  try {
    for await (const event of check({ files: [task.path], source, solving, only: task.theorems, stop })) {
      // What was stopped has decided nothing.
      if (event.kind === 'theorem' && stop.reason() === undefined) tell({ kind: 'verdict', theorem: event.checked });
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    await solver.close();
  }
}
