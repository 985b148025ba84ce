/**
 * Z3 in WebAssembly in a worker of a page. Told first `{ rlimit }`, then `{ texts, alone }`. Tells `{ kind: 'ready' }` once it is warm; then for each text, in order,
 * `{ kind: 'output', output }`.
 */
// @ts-expect-error the package has no types for the bare module; the wrapper with types starts threads
import initZ3 from 'z3-solver/build/z3-built.js';
import { sessionOf } from '../solver/z3-session.mjs';

const silent = () => undefined;
const locateFile = (/** @type {string} */ name) => new URL(name, self.location.href).href;

/** @param {number} rlimit */
const started = async (rlimit) => sessionOf(await initZ3({ print: silent, printErr: silent, locateFile }), rlimit);

/** @type {((text: string, alone: boolean) => string) | undefined} */
let ask;

self.onmessage = async (
  /** @type {MessageEvent<{ rlimit: number } | { texts: string[], alone: boolean }>} */ { data },
) => {
  if ('rlimit' in data) {
    try {
      ask = await started(data.rlimit);
      self.postMessage({ kind: 'ready' });
    } catch (error) {
      // Thrown where the page hears it, which a promise's rejection is not.
      setTimeout(() => {
        throw error;
      });
    }
    return;
  }
  for (const text of data.texts) {
    // Whatever throws here (an abort, a trap, an exhausted stack) ends the worker, which is the answer.
    const output = ask?.(text, data.alone) ?? '';
    self.postMessage({ kind: 'output', output });
  }
};
