import { algorithmOf, type Bank, digestOf, digestSize } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import type { Locality } from '../registers.js';
import { demandSizes } from '../selection.js';
import type { LogEvent } from './event.js';
import { eventTypes } from './event-types.js';
import { headerData, startupLocalitySignature } from './header.js';

/** An event that is to be logged; where it stands in the log is not known yet. */
export type NewEvent = Omit<LogEvent, 'offset'>;

/** An event whose digests are those of its data, as EV_SEPARATOR, EV_POST_CODE and EV_IPL events are in many logs. */
export const measured = (banks: readonly Bank[], pcr: number, type: number, data: Uint8Array): NewEvent => ({
  pcr,
  type,
  digests: banks.map((bank) => ({ bank, digest: digestOf(bank, data) })),
  data,
});

/** The event that ends the measurements of firmware into a register: four bytes of zeros, and their digest. */
export const separator = (banks: readonly Bank[], pcr: number): NewEvent =>
  measured(banks, pcr, eventTypes.EV_SEPARATOR, new Uint8Array(4));

/** The event that says where Startup came from (3, or 4 after an H-CRTM), so that PCR 0 can be replayed. It extends nothing. */
export const startedAt = (banks: readonly Bank[], locality: Locality): NewEvent => ({
  pcr: 0,
  type: eventTypes.EV_NO_ACTION,
  digests: banks.map((bank) => ({ bank, digest: new Uint8Array(digestSize(bank)) })),
  data: new Uint8Array([...Buffer.from(startupLocalitySignature, 'latin1'), locality]),
});

/** What the platform's H-CRTM measured before Startup, which sets PCR 0 to 4 and extends it by the digest of the data. */
export const hcrtmEvent = (banks: readonly Bank[], data: Uint8Array): NewEvent => ({
  ...measured(banks, 0, eventTypes.EV_EFI_HCRTM_EVENT, data),
  data: new TextEncoder().encode('HCRTM'),
});

/**
 * Writes a crypto-agile event log of these banks (TCG PC Client Platform Firmware Profile 1.06, section 10). Throws a RangeError if an
 * event lacks the digest of a bank, has one of another, or one of a wrong size.
 */
export function writeEventLog(banks: readonly Bank[], events: readonly NewEvent[]): Uint8Array {
  const header = headerData(banks);
  const writer = new ByteWriter()
    .u32le(0)
    .u32le(eventTypes.EV_NO_ACTION)
    .bytes(new Uint8Array(digestSize('sha1')))
    .u32le(header.length)
    .bytes(header);
  for (const { pcr, type, digests, data } of events) {
    if (digests.length !== banks.length)
      throw new RangeError(`an event of a log of ${banks.length} banks has ${digests.length} digests`);
    demandSizes(digests);
    writer.u32le(pcr).u32le(type).u32le(digests.length);
    for (const bank of banks) {
      const digest = digests.find((one) => one.bank === bank)?.digest;
      if (digest === undefined) throw new RangeError(`an event has no digest of ${bank}`);
      writer.u16le(algorithmOf(bank)).bytes(digest);
    }
    writer.u32le(data.length).bytes(data);
  }
  return writer.done();
}
