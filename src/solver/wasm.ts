import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Backend, BackendOptions, Batch } from './backend.js';
import { inSession } from './smtlib.js';

/** A worker is replaced after so many texts: WebAssembly's memory grows and never shrinks. */
const textsPerWorker = 20_000;

/**
 * Deep terms recurse in Z3; 4 MB, Node's default, ends at some thousand levels. WebAssembly has a stack of its own beside this one, at the bottom of
 * its memory: recursion that exhausts either ends the worker, and overwrites nothing.
 */
const stackSizeMb = 64;

type Message = { readonly kind: 'ready' } | { readonly kind: 'output'; readonly output: string };

interface Running {
  readonly worker: Worker;
  readonly ready: Promise<string | undefined>;
  /** Resolves to how it ended. */
  readonly ended: Promise<string>;
  asked: number;
}

/** The version of Z3 in WebAssembly, without starting it: that of the npm package. */
export function wasmVersion(): string {
  const { version } = createRequire(import.meta.url)('z3-solver/package.json') as { readonly version: string };
  return `z3-solver ${version}`;
}

/** Z3 in WebAssembly, in a worker thread of its own. */
export function wasmBackend({ rlimit, onStart }: BackendOptions): Backend {
  let running: Running | undefined;

  function start(): Running {
    onStart();
    const worker = new Worker(new URL('./z3-worker.mjs', import.meta.url), {
      workerData: { rlimit },
      resourceLimits: { stackSizeMb },
    });
    // An idle worker does not keep the process; one that is asked something does.
    worker.unref();
    const ended = new Promise<string>((resolve) => {
      worker.once('error', (error: Error) => resolve(`the solver died: ${error.message}`));
      worker.once('exit', (code) => resolve(`the solver ended with code ${code}`));
    });
    const first = new Promise<undefined>((resolve) => {
      worker.once('message', () => resolve(undefined));
    });
    const ready = Promise.race([first, ended]);
    const started: Running = { worker, ready, ended, asked: 0 };
    void ended.then(() => {
      if (running === started) running = undefined;
    });
    return started;
  }

  const current = (): Running => {
    running ??= start();
    return running;
  };

  async function end(): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.worker.terminate();
  }

  return {
    prewarm() {
      current();
    },
    ready() {
      const { worker, ready } = current();
      worker.ref();
      return ready;
    },
    end,
    async ask({ texts, alone }: Batch, onOutput) {
      const asking = current();
      const { worker, ended } = asking;
      let left = texts.length;
      const answered = new Promise<undefined>((resolve) => {
        const listen = (message: Message): void => {
          if (message.kind !== 'output') return;
          onOutput(message.output);
          if (--left > 0) return;
          worker.off('message', listen);
          resolve(undefined);
        };
        worker.on('message', listen);
      });
      const asked = alone ? texts : texts.map((text, i) => inSession(text, asking.asked + i));
      worker.postMessage({ texts: asked, alone });
      const outcome = await Promise.race([answered, ended]);
      worker.unref();
      asking.asked += texts.length;
      if (asking.asked >= textsPerWorker) await end();
      return outcome;
    },
  };
}
