import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { readTraces } from '../../src/trace/format/index.js';
import { TermCache } from '../../src/trace/format/term-cache.js';
import { example, sceneryFor, simulated } from './fixtures/traces.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const [header = ''] = example.trace.split('\n');

/** So many events are in a piece. */
const piece = 100;

/** A trace of so many events, each of a term that is in no other. */
async function* long(events: number, made: { count: number }): AsyncGenerator<string> {
  yield await Promise.resolve(`${header}\n`);
  const programs = ['BIOS(host1)', 'TPM(host1)', 'SRTM(host1)', 'machine(host1)', 'PCR(s)', 'H(sinit)', 'H(dinit)'];
  const entries = [...programs, 'sinit', 'dinit', 'unset', 'challenge', 'malware', 'blank'];
  for (let i = 0; i < events; i += piece) {
    made.count = i + piece;
    const lines = Array.from({ length: piece }, (_, j) => {
      const n = i + j;
      const digits = Array.from(
        { length: 5 },
        (_, digit) => entries[Math.floor(n / entries.length ** digit) % entries.length],
      );
      return `{"t":${n},"event":"Send","args":["I1","seq(sinit; ${digits.join(', ')})"]}\n`;
    });
    // As from a file: what nobody holds goes only between two turns.
    await new Promise(setImmediate);
    yield lines.join('');
  }
}

describe('a long trace', () => {
  test('is read event by event, and nothing is kept of it', async () => {
    const [many, made] = [300_000, { count: 0 }];
    const measured: number[] = [];
    let ahead = 0;
    let read = 0;
    for await (const record of readTraces(long(many, made), sceneryFor, 'long')) {
      if (record.kind !== 'event') continue;
      read++;
      ahead = Math.max(ahead, made.count - read);
      if (read % 100_000 === 0) measured.push(heap());
    }
    expect(read).toBe(many);
    expect(ahead).toBeLessThan(piece);
    const [first = 0] = measured;
    // The terms of 200 000 events would be some 300 MB. The kernel's table lets go of what nobody holds, but late: 50 MB were measured.
    expect(Math.max(...measured) - first).toBeLessThan(120 * 2 ** 20);
  });

  test('has its terms read once while they are in use', () => {
    const cache = new TermCache();
    const { words } = simulated(example.file, { length: 0 }).world;
    cache.set('Term', 'often', words.sinit);
    for (let i = 0; i < 100_000; i++) {
      cache.set('Term', `once ${i}`, words.dinit);
      if (i % 1000 === 0) expect(cache.get('Term', 'often')).toBe(words.sinit);
    }
    expect(cache.get('Term', 'once 0')).toBeUndefined();
    expect(cache.get('Location', 'often')).toBeUndefined();
    cache.set('Term', 'x'.repeat(1 << 20), words.dinit);
    expect(cache.get('Term', 'x'.repeat(1 << 20))).toBeUndefined();
  });
});
