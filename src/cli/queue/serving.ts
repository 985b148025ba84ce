import { availableParallelism } from 'node:os';
import { about } from '../../disk/about.js';
import type { FleetResult } from '../../report/fleet.js';
import { heed, whenStopped } from '../../stop/index.js';
import { readPlatform } from '../attesting-platform.js';
import { type ExitCode, exit } from '../exit.js';
import { ahead } from '../fleet/fleet.js';
import { Judging } from '../fleet/judging.js';
import { type Pool, poolOf } from '../fleet/pool.js';
import type { SolvingOptions } from '../options.js';
import { stop } from '../run/work.js';
import { brokerAt } from './broker.js';
import { type NamedPlatform, packed, platformDigest, type QueuedMachine, type Shard, unpacked } from './shard.js';

export interface ServingOptions extends SolvingOptions {
  readonly queue: string;
  readonly untilEmpty?: boolean;
}

interface Judge {
  readonly pool: Pool;
  readonly judging: Judging;
}

/** Serves a queue until it is told to end, or nothing is left to do. */
export async function serve(options: ServingOptions): Promise<ExitCode> {
  const broker = await brokerAt(options.queue, say);
  const judges = new Map<string, Judge>();
  const judgeFor = (platform: NamedPlatform | undefined): Judge => {
    const key = platform === undefined ? '' : `${platform.digest} ${platform.path}`;
    const known = judges.get(key) ?? newJudge(platform, options);
    judges.set(key, known);
    return known;
  };
  const worker = broker.worker(async ({ shard }) => {
    const asked = unpacked<Shard>(shard);
    const { version } = about();
    if (asked.version !== version)
      throw new Error(`this worker is ls2 ${version}, and it was asked by ${asked.version}`);
    const results = await resultsOf(asked, judgeFor(asked.platform));
    say(`${results.length} machines judged`);
    return packed(results);
  });
  worker.on('stalled', (id: string) =>
    say(`the worker that had ${id.slice(0, 12)} is dead, or hears nothing: others judge it`),
  );
  worker.on('failed', (_, error) => say(error.message));
  say(`serves the queue at ${options.queue}`);
  await new Promise<void>((resolve) => {
    whenStopped(stop(), () => resolve());
    if (options.untilEmpty === true) worker.on('drained', () => resolve());
  });
  await worker.close();
  for (const { pool } of judges.values()) await pool.close();
  await broker.close();
  return exit.ok;
}

const say = (line: string): void => void process.stderr.write(`ls2 worker: ${line}\n`);

function newJudge(platform: NamedPlatform | undefined, options: ServingOptions): Judge {
  const read = platform === undefined ? undefined : readPlatform(platform.path);
  if (read !== undefined && !('claims' in read)) throw new Error(`${platform?.path} is not without fault here`);
  if (read !== undefined && platformDigest(read) !== platform?.digest)
    throw new Error(`${platform?.path} is another platform here: its model, or what it refers to, differs`);
  const pool = poolOf(options.jobs ?? availableParallelism(), platform?.path);
  return { pool, judging: new Judging((parts) => pool.ask(parts), read, options) };
}

/** What the machines of a shard come to, in their order. */
async function resultsOf({ machines }: Shard, { pool, judging }: Judge): Promise<readonly FleetResult[]> {
  const results: FleetResult[] = [];
  let next = 0;
  const judgeNext = async (): Promise<void> => {
    for (let i = next++; i < machines.length; i = next++) {
      heed(stop());
      results[i] = await resultOf(machines[i] as QueuedMachine, judging);
    }
  };
  await Promise.all(Array.from({ length: ahead * pool.size }, judgeNext));
  return results;
}

/** Files that were changed since are not those that were asked about. */
async function resultOf(machine: QueuedMachine, judging: Judging): Promise<FleetResult> {
  const result = await judging.resultOf(machine);
  if ('problem' in machine || result.evidence === `sha256:${machine.evidence}`) return result;
  const problem = result.evidence === undefined ? (result.problems?.[0] ?? '') : 'its files were changed since';
  return {
    name: machine.name,
    verdict: 'malformed',
    problems: [`what was queued is not here: ${problem}`],
    findings: [],
  };
}
