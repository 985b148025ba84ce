import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Ran } from '../support/command.js';
import { hasRedis, redis } from '../support/redis.js';
import { fleetOf } from './fleet-of.js';

const machines = 5000;
const shard = '20';

describe.runIf(hasRedis)('a queue of evidence of which workers, Redis and whoever asks are killed', () => {
  test('loses nothing, judges nothing twice differently, and says within a minute that a worker is dead', async () => {
    const { directory, ls2, start } = await fleetOf(machines);
    const server = await redis();
    const common = ['all.ndjson', '--platform', 'lab.ls2', '--format', 'json'];
    const ask = () => start('attest', ...common, '--queue', server.socket, '--shard', shard, '--out', 'done.ndjson');
    const running = new Set<ChildProcess>();
    const heard: string[] = [];
    const work = (): { readonly process: ChildProcess; readonly ended: Promise<Ran> } => {
      const worker = start('worker', '--queue', server.socket, '--jobs', '1');
      running.add(worker.process);
      worker.process.stderr?.on('data', (text: string) => heard.push(text));
      return worker;
    };
    onTestFinished(() => {
      for (const each of running) each.kill('SIGKILL');
    });
    const lines = (): readonly string[] => {
      const file = join(directory, 'done.ndjson');
      return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    };
    /** When so many machines are told of, so that something is being judged. What waited for a dead worker comes at once: 64 jobs of 20. */
    const reached = async (count: number): Promise<void> => {
      for (let tries = 0; lines().length < count && tries < 2400; tries++) await sleep(50);
      expect(lines().length).toBeLessThan(machines);
    };

    let asking = ask();
    const [first] = [work(), work()];
    await reached(100);
    first.process.kill('SIGKILL');
    const died = Date.now();
    const isHeard = (): boolean => heard.some((text) => /is dead, or hears nothing/.test(text));
    for (let tries = 0; !isHeard() && tries < 1200; tries++) await sleep(50);
    expect(isHeard()).toBe(true);
    expect(Date.now() - died).toBeLessThan(60_000);
    await reached(1500);
    await server.kill();
    await reached(2000);
    asking.process.kill('SIGKILL');
    await asking.ended;
    asking = ask();
    const third = work();
    await reached(2500);
    third.process.kill('SIGKILL');
    await reached(3000);
    await server.kill();
    const { code } = await asking.ended;

    const direct = await ls2('attest', ...common, '--jobs', '2');
    expect(code).toBe(direct.code);
    const said = (line: string): unknown => {
      const { at: _, ...rest } = JSON.parse(line);
      return rest;
    };
    const byName = new Map(lines().map((line) => [JSON.parse(line).name as string, said(line)]));
    expect(lines()).toHaveLength(machines);
    expect([...byName.values()]).toEqual(direct.stdout.trim().split('\n').map(said));
  }, 600_000);
});
