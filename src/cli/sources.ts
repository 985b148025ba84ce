import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fromHere } from '../disk/paths.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/**
 * The files that paths stand for: a file for itself, a directory for every `.ls2` file in it and below, hidden ones and `node_modules` left out.
 * Relative to the current directory, with `/`, each once, in order. Throws {@link UsageError} for a path that stands for nothing.
 */
export function filesUnder(paths: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const file of filesOf(fromHere(path))) found.set(realpathSync(file), file);
  }
  return [...found.values()].sort();
}

/** The same, but for paths that stand for nothing: those have no files. */
export const filesFound = (paths: readonly string[]): readonly string[] =>
  filesUnder(paths.filter((path) => existsSync(path) && (!statSync(path).isDirectory() || below(path).length > 0)));

/** The first of these that exist, for a command that was given no path; throws {@link UsageError} if none does. */
export function usualPlaces(...places: readonly string[]): readonly string[] {
  const there = places.filter((place) => existsSync(place));
  if (there.length > 0) return there;
  throw new UsageError(
    `there is no directory ${places.map((place) => `${place}/`).join(' or ')} here: name the files or directories that you mean`,
  );
}

function filesOf(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`there is no file or directory ${path}`);
  if (stat.isFile()) return [path];
  if (!stat.isDirectory()) throw new UsageError(`${path} is no file or directory, but a pipe or device`);
  const files = below(path);
  if (files.length === 0) throw new UsageError(`there is no .ls2 file under ${path}`);
  return files;
}

function below(directory: string): readonly string[] {
  return entriesOf(directory).flatMap((entry) => {
    const path = posix.join(directory, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return below(path);
    return entry.name.endsWith('.ls2') && statSync(path, { throwIfNoEntry: false })?.isFile() ? [path] : [];
  });
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${directory} cannot be read: ${reasonOf(error)}`);
  }
}
