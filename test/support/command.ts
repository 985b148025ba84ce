import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from './scratch.js';

const program = fileURLToPath(new URL('../../bin/ls2.js', import.meta.url));

/** What a run of ls2 came to. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  /** Without progress, which depends on how fast the machine is. */
  readonly stderr: string;
}

export interface Place {
  readonly directory: string;
  /** Runs the built `ls2` there, with a cache of its own. */
  ls2(...args: readonly string[]): Promise<Ran>;
  /** The same with other environment variables. */
  ls2With(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran>;
  /** The same, and hands out the process. */
  start(...args: readonly string[]): { readonly process: ChildProcess; readonly ended: Promise<Ran> };
  startWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): ReturnType<Place['start']>;
}

/** A directory with files, to run ls2 in. */
export function placeWith(files: Readonly<Record<string, string>>): Place {
  const directory = scratchDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return placeAt(directory);
}

/** A directory that is there, to run ls2 in. */
export function placeAt(directory: string): Place {
  const cache = scratchDirectory();
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ReturnType<Place['start']> => {
    const { NO_COLOR: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [program, ...args], {
      cwd: directory,
      env: { ...inherited, LS2_CACHE_DIR: cache, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { process: child, ended: outcome(child) };
  };
  return {
    directory,
    ls2: (...args) => start(args).ended,
    ls2With: (env, ...args) => start(args, env).ended,
    start: (...args) => start(args),
    startWith: (env, ...args) => start(args, env),
  };
}

/** How far a run is, and what it is doing. */
const progress = /^ls2: (?:\d+ of \d+ (?:theorems|mutants|runs)(?:; .*)?|reading \S+)\n/gm;

function outcome(child: ChildProcess): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr: stderr.replace(progress, '') }));
  });
}
