import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { heed } from '../stop/index.js';
import { stop } from './run/work.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** A file that is read whole has at most so many bytes: a text in JavaScript cannot be longer. */
const most = 500_000_000;
/** Who reads from a pipe waits so long for more, in milliseconds. */
const patience = 10_000;
/** How long it waits before it looks again. */
const pause = 20;
const chunk = 1 << 16;

/**
 * What stands in a file. Whatever it is, nobody waits for it without end: a pipe that nobody writes to is refused, and so is what has no end. Throws an
 * `Error` that says why it cannot be read, and where the run is stopped.
 */
export function contentsOf(path: string): Buffer {
  const file = opened(path);
  try {
    const chunks: Buffer[] = [];
    let [size, waited] = [0, 0];
    for (;;) {
      const next = read(file);
      if (next === undefined) {
        heed(stop());
        waited = waitedFor(waited);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
        continue;
      }
      if (next.length === 0) break;
      chunks.push(next);
      size += next.length;
      waited = 0;
      if (size > most) throw new Error(`it has more than ${most / 1e6} MB`);
    }
    if (size === 0 && fstatSync(file).isFIFO()) throw new Error('it is a pipe that nobody writes to');
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** The same piece by piece, as it is there; throws {@link UsageError} at once where there is nothing to read. */
export function piecesOf(path: string): AsyncIterable<Uint8Array> {
  let file: number;
  try {
    file = opened(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}`);
  }
  return pieces(path, file);
}

async function* pieces(path: string, file: number): AsyncIterable<Uint8Array> {
  try {
    let waited = 0;
    for (;;) {
      const next = read(file);
      if (next?.length === 0) return;
      if (next === undefined) {
        heed(stop());
        waited = waitedFor(waited);
        await sleep(pause);
      } else {
        waited = 0;
        yield next;
      }
    }
  } catch (error) {
    throw error instanceof Error && !('code' in error) && error.message !== silence
      ? error
      : new UsageError(`${path} cannot be read: ${reasonOf(error)}`);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  // So that nobody waits for somebody to write to a pipe.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (!fstatSync(file).isDirectory()) return file;
  closeSync(file);
  throw new Error('it is a directory');
}

/** What comes next, empty at the end; undefined where there is nothing yet. */
function read(file: number): Buffer | undefined {
  const buffer = Buffer.allocUnsafe(chunk);
  try {
    return buffer.subarray(0, readSync(file, buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

const silence = `nothing came from it for ${patience / 1000} seconds`;

function waitedFor(before: number): number {
  if (before > patience) throw new Error(silence);
  return before + pause;
}
