import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interrupted, subjects } from '../interrupts/interrupted.mjs';
import { placeAt, placeWith } from '../support/command.js';
import { booted, chain, proved } from '../support/models.js';
import { scratchDirectory } from '../support/scratch.js';

/** Of a machine that others use as well: `npm run interrupts` measures, and wants a second. */
const longest = 120_000;

const names = ['check', 'prove', 'attack', 'simulate', 'validate', 'fuzz', 'mutate'];

describe('ls2, interrupted', () => {
  test.each(names)('%s ends soon, with 130, and leaves nothing behind', async (name) => {
    const directory = scratchDirectory();
    const all = subjects(directory);
    expect(all.map((subject) => subject.name)).toEqual(names);
    const subject = all.find((each) => each.name === name);
    if (subject === undefined) throw new Error(`there is no ${name}`);
    for (const { problem, milliseconds } of await interrupted(subject, { moments: 3, seed: 7, directory })) {
      expect(problem).toBeUndefined();
      expect(Number.isNaN(milliseconds) || milliseconds < longest).toBe(true);
    }
  });

  test('check says what it has found until then', async () => {
    const directory = scratchDirectory();
    const [loop] =
      subjects(directory)
        .find(({ name }) => name === 'attack')
        ?.args.filter((arg) => arg.endsWith('loop.ls2')) ?? [];
    const place = placeWith({ 'same.ls2': proved });
    const run = place.start('check', 'same.ls2', loop ?? '', '--states', '10000000');
    const interrupt = setTimeout(() => run.process.kill('SIGINT'), 4000);
    const { code, stdout, stderr } = await run.ended;
    clearTimeout(interrupt);
    // Null, where the machine is so slow that Node has not begun yet: the signal then ends it as it ends any process.
    expect([130, null]).toContain(code);
    if (code === 130) expect(stderr).toContain('ls2: interrupted');
    // Where the machine is so slow that nothing was read in that time, there is nothing to say.
    if (stdout !== '') expect(stdout).toContain('interrupted before its end');
  });

  test('a second signal ends it at once', async () => {
    const directory = scratchDirectory();
    const args = subjects(directory).find(({ name }) => name === 'prove')?.args ?? [];
    const run = placeAt(directory).start(...args);
    const first = setTimeout(() => run.process.kill('SIGINT'), 3000);
    const second = setTimeout(() => run.process.kill('SIGINT'), 3050);
    const { code } = await run.ended;
    clearTimeout(first);
    clearTimeout(second);
    expect([130, null]).toContain(code);
  });

  test('a trace file that was there before stays as it was', async () => {
    const directory = scratchDirectory();
    const args = subjects(directory).find(({ name }) => name === 'simulate')?.args ?? [];
    const run = placeAt(directory).start(...args);
    const interrupt = setTimeout(() => run.process.kill('SIGTERM'), 5000);
    const { code } = await run.ended;
    clearTimeout(interrupt);
    expect([143, null]).toContain(code);
    expect(readdirSync(directory).filter((name) => name.includes('runs.ndjson'))).toEqual([]);
  });
});

describe('a budget for the whole run', () => {
  test('ends a check: what is not decided is unknown by limit', async () => {
    const directory = scratchDirectory();
    const loop = join(directory, 'loop.ls2');
    subjects(directory);
    const { code, stdout } = await placeAt(directory).ls2(
      'check',
      loop,
      '--states',
      '1000000',
      '--deadline',
      '3',
      '--format',
      'json',
    );
    expect(code).toBe(4);
    if (stdout === '') return;
    const result = JSON.parse(stdout);
    expect(result.stopped).toBe('deadline');
    expect(result.theorems).toMatchObject([{ name: 'Loop', verdict: 'unknown' }]);
  });

  test('is not remembered', async () => {
    const place = placeWith({ 'a.ls2': chain + booted });
    await place.ls2('check', 'a.ls2', '--deadline', '0.1');
    const { code, stdout } = await place.ls2('check', 'a.ls2');
    expect(code).toBe(0);
    expect(stdout).toContain('✓ Booted');
    // Nor is what was checked without attacks taken for what was checked with them.
    const without = await place.ls2('check', 'a.ls2', '--no-attack');
    expect(without.stdout).toContain('neither attacks nor witnesses were looked for');
    expect((await place.ls2('check', 'a.ls2')).stdout).toContain('witness');
  });
});
