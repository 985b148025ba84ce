import { Worker } from 'node:worker_threads';

/** Seconds without an end of one input after which the run is given up: thousands of times what an input takes. */
const patience = 120;
const longest = 1 << 20;

/**
 * Ends this process, after it has printed the input, where an input is not done with for two minutes: what hangs in one turn of the event loop no
 * test runner can end.
 */
export interface Watchdog {
  begin(input: string): void;
  end(): void;
}

const code = `
const { writeSync } = require('node:fs');
const { workerData } = require('node:worker_threads');
const { state, text, patience } = workerData;
let [last, since] = [-1, Date.now()];
setInterval(() => {
  const count = Atomics.load(state, 0);
  if (count !== last) [last, since] = [count, Date.now()];
  else if (count % 2 === 1 && Date.now() - since > patience * 1000) {
    writeSync(2, 'This input hangs:\\n' + Buffer.from(text, 0, Atomics.load(state, 1)).toString() + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }
}, 1000);
`;

export function watchdog(): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(8));
  const text = new SharedArrayBuffer(longest);
  const worker = new Worker(code, { eval: true, workerData: { state, text, patience } });
  worker.unref();
  return {
    begin(input) {
      Atomics.store(state, 1, Buffer.from(text).write(input));
      // Odd while an input is being worked on.
      Atomics.add(state, 0, 1);
    },
    end: () => void Atomics.add(state, 0, 1),
  };
}
