/**
 * Z3 in WebAssembly in a worker thread of Node.
 *
 * Started with `{ rlimit }` as its data. Told: `{ texts, alone }`. Tells: `{ kind: 'ready' }` once it is warm; then for each text, in order, `{ kind: 'output', output }`.
 */
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
// @ts-expect-error the package has no types for the bare module; the wrapper with types starts threads
import initZ3 from 'z3-solver/build/z3-built.js';
import { sessionOf } from './z3-session.mjs';

// V8 optimizes functions that small obligations call often, on the other core and for longer than they run: 200 cold obligations take half
// as long when it waits for a hundred times the work, and a hard one 13% longer. Functions are validated when first called: 40 ms.
// The flags are those of the V8 that was measured (Node 20); elsewhere nothing is set.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--wasm-tiering-budget=200000000 --wasm-lazy-validation');

const port = parentPort;
if (port === null) throw new Error('z3-worker.mjs is started as a worker');

const silent = () => undefined;
const { rlimit } = /** @type {{ rlimit: number }} */ (workerData);
const ask = sessionOf(await initZ3({ print: silent, printErr: silent }), rlimit);

port.on('message', (/** @type {{ texts: string[], alone: boolean }} */ { texts, alone }) => {
  // Whatever throws here (an abort, a trap, an exhausted stack) ends the worker, which is the answer.
  for (const text of texts) port.postMessage({ kind: 'output', output: ask(text, alone) });
});
port.postMessage({ kind: 'ready' });
