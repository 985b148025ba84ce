import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { placeWith } from '../support/command.js';
import { hasRedis, redis } from '../support/redis.js';
import { fleetOf } from './fleet-of.js';

describe.runIf(hasRedis)('machines judged through a queue', () => {
  test('come to what they come to without one, in their order, whoever judges them; asked again, nobody has to judge', async () => {
    const { directory, ls2, start } = await fleetOf(14);
    const { socket } = await redis();
    const asked = ['attest', 'all.ndjson', '--platform', 'lab.ls2', '--format', 'json', '--jobs', '1'];
    const workers = [1, 2].map(() => start('worker', '--queue', socket, '--jobs', '1'));
    onTestFinished(() => {
      for (const { process } of workers) process.kill('SIGKILL');
    });
    const direct = await ls2(...asked);
    const queued = await ls2(...asked, '--queue', socket, '--shard', '3', '--out', 'done.ndjson');
    expect([queued.code, queued.stdout]).toEqual([direct.code, '']);
    const linesOf = (text: string): readonly unknown[] =>
      text
        .trim()
        .split('\n')
        .map((line) => {
          const { at: _, ...said } = JSON.parse(line);
          return said;
        });
    const done = (): string => readFileSync(join(directory, 'done.ndjson'), 'utf8');
    expect(linesOf(done())).toEqual(linesOf(direct.stdout));
    expect(new Set(linesOf(done()).map((line) => (line as { verdict: string }).verdict))).toEqual(
      new Set(['conforms', 'deviates', 'malformed']),
    );

    for (const { process } of workers) process.kill('SIGINT');
    await Promise.all(workers.map(({ ended }) => ended));
    const before = done();
    // What a run that was killed left of a line is cut off.
    writeFileSync(join(directory, 'done.ndjson'), before.slice(0, -20));
    const again = await ls2(...asked, '--queue', socket, '--shard', '3', '--out', 'done.ndjson');
    expect([again.code, done()]).toEqual([direct.code, before]);
  });

  test('a worker with another platform, or without the files, judges nothing in its place', async () => {
    const { directory, ls2, start } = await fleetOf(2);
    const server = await redis();
    const { socket } = server;
    const waiting = start('attest', 'all.ndjson', '--platform', 'lab.ls2', '--format', 'json', '--queue', socket);
    await server.waits(1);
    const lab = join(directory, 'lab.ls2');
    writeFileSync(lab, `${readFileSync(lab, 'utf8')}\n// changed\n`);
    const worker = start('worker', '--queue', socket, '--jobs', '1');
    onTestFinished(() => void worker.process.kill('SIGKILL'));
    const { code, stderr, stdout } = await waiting.ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('is another platform here');
    // Tried again, by one who has the same.
    const again = await ls2('attest', 'all.ndjson', '--platform', 'lab.ls2', '--format', 'json', '--queue', socket);
    expect(again.stdout.trim().split('\n')).toHaveLength(2);
  });
});

describe('ls2 attest --queue', () => {
  test('2: for one machine, for what is no Redis, and without the packages that only it needs', async () => {
    const { directory, ls2, ls2With } = placeWith({ pcrs: `sha256 4 ${'00'.repeat(32)}\n` });
    const hooks = join(directory, 'without.mjs');
    writeFileSync(
      hooks,
      `import { register } from 'node:module';
const without = 'export async function resolve(name, context, next) { if (name !== "bullmq") return next(name, context); const error = new Error(name); error.code = "ERR_MODULE_NOT_FOUND"; throw error; }';
register('data:text/javascript,' + encodeURIComponent(without));
`,
    );
    const ran = await Promise.all([
      ls2('attest', '--pcrs', 'pcrs', '--queue', '/nowhere'),
      ls2('attest', '.', '--queue', 'http://example.org'),
      ls2('worker'),
      ls2With({ NODE_OPTIONS: `--import ${hooks}` }, 'attest', '.', '--queue', '/nowhere'),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(ran[3]?.stderr).toContain('npm install bullmq ioredis');
    expect(existsSync(fileURLToPath(new URL('../../node_modules/bullmq', import.meta.url)))).toBe(true);
  });
});
