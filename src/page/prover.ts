import type { FromThread, ToThread } from '../editor/messages.js';
import type { Prover } from '../editor/verdicts.js';

/**
 * Proves in a worker. It is told to stop by a number in memory that both see; where a page has no such memory, the worker is ended, and the next task has another. One
 * that dies has decided nothing.
 */
export function proverInWorker(): Prover {
  let worker: Worker | undefined;
  let flag: Int32Array | undefined;
  let ended: () => void = () => undefined;
  const end = (): void => {
    worker?.terminate();
    worker = undefined;
    ended();
  };
  return {
    prove(task, heard) {
      worker ??= new Worker(new URL('./prover-worker.js', import.meta.url), { type: 'module', name: 'prover' });
      const own = worker;
      const shared = globalThis.crossOriginIsolated ? new SharedArrayBuffer(4) : undefined;
      flag = shared && new Int32Array(shared);
      return new Promise((resolve) => {
        ended = resolve;
        own.onerror = end;
        own.onmessage = ({ data }: MessageEvent<FromThread>) => {
          if (data.kind === 'verdict') heard(data);
          else resolve();
        };
        own.postMessage({ task, ...(shared && { flag: shared }) } satisfies ToThread);
      });
    },
    stop() {
      if (flag === undefined) end();
      else Atomics.store(flag, 0, 1);
    },
    close: end,
  };
}
