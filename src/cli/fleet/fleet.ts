import { availableParallelism } from 'node:os';
import { type FleetResult, type FleetVerdict, fleetLine, fleetText } from '../../report/fleet.js';
import { heed } from '../../stop/index.js';
import type { AttestOptions } from '../attest-options.js';
import type { EvidenceFiles } from '../attesting-parts.js';
import type { Ready } from '../attesting-platform.js';
import { type ExitCode, exit, mostImportant } from '../exit.js';
import { outputFor } from '../output.js';
import { stop, writing } from '../run/work.js';
import { sinkFor } from '../sink.js';
import { UsageError } from '../usage-error.js';
import { Judging } from './judging.js';
import { machinesIn } from './machines.js';
import { poolOf } from './pool.js';

/** Machines that are read ahead, for each thread. */
export const ahead = 8;

/** Judges the evidence of many machines, in threads, and says what each comes to, in their order, as soon as it is known. */
export async function attestFleet(where: string, options: AttestOptions, ready: Ready | undefined): Promise<ExitCode> {
  const { paint } = await outputFor(options);
  const shared = sharedFiles(options);
  const sink = sinkFor(options.out);
  const pool = poolOf(options.jobs ?? availableParallelism(), options.platform);
  const judging = new Judging((parts) => pool.ask(parts), ready, options);
  const codes = new Set<ExitCode>();
  const queue: Promise<FleetResult>[] = [];
  const tell = async (): Promise<void> => {
    const result = await queue.shift();
    if (result === undefined) return;
    codes.add(codeOf[result.verdict]);
    await sink.write(options.format === 'json' ? fleetLine(result) : fleetText(result, paint));
  };
  try {
    writing();
    for await (const machine of machinesIn(where, shared)) {
      heed(stop());
      const result = judging.resultOf(machine);
      // What fails is told when its turn comes.
      result.catch(() => undefined);
      queue.push(result);
      if (queue.length >= ahead * pool.size) await tell();
    }
    while (queue.length > 0) await tell();
    await sink.commit();
  } catch (error) {
    sink.abandon();
    throw error;
  } finally {
    await pool.close();
  }
  return mostImportant(codes);
}

export const codeOf: Readonly<Record<FleetVerdict, ExitCode>> = {
  conforms: exit.ok,
  consistent: exit.ok,
  deviates: exit.violated,
  contradictory: exit.violated,
  unknown: exit.noVerdict,
  malformed: exit.malformed,
};

/** What is the same for all machines: whom to trust, and what one of them may lack. The date is fixed once, so that all are judged at the same time. */
export function sharedFiles({ key, nonce, certificate, ca, crl, at, ...own }: AttestOptions): EvidenceFiles {
  const { eventLog, imaLog, pcrs, quote, signature } = own;
  if ([eventLog, imaLog, pcrs, quote, signature].some((each) => each !== undefined))
    throw new UsageError(
      'with a directory or lines, logs, registers and quotes come from there: leave out their options',
    );
  return {
    ...(key !== undefined && { key }),
    ...(nonce !== undefined && { nonce }),
    ...(certificate && { certificate }),
    ...(ca && { ca }),
    ...(crl && { crl }),
    at: at ?? new Date().toISOString(),
  };
}
