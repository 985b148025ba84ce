import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { allBanks, digestSize } from '../../src/tpm/banks.js';
import type { Parsed } from '../../src/tpm/bytes.js';
import type { EventLog } from '../../src/tpm/event-log/event.js';
import { eventTypeName, eventTypes } from '../../src/tpm/event-log/event-types.js';
import { readEventLog } from '../../src/tpm/event-log/read.js';
import { replay } from '../../src/tpm/event-log/replay.js';
import { measured, type NewEvent, startedAt, writeEventLog } from '../../src/tpm/event-log/write.js';
import { powerOn } from '../../src/tpm/power.js';
import { Simulator } from '../../src/tpm/simulator.js';
import type { Tpm } from '../../src/tpm/tpm.js';
import { installed } from '../support/programs.js';
import { bootLog, hcrtmData, text } from './event-logs.js';
import { got, openSwtpm } from './open-swtpm.js';

function logOf(parsed: Parsed<EventLog>): EventLog {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.malformed));
  return parsed.value;
}

const malformedOf = (parsed: Parsed<EventLog>): unknown => (parsed.ok ? 'ok' : parsed.malformed);

const withoutOffset = ({ events }: EventLog): readonly NewEvent[] => events.map(({ offset: _, ...event }) => event);

/**
 * A log of one bank with one event, put together by hand from the tables of the PC Client Platform Firmware Profile: TCG_PCR_EVENT with a
 * TCG_EfiSpecIDEvent, then TCG_PCR_EVENT2.
 */
