/**
 * One Z3 in WebAssembly, in a worker thread. It is called synchronously, so that Emscripten starts no threads of its own; whoever started the worker
 * ends it if a call takes too long. Plain JavaScript, since a worker is started by its file, built or not.
 *
 * Started with `{ rlimit }` as its data. Told: `{ texts, alone }`. Tells: `{ kind: 'ready' }` once it is warm; then for each text, in order, `{ kind: 'output', output }`.
 */
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
// @ts-expect-error the package has no types for the bare module; the wrapper with types starts threads
import initZ3 from 'z3-solver/build/z3-built.js';

/**
 * @typedef {object} Z3 the few of Emscripten's exports that are used; contexts and configurations are addresses
 * @property {() => number} _Z3_mk_config
 * @property {(config: number) => void} _Z3_del_config
 * @property {(config: number) => number} _Z3_mk_context
 * @property {(context: number) => void} _Z3_del_context
 * @property {(context: number) => void} _set_noop_error_handler
 * @property {(name: string, result: string, types: string[], args: unknown[]) => string} ccall
 *
 * @typedef {{ texts: string[], alone: boolean }} Request
 */

// V8 optimizes functions that small obligations call often, on the other core and for longer than they run: 200 cold obligations take half
// as long when it waits for a hundred times the work, and a hard one 13% longer. Functions are validated when first called: 40 ms.
// The flags are those of the V8 that was measured (Node 20); elsewhere nothing is set.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--wasm-tiering-budget=200000000 --wasm-lazy-validation');

const port = parentPort;
if (port === null) throw new Error('z3-worker.mjs is started as a worker');

/** A context is replaced after so many texts, since it keeps some memory of each. */
const textsPerContext = 500;
const { rlimit } = /** @type {{ rlimit: number }} */ (workerData);
const preamble = `(set-option :rlimit ${rlimit})\n(set-logic ALL)\n`;

const silent = () => undefined;
/** @type {Z3} */
const z3 = await initZ3({ print: silent, printErr: silent });

function newContext() {
  const config = z3._Z3_mk_config();
  const context = z3._Z3_mk_context(config);
  z3._Z3_del_config(config);
  z3._set_noop_error_handler(context);
  evaluate(context, preamble);
  return context;
}

/**
 * @param {number} context
 * @param {string} text
 */
function evaluate(context, text) {
  return z3.ccall('Z3_eval_smtlib2_string', 'string', ['number', 'string'], [context, text]);
}

let shared = { address: newContext(), left: textsPerContext };

/**
 * A new context costs ten times what a small text costs, so texts share one, each between its push and pop. What did not get a plain answer there is
 * asked again alone.
 *
 * @param {string} text
 */
function askInCompany(text) {
  if (shared.left === 0) {
    z3._Z3_del_context(shared.address);
    shared = { address: newContext(), left: textsPerContext };
  }
  shared.left--;
  return evaluate(shared.address, text);
}

/**
 * @param {string} text
 */
function askAlone(text) {
  const context = newContext();
  const output = evaluate(context, text);
  z3._Z3_del_context(context);
  return output;
}

// Something of everything, so that V8 has compiled most of what a real obligation runs through before the first comes.
const warming = `(push 1)
(declare-sort s2 0)
(declare-sort u0 0)
(declare-datatypes ((s0 0)) (((k0 (k0_0 s0) (k0_1 s2)) (k1) (o0 (o0_0 u0)))))
(declare-fun f0 (s2) s0)
(declare-fun p0 (s0 Real) Bool)
(declare-const c0 s2)
(declare-const c1 Real)
(declare-const c2 Real)
(define-fun d0 () s0 (k0 (f0 c0) c0))
(assert (not (=> (and (< c1 c2) (p0 d0 c1) (or (<= c2 c1) (= (f0 c0) d0) (p0 k1 c2)) (=> (p0 k1 c2) (= d0 k1))) (not (p0 d0 c1)))))
(check-sat)
(pop 1)
`;
askInCompany(warming);

port.on('message', (/** @type {Request} */ { texts, alone }) => {
  // Whatever throws here (an abort, a trap, an exhausted stack) ends the worker, which is the answer.
  for (const text of texts) port.postMessage({ kind: 'output', output: (alone ? askAlone : askInCompany)(text) });
});
port.postMessage({ kind: 'ready' });
