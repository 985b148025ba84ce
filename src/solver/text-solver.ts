import { type Limits, type Reply, readReply } from './answer.js';
import { type Cache, noCache } from './cache.js';
import { nativeBackend, nativeZ3 } from './native.js';
import { solverVersion } from './version.js';
import { wasmBackend } from './wasm.js';

/** Evaluates whole SMT-LIB texts, up to and with one `(check-sat)`, each in a Z3 that has seen nothing else before. */
export interface TextSolver {
  readonly name: 'z3' | 'native-z3';
  /** Never rejects. One text at a time: the next waits. */
  ask(text: string): Promise<Reply>;
  /** Saves the cache and ends the solver. */
  close(): Promise<void>;
}

export interface TextSolverOptions {
  readonly limits: Limits;
  readonly cache?: Cache;
}

export function createTextSolver(name: TextSolver['name'], { limits, cache = noCache }: TextSolverOptions): TextSolver {
  const backendOptions = { rlimit: limits.rlimit, onStart: () => undefined };
  const backend = name === 'z3' ? wasmBackend(backendOptions) : nativeBackend(nativeZ3, backendOptions);
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function evaluate(text: string): Promise<Reply> {
    if (closed) return none('closed', 'the solver is closed');
    const version = await solverVersion(name);
    if (version === undefined) return none('no-solver', `${name} is not on this machine`);
    const question = { text, solver: name, version, rlimit: limits.rlimit };
    const known = cache.get(question);
    if (known !== undefined) return { kind: known };
    const started = await backend.ready();
    if (started !== undefined) return none('no-solver', started);
    let reply: Reply | undefined;
    let isLate = false;
    const watch = setTimeout(() => {
      isLate = true;
      void backend.end();
    }, limits.seconds * 1000);
    const stopped = await backend.ask({ texts: [text], alone: true }, (output) => {
      if (!isLate) reply = readReply(output);
    });
    clearTimeout(watch);
    if (isLate) return none('time-limit', `no answer within ${limits.seconds} s`);
    if (reply === undefined) return none('solver-died', stopped ?? 'the solver ended');
    if (reply.kind === 'none') {
      // After an error nobody knows what state the solver is in.
      if (reply.why === 'not-an-answer') await backend.end();
    } else cache.set(question, reply.kind);
    return reply;
  }

  return {
    name,
    ask(text) {
      const asked = last.then(() => evaluate(text));
      last = asked;
      return asked;
    },
    async close() {
      closed = true;
      cache.save();
      await backend.end();
    },
  };
}

const none = (why: Extract<Reply, { kind: 'none' }>['why'], detail: string): Reply => ({ kind: 'none', why, detail });
