import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis as Client } from 'ioredis';
import { onTestFinished } from 'vitest';
import { scratchDirectory } from './scratch.js';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) process.stderr.write('skipped: queues of evidence, without redis-server\n');

/** A Redis of one's own, on a socket, which appends each change to a file. */
export interface Redis {
  readonly socket: string;
  /** As nobody would wish: with SIGKILL, and then begun again. */
  kill(): Promise<void>;
  /** When so many jobs wait for a worker. */
  waits(count: number): Promise<void>;
}

export async function redis(): Promise<Redis> {
  const directory = scratchDirectory();
  const socket = join(directory, 'redis.sock');
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = { port: '0', unixsocket: socket, dir: directory, appendonly: 'yes', save: '' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    running = spawn('redis-server', args, { stdio: 'ignore' });
    for (let tries = 0; !existsSync(socket) && tries < 200; tries++) await sleep(50);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = running && once(running, 'exit');
    running?.kill(signal);
    await ended;
  };
  await start();
  onTestFinished(() => end('SIGTERM'));
  return {
    socket,
    async waits(count) {
      const client = new Client({ path: socket });
      while ((await client.llen('bull:ls2-attest:wait')) < count) await sleep(50);
      client.disconnect();
    },
    async kill() {
      await end('SIGKILL');
      await start();
    },
  };
}
