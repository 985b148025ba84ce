import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { about } from '../../disk/about.js';
import { type FleetResult, fleetLine, fleetText } from '../../report/fleet.js';
import { heed } from '../../stop/index.js';
import type { AttestOptions } from '../attest-options.js';
import { partsOf } from '../attesting-parts.js';
import type { Ready } from '../attesting-platform.js';
import { type ExitCode, mostImportant } from '../exit.js';
import { codeOf, sharedFiles } from '../fleet/fleet.js';
import { digestOf } from '../fleet/judging.js';
import { type Machine, machinesIn } from '../fleet/machines.js';
import { outputFor } from '../output.js';
import { stop, writing } from '../run/work.js';
import { sinkFor } from '../sink.js';
import { UsageError } from '../usage-error.js';
import { appendingTo } from './appending.js';
import { type Broker, brokerAt, type ShardQueue } from './broker.js';
import { absolute, idOf, packed, platformDigest, type QueuedMachine, type Shard, unpacked } from './shard.js';

/** Machines of a job, unless another number is asked for. */
const usualShard = 500;
/** Jobs that are asked for before the first of them is done. */
const ahead = 64;
/** How often it is asked for a job, in milliseconds, and how often whether anybody serves. */
const [often, seldom] = [100, 10_000];

/** Has the evidence of many machines judged by the workers of a queue, and says what each comes to, in their order, as soon as it is known. */
export async function attestByQueue(
  where: string,
  url: string,
  options: AttestOptions,
  ready: Ready | undefined,
): Promise<ExitCode> {
  const { out, ...others } = options;
  const { paint } = await outputFor(others);
  const shared = sharedFiles(options);
  const broker = await brokerAt(url, say);
  const sink = out === undefined ? sinkFor(undefined) : appendingTo(out);
  const codes = new Set<ExitCode>();
  try {
    writing();
    for await (const { results, at } of answers(broker, shards(where, shared, options, ready))) {
      for (const each of results) {
        codes.add(codeOf[each.verdict]);
        const result = { ...each, at };
        await sink.write(options.format === 'json' ? fleetLine(result) : fleetText(result, paint));
      }
    }
    await sink.commit();
  } catch (error) {
    sink.abandon();
    throw error;
  } finally {
    await broker.close();
  }
  return mostImportant(codes);
}

const say = (line: string): void => void process.stderr.write(`ls2: ${line}\n`);

/** Machines, so many to a job, in their order. */
async function* shards(
  where: string,
  shared: ReturnType<typeof sharedFiles>,
  { platform: path, shard: size = usualShard }: AttestOptions,
  ready: Ready | undefined,
): AsyncGenerator<Shard> {
  const platform =
    path === undefined || ready === undefined ? undefined : { path: resolve(path), digest: platformDigest(ready) };
  const { version } = about();
  const at = shared.at ?? '';
  let machines: QueuedMachine[] = [];
  for await (const machine of machinesIn(where, shared)) {
    heed(stop());
    machines.push(queued(machine));
    if (machines.length < size) continue;
    yield { version, platform, machines, at };
    machines = [];
  }
  if (machines.length > 0) yield { version, platform, machines, at };
}

/** What cannot be read here is told as it would be without a queue. */
function queued(machine: Machine): QueuedMachine {
  if ('problem' in machine) return machine;
  const { name } = machine;
  try {
    return { name, files: absolute(machine.files), evidence: digestOf(partsOf(machine.files)) };
  } catch (error) {
    if (error instanceof UsageError) return { name, problem: error.message };
    throw error;
  }
}

interface Asked {
  readonly id: string;
  readonly shard: string;
}

/** What each shard came to, in their order. One that the queue has lost is asked for again; one that failed before is tried again. */
async function* answers(
  broker: Broker,
  all: AsyncIterable<Shard>,
): AsyncGenerator<{ readonly results: readonly FleetResult[]; readonly at: string }> {
  const queue = broker.queue();
  const asked: Asked[] = [];
  const next = async (): Promise<{ readonly results: readonly FleetResult[]; readonly at: string }> => {
    const first = asked.shift() as Asked;
    return await answerTo(first, queue);
  };
  for await (const shard of all) {
    const one = { id: idOf(shard), shard: packed(shard) };
    await add(queue, one);
    asked.push(one);
    if (asked.length >= ahead) yield await next();
  }
  while (asked.length > 0) yield await next();
}

async function add(queue: ShardQueue, { id, shard }: Asked): Promise<void> {
  const known = await queue.getJob(id);
  if (known?.failedReason !== undefined && (await known.isFailed())) await known.remove();
  await queue.add('shard', { shard }, { jobId: id });
}

async function answerTo(
  one: Asked,
  queue: ShardQueue,
): Promise<{ readonly results: readonly FleetResult[]; readonly at: string }> {
  let [looked, isAlone] = [Date.now(), false];
  for (;;) {
    heed(stop());
    const job = await queue.getJob(one.id);
    if (job === undefined) await add(queue, one);
    else if (job.finishedOn !== undefined && typeof job.returnvalue === 'string')
      return { results: unpacked(job.returnvalue), at: unpacked<Shard>(job.data.shard).at };
    else if (job.finishedOn !== undefined && job.failedReason !== undefined)
      throw new UsageError(
        `a worker could not judge ${unpacked<Shard>(one.shard).machines.length} machines: ${job.failedReason}`,
      );
    if (Date.now() - looked > seldom) {
      const served = (await queue.getWorkersCount()) > 0;
      if (served === isAlone)
        say(served ? 'the queue is served again' : 'no worker serves the queue: `ls2 worker --queue …`');
      [looked, isAlone] = [Date.now(), !served];
    }
    await sleep(often);
  }
}
