import type { Backend, BackendOptions, Batch } from './backend.js';
import { inSession } from './smtlib.js';

/** A worker is replaced after so many texts: WebAssembly's memory grows and never shrinks. */
const textsPerWorker = 20_000;

/** What a worker with Z3 tells: once that it is warm, then what Z3 prints of each text, in order. */
export type ToldBySolver = { readonly kind: 'ready' } | { readonly kind: 'output'; readonly output: string };

/** A worker with Z3 in it, of Node or of a page. */
export interface SolverWorker {
  post(batch: Batch): void;
  /** Whether it is asked something, so that the process is to wait for it. */
  keep(isAsked: boolean): void;
  end(): Promise<void>;
  /** Resolves to how it ended. */
  readonly ended: Promise<string>;
}

interface Running {
  readonly worker: SolverWorker;
  readonly ready: Promise<string | undefined>;
  asked: number;
}

/** Z3 in WebAssembly, in a worker; `start` begins one, which may take `rlimit` steps for each text. */
export function workerBackend(
  { rlimit, onStart }: BackendOptions,
  start: (rlimit: number, heard: (message: ToldBySolver) => void) => SolverWorker,
): Backend {
  let running: Running | undefined;
  let onOutputNow: (output: string) => void = () => undefined;

  function started(): Running {
    onStart();
    let isReady: (nothing: undefined) => void = () => undefined;
    const first = new Promise<undefined>((resolve) => {
      isReady = resolve;
    });
    const worker = start(rlimit, (message) => {
      if (message.kind === 'ready') isReady(undefined);
      // What one that was ended still says is not heard.
      else if (running === own) onOutputNow(message.output);
    });
    const own: Running = { worker, ready: Promise.race([first, worker.ended]), asked: 0 };
    void worker.ended.then(() => {
      if (running === own) running = undefined;
    });
    return own;
  }

  const current = (): Running => {
    running ??= started();
    return running;
  };

  async function end(): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.worker.end();
  }

  return {
    prewarm() {
      current();
    },
    ready() {
      const { worker, ready } = current();
      worker.keep(true);
      return ready;
    },
    end,
    async ask({ texts, alone }, onOutput) {
      const asking = current();
      const { worker } = asking;
      let left = texts.length;
      const answered = new Promise<undefined>((resolve) => {
        onOutputNow = (output) => {
          onOutput(output);
          if (--left > 0) return;
          onOutputNow = () => undefined;
          resolve(undefined);
        };
      });
      const asked = alone ? texts : texts.map((text, i) => inSession(text, asking.asked + i));
      worker.post({ texts: asked, alone });
      const outcome = await Promise.race([answered, worker.ended]);
      worker.keep(false);
      asking.asked += texts.length;
      if (asking.asked >= textsPerWorker) await end();
      return outcome;
    },
  };
}
