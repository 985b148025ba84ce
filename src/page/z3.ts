import type { SolverWorker, ToldBySolver } from '../solver/worker-backend.js';

/** The version of the package, which `bundle.mjs` puts in the place of this name. */
declare const Z3_VERSION: string;
export const z3Version = `z3-solver ${Z3_VERSION}`;

/** Z3 in a worker of its own; nobody waits for what loads it before something is asked. */
export function z3Worker(rlimit: number, heard: (message: ToldBySolver) => void): SolverWorker {
  const worker = new Worker(new URL('./z3-worker.js', import.meta.url), { name: 'z3' });
  let over: (how: string) => void = () => undefined;
  const ended = new Promise<string>((resolve) => {
    over = resolve;
  });
  worker.onmessage = ({ data }: MessageEvent<ToldBySolver>) => heard(data);
  worker.onerror = ({ message }) => {
    worker.terminate();
    over(`the solver died: ${message}`);
  };
  worker.postMessage({ rlimit });
  return {
    post: (batch) => worker.postMessage(batch),
    keep: () => undefined,
    end() {
      worker.terminate();
      over('the solver was ended');
      return Promise.resolve();
    },
    ended,
  };
}
