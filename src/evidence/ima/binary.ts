import { allBanks, type Bank, digestOf, digestSize } from '../../tpm/banks.js';
import { type ByteReader, type Malformed, type Parsed, parse } from '../../tpm/bytes.js';
import { pcrCount } from '../../tpm/registers.js';
import { fieldsOf, type ImaEntry, type ImaLog } from './entry.js';
import { imaFields } from './fields.js';

/** The kernel's own limits: a template's name (IMA_TEMPLATE_NAME_LEN_MAX is 15; lists of fields are longer), and a sane size of one entry. */
const most = { name: 255, data: 16 * 1024 * 1024 };

/**
 * Reads a binary IMA log (`binary_runtime_measurements`): native numbers, of which end the first register says. A line feed behind the last entry, which copies through text leave, is none. Which algorithm its digests are of it does not say: SHA-1, or another where
 * the file was `binary_runtime_measurements_sha256` and the like. The one is taken by which the log can be read to its end and most of
 * its entries are what their digests say; where it can be read by none, what is wrong by SHA-1 is reported.
 */
export function readBinaryIma(data: Uint8Array): Parsed<ImaLog> {
  let [first, best]: [Malformed | undefined, ImaLog | undefined] = [undefined, undefined];
  // A register is less than 24, so that its number has a byte that is not zero at one end alone.
  const u32: Numbers =
    data[0] === 0 && data[3] !== 0 ? (reader, what) => reader.u32(what) : (reader, what) => reader.u32le(what);
  for (const bank of allBanks) {
    const read = parse(data, (reader) => readEntries(reader, bank, u32));
    if (!read.ok) first ??= read.malformed;
    else if (best === undefined || boundIn(read.value) > boundIn(best.entries))
      best = { form: 'binary', bank, entries: read.value };
    if (best !== undefined && 2 * boundIn(best.entries) >= best.entries.length) break;
  }
  return best === undefined ? { ok: false, malformed: first as Malformed } : { ok: true, value: best };
}

const boundIn = (entries: readonly ImaEntry[]): number => entries.filter(({ bound }) => bound).length;

/** How the machine writes a number of 32 bits. */
type Numbers = (reader: ByteReader, what: string) => number;

const lineFeed = 0x0a;

function readEntries(reader: ByteReader, bank: Bank, u32: Numbers): readonly ImaEntry[] {
  const entries: ImaEntry[] = [];
  while (reader.left > 1 || (reader.left === 1 && entries.length === 0)) entries.push(readEntry(reader, bank, u32));
  if (reader.left === 1) {
    const at = reader.offset;
    if (reader.u8('a line feed') !== lineFeed) reader.fail('a PCR (4 bytes)', 'only 1', at);
  }
  return entries;
}

function readEntry(reader: ByteReader, bank: Bank, u32: Numbers): ImaEntry {
  const at = reader.offset;
  const pcr = u32(reader, 'a PCR');
  if (pcr >= pcrCount) reader.fail(`a PCR from 0 to ${pcrCount - 1}`, `${pcr}`, at);
  const digest = reader.bytes(digestSize(bank), 'the digest of a template');
  const nameAt = reader.offset;
  const length = u32(reader, "the length of a template's name");
  if (length === 0 || length > most.name) reader.fail(`a name of 1 to ${most.name} bytes`, `${length}`, nameAt);
  const template = Buffer.from(reader.bytes(length, "a template's name")).toString('latin1');
  const { values, hashed, names } = template === 'ima' ? readPlain(reader, u32) : readTemplate(reader, template, u32);
  const violation = digest.every((byte) => byte === 0);
  const bound = !violation && Buffer.compare(digestOf(bank, hashed), digest) === 0;
  return { pcr, template, digest, hashed, violation, bound, fields: imaFields(names, values), at };
}

interface Template {
  readonly names: readonly string[];
  readonly values: readonly Uint8Array[];
  readonly hashed: Uint8Array;
}

/** The first template: a SHA-1 digest and a path, which is hashed as a field of 256 bytes and logged with its length. */
function readPlain(reader: ByteReader, u32: Numbers): Template {
  const file = reader.bytes(20, "a file's digest");
  const at = reader.offset;
  const length = u32(reader, 'the length of a path');
  if (length > 255) reader.fail('a path of at most 255 bytes', `${length}`, at);
  const path = reader.bytes(length, 'a path');
  const hashed = new Uint8Array(20 + 256);
  hashed.set(file);
  hashed.set(path, 20);
  return { names: ['d', 'n'], values: [file, path], hashed };
}

/** Every other template: fields with their lengths, which are hashed as they are logged. */
function readTemplate(reader: ByteReader, template: string, u32: Numbers): Template {
  const at = reader.offset;
  const length = u32(reader, "the length of a template's data");
  if (length > most.data) reader.fail(`data of at most ${most.data} bytes`, `${length}`, at);
  const hashed = reader.bytes(length, "a template's data");
  const names = fieldsOf(template) ?? [];
  const fields = parse(hashed, (inner) => {
    const values: Uint8Array[] = [];
    while (inner.left > 0) values.push(inner.bytes(u32(inner, 'the length of a field'), 'a field'));
    return values;
  });
  if (!fields.ok) reader.fail(fields.malformed.expected, fields.malformed.found, at + 4 + fields.malformed.offset);
  return { names, values: fields.ok ? fields.value : [], hashed };
}
