import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { temporary } from './run/work.js';
import { UsageError } from './usage-error.js';

/**
 * Writes a file whole or not at all: a new file beside it takes its place, with its permissions. What a link leads to is replaced, not the link;
 * a device or pipe is written to. Throws {@link UsageError} where that cannot be done.
 */
export function writeWhole(path: string, text: string | Uint8Array): void {
  const target = realPath(path);
  const before = statOf(target);
  if (before !== undefined && !before.isFile()) {
    attempt(path, () => writeFileSync(target, text));
    return;
  }
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  const release = temporary(beside);
  attempt(path, () => {
    try {
      writeFileSync(beside, text);
      if (before !== undefined) chmodSync(beside, before.mode);
      renameSync(beside, target);
    } finally {
      remove(beside);
      release();
    }
  });
}

/** A file that is written piece by piece, and is there when it is whole. */
export interface GrowingFile {
  write(text: string): void;
  /** Puts it in its place. */
  commit(): void;
  /** Takes back what was written. Does nothing after {@link commit}. */
  abandon(): void;
}

/** Begins a file, as {@link writeWhole} would write it: nothing is in its place before it is whole. */
export function growingFile(path: string): GrowingFile {
  const target = realPath(path);
  const isPlain = statOf(target)?.isFile() ?? true;
  const place = isPlain ? join(dirname(target), `.${basename(target)}.${randomUUID()}`) : target;
  const release = isPlain ? temporary(place) : () => undefined;
  let file: number | undefined;
  attempt(path, () => {
    file = openSync(place, isPlain ? 'wx' : 'w');
  });
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  return {
    write: (text) => attempt(path, () => file !== undefined && writeSync(file, text)),
    commit() {
      close();
      if (isPlain) attempt(path, () => renameSync(place, target));
      release();
    },
    abandon() {
      if (file === undefined) return;
      close();
      if (isPlain) remove(place);
      release();
    },
  };
}

/** Says beforehand what {@link writeWhole} would say after a long run: that there is no such directory, or that it may not be written. */
export function demandWritable(path: string): void {
  const target = realPath(path);
  attempt(path, () => accessSync(statOf(target)?.isFile() === false ? target : dirname(target), constants.W_OK));
  if (statOf(target)?.isDirectory()) throw new UsageError(`${path} cannot be written: it is a directory`);
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, nor is its directory.
  }
}

function attempt(path: string, write: () => unknown): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** What a failed call of the operating system says, without the path that it says it of. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^(\w+): /, '').replace(/, \w+( '.*)?$/, '');
}
