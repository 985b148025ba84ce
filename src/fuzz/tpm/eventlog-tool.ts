import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allBanks, type Bank } from '../../tpm/index.js';
import { Finding } from '../property.js';

/** Of tpm2-tools: prints a log, and what it replays to. */
export const eventLogTool = 'tpm2_eventlog';

/** The bank of a name that is one. */
export function bankNamed(name: string): Bank {
  const bank = allBanks.find((each) => each === name);
  if (bank === undefined) throw new RangeError(`there is no bank ${name}`);
  return bank;
}

/** The registers that tpm2_eventlog replays a log to, as lines `bank pcr hex`; throws a {@link Finding} where it does not accept the log. */
export function said(log: Uint8Array): readonly string[] {
  const directory = mkdtempSync(join(tmpdir(), 'ls2-'));
  try {
    const file = join(directory, 'log');
    writeFileSync(file, log);
    const { status, stdout, stderr } = spawnSync(eventLogTool, [file], { encoding: 'utf8', timeout: 20_000 });
    if (status !== 0) throw new Finding(`tpm2_eventlog does not accept the log: ${stderr}`);
    return registersIn(stdout);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function registersIn(output: string): readonly string[] {
  const start = output.indexOf('\npcrs:');
  const lines = start < 0 ? [] : output.slice(start).split('\n');
  let bank = '';
  return lines.flatMap((line) => {
    bank = /^ {2}(sha\d+):/.exec(line)?.[1] ?? bank;
    const value = /^ {4}(\d+) *: 0x([0-9a-f]+)/i.exec(line);
    return value === null ? [] : [`${bank} ${value[1]} ${value[2]?.toLowerCase()}`];
  });
}
