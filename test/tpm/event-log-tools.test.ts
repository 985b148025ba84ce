import { describe, expect, test } from 'vitest';
import { allBanks, type Bank } from '../../src/tpm/banks.js';
import { eventTypeName } from '../../src/tpm/event-log/event-types.js';
import { readEventLog } from '../../src/tpm/event-log/read.js';
import { replay } from '../../src/tpm/event-log/replay.js';
import { writeEventLog } from '../../src/tpm/event-log/write.js';
import type { Locality } from '../../src/tpm/registers.js';
import { installed } from '../support/programs.js';
import { bootLog } from './event-logs.js';
import { run, written } from './tools.js';

/** The registers in what tpm2_eventlog prints, as lines `bank pcr hex`. */
function printedPcrs(output: string): readonly string[] {
  const lines = output.slice(output.indexOf('\npcrs:')).split('\n');
  let bank = '';
  return lines.flatMap((line) => {
    bank = /^ {2}(sha\d+):/.exec(line)?.[1] ?? bank;
    const value = /^ {4}(\d+) *: 0x([0-9a-f]+)/i.exec(line);
    return value === null ? [] : [`${bank} ${value[1]} ${value[2]?.toLowerCase()}`];
  });
}

function replayed(bytes: Uint8Array): readonly string[] {
  const log = readEventLog(bytes);
  if (!log.ok) throw new Error(JSON.stringify(log.malformed));
  return replay(log.value).map(({ bank, pcr, digest }) => `${bank} ${pcr} ${Buffer.from(digest).toString('hex')}`);
}

/** tpm2_eventlog 5.4 begins PCR 0 at zero, wherever Startup came from; a real TPM does not (see the test with swtpm). */
const comparable = (locality: Locality) => (line: string) => locality === 0 || !/^sha\d+ 0 /.test(line);

const logs: readonly (readonly [Locality, readonly Bank[]])[] = [
  [0, allBanks],
  [0, ['sha256']],
  [3, ['sha1', 'sha256']],
  [4, allBanks],
];

describe.skipIf(!installed('tpm2_eventlog'))('event logs and tpm2_eventlog', () => {
  test.each(logs)(
    'it accepts what is written, and prints the registers as they are replayed (PCR 0 only if it began at 0), startup locality %i, %j',
    (locality, banks) => {
      const bytes = writeEventLog(banks, bootLog(locality, banks));
      const said = run('tpm2_eventlog', [written({ log: bytes }).log]);
      expect(said.ok, said.complaint).toBe(true);
      const printed = printedPcrs(said.output);
      expect(printed).toHaveLength(banks.length * 11);
      expect(printed.filter(comparable(locality))).toEqual(replayed(bytes).filter(comparable(locality)));
    },
  );

  test('it prints every entry with the type, register and size that was written', () => {
    const events = bootLog(3);
    const said = run('tpm2_eventlog', [written({ log: writeEventLog(allBanks, events) }).log]);
    const column = (name: string): readonly string[] =>
      [...said.output.matchAll(new RegExp(`^ *${name}: (.*)$`, 'gm'))].map((match) => match[1] ?? '');
    // The first entry printed is the header.
    expect(column('PCRIndex').slice(1).map(Number)).toEqual(events.map(({ pcr }) => pcr));
    expect(column('EventType').slice(1)).toEqual(events.map(({ type }) => eventTypeName(type)));
    expect(column('EventSize').slice(1).map(Number)).toEqual(events.map(({ data }) => data.length));
  });
});
