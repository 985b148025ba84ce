import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';

/** A solver that evaluates SMT-LIB texts. */
export interface SolverProgram {
  /** Undefined where it is not on this machine. */
  version(): Promise<string | undefined>;
  /** Starts one that evaluates these texts in order, and tells what it printed of each. */
  start(texts: readonly string[], rlimit: number, onOutput: (output: string) => void): Session;
}

export interface Session {
  /** Resolves to how it ended; never rejects. */
  readonly ended: Promise<string>;
  stop(): void;
}

/** Megabytes of stack: Z3 recurses on deep terms. */
const stackSizeMb = 64;

/** Z3 in WebAssembly, which comes with ls2. */
const z3: SolverProgram = {
  version: () => {
    const { version } = createRequire(import.meta.url)('z3-solver/package.json') as { readonly version: string };
    return Promise.resolve(`z3-solver ${version}`);
  },
  start(texts, rlimit, onOutput) {
    const preamble = `(set-option :rlimit ${rlimit})\n(set-logic ALL)\n`;
    const worker = new Worker(new URL('./z3-worker.mjs', import.meta.url), {
      workerData: { preamble, texts },
      resourceLimits: { stackSizeMb },
    });
    worker.on('message', onOutput);
    const ended = new Promise<string>((resolve) => {
      worker.once('error', (error: Error) => resolve(`it died: ${error.message}`));
      worker.once('exit', (code) => resolve(`it ended with code ${code}`));
    });
    return { ended, stop: () => void worker.terminate() };
  },
};

/** A program on this machine that reads SMT-LIB from its standard input. */
const native = (command: string, says: RegExp, args: (rlimit: number) => readonly string[]): SolverProgram => ({
  async version() {
    try {
      return says.exec((await promisify(execFile)(command, ['--version'], { timeout: 10_000 })).stdout)?.[1];
    } catch {
      return undefined;
    }
  },
  start(texts, rlimit, onOutput) {
    const child = spawn(command, args(rlimit), { stdio: ['pipe', 'pipe', 'ignore'] });
    let lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.replaceAll('"', '') !== marker) return void lines.push(line);
      onOutput(lines.join('\n'));
      lines = [];
    });
    // Who ends early closes its input; what it said until then is the answer.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`(set-logic ALL)\n${texts.map((text) => `${text}(echo "${marker}")\n`).join('')}(exit)\n`);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`it does not start: ${error.message}`));
      child.once('close', (code, signal) => resolve(`it ended with ${code ?? signal}`));
    });
    return { ended, stop: () => void child.kill('SIGKILL') };
  },
});

/** Echoed after each text. */
const marker = '; done';

export const solvers = {
  z3,
  'native-z3': native('z3', /Z3 version (\S+)/, (rlimit) => ['-smt2', '-in', `rlimit=${rlimit}`]),
  cvc5: native('cvc5', /cvc5 version (\S+)/, (rlimit) => [
    '--lang=smt2',
    '--incremental',
    '--quiet',
    ...(rlimit > 0 ? [`--rlimit-per=${rlimit}`] : []),
    '-',
  ]),
} as const satisfies Readonly<Record<string, SolverProgram>>;
