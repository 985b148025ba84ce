import { algorithmOf, type Bank, bankOf, digestSize } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex } from '../bytes.js';

/** What the data of a crypto-agile log's first entry begins with: `Spec ID Event03` and a zero. */
const signature = 'Spec ID Event03\0';

/** What the data of an EV_NO_ACTION event about the startup locality begins with. */
export const startupLocalitySignature = 'StartupLocality\0';

/** Size of a digest for each TPM_ALG_ID that a log's header names; digests of other algorithms than the four banks' are skipped. */
export type DigestSizes = ReadonlyMap<number, number>;

/** Whether the data of a first entry is that of a crypto-agile log. */
export const isAgile = (data: Uint8Array): boolean => startsWith(data, signature);

export const startsWith = (data: Uint8Array, text: string): boolean =>
  Buffer.compare(data.subarray(0, text.length), Buffer.from(text, 'latin1')) === 0;

/** The data of the first entry: a TCG_EfiSpecIDEvent of version 2.0 (PC Client Platform Firmware Profile 1.06, section 10.4.5.1). */
export function headerData(banks: readonly Bank[]): Uint8Array {
  const writer = new ByteWriter()
    .bytes(Buffer.from(signature, 'latin1'))
    .u32le(0) // platform class: client
    .u8(0) // version, minor
    .u8(2) // version, major
    .u8(0) // errata
    .u8(2) // the size of a UINTN, in units of 32 bits
    .u32le(banks.length);
  for (const bank of banks) writer.u16le(algorithmOf(bank)).u16le(digestSize(bank));
  return writer.u8(0).done(); // no vendor information
}

/** Reads the data of a crypto-agile log's first entry to its end. */
export function readHeaderData(reader: ByteReader): DigestSizes {
  const found = reader.bytes(signature.length, 'the signature');
  if (!startsWith(found, signature)) reader.fail('Spec ID Event03', 'something else', 0);
  reader.u32le('the platform class');
  const version = reader.offset;
  const minor = reader.u8('the minor version');
  const major = reader.u8('the major version');
  if (major !== 2) reader.fail('version 2', `version ${major}.${minor}`, version);
  reader.u8('the errata');
  reader.u8('the size of a UINTN'); // firmware that is no UEFI puts anything there, and nothing that follows depends on it
  const sizes = readSizes(reader);
  reader.bytes(reader.u8('the size of the vendor information'), 'the vendor information');
  return sizes;
}

/** The banks among the algorithms of a header. */
export const banksOf = (sizes: DigestSizes): readonly Bank[] =>
  [...sizes.keys()].map(bankOf).filter((bank) => bank !== undefined);

const mostAlgorithms = 16;

function readSizes(reader: ByteReader): DigestSizes {
  const at = reader.offset;
  const count = reader.u32le('the number of algorithms');
  if (count === 0 || count > mostAlgorithms) reader.fail(`1 to ${mostAlgorithms} algorithms`, `${count}`, at);
  const sizes = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const here = reader.offset;
    const algorithm = reader.u16le('an algorithm');
    const size = reader.u16le('the size of its digests');
    const bank = bankOf(algorithm);
    if (sizes.has(algorithm)) reader.fail('an algorithm that did not come before', hex(algorithm, 4), here);
    if (bank !== undefined && size !== digestSize(bank)) {
      reader.fail(`digests of ${digestSize(bank)} bytes for ${bank}`, `${size} bytes`, here + 2);
    }
    sizes.set(algorithm, size);
  }
  return sizes;
}
