import { once } from 'node:events';
import { growingFile } from './whole-file.js';

/** Where a result goes that is too long to be held: stdout as it comes, or a file that is there when it is whole. */
export interface Sink {
  /** @param text with its line breaks */
  write(text: string): Promise<void>;
  commit(): Promise<void>;
  abandon(): void;
}

/** So much is gathered before it is written. */
const chunk = 1 << 16;

export function sinkFor(file: string | undefined): Sink {
  return gathering(file === undefined ? toStdout() : toFile(file));
}

/** Whoever reads only the beginning has read enough: the rest is dropped. */
const toStdout = (): Sink => ({
  async write(text) {
    if (process.stdout.destroyed || process.stdout.write(text)) return;
    const ended = new AbortController();
    const { signal } = ended;
    await Promise.race([once(process.stdout, 'drain', { signal }), once(process.stdout, 'close', { signal })]);
    ended.abort();
  },
  commit: () => Promise.resolve(),
  abandon: () => undefined,
});

function toFile(path: string): Sink {
  const file = growingFile(path);
  return {
    write: (text) => Promise.resolve(file.write(text)),
    commit: () => Promise.resolve(file.commit()),
    abandon: () => file.abandon(),
  };
}

function gathering(sink: Sink): Sink {
  let gathered: string[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const text = gathered.join('');
    [gathered, size] = [[], 0];
    if (text !== '') await sink.write(text);
  };
  return {
    async write(text) {
      gathered.push(text);
      size += text.length;
      if (size < chunk) return;
      await flush();
      // So that signals are heard.
      await new Promise(setImmediate);
    },
    async commit() {
      await flush();
      await sink.commit();
    },
    abandon: () => sink.abandon(),
  };
}
