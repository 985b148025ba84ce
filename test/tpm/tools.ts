import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchDirectory } from '../support/scratch.js';

/** What a program said, and whether it liked what it was given. */
export interface Said {
  readonly ok: boolean;
  readonly output: string;
  readonly complaint: string;
}

/** Runs a program of tpm2-tools to its end. */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Said {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 300_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  return { ok: status === 0, output: stdout ?? '', complaint: error?.message ?? stderr ?? '' };
}

/** Writes files into a new directory that is removed with the test; gives their paths. */
export function written<const Names extends string>(
  files: Readonly<Record<Names, Uint8Array>>,
): Readonly<Record<Names, string>> {
  const directory = scratchDirectory();
  const paths: Record<string, string> = {};
  for (const [name, content] of Object.entries<Uint8Array>(files)) {
    paths[name] = join(directory, name);
    writeFileSync(join(directory, name), content);
  }
  return paths as Readonly<Record<Names, string>>;
}
