import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Backend, BackendOptions } from './backend.js';
import { type SolverWorker, type ToldBySolver, workerBackend } from './worker-backend.js';

/**
 * Deep terms recurse in Z3; 4 MB, Node's default, ends at some thousand levels. WebAssembly has a stack of its own beside this one, at the bottom of
 * its memory: recursion that exhausts either ends the worker, and overwrites nothing.
 */
const stackSizeMb = 64;

/** The version of Z3 in WebAssembly, without starting it: that of the npm package. */
export function wasmVersion(): string {
  const { version } = createRequire(import.meta.url)('z3-solver/package.json') as { readonly version: string };
  return `z3-solver ${version}`;
}

/** Z3 in WebAssembly, in a worker thread of its own. */
export const wasmBackend = (options: BackendOptions): Backend => workerBackend(options, threadOf);

function threadOf(rlimit: number, heard: (message: ToldBySolver) => void): SolverWorker {
  const worker = new Worker(new URL('./z3-worker.mjs', import.meta.url), {
    workerData: { rlimit },
    resourceLimits: { stackSizeMb },
  });
  // An idle worker does not keep the process; one that is asked something does.
  worker.unref();
  worker.on('message', heard);
  return {
    post: (message) => worker.postMessage(message),
    keep: (isAsked) => (isAsked ? worker.ref() : worker.unref()),
    async end() {
      await worker.terminate();
    },
    ended: new Promise((resolve) => {
      worker.once('error', (error: Error) => resolve(`the solver died: ${error.message}`));
      worker.once('exit', (code) => resolve(`the solver ended with code ${code}`));
    }),
  };
}
