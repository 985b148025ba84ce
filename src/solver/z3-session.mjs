/**
 * One Z3 in WebAssembly, called synchronously, so that Emscripten starts no threads of its own; whoever started the worker that this runs in ends it if a call takes
 * too long. Plain JavaScript, since a worker is started by its file, built or not. Nothing here needs Node.
 *
 * @typedef {object} Z3 the few of Emscripten's exports that are used; contexts and configurations are addresses
 * @property {() => number} _Z3_mk_config
 * @property {(config: number) => void} _Z3_del_config
 * @property {(config: number) => number} _Z3_mk_context
 * @property {(context: number) => void} _Z3_del_context
 * @property {(context: number) => void} _set_noop_error_handler
 * @property {(name: string, result: string, types: string[], args: unknown[]) => string} ccall
 */

/** A context is replaced after so many texts, since it keeps some memory of each. */
const textsPerContext = 500;

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

/**
 * Begins a session, warmed up, whose texts may each take so many of Z3's own steps.
 *
 * @param {Z3} z3
 * @param {number} rlimit
 * @returns {(text: string, alone: boolean) => string} what Z3 prints of a text
 */
export function sessionOf(z3, rlimit) {
  const preamble = `(set-option :rlimit ${rlimit})\n(set-logic ALL)\n`;
  let shared = { address: newContext(), left: textsPerContext };

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

  /** @param {string} text */
  function askAlone(text) {
    const context = newContext();
    const output = evaluate(context, text);
    z3._Z3_del_context(context);
    return output;
  }

  askInCompany(warming);
  return (text, alone) => (alone ? askAlone : askInCompany)(text);
}
