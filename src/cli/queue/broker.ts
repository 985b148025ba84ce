import type { Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { stop } from '../run/work.js';
import { UsageError } from '../usage-error.js';
import { reasonOf } from '../whole-file.js';

/** Shards wait here. */
const name = 'ls2-attest';

/** Seconds that what a shard came to is kept: a repeat within them costs nothing. */
const kept = 7 * 24 * 3600;

/**
 * A worker says every 15 s that it has its shard. Of one that has said nothing for 30 s the others hear at the next look, every 15 s: within a minute, whatever it died of.
 */
const timing = { lockDuration: 30_000, lockRenewTime: 15_000, stalledInterval: 15_000 } as const;

/** A shard that so many workers died of is no longer given to others. */
const maxStalledCount = 20;

/** What a shard came to is a text (see `packed`), and so is what is asked. */
export interface ShardJob {
  readonly shard: string;
}

export type ShardQueue = Queue<ShardJob, string>;
export type ShardWorker = Worker<ShardJob, string>;

/** A Redis, by its URL (`redis://`, `rediss://`) or the path of its socket, for as long as it is needed. Calls wait for one that is not there, which `say` hears of. */
export interface Broker {
  queue(): ShardQueue;
  worker(judge: (job: ShardJob) => Promise<string>): ShardWorker;
  close(): Promise<void>;
}

export async function brokerAt(url: string, say: (line: string) => void): Promise<Broker> {
  const { Queue, Redis, WaitingError, Worker } = await packages();
  const connection = connectionTo(url, Redis);
  let last = '';
  const onError = (error: Error): void => {
    const reason = reasonOf(error);
    if (reason !== last && reason !== '') say(`the queue at ${url}: ${reason}`);
    last = reason;
  };
  connection.on('error', onError).on('ready', () => {
    if (last !== '') say(`the queue at ${url} is there again`);
    last = '';
  });
  const opened: { close(force?: boolean): Promise<void> }[] = [];
  return {
    queue() {
      const queue: ShardQueue = new Queue(name, {
        connection,
        defaultJobOptions: { removeOnComplete: { age: kept }, removeOnFail: { age: kept }, attempts: 1 },
      });
      opened.push(queue.on('error', onError));
      return queue;
    },
    worker(judge) {
      const options = { connection, concurrency: 1, ...timing, maxStalledCount };
      const judged = async (job: Job<ShardJob, string>, token?: string): Promise<string> => {
        try {
          return await judge(job.data);
        } catch (error) {
          if (stop().reason() === undefined) throw error;
          // Whoever is told to end gives back what it has begun.
          await job.moveToWait(token);
          throw new WaitingError();
        }
      };
      const worker: ShardWorker = new Worker(name, judged, options);
      opened.push(worker.on('error', onError));
      return worker;
    },
    async close() {
      for (const each of opened) await each.close(true);
      connection.disconnect();
    },
  };
}

/** Only who has a queue needs these packages. */
async function packages() {
  try {
    const [{ Queue, WaitingError, Worker }, { Redis: ofRedis }] = await Promise.all([
      import('bullmq'),
      import('ioredis'),
    ]);
    return { Queue, WaitingError, Worker, Redis: ofRedis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('a queue needs two packages that ls2 does not bring along: npm install bullmq ioredis');
  }
}

function connectionTo(url: string, ofRedis: typeof Redis): Redis {
  const [, path = url.startsWith('/') ? url : undefined] = /^unix:(?:\/\/)?(\/.*)$/.exec(url) ?? [];
  if (path === undefined && !/^rediss?:\/\/./.test(url))
    throw new UsageError(`--queue takes redis://HOST:PORT, rediss://HOST:PORT or the path of a socket, and not ${url}`);
  const options = { maxRetriesPerRequest: null, retryStrategy: () => 500 };
  return path === undefined ? new ofRedis(url, options) : new ofRedis({ path, ...options });
}