const byHand = Buffer.from(
  [
    '00000000 03000000',
    '00'.repeat(20),
    '21000000',
    Buffer.from('Spec ID Event03\0').toString('hex'),
    '00000000 00 02 00 02 01000000 0b00 2000 00',
    '07000000 04000000 01000000 0b00',
    '5a'.repeat(32),
    '04000000 00000000',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);
const firstEvent = 32 + 0x21;

describe('event logs', () => {
  const banks = fc.subarray([...allBanks], { minLength: 1 });
  const events = banks.chain((some) =>
    fc.tuple(
      fc.constant(some),
      fc.array(
        fc.record({
          pcr: fc.nat(23),
          type: fc.constantFrom(eventTypes.EV_IPL, eventTypes.EV_SEPARATOR, eventTypes.EV_EFI_ACTION, 0x8401),
          digests: fc.tuple(
            ...some.map((bank) =>
              fc.record({
                bank: fc.constant(bank),
                digest: fc.uint8Array({ minLength: digestSize(bank), maxLength: digestSize(bank) }),
              }),
            ),
          ),
          data: fc.uint8Array({ maxLength: 50 }),
        }),
      ),
    ),
  );

  property.prop([events])('what is written is read as it was', ([some, written]) => {
    const log = logOf(readEventLog(writeEventLog(some, written)));
    expect({ format: log.format, banks: log.banks, padding: log.padding }).toEqual({
      format: 'agile',
      banks: some,
      padding: 0,
    });
    expect(withoutOffset(log)).toEqual(written);
  });

  test('have the layout of the profile', () => {
    const events = [
      {
        pcr: 7,
        type: 4,
        digests: [{ bank: 'sha256', digest: new Uint8Array(32).fill(0x5a) }],
        data: new Uint8Array(4),
      },
    ] as const;
    expect(Buffer.from(writeEventLog(['sha256'], events))).toEqual(byHand);
    expect(logOf(readEventLog(byHand)).events).toEqual([{ ...events[0], offset: firstEvent }]);
  });

  test.each([
    ['major version', 53, '03', 53 - 1, 'version 2'],
    ['digest size of SHA-256', 62, '14', 62, 'digests of 32 bytes for sha256'],
    ['number of algorithms', 56, '00', 56, '1 to 16 algorithms'],
    ['PCR', firstEvent, '18', firstEvent, 'a PCR from 0 to 23'],
    ['number of digests', firstEvent + 8, '02', firstEvent + 8, '1 to 1 digests'],
    ['no digest', firstEvent + 8, '00', firstEvent + 8, '1 to 1 digests'],
    ['algorithm', firstEvent + 12, '04', firstEvent + 12, 'an algorithm of the header'],
    ['size of the data', firstEvent + 46, '05', firstEvent + 50, 'the event data (5 bytes)'],
  ])('says what is wrong with the %s, and where', (_, at, byte, offset, expected) => {
    const log = Uint8Array.from(byHand);
    log.set(Buffer.from(byte, 'hex'), at);
    expect(malformedOf(readEventLog(log))).toMatchObject({ offset, expected });
  });

  test('a log cut short anywhere but between two events is malformed where it ends', () => {
    const bytes = writeEventLog(allBanks, bootLog(3));
    const whole = new Set(logOf(readEventLog(bytes)).events.map(({ offset }) => offset));
    for (let size = 0; size < bytes.length; size++) {
      const parsed = readEventLog(bytes.subarray(0, size));
      expect(parsed.ok, `${size} bytes`).toBe(whole.has(size));
      if (!parsed.ok) expect(parsed.malformed.offset).toBeLessThanOrEqual(size);
    }
  });

  test('padding is read only where it may be there, and nothing but zeros or ones is padding', () => {
    for (const byte of [0x00, 0xff]) {
      const bytes = Uint8Array.of(...byHand, ...new Uint8Array(100).fill(byte));
      expect(malformedOf(readEventLog(bytes))).toMatchObject({ offset: byHand.length + (byte === 0 ? 8 : 0) });
      expect(logOf(readEventLog(bytes, { padded: true }))).toMatchObject({ padding: 100, events: [{ pcr: 7 }] });
      expect(readEventLog(Uint8Array.of(...bytes, 1), { padded: true }).ok).toBe(false);
    }
    expect(logOf(readEventLog(byHand, { padded: true })).padding).toBe(0);
  });

  test('two events on the startup locality, or one of what is none, are malformed', () => {
    const twice = [startedAt(['sha1'], 3), startedAt(['sha1'], 3)];
    expect(malformedOf(readEventLog(writeEventLog(['sha1'], twice)))).toMatchObject({ found: 'another' });
    const one = writeEventLog(['sha1'], [startedAt(['sha1'], 2)]);
    expect(malformedOf(readEventLog(one))).toMatchObject({ expected: 'startup locality 0, 3 or 4', found: '2' });
  });

  test('a log of TCG 1.2 is one of SHA-1 alone', () => {
    const entry = (pcr: number, type: number, data: Uint8Array): Uint8Array => {
      const [numbers, size] = [Buffer.alloc(8), Buffer.alloc(4)];
      numbers.writeUInt32LE(pcr);
      numbers.writeUInt32LE(type, 4);
      size.writeUInt32LE(data.length);
      return Buffer.concat([numbers, Buffer.alloc(20, pcr + 1), size, data]);
    };
    const log = logOf(readEventLog(Buffer.concat([entry(0, 8, text('a')), entry(4, 13, text('bc'))])));
    expect(log).toMatchObject({ format: 'sha1', banks: ['sha1'], startupLocality: 0 });
    expect(log.events.map(({ pcr, offset, digests }) => [pcr, offset, digests[0]?.digest[0]])).toEqual([
      [0, 0, 1],
      [4, 33, 5],
    ]);
  });

  test('an entry that extends nothing may be of no register, another may not', () => {
    const log = Uint8Array.from(byHand);
    log.set([0xff, 0xff, 0xff, 0xff], firstEvent);
    expect(readEventLog(log).ok).toBe(false);
    log[firstEvent + 4] = eventTypes.EV_NO_ACTION;
    expect(replay(logOf(readEventLog(log)))).toEqual([]);
  });

  property.prop([fc.uint8Array({ maxLength: 300 })])(
    'arbitrary bytes are malformed or a log, never a fault',
    (bytes) => {
      expect(typeof readEventLog(bytes).ok).toBe('boolean');
    },
  );

  property.prop([fc.nat(byHand.length - 1), fc.integer({ min: 1, max: 255 })])(
    'a log with a byte changed is malformed or reads as another log, never as the same and never a fault',
    (at, by) => {
      // What the profile leaves open and nothing depends on: the header’s digest, its type, class, minor version, errata and size of UINTN.
      const free = at < 28 || (at >= 48 && at < 56);
      const log = Uint8Array.from(byHand);
      log[at] = (log[at] ?? 0) ^ by;
      const parsed = readEventLog(log);
      if (!free && parsed.ok) expect(parsed.value).not.toEqual(logOf(readEventLog(byHand)));
      else expect(typeof parsed.ok).toBe('boolean');
    },
  );

  test('the writer takes no event that lacks a bank’s digest or has one of a wrong size', () => {
    const event = measured(['sha1'], 0, eventTypes.EV_IPL, text('x'));
    expect(() => writeEventLog(['sha1', 'sha256'], [event])).toThrow(RangeError);
    expect(() => writeEventLog(['sha256'], [event])).toThrow(RangeError);
    const short = { ...event, digests: [{ bank: 'sha1', digest: new Uint8Array(19) }] } as const;
    expect(() => writeEventLog(['sha1'], [short])).toThrow(RangeError);
  });

  test('types have the names of the profile, or their number', () => {
    expect([0x8000_0003, 13, 0x8401].map(eventTypeName)).toEqual([
      'EV_EFI_BOOT_SERVICES_APPLICATION',
      'EV_IPL',
      '0x00008401',
    ]);
  });
});

const tpms: readonly { readonly name: string; readonly missing: boolean; readonly open: () => Promise<Tpm> }[] = [
  { name: 'the simulator', missing: false, open: () => Promise.resolve(new Simulator()) },
  { name: 'swtpm', missing: !installed('swtpm'), open: openSwtpm },
];

for (const { name, missing, open } of tpms) {
  describe.skipIf(missing)(`replay and ${name}`, () => {
    test.each([0, 3, 4] as const)(
      'a TPM that does what a log says has the registers of the replay, startup locality %i',
      async (locality) => {
        const tpm = await open();
        got(await powerOn(tpm, locality === 4 ? { hcrtm: hcrtmData } : { locality }));
        const log = logOf(readEventLog(writeEventLog(allBanks, bootLog(locality))));
        expect(log.startupLocality).toBe(locality);
        for (const { pcr, type, digests } of log.events) {
          if (type === eventTypes.EV_NO_ACTION || type === eventTypes.EV_EFI_HCRTM_EVENT) continue;
          // The one event in PCR 17 is a launch, whose data is logged.
          got(pcr === 17 ? await tpm.launch(text('dynamic launch\0')) : await tpm.extend(pcr, digests));
        }
        const extended = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 17];
        const { values } = got(await tpm.read(allBanks.map((bank) => ({ bank, pcrs: extended }))));
        expect(replay(log)).toEqual(values);
      },
    );
  });
}
