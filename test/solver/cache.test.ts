import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheDirectory, openCache } from '../../src/solver/index.js';
import { scratchDirectory } from '../support/scratch.js';

const question = (text: string): { text: string; solver: string; version: string; rlimit: number } => ({
  text,
  solver: 'z3',
  version: '1',
  rlimit: 10,
});

/** A cache with two answers, saved. */
function filled(): { readonly directory: string; readonly file: string } {
  const directory = scratchDirectory();
  const cache = openCache(directory);
  cache.set(question('p'), 'unsat');
  cache.set(question('q'), 'sat');
  cache.save();
  const [name] = readdirSync(directory);
  return { directory, file: join(directory, name as string) };
}

describe('the cache', () => {
  test('gives back what was saved, and nothing else', () => {
    const { directory } = filled();
    const cache = openCache(directory);
    expect([cache.get(question('p')), cache.get(question('q')), cache.get(question('r'))]).toEqual([
      'unsat',
      'sat',
      undefined,
    ]);
  });

  test.each([{ solver: 'cvc5' }, { version: '2' }, { rlimit: 11 }, { text: 'p ' }])(
    'does not answer for %j',
    (other) => {
      expect(openCache(filled().directory).get({ ...question('p'), ...other })).toBeUndefined();
    },
  );

  test('never gives a wrong answer, whatever byte of its file is flipped', () => {
    const { directory, file } = filled();
    const whole = readFileSync(file);
    for (let position = 0; position < whole.length; position++) {
      for (const flip of [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff]) {
        const damaged = Buffer.from(whole);
        damaged[position] = (damaged[position] as number) ^ flip;
        writeFileSync(file, damaged);
        const cache = openCache(directory);
        const found = [cache.get(question('p')), cache.get(question('q')), cache.get(question('r'))];
        expect(['unsat', undefined]).toContain(found[0]);
        expect(['sat', undefined]).toContain(found[1]);
        expect(found[2]).toBeUndefined();
        // A newline may be lost with both its neighbours; a digit only with its own entry.
        expect(found.includes('unsat') || found.includes('sat') || whole[position] === 0x0a).toBe(true);
      }
    }
  });

  test('never gives a wrong answer, however much of its file is cut off', () => {
    const { directory, file } = filled();
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      const cache = openCache(directory);
      expect(['unsat', undefined]).toContain(cache.get(question('p')));
      expect(['sat', undefined]).toContain(cache.get(question('q')));
    }
  });

  test('repairs a damaged file when it saves', () => {
    const { directory, file } = filled();
    writeFileSync(file, 'garbage\n\u0000\u0001');
    const cache = openCache(directory);
    cache.set(question('p'), 'unsat');
    cache.save();
    expect(openCache(directory).get(question('p'))).toBe('unsat');
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  test('keeps what another process saved meanwhile', () => {
    const { directory } = filled();
    const [one, other] = [openCache(directory), openCache(directory)];
    expect([one.get(question('p')), other.get(question('p'))]).toEqual(['unsat', 'unsat']);
    one.set(question('r'), 'unsat');
    other.set(question('s'), 'unsat');
    one.save();
    other.save();
    const all = openCache(directory);
    expect(['p', 'q', 'r', 's'].map((text) => all.get(question(text)))).toEqual(['unsat', 'sat', 'unsat', 'unsat']);
  });

  test('leaves one file, and no temporary one', () => {
    expect(readdirSync(filled().directory).length).toBe(1);
  });

  test('grows to a bound', () => {
    const { directory, file } = filled();
    const cache = openCache(directory);
    for (let i = 0; i < 25_000; i++) cache.set(question(`${i}`), 'unsat');
    cache.save();
    expect(readFileSync(file, 'utf8').split('\n').length).toBe(20_001);
    expect(openCache(directory).get(question('24999'))).toBe('unsat');
  });

  test('that cannot be written is no failure', () => {
    const directory = scratchDirectory();
    writeFileSync(join(directory, 'file'), '');
    const cache = openCache(join(directory, 'file', 'below'));
    expect(cache.get(question('p'))).toBeUndefined();
    cache.set(question('p'), 'unsat');
    cache.save();
    expect(cache.get(question('p'))).toBe('unsat');
  });

  test('is where it is told to be, or with the other caches of the user', () => {
    expect(cacheDirectory({ LS2_CACHE_DIR: '/somewhere' })).toBe('/somewhere');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/caches' })).toBe(join('/caches', 'ls2'));
    expect(cacheDirectory({})).toMatch(/\.cache.ls2$/);
  });
});
