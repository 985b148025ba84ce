/**
 * Z3 in WebAssembly, in a worker thread: evaluates the texts that it was started with, in order, and tells what Z3 said of each. Plain JavaScript, since a
 * worker is started by its file, built or not.
 */
import { parentPort, workerData } from 'node:worker_threads';
// @ts-expect-error the package has no types for the bare module; the wrapper with types starts threads
import initZ3 from 'z3-solver/build/z3-built.js';

const silent = () => undefined;
const z3 = await initZ3({ print: silent, printErr: silent });
const config = z3._Z3_mk_config();
const context = z3._Z3_mk_context(config);
z3._set_noop_error_handler(context);

/** @param {string} text */
const evaluate = (text) => z3.ccall('Z3_eval_smtlib2_string', 'string', ['number', 'string'], [context, text]);

const { preamble, texts } = /** @type {{ preamble: string, texts: readonly string[] }} */ (workerData);
evaluate(preamble);
for (const text of texts) parentPort?.postMessage(evaluate(text));
