import { algorithmOf, type Bank, bankOf, digestSize } from './banks.js';
import type { ByteWriter } from './byte-writer.js';
import type { ByteReader } from './bytes.js';
import { hex } from './bytes.js';
import { pcrCount } from './registers.js';

/** Registers of one bank, by number. */
export interface BankSelection {
  readonly bank: Bank;
  readonly pcrs: readonly number[];
}

/** Registers of some banks: TPML_PCR_SELECTION. The order of the banks matters to a quote's digest, that of the numbers does not. */
export type PcrSelection = readonly BankSelection[];

/** What a register is extended by in one bank: a digest of the bank's size. */
export interface BankDigest {
  readonly bank: Bank;
  readonly digest: Uint8Array;
}

/** The value of one register in one bank. */
export interface PcrValue {
  readonly bank: Bank;
  readonly pcr: number;
  readonly digest: Uint8Array;
}

/** Bytes of a bit map of PCRs on a PC Client TPM (PCR_SELECT_MIN and PCR_SELECT_MAX). */
export const selectSize = pcrCount / 8;

/** What a bit map may have at most: PCR_SELECT_MAX where a TPM has 32 registers. */
const mostSelectSize = 4;

/** A TPM reads at most one selection for each hash algorithm it implements; libtpms, as it is in Debian, has four. */
export const mostSelections = 4;

/**
 * The registers of a selection one by one, in the order in which a TPM reads and hashes them. Throws a RangeError for a number that is none
 * of a PCR.
 */
export const selected = (selection: PcrSelection): readonly { readonly bank: Bank; readonly pcr: number }[] =>
  selection.flatMap(({ bank, pcrs }) => ascending(pcrs).map((pcr) => ({ bank, pcr })));

/** Whether both select the same registers, in the same order of banks. A bank without registers does not count. */
export function sameSelection(a: PcrSelection, b: PcrSelection): boolean {
  return showSelection(a) === showSelection(b);
}

/** A selection as tpm2-tools write it, such as `sha1:0,1+sha256:10`; `nothing` if it is empty. */
export function showSelection(selection: PcrSelection): string {
  const shown = selection
    .filter(({ pcrs }) => pcrs.length > 0)
    .map(({ bank, pcrs }) => `${bank}:${ascending(pcrs).join(',')}`)
    .join('+');
  return shown === '' ? 'nothing' : shown;
}

/** Writes a TPML_PCR_SELECTION (Part 2, section 10.9.7). */
export function writeSelection(writer: ByteWriter, selection: PcrSelection): void {
  writer.u32(selection.length);
  for (const { bank, pcrs } of selection) {
    writer.u16(algorithmOf(bank)).u8(selectSize).bytes(bitsOf(pcrs));
  }
}

/** Reads a TPML_PCR_SELECTION, of the banks known here and of PCR 0 to 23. */
export function readSelection(reader: ByteReader): PcrSelection {
  const at = reader.offset;
  const count = reader.u32('the number of PCR selections');
  if (count > 16) reader.fail('at most 16 PCR selections', `${count}`, at);
  return Array.from({ length: count }, () => {
    const bank = readBank(reader, reader.u16('the hash algorithm of a PCR selection'));
    const sizeAt = reader.offset;
    const size = reader.u8('the size of a PCR bit map');
    // A TPM may have registers beyond 23, and a bit map may leave out the last ones.
    if (size > mostSelectSize)
      reader.fail(`a PCR bit map of at most ${mostSelectSize} bytes`, `one of ${size}`, sizeAt);
    const pcrs = pcrsOf(reader.bytes(size, 'a PCR bit map'));
    const beyond = pcrs.find((pcr) => pcr >= pcrCount);
    if (beyond !== undefined) reader.fail(`PCRs from 0 to ${pcrCount - 1}`, `${beyond}`, sizeAt + 1);
    return { bank, pcrs };
  });
}

/** The bank of an algorithm that was just read as two bytes. */
export function readBank(reader: ByteReader, algorithm: number): Bank {
  return bankOf(algorithm) ?? reader.fail('a hash algorithm (SHA-1 or SHA-2)', hex(algorithm, 4), reader.offset - 2);
}

/** The bit map of PCRs: bit `n % 8` of byte `n / 8` stands for PCR n. Throws a RangeError for a number that is none of a PCR. */
export function bitsOf(pcrs: readonly number[]): Uint8Array {
  const bits = new Uint8Array(selectSize);
  for (const pcr of pcrs) {
    if (!Number.isInteger(pcr) || pcr < 0 || pcr >= pcrCount) throw new RangeError(`there is no PCR ${pcr}`);
    bits[pcr >> 3] = (bits[pcr >> 3] ?? 0) | (1 << (pcr & 7));
  }
  return bits;
}

/** The PCRs of a bit map, ascending. */
export const pcrsOf = (bits: Uint8Array): readonly number[] =>
  Array.from({ length: bits.length * 8 }, (_, pcr) => pcr).filter((pcr) => ((bits[pcr >> 3] ?? 0) >> (pcr & 7)) & 1);

/** Throws a RangeError unless each digest has the size of its bank's: on the wire, a wrong one would be read as something else. */
export function demandSizes(digests: readonly BankDigest[]): void {
  for (let i = 0; i < digests.length; i++) {
    const one = digests[i];
    if (one !== undefined && one.digest.length !== digestSize(one.bank)) {
      throw new RangeError(`a digest of ${one.bank} has ${digestSize(one.bank)} bytes, not ${one.digest.length}`);
    }
  }
}

/** PCR numbers ascending, each once. Throws a RangeError for a number that is none of a PCR. */
const ascending = (pcrs: readonly number[]): readonly number[] => pcrsOf(bitsOf(pcrs));
