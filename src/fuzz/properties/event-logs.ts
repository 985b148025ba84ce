import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { eventTypes } from '../../tpm/event-log/event-types.js';
import { allBanks, digestOf, type NewEvent, readEventLog, replay, writeEventLog } from '../../tpm/index.js';
import { demand, type Property } from '../property.js';
import { bankNamed, eventLogTool, said } from '../tpm/eventlog-tool.js';
import { installed } from '../tpm/installed.js';

interface Case {
  readonly banks: readonly string[];
  readonly events: readonly { readonly pcr: number; readonly type: number; readonly data: readonly number[] }[];
  /** Bytes of the file that are then changed, places taken modulo its length; beyond its end nothing is. */
  readonly changes: readonly { readonly at: number; readonly to: number }[];
}

const { EV_POST_CODE, EV_S_CRTM_VERSION, EV_IPL, EV_ACTION } = eventTypes;

const cases: fc.Arbitrary<Case> = fc.record({
  banks: fc.uniqueArray(fc.constantFrom<string>(...allBanks), { minLength: 1 }),
  events: fc.array(
    fc.record({
      pcr: fc.integer({ min: 1, max: 23 }),
      type: fc.constantFrom<number>(EV_POST_CODE, EV_S_CRTM_VERSION, EV_IPL, EV_ACTION),
      data: fc.array(fc.nat(255), { maxLength: 60 }),
    }),
    { maxLength: 20 },
  ),
  changes: fc.array(fc.record({ at: fc.nat(4000), to: fc.nat(255) }), { maxLength: 3 }),
});

/** What is logged is read as it was written; whatever the bytes, they are a log or malformed. */
export const eventLogs = (): Property<Case> => ({
  name: 'event-logs',
  target: 'tpm',
  compares: 'the writer of event logs with the reader, and with tpm2_eventlog; logs with bytes changed',
  says: 'What was written is read, and replayed to the same registers; whatever the bytes, they are a log or malformed.',
  cases,
  perRun: 4,
  check: (given, tally) => {
    const banks = given.banks.map(bankNamed);
    const events: readonly NewEvent[] = given.events.map(({ pcr, type, data }) => {
      const bytes = Uint8Array.from(data);
      return { pcr, type, digests: banks.map((bank) => ({ bank, digest: digestOf(bank, bytes) })), data: bytes };
    });
    const bytes = writeEventLog(banks, events);
    const log = readEventLog(bytes);
    demand(log.ok, `what was written is not read: ${JSON.stringify(log)}`);
    const read = log.value.events.map(({ offset: _, ...event }) => plain(event));
    demand(isDeepStrictEqual(read, events.map(plain)), 'what was written is read as something else');
    if (installed(eventLogTool)) {
      const ours = replay(log.value).map(({ bank, pcr, digest }) => `${bank} ${pcr} ${hex(digest)}`);
      const theirs = said(bytes);
      demand(isDeepStrictEqual(theirs, ours), `tpm2_eventlog says ${theirs.join('; ')}, and not ${ours.join('; ')}`);
      tally.count('logs', 'compared with tpm2_eventlog');
    }
    for (const { at, to } of given.changes) if (at < bytes.length) bytes[at] = to;
    tally.count('logs', readEventLog(bytes).ok ? 'read' : 'malformed');
  },
  show: (given) => JSON.stringify(given, undefined, 1),
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** An event without the kind of its byte arrays, which a reader of a file has of another kind. */
const plain = ({ digests, data, ...rest }: NewEvent): unknown => ({
  ...rest,
  data: hex(data),
  digests: digests.map(({ bank, digest }) => [bank, hex(digest)]),
});
