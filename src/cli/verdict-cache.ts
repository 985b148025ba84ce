import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Search } from '../check/index.js';
import type { CheckedFile } from './checked-file.js';
import { programDigest } from './program-digest.js';

/** What files came to in earlier runs, by their contents. */
export interface Verdicts {
  /** What a file came to; undefined where it, a file that it imports, ls2 or the solver has changed since. */
  get(file: string): CheckedFile | undefined;
  /** Remembers what a file came to, which depended on these files, itself among them. Failing to is no failure. */
  set(file: string, sources: readonly string[], checked: CheckedFile): void;
}

export interface Question {
  readonly solver: { readonly name: string; readonly version: string };
  readonly rlimit: number;
  /** How far attacks and witnesses are looked for: as far as usual, where it is absent. */
  readonly search?: Search | undefined;
}

/** The oldest entries are dropped beyond this many. */
const mostEntries = 500;

interface Entry {
  readonly sources: readonly (readonly [path: string, digest: string])[];
  readonly checked: CheckedFile;
}

/**
 * Opens the verdicts of a cache directory: a file for each entry, named by the digest of all that it can be looked up by. An entry counts if the
 * sources that it names are still what they were, and it is whole. The cache is as trusted as the program's own files: who wants every proof to be
 * made again, and every obligation to be answered again, says `--no-cache`.
 *
 * @param contents of a file; undefined where there is none that can be read
 */
export function openVerdicts(cache: string, question: Question, contents = contentsOf): Verdicts {
  const directory = join(cache, 'verdicts-1');
  const digestOf = (path: string): string | undefined => {
    const found = contents(path);
    return found === undefined ? undefined : digest(found);
  };
  const fileOf = (file: string): string => {
    const { solver, rlimit, search } = question;
    return join(
      directory,
      `${digest(JSON.stringify([programDigest(), solver.name, solver.version, rlimit, search, file, digestOf(file)]))}.json`,
    );
  };
  return {
    get(file) {
      const entry = read(fileOf(file));
      return entry?.sources.every(([path, before]) => (digestOf(path) ?? '') === before) ? entry.checked : undefined;
    },
    set(file, sources, checked) {
      const entry: Entry = { sources: sources.map((path) => [path, digestOf(path) ?? '']), checked };
      write(directory, fileOf(file), JSON.stringify(entry));
    },
  };
}

const digest = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** Of what is no plain file nothing is remembered: what comes from a pipe comes once. */
function contentsOf(path: string): string | Buffer | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** The first line is the digest of the second, the entry: so nothing that damage made is read. */
function read(file: string): Entry | undefined {
  try {
    const [sum, text] = readFileSync(file, 'utf8').split('\n');
    return text !== undefined && digest(text) === sum ? (JSON.parse(text) as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function write(directory: string, file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(temporary, `${digest(text)}\n${text}\n`);
    renameSync(temporary, file);
    dropOldest(directory);
  } catch {
    remove(temporary);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be written need not be removed.
  }
}

function dropOldest(directory: string): void {
  const files = readdirSync(directory).map((name) => join(directory, name));
  if (files.length <= mostEntries) return;
  const byAge = files.map((file) => ({ file, age: statSync(file).mtimeMs })).sort((a, b) => a.age - b.age);
  for (const { file } of byAge.slice(0, files.length - mostEntries)) rmSync(file, { force: true });
}
