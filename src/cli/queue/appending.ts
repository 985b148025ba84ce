import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Sink } from '../sink.js';
import { UsageError } from '../usage-error.js';
import { reasonOf } from '../whole-file.js';

const chunk = 1 << 20;

/**
 * A file that lines are appended to, each once: what a run that was killed has written of a line is cut off, and lines that are there are not written again. Throws {@link UsageError} where it cannot
 * be written.
 */
export function appendingTo(path: string): Sink {
  const file = opened(path);
  const known = new Set<string>();
  const end = linesOf(file, (line) => known.add(digestOf(line)));
  ftruncateSync(file, end);
  return {
    write(text) {
      const lines = text.split(/(?<=\n)/).filter((line) => {
        const digest = digestOf(line.trimEnd());
        if (known.has(digest)) return false;
        known.add(digest);
        return true;
      });
      writeSync(file, lines.join(''));
      return Promise.resolve();
    },
    commit() {
      fsyncSync(file);
      closeSync(file);
      return Promise.resolve();
    },
    abandon: () => closeSync(file),
  };
}

function opened(path: string): number {
  try {
    return openSync(path, 'a+');
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}

const digestOf = (line: string): string => createHash('sha256').update(line).digest('base64').slice(0, 22);

/** Tells each whole line, and returns where the last of them ends. */
function linesOf(file: number, tell: (line: string) => void): number {
  const { size } = fstatSync(file);
  let [at, end, rest] = [0, 0, Buffer.alloc(0)];
  const buffer = Buffer.alloc(chunk);
  while (at < size) {
    const read = readSync(file, buffer, 0, chunk, at);
    if (read === 0) break;
    at += read;
    rest = Buffer.concat([rest, buffer.subarray(0, read)]);
    for (let next = rest.indexOf(10); next >= 0; next = rest.indexOf(10)) {
      tell(rest.subarray(0, next).toString('utf8'));
      end += next + 1;
      rest = rest.subarray(next + 1);
    }
  }
  return end;
}
