import { Worker } from 'node:worker_threads';
import type { Parts } from '../attesting-parts.js';
import type { Answer } from './answer.js';
import type { Asked } from './worker.js';

/** Threads that judge evidence. */
export interface Pool {
  readonly size: number;
  /** Rejects where a thread dies of it. */
  ask(parts: Parts): Promise<Answer>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export function poolOf(size: number, platform: string | undefined): Pool {
  let asked = 0;
  const threads = Array.from({ length: size }, () => threadFor(platform));
  return {
    size,
    ask(parts) {
      const id = asked++;
      const free = threads.reduce((least, each) => (each.waiting.size < least.waiting.size ? each : least));
      return new Promise((resolve, reject) => {
        free.waiting.set(id, { resolve, reject });
        free.worker.postMessage({ id, parts } satisfies Asked);
      });
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function threadFor(platform: string | undefined): Thread {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { platform } });
  const waiting = new Map<number, Waiting>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ id, answer }: { readonly id: number; readonly answer: Answer }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  worker.on('error', fail).on('exit', (code) => fail(new Error(`a thread that judges evidence ended with ${code}`)));
  return { worker, waiting };
}
