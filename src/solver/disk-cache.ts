import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Cache, Definite, Question } from './cache.js';

/** The oldest entries are dropped beyond this many: a file of 1.3 MB, read in some 4 ms. */
const mostEntries = 20_000;

const entryForm = /^[0-9a-f]{64}$/;

/**
 * Where the cache is, unless it is told otherwise: `LS2_CACHE_DIR`, or `ls2` in the user's cache directory (`XDG_CACHE_HOME`, `~/.cache`). Not in
 * node_modules, which `npm ci` empties: entries are named by content, so checkouts and projects may share them.
 */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const told = env['LS2_CACHE_DIR'];
  if (told !== undefined && told !== '') return told;
  const caches = env['XDG_CACHE_HOME'];
  return join(caches !== undefined && caches !== '' ? caches : join(homedir(), '.cache'), 'ls2');
}

/**
 * Opens the cache of a directory: one small file, read at the first question.
 *
 * An entry is a line: the SHA-256 of a question *with its answer*. So the file holds no answers that damage could turn into others; to find one
 * is to know it already, and asking for it. Whatever is damaged, cut short or foreign is the digest of nothing anybody asks.
 *
 * Saving merges with what stands there, writes a new file beside it and renames it into place, so that readers see one or the other. Of two that
 * save at the same moment, one may lose its new entries, which are then found again.
 *
 * Whoever can write the file can make it claim what is false; it is as trusted as the program's own files.
 */
export function openCache(directory: string): Cache {
  const file = join(directory, 'answers-1.txt');
  let known: Set<string> | undefined;
  const fresh = new Set<string>();
  const entries = (): Set<string> => {
    known ??= readEntries(file);
    return known;
  };

  return {
    get(question) {
      const digest = digestOf(question);
      return (['unsat', 'sat'] as const).find((answer) => entries().has(digest(answer)));
    },
    set(question, answer) {
      const entry = digestOf(question)(answer);
      if (entries().has(entry)) return;
      entries().add(entry);
      fresh.add(entry);
    },
    save() {
      if (fresh.size === 0) return;
      const merged = [...new Set([...readEntries(file), ...fresh])].slice(-mostEntries);
      const temporary = `${file}.${randomUUID()}`;
      try {
        mkdirSync(directory, { recursive: true });
        writeFileSync(temporary, `${merged.join('\n')}\n`);
        renameSync(temporary, file);
        fresh.clear();
      } catch {
        tryToRemove(temporary);
      }
    },
  };
}

function readEntries(file: string): Set<string> {
  try {
    return new Set(
      readFileSync(file, 'latin1')
        .split('\n')
        .filter((line) => entryForm.test(line)),
    );
  } catch {
    return new Set();
  }
}

function tryToRemove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What cannot be written cannot be removed either.
  }
}

/** The entry for each answer to a question. */
function digestOf({ text, solver, version, rlimit }: Question): (answer: Definite) => string {
  const hash = createHash('sha256')
    .update(JSON.stringify(['ls2 answer 1', solver, version, rlimit]))
    .update(text);
  return (answer) => hash.copy().update(`; ${answer}`).digest('hex');
}
