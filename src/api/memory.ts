import type { FileSource } from '../language/files.js';
import { normalized } from '../language/paths.js';

/** Texts by their paths, written with `/`. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Files that are in memory. The logic comes along, as the texts of the package's `logic/*.ls2` under whatever paths they are to be called by in diagnostics; they are
 * read in the order of their paths, and once for all sources that are given the same object.
 */
export function memory(files: Texts, logic: Texts): FileSource {
  const known = new Map(Object.entries(files).map(([path, text]) => [normalized(path), text]));
  return {
    read: (path) => known.get(normalized(path)),
    identity: normalized,
    logic: logicOf(logic),
  };
}

const logics = new WeakMap<Texts, FileSource['logic']>();

/** One array for one object: by that the language knows a logic that it has read. */
function logicOf(texts: Texts): FileSource['logic'] {
  const before = logics.get(texts);
  if (before !== undefined) return before;
  const logic = Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ path, text }));
  logics.set(texts, logic);
  return logic;
}
