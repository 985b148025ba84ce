import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { temporaryPrefix } from '../../tpm/temporary-prefix.js';
import { exit } from '../exit.js';
import { reportRequest } from '../fault.js';
import { type Progress, showProgress } from '../progress.js';
import { type FromWork, type RunData, stopFlag } from './messages.js';
import { ownTerminal } from './own-terminal.js';

/** How long a run may take to end by itself once it is told to, in milliseconds; after a deadline it has more time, since nobody waits at a terminal. */
const grace = { interrupted: 600, deadline: 3000 } as const;
/** How long the end by force may take: what does not end then ends with the process. */
const last = 150;

const signalCodes = { SIGINT: exit.interrupted, SIGTERM: exit.terminated } as const;
type Signal = keyof typeof signalCodes;

/**
 * Terms, programs and formulas are as deep as a model makes them, and much that walks them recurs: with so much stack, of which only what is used costs
 * anything, memory ends first.
 */
const stackSizeMb = 512;

/** Runs a command in a thread of its own, and ends it when it is told to. Answers with the exit code. */
export const supervised = (args: readonly string[]): Promise<number> => new Run(args).code;

class Run {
  readonly #flag = new SharedArrayBuffer(4);
  readonly #worker: Worker;
  readonly #progress: Progress = showProgress();
  readonly #temporaries = new Set<string>();
  readonly #settle: (code: number) => void;
  readonly code: Promise<number>;
  #ended: number | undefined;
  #signal: Signal | undefined;
  #isLast = false;
  #isWriting = false;
  #hasWritten = false;
  #doing = '';
  #lastWords: string | undefined;
  #timers: NodeJS.Timeout[] = [];

  constructor(args: readonly string[]) {
    let settle: (code: number) => void = () => undefined;
    this.code = new Promise((resolve) => {
      settle = resolve;
    });
    this.#settle = settle;
    const terminal = ownTerminal();
    const workerData: RunData = { args, flag: this.#flag, terminal, began: performance.timeOrigin };
    this.#worker = new Worker(new URL('./thread.js', import.meta.url), {
      workerData,
      stdin: true,
      stdout: true,
      stderr: true,
      resourceLimits: { stackSizeMb },
    });
    const [out, err] = [this.#worker.stdout, this.#worker.stderr];
    out.once('data', () => {
      this.#hasWritten = true;
      this.#progress.end();
    });
    err.on('data', () => this.#progress.clear());
    passOn(out, process.stdout);
    passOn(err, process.stderr);
    this.#worker.on('message', (message: FromWork) => this.#hear(message));
    this.#worker.on('error', (error) => this.#failed(error));
    this.#worker.once('exit', () => void Promise.all([ended(out), ended(err)]).then(() => this.#over()));
    process.on('SIGINT', this.#onSignal).on('SIGTERM', this.#onSignal);
  }

  #hear(message: FromWork): void {
    switch (message.kind) {
      case 'ended':
        this.#ended = message.code;
        break;
      case 'doing':
        this.#doing = message.what;
        this.#progress.doing(message.what);
        break;
      case 'progress':
        this.#progress.set(message.done, message.total, message.unit);
        break;
      case 'deadline':
        this.#after(message.seconds * 1000 - performance.now(), () => this.#onDeadline());
        break;
      case 'last-words':
        this.#lastWords = message.text;
        break;
      case 'writing':
        this.#isWriting = true;
        break;
      case 'stdin':
        process.stdin.pipe(this.#worker.stdin as NodeJS.WritableStream);
        break;
      case 'temporary':
        if (message.isThere) this.#temporaries.add(message.path);
        else this.#temporaries.delete(message.path);
    }
  }

  readonly #onSignal = (signal: Signal): void => {
    if (this.#signal === undefined) {
      this.#signal = signal;
      this.#stop('interrupted');
      this.#after(grace.interrupted, () => void this.#end(signalCodes[signal]));
    } else if (this.#isLast) leave(signal);
    else {
      this.#isLast = true;
      void this.#end(signalCodes[signal], false);
    }
  };

  #onDeadline(): void {
    this.#stop('deadline');
    this.#after(grace.deadline, () => {
      if (!this.#isWriting && this.#signal === undefined) void this.#end(exit.noVerdict);
    });
  }

  #stop(why: keyof typeof stopFlag): void {
    Atomics.store(new Int32Array(this.#flag), 0, stopFlag[why]);
  }

  /** Ends the thread in the middle of whatever it does, with what was known by then. */
  async #end(code: number, hasTime = true): Promise<void> {
    const isGone = await Promise.race([
      this.#worker.terminate().then(() => true),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), last)),
    ]);
    this.#cleanUp();
    this.#progress.end();
    if (hasTime && this.#lastWords !== undefined && !this.#hasWritten) await written(this.#lastWords);
    this.#sayWhy(this.#doing === '' ? '' : ` in the middle of this: ${this.#doing}`);
    // Whoever exits waits for the threads, and one may hang in a call of the operating system.
    if (isGone) process.exit(code);
    else leave(this.#signal ?? 'SIGTERM');
  }

  /** The thread has come to its end. */
  #over(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    process.off('SIGINT', this.#onSignal).off('SIGTERM', this.#onSignal);
    process.stdin.unpipe().pause();
    this.#progress.end();
    this.#cleanUp();
    const code = this.#ended ?? exit.fault;
    if (this.#signal !== undefined) this.#sayWhy();
    this.#settle(this.#signal === undefined || code === exit.fault ? code : signalCodes[this.#signal]);
  }

  #failed(error: Error): void {
    const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#ended = isMemory ? exit.noVerdict : exit.fault;
    process.stderr.write(
      isMemory
        ? 'ls2: there is not enough memory (NODE_OPTIONS=--max-old-space-size=8192 allows 8 GB)\n'
        : `ls2: internal fault: ${error.stack ?? error.message}\n${reportRequest()}`,
    );
  }

  #sayWhy(where = ''): void {
    process.stderr.write(`ls2: ${this.#signal === undefined ? 'the deadline came' : 'interrupted'}${where}\n`);
  }

  /** Removes what the thread would have removed. */
  #cleanUp(): void {
    for (const path of [...this.#temporaries, ...leftInTemporaryDirectory()])
      rmSync(path, { recursive: true, force: true });
    this.#temporaries.clear();
  }

  #after(milliseconds: number, then: () => void): void {
    const timer = setTimeout(then, Math.max(0, milliseconds));
    timer.unref();
    this.#timers.push(timer);
  }
}

/** Ends the process as the signal would have ended it. */
function leave(signal: Signal): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** What is written to one stream goes to another, or nowhere if nobody reads that. */
function passOn(from: Readable, to: NodeJS.WriteStream): void {
  from.pipe(to, { end: false });
  to.once('error', () => {
    from.unpipe(to);
    from.resume();
  });
}

const ended = (stream: Readable): Promise<void> =>
  stream.readableEnded
    ? Promise.resolve()
    : new Promise((resolve) => stream.once('end', resolve).once('close', resolve));

/** Writes to stdout, waiting for whoever reads it only so long. */
const written = (text: string): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, last);
    process.stdout.write(text, () => resolve());
  });

function leftInTemporaryDirectory(): readonly string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(temporaryPrefix()))
    .map((name) => join(tmpdir(), name));
}
