import { algorithmOf, allBanks, digestSize } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex, type Parsed, parse } from '../bytes.js';
import {
  bitsOf,
  type PcrSelection,
  type PcrValue,
  pcrsOf,
  readBank,
  selected,
  selectSize,
  showSelection,
} from '../selection.js';

/** The selection and values in a PCR file. */
export interface PcrFile {
  readonly selection: PcrSelection;
  readonly values: readonly PcrValue[];
}

/** TPM2_NUM_PCR_BANKS: entries in a TPML_PCR_SELECTION of tpm2-tss, used or not. */
const mostBanks = 16;
/** An entry: hash (2 bytes), size (1), bits (4), and a byte that C puts in between. */
const bitsSize = 4;
/** Digests in a TPML_DIGEST, used or not, and the bytes of each. */
const group = 8;
const bufferSize = 64;

/**
 * The file that `tpm2_quote -o` writes and `tpm2_checkquote -f` reads (format "serialized" of tpm2-tools 4.2 to 5): C structures of tpm2-tss as
 * they lie in memory, with numbers made little-endian: a TPML_PCR_SELECTION of 132 bytes, a count, and so many TPML_DIGEST of 532 bytes each.
 *
 * Values are given in the order of the selection. Throws a RangeError if one is missing.
 */
export function marshalPcrFile({ selection, values }: PcrFile): Uint8Array {
  const writer = new ByteWriter().u32le(selection.length);
  for (const { bank, pcrs } of selection) {
    writer.u16le(algorithmOf(bank)).u8(selectSize).bytes(bitsOf(pcrs)).u8(0).u8(0);
  }
  writer.padTo(4 + mostBanks * 8);
  const digests = selected(selection).map(({ bank, pcr }) => {
    const found = values.find((value) => value.bank === bank && value.pcr === pcr);
    if (found === undefined) throw new RangeError(`the value of PCR ${pcr} in bank ${bank} is missing`);
    return found.digest;
  });
  writer.u32le(Math.ceil(digests.length / group));
  for (let from = 0; from < digests.length; from += group) {
    const start = writer.size;
    const inGroup = digests.slice(from, from + group);
    writer.u32le(inGroup.length);
    for (const [i, digest] of inGroup.entries()) {
      writer
        .u16le(digest.length)
        .bytes(digest)
        .padTo(start + 4 + (i + 1) * (2 + bufferSize));
    }
    writer.padTo(start + 4 + group * (2 + bufferSize));
  }
  return writer.done();
}

/** Reads such a file. What stands in unused entries and behind digests is ignored, as tpm2-tools do; a missing or further byte is malformed. */
export const parsePcrFile = (bytes: Uint8Array): Parsed<PcrFile> => parse(bytes, readPcrFile);

function readPcrFile(reader: ByteReader): PcrFile {
  const count = readCount(reader, 'the number of PCR selections', mostBanks);
  const selection = Array.from({ length: mostBanks }, (_, i) => readEntry(reader, i < count)).slice(0, count);
  const wanted = selected(selection);
  const groups = readCount(reader, 'the number of lists of digests', allBanks.length * 24);
  const digests: Uint8Array[] = [];
  for (let i = 0; i < groups; i++) {
    const used = readCount(reader, 'the number of digests in a list', group);
    for (let j = 0; j < group; j++) {
      const at = reader.offset;
      const size = reader.u16le('the size of a digest');
      const buffer = reader.bytes(bufferSize, 'a digest');
      if (j >= used) continue;
      const bank = wanted[digests.length]?.bank;
      if (bank === undefined) reader.fail(`${wanted.length} digests for ${showSelection(selection)}`, 'more', at);
      if (size !== digestSize(bank)) reader.fail(`a digest of ${digestSize(bank)} bytes`, `one of ${size}`, at);
      digests.push(buffer.slice(0, size));
    }
  }
  const values = wanted.map(({ bank, pcr }, i) => {
    const digest = digests[i];
    if (digest === undefined) return reader.fail(`${wanted.length} digests`, `${digests.length}`);
    return { bank, pcr, digest };
  });
  return { selection, values };
}

function readCount(reader: ByteReader, what: string, most: number): number {
  const at = reader.offset;
  const count = reader.u32le(what);
  return count <= most ? count : reader.fail(`${what}, at most ${most}`, hex(count, 8), at);
}

/** An entry of the selection; one that is not used may hold anything. */
function readEntry(reader: ByteReader, used: boolean): PcrSelection[number] {
  const algorithm = reader.u16le('a PCR selection');
  if (!used) {
    reader.bytes(6, 'a PCR selection');
    return { bank: 'sha256', pcrs: [] };
  }
  const bank = readBank(reader, algorithm);
  const at = reader.offset;
  const size = reader.u8('the size of a PCR bit map');
  if (size !== selectSize) reader.fail(`a PCR bit map of ${selectSize} bytes`, `one of ${size}`, at);
  const bits = reader.bytes(bitsSize + 1, 'a PCR bit map');
  return { bank, pcrs: pcrsOf(bits.subarray(0, selectSize)) };
}
