import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Backend, BackendOptions, Batch } from './backend.js';
import { inSession, logic } from './smtlib.js';

/** A solver that is a program on this machine and reads SMT-LIB 2 from its standard input. */
export interface Program {
  readonly command: string;
  /** Arguments that make it read its standard input to the end, with this resource limit for each `(check-sat)`. */
  args(rlimit: number): readonly string[];
  /** The version in what `--version` prints. */
  readonly version: RegExp;
}

/** `rlimit` on Z3's command line is the limit of each check. Both programs count steps of their own. */
export const nativeZ3: Program = {
  command: 'z3',
  args: (rlimit) => ['-smt2', '-in', `rlimit=${rlimit}`],
  version: /Z3 version (\S+)/,
};

export const cvc5: Program = {
  command: 'cvc5',
  args: (rlimit) => ['--lang=smt2', '--incremental', '--quiet', ...(rlimit > 0 ? [`--rlimit-per=${rlimit}`] : []), '-'],
  version: /cvc5 version (\S+)/,
};

/** The version of an installed program, or undefined where it is not installed or does not say. */
export async function nativeVersion(program: Program): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program.command, ['--version'], { timeout: 10_000 });
    return program.version.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** A solver on this machine, one process for each batch. */
export function nativeBackend(program: Program, { rlimit, onStart }: BackendOptions): Backend {
  let stop: () => Promise<void> = () => Promise.resolve();
  return {
    prewarm: () => undefined,
    ready: () => Promise.resolve(undefined),
    end: () => stop(),
    ask({ texts, alone }: Batch, onOutput) {
      onStart();
      const process = spawn(program.command, program.args(rlimit), { stdio: ['pipe', 'pipe', 'pipe'] });
      return new Promise((resolve) => {
        let answered = 0;
        let lines: string[] = [];
        let complaint = '';
        const closed = new Promise<void>((done) => {
          process.once('close', () => done());
        });
        stop = () => {
          process.kill('SIGKILL');
          return closed;
        };
        createInterface({ input: process.stdout }).on('line', (line) => {
          // Z3 echoes the bare text, cvc5 in quotation marks.
          if (line.replaceAll('"', '') !== marker(answered)) {
            lines.push(line);
            return;
          }
          answered++;
          onOutput(lines.join('\n'));
          lines = [];
        });
        process.stderr.on('data', (data: Buffer) => {
          complaint = `${complaint}${data.toString()}`.slice(0, 2000);
        });
        process.once('error', (error) => resolve(`${program.command} does not start: ${error.message}`));
        process.once('close', (code, signal) => {
          if (answered === texts.length) return resolve(undefined);
          const said = [...lines, complaint].join('\n').trim();
          resolve(`${program.command} ended with ${code ?? signal}${said === '' ? '' : `: ${said}`}`);
        });
        // A program that ends early closes its input; what it said is then the answer, not the broken pipe.
        process.stdin.on('error', () => undefined);
        const asked = texts.map((text, i) => `${alone ? text : inSession(text, i)}(echo "${marker(i)}")\n`);
        process.stdin.end(`${logic}${asked.join('')}(exit)\n`);
      });
    },
  };
}

/** What a solver echoes when it has done with the text at this position. */
const marker = (position: number): string => `; done ${position}`;
