import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { type ExitCode, exit } from '../exit.js';
import type { About, Answer, Beginning, FromSession, ToSession } from './messages.js';

/** As on the command line: what walks terms recurs. */
const stackSizeMb = 256;

/** Asks lines of a terminal, or reads them from a script, and has them answered in a thread that can be stopped. */
export async function converse(about: About): Promise<ExitCode> {
  const session = new Session(about);
  try {
    const { code } = await session.begun();
    if (code !== exit.ok) return code;
    return process.stdin.isTTY && process.stdout.isTTY ? await ask(session) : await follow(session);
  } finally {
    await session.close();
  }
}

/** A script: the first line that is wrong ends it. */
async function follow(session: Session): Promise<ExitCode> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) {
      const { code, isOver } = await session.answer(line);
      if (code !== exit.ok || isOver) return code;
    }
    return exit.ok;
  } finally {
    lines.close();
    // Of a script that goes on behind `:quit` nobody reads the rest.
    process.stdin.destroy();
  }
}

/** A person: what is wrong is said, and the next line asked for. Ctrl-C ends what is being computed, or else the session. */
function ask(session: Session): Promise<ExitCode> {
  const { stdin: input, stdout: output } = process;
  const lines = createInterface({ input, output, prompt: 'ls2> ', completer: session.completer });
  return new Promise((resolve, reject) => {
    let waiting = Promise.resolve();
    lines.on('SIGINT', () => {
      if (!session.stop()) lines.close();
    });
    lines.on('close', () => resolve(exit.ok));
    lines.on('line', (line) => {
      const answered = waiting.then(async () => {
        const { isOver } = await session.answer(line);
        if (isOver) lines.close();
        else lines.prompt();
      });
      waiting = answered;
      answered.catch(reject);
    });
    lines.prompt();
  });
}

/** The thread that computes, seen from here. */
class Session {
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));
  readonly #thread: Worker;
  #heard: (message: FromSession) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;
  #isBusy = true;

  constructor(about: About) {
    const workerData: Beginning = { about, flag: this.#flag.buffer as SharedArrayBuffer };
    this.#thread = new Worker(new URL('./thread.js', import.meta.url), {
      workerData,
      resourceLimits: { stackSizeMb },
    });
    this.#thread.on('message', (message: FromSession) => this.#heard(message));
    this.#thread.on('error', (error) => this.#failed(error));
  }

  /** What came of reading the model. */
  begun(): Promise<Answer> {
    return this.#told();
  }

  answer(text: string): Promise<Answer> {
    Atomics.store(this.#flag, 0, 0);
    this.#isBusy = true;
    const told = this.#told();
    this.#post({ kind: 'line', text });
    return told;
  }

  /** Ends what is being computed; false where nothing is. */
  stop(): boolean {
    Atomics.store(this.#flag, 0, 1);
    return this.#isBusy;
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  readonly completer = (line: string, done: (error: Error | null, result: [string[], string]) => void): void => {
    const last = /[^\s(,]*$/.exec(line)?.[0] ?? '';
    if (this.#isBusy) {
      done(null, [[], last]);
      return;
    }
    this.#heard = (message) => {
      if (message.kind === 'completed') done(null, [[...message.words], last]);
    };
    this.#post({ kind: 'complete', text: line });
  };

  #post(message: ToSession): void {
    this.#thread.postMessage(message);
  }

  async #told(): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#failed = reject;
      this.#heard = (message) => {
        if (message.kind === 'answer') resolve(message);
      };
    });
    this.#isBusy = false;
    if (answer.text !== '') process.stdout.write(`${answer.text}\n`);
    if (answer.wrong !== undefined) process.stderr.write(`${answer.wrong}\n`);
    return answer;
  }
}
