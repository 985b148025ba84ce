import { Worker } from 'node:worker_threads';
import type { Ground } from '../setting.js';
import type { Outcome } from '../trial.js';
import type { Run, Runner } from './campaign.js';

/** A run that takes longer hangs: runs take seconds, those that shrink a finding some minutes. */
const patience = 900_000;

/** As a proof of many steps wants it; see the solver's own workers. */
const resourceLimits = { stackSizeMb: 16 };

/** A runner in a thread of its own, which is replaced where it hangs or dies. */
export interface WorkerRunner extends Runner {
  /** Ends it, in the middle of a run if need be. */
  close(): Promise<void>;
}

export function workerRunner(ground: Ground): WorkerRunner {
  let worker: Worker | undefined;
  let isClosed = false;
  const start = (): Worker => {
    worker ??= new Worker(new URL('./worker.js', import.meta.url), { workerData: ground, resourceLimits });
    return worker;
  };
  const end = async (): Promise<void> => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  return {
    async run(run) {
      if (isClosed) return undefined;
      const running = start();
      running.postMessage(run);
      const outcome = await outcomeOf(running);
      if (typeof outcome !== 'string') return outcome;
      if (isClosed) return undefined;
      await end();
      return { counts: {}, found: endless(run, outcome) };
    },
    close() {
      isClosed = true;
      return end();
    },
  };
}

/** What comes of a run, or in words why nothing did. */
function outcomeOf(worker: Worker): Promise<Outcome | string> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome | string): void => {
      clearTimeout(timer);
      worker.off('message', finish).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    const onError = ({ message }: Error): void => finish(`it ends the process: ${message}`);
    const onExit = (code: number): void => finish(`it ends the process with ${code}`);
    const timer = setTimeout(() => finish(`it does not end within ${patience / 1000} seconds`), patience);
    worker.on('message', finish).on('error', onError).on('exit', onExit);
  });
}

const endless = ({ property, seed }: Run, message: string): NonNullable<Outcome['found']> => ({
  property,
  seed,
  blames: 'ls2',
  message,
  case: null,
  shown: '',
  attached: [],
});
