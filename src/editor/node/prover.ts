import { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from '../messages.js';
import type { Prover } from '../verdicts.js';

/** What walks terms recurs, as on the command line. */
const stackSizeMb = 256;

/** Proves in a thread of its own, which starts when it is first needed. One that dies has decided nothing, and the next task has another. */
export function proverInThread(): Prover {
  let thread: Worker | undefined;
  let flag = new Int32Array(new SharedArrayBuffer(4));
  return {
    prove(task, heard) {
      thread ??= new Worker(new URL('./thread.js', import.meta.url), { resourceLimits: { stackSizeMb } });
      const own = thread;
      own.ref();
      flag = new Int32Array(new SharedArrayBuffer(4));
      return new Promise((resolve) => {
        const done = (): void => {
          own.off('message', listen).off('error', failed).off('exit', failed);
          own.unref();
          resolve();
        };
        const failed = (): void => {
          if (thread === own) thread = undefined;
          done();
        };
        const listen = (message: FromThread): void => {
          if (message.kind === 'verdict') heard(message);
          else done();
        };
        own.on('message', listen).on('error', failed).on('exit', failed);
        own.postMessage({ task, flag: flag.buffer } satisfies ToThread);
      });
    },
    stop() {
      Atomics.store(flag, 0, 1);
    },
    close() {
      void thread?.terminate();
      thread = undefined;
    },
  };
}
