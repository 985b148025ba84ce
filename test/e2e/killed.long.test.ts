import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLock } from '../../src/gate/read-lock.js';
import { placeWith } from '../support/command.js';
import { booted, chain, proved } from '../support/models.js';
import { scratchDirectory } from '../support/scratch.js';

/** How often each command is killed: 50 times in all. */
const rounds = 25;

/** Whole numbers below a bound, from a seed (Lehmer's generator): the moments are random, and the same in each run of the test. */
function moments(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const filesUnder = (directory: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .map((name) => join(directory, name))
        .filter((file) => statSync(file).isFile())
    : [];

/** What is in a cache under its own name and is not whole: an entry begins with a line that has the digest of what follows. */
function brokenIn(cache: string): readonly string[] {
  return filesUnder(join(cache, 'verdicts-1')).filter((file) => {
    if (!file.endsWith('.json')) return false;
    const [sum, text = ''] = readFileSync(file, 'utf8').split('\n');
    return createHash('sha256').update(text).digest('hex') !== sum;
  });
}

describe('ls2, killed at any moment', () => {
  test('leaves a lock file that is whole, and a cache in which what was finished is kept', async () => {
    const place = placeWith({ 'proofs/a.ls2': chain + booted, 'proofs/b.ls2': proved });
    const cache = scratchDirectory();
    const env = { LS2_CACHE_DIR: cache };
    expect((await place.ls2With(env, 'gate', '--accept')).code).toBe(0);
    const lockFile = join(place.directory, 'ls2.lock.json');
    const whole = new Set([readFileSync(lockFile, 'utf8')]);
    const known = filesUnder(join(cache, 'verdicts-1'));
    const next = moments(1);
    let ended = 0;
    for (let round = 0; round < rounds; round++) {
      // So that there is something to prove, and another lock file to write, in every round.
      writeFileSync(join(place.directory, 'proofs/b.ls2'), proved.replace('Same', `Same${round}`));
      const run = place.startWith(env, 'gate', '--accept');
      const killed = setTimeout(() => run.process.kill('SIGKILL'), next(900));
      const { code } = await run.ended;
      clearTimeout(killed);
      if (code === 0) ended++;
      const lock = readFileSync(lockFile, 'utf8');
      expect(readLock(lock)).not.toHaveProperty('problem');
      if (code !== 0 && !whole.has(lock)) expect(lock).toContain(`Same${round}`);
      whole.add(lock);
      expect(brokenIn(cache)).toEqual([]);
      expect(filesUnder(join(cache, 'verdicts-1'))).toEqual(expect.arrayContaining([...known]));
    }
    // What is left is good for another run.
    expect((await place.ls2With(env, 'gate', '--accept')).code).toBe(0);
    expect((await place.ls2With(env, 'gate')).code).toBe(0);
    expect(ended).toBeLessThan(rounds);
  });

  test('leaves no trace file, or the whole of it', async () => {
    const place = placeWith({ 'box.ls2': chain });
    const args = ['simulate', 'box.ls2', '--runs', '20', '--seed', '1', '--adversary', 'full', '--out', 'runs.ndjson'];
    expect((await place.ls2(...args)).code).toBe(0);
    const file = join(place.directory, 'runs.ndjson');
    const all = readFileSync(file, 'utf8');
    writeFileSync(file, 'what was there before');
    const next = moments(2);
    for (let round = 0; round < rounds; round++) {
      const run = place.start(...args);
      const killed = setTimeout(() => run.process.kill(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM'), next(700));
      await run.ended;
      clearTimeout(killed);
      expect([all, 'what was there before']).toContain(readFileSync(file, 'utf8'));
    }
  });
});
