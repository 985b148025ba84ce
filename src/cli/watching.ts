import { statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { textOf } from '../disk/paths.js';
import { parse } from '../language/parser.js';
import { besideFile } from '../language/paths.js';
import { type ExitCode, exit } from './exit.js';
import { stop } from './run/work.js';
import { UsageError } from './usage-error.js';

/** How often files are looked at, in milliseconds: often enough for who has just saved one, and on every kind of file system. */
const often = 200;

/** Does something now, and again whenever one of the files, or of those that they import, changes, comes or goes; until the run is ended. */
export async function watching(filesNow: () => readonly string[], once: () => Promise<ExitCode>): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  while (stop().reason() === undefined) {
    const before = seen(filesNow);
    try {
      code = await once();
    } catch (error) {
      // What is missing now may come.
      if (!(error instanceof UsageError)) throw error;
      process.stderr.write(`ls2: ${error.message}\n`);
      code = exit.usage;
    }
    const changed = await change(before, filesNow);
    if (changed !== undefined) process.stderr.write(`\nls2: ${changed} has changed\n`);
  }
  return code;
}

/** The first file that is not as it was; undefined where the run is ended before. */
async function change(
  before: ReadonlyMap<string, string>,
  filesNow: () => readonly string[],
): Promise<string | undefined> {
  process.stderr.write(`ls2: watching ${before.size} ${before.size === 1 ? 'file' : 'files'}; Ctrl-C ends\n`);
  while (stop().reason() === undefined) {
    for (const [path, state] of before) if (stateOf(path) !== state) return path;
    const come = namesOf(filesNow).find((path) => !before.has(path));
    if (come !== undefined) return come;
    await wait(often);
  }
  return undefined;
}

/** The files and all that they import, each with what tells whether it has changed. */
function seen(filesNow: () => readonly string[]): ReadonlyMap<string, string> {
  const paths = new Set(namesOf(filesNow));
  for (const path of paths) for (const imported of importsOf(path)) paths.add(imported);
  return new Map([...paths].map((path) => [path, stateOf(path)]));
}

/** None where there are none now. */
function namesOf(filesNow: () => readonly string[]): readonly string[] {
  try {
    return filesNow();
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function importsOf(path: string): readonly string[] {
  const text = textOf(path);
  if (text === undefined) return [];
  return parse(text, path).file.declarations.flatMap((each) =>
    each.kind === 'import' ? [besideFile(path, each.path)] : [],
  );
}

function stateOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'absent' : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
}
