import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBinaryIma, readEventLog, replay } from '../../src/evidence/index.js';
import { celJson } from '../../src/report/cel.js';
import { digestOf } from '../../src/tpm/banks.js';

interface Record {
  readonly recnum: number;
  readonly pcr: number;
  readonly digests: readonly { readonly hashAlg: string; readonly digest: string }[];
  readonly content_type: string;
  readonly content: { readonly event_type?: string | number; readonly template_name?: string };
}

const file = (name: string): Uint8Array =>
  readFileSync(new URL(`../evidence/recorded/sb-honest/${name}`, import.meta.url));

test('a boot as Canonical Event Log: whoever replays its records comes to the registers; numbers are of a register', () => {
  const [eventLog, ima] = [readEventLog(file('eventlog.bin')), readBinaryIma(file('ima.bin'))];
  if (!eventLog.ok || !ima.ok) throw new Error('they are recorded');
  const records: readonly Record[] = JSON.parse(celJson({ eventLog: eventLog.value, ima: ima.value }));
  const values = new Map<number, Uint8Array>();
  const next = new Map<number, number>();
  for (const { recnum, pcr, digests, content } of records) {
    expect(recnum).toBe(next.get(pcr) ?? 0);
    next.set(pcr, recnum + 1);
    const digest = digests.find(({ hashAlg }) => hashAlg === 'sha256')?.digest;
    if (digest === undefined || content.event_type === 'EV_NO_ACTION') continue;
    values.set(pcr, digestOf('sha256', values.get(pcr) ?? new Uint8Array(32), Buffer.from(digest, 'hex')));
  }
  const wanted = replay(eventLog.value).filter(({ bank }) => bank === 'sha256');
  expect([...values.keys()].sort((a, b) => a - b)).toEqual(wanted.map(({ pcr }) => pcr));
  for (const { pcr, digest } of wanted) expect(values.get(pcr), `PCR ${pcr}`).toEqual(digest);
  expect(records.at(-1)).toMatchObject({
    pcr: 10,
    content_type: 'ima_template',
    content: { template_name: 'ima-sig' },
  });
  expect(records.filter(({ content_type }) => content_type === 'ima_template')).toHaveLength(ima.value.entries.length);
});

test('a type without a name is a number', () => {
  const events = [{ pcr: 0, type: 0x8401, digests: [], data: Uint8Array.of(7), offset: 0 }];
  const eventLog = { format: 'agile', banks: [], otherAlgorithms: [], events, startupLocality: 0, padding: 0 } as const;
  expect(JSON.parse(celJson({ eventLog }))[0].content).toEqual({ event_type: 0x8401, event_data: '07' });
});
