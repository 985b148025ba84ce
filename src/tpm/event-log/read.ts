import { algorithmOf, bankOf, digestSize } from '../banks.js';
import { type ByteReader, hex, type Parsed, parse } from '../bytes.js';
import { type Locality, pcrCount } from '../registers.js';
import type { BankDigest } from '../selection.js';
import type { EventLog, LogEvent } from './event.js';
import { eventTypeName, eventTypes } from './event-types.js';
import { banksOf, type DigestSizes, isAgile, readHeaderData, startsWith, startupLocalitySignature } from './header.js';

export interface ReadOptions {
  /**
   * Whether the log may be followed by nothing but zeros, or nothing but 0xFF, up to the end: as where it was copied with the rest of the
   * table that it lay in. By default it may not.
   */
  readonly padded?: boolean;
}

/** Some platforms log entries that extend nothing for this register, which is none. */
const noPcr = 0xffffffff;

/**
 * Reads an event log, crypto-agile or of TCG 1.2 (TCG PC Client Platform Firmware Profile 1.06, section 10; all numbers little-endian). Any bytes
 * may be given; what is no log, or not all of one, is malformed, with the offset where that shows. The format has no checksum: that the entries
 * are what happened only the registers can tell.
 */
export function readEventLog(bytes: Uint8Array, { padded = false }: ReadOptions = {}): Parsed<EventLog> {
  const end = padded ? paddingStart(bytes) : bytes.length;
  return parse(bytes, (reader) => {
    if (end === 0 && bytes.length > 0) reader.fail('an event', 'nothing but padding');
    demandNoTable(reader, bytes);
    const first = readSha1Event(reader);
    const dataAt = reader.offset - first.data.length;
    if (!isAgile(first.data)) {
      const { events, padding } = readEvents(reader, readSha1Event, end);
      return finish('sha1', new Map([[algorithmOf('sha1'), digestSize('sha1')]]), [first, ...events], padding, reader);
    }
    if (first.type !== eventTypes.EV_NO_ACTION) reader.fail('EV_NO_ACTION', eventTypeName(first.type), 4);
    const header = parse(first.data, readHeaderData);
    if (!header.ok) {
      const { offset, expected, found } = header.malformed;
      return reader.fail(expected, found, dataAt + offset);
    }
    const sizes = header.value;
    const { events, padding } = readEvents(reader, (from) => readAgileEvent(from, sizes), end);
    return finish('agile', sizes, events, padding, reader);
  });
}

/** The table that says where a TDX guest's log lies stands beside that under the same name: who hands in one for the other is told so. */
function demandNoTable(reader: ByteReader, bytes: Uint8Array): void {
  if (startsWith(bytes, 'CCEL'))
    reader.fail(
      'an event log',
      'the ACPI table that says where one lies, as /sys/firmware/acpi/tables/CCEL (the log is data/CCEL there)',
    );
}

function readEvents(
  reader: ByteReader,
  readEvent: (reader: ByteReader) => LogEvent,
  end: number,
): { readonly events: readonly LogEvent[]; readonly padding: number } {
  const events: LogEvent[] = [];
  // What begins with padding may be no event, but an event may end with bytes like those of the padding behind it.
  while (reader.offset < end) events.push(readEvent(reader));
  const padding = reader.left;
  reader.bytes(padding, 'padding');
  return { events, padding };
}

/** Where the zeros or the 0xFF that the bytes end with begin. */
function paddingStart(bytes: Uint8Array): number {
  const last = bytes.at(-1);
  return last === 0x00 || last === 0xff ? bytes.findLastIndex((byte) => byte !== last) + 1 : bytes.length;
}

/** TCG_PCR_EVENT: an entry with one digest, of SHA-1. The first entry of every log is one. */
function readSha1Event(reader: ByteReader): LogEvent {
  const offset = reader.offset;
  const pcr = reader.u32le('a PCR');
  const type = reader.u32le('the type of an event');
  const digest = reader.bytes(digestSize('sha1'), 'a digest');
  demandPcr(reader, pcr, type, offset);
  return { pcr, type, digests: [{ bank: 'sha1', digest }], data: readData(reader), offset };
}

/** TCG_PCR_EVENT2: an entry with a digest for each of several banks. */
function readAgileEvent(reader: ByteReader, sizes: DigestSizes): LogEvent {
  const offset = reader.offset;
  const pcr = reader.u32le('a PCR');
  const type = reader.u32le('the type of an event');
  demandPcr(reader, pcr, type, offset);
  const at = reader.offset;
  const count = reader.u32le('the number of digests');
  // What extends nothing needs no digest, and some firmware gives it none.
  const least = type === eventTypes.EV_NO_ACTION ? 0 : 1;
  if (count < least || count > sizes.size) reader.fail(`${least} to ${sizes.size} digests`, `${count}`, at);
  const digests: BankDigest[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < count; i++) {
    const here = reader.offset;
    const algorithm = reader.u16le('the algorithm of a digest');
    const size = sizes.get(algorithm);
    if (size === undefined) return reader.fail('an algorithm of the header', hex(algorithm, 4), here);
    if (seen.has(algorithm)) reader.fail('a digest for each algorithm once', hex(algorithm, 4), here);
    seen.add(algorithm);
    const digest = reader.bytes(size, 'a digest');
    const bank = bankOf(algorithm);
    if (bank !== undefined) digests.push({ bank, digest });
  }
  return { pcr, type, digests, data: readData(reader), offset };
}

/** A register has to be one, but for entries that extend nothing. */
function demandPcr(reader: ByteReader, pcr: number, type: number, offset: number): void {
  if (pcr < pcrCount || (pcr === noPcr && type === eventTypes.EV_NO_ACTION)) return;
  reader.fail(`a PCR from 0 to ${pcrCount - 1}`, pcr > 0xffff ? hex(pcr, 8) : `${pcr}`, offset);
}

const readData = (reader: ByteReader): Uint8Array =>
  reader.bytes(reader.u32le('the size of the event data'), 'the event data');

function finish(
  format: EventLog['format'],
  sizes: DigestSizes,
  events: readonly LogEvent[],
  padding: number,
  reader: ByteReader,
): EventLog {
  const otherAlgorithms = [...sizes.keys()].filter((algorithm) => bankOf(algorithm) === undefined);
  return {
    format,
    banks: banksOf(sizes),
    otherAlgorithms,
    events,
    startupLocality: startupLocalityOf(events, reader),
    padding,
  };
}

/** What StartupLocality events say, or that an H-CRTM was logged, after which Startup finds PCR 0 as if it came from locality 4; two of them, or one of a locality that TPM2_Startup cannot come from, are malformed. */
function startupLocalityOf(events: readonly LogEvent[], reader: ByteReader): Locality {
  const [said, again] = events.filter(
    ({ pcr, type, data }) =>
      pcr === 0 && type === eventTypes.EV_NO_ACTION && startsWith(data, startupLocalitySignature),
  );
  if (said === undefined)
    return events.some(({ pcr, type }) => pcr === 0 && type === eventTypes.EV_EFI_HCRTM_EVENT) ? 4 : 0;
  if (again !== undefined) reader.fail('one StartupLocality event', 'another', again.offset);
  const locality = said.data[startupLocalitySignature.length];
  // Firmware that keeps all events in slots of one size logs more bytes than the event has.
  if (locality === undefined)
    return reader.fail('a StartupLocality event of 17 bytes', `one of ${said.data.length}`, said.offset);
  if (locality === 0 || locality === 3 || locality === 4) return locality;
  return reader.fail('startup locality 0, 3 or 4', `${locality}`, said.offset);
}
