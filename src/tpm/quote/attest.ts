import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex, type Parsed, parse } from '../bytes.js';
import { type PcrSelection, readSelection, writeSelection } from '../selection.js';

/** TPM_GENERATED_VALUE: a TPM signs nothing from outside that begins with it. */
export const generatedMagic = 0xff544347;

/** TPM_ST_ATTEST_QUOTE. */
export const quoteType = 0x8018;

/** A TPM's clock and how often it was reset (TPMS_CLOCK_INFO). */
export interface ClockInfo {
  /** Milliseconds. */
  readonly clock: bigint;
  readonly resetCount: number;
  readonly restartCount: number;
  readonly safe: boolean;
}

/** What a quote says: a TPMS_ATTEST of type TPM_ST_ATTEST_QUOTE. */
export interface Attest {
  readonly qualifiedSigner: Uint8Array;
  /** The verifier's nonce. */
  readonly extraData: Uint8Array;
  readonly clockInfo: ClockInfo;
  readonly firmwareVersion: bigint;
  readonly selection: PcrSelection;
  /** The hash, by the algorithm of the signature, over the values of the selected registers one behind the other. */
  readonly pcrDigest: Uint8Array;
}

/** Marshals a TPMS_ATTEST (TCG TPM 2.0 Library, Part 2, section 10.12.12). */
export function marshalAttest(attest: Attest): Uint8Array {
  const { clock, resetCount, restartCount, safe } = attest.clockInfo;
  const writer = new ByteWriter()
    .u32(generatedMagic)
    .u16(quoteType)
    .sized(attest.qualifiedSigner)
    .sized(attest.extraData)
    .u64(clock)
    .u32(resetCount)
    .u32(restartCount)
    .u8(safe ? 1 : 0)
    .u64(attest.firmwareVersion);
  writeSelection(writer, attest.selection);
  return writer.sized(attest.pcrDigest).done();
}

/** Reads a TPMS_ATTEST; whatever is no quote, or not all of one, is malformed, as is any byte behind it. */
export const parseAttest = (message: Uint8Array): Parsed<Attest> => parse(message, readAttest);

/** The magic number and the type at the start of a message, which say whether it is a TPM's and a quote. */
export function parseAttestHead(message: Uint8Array): Parsed<{ readonly magic: number; readonly type: number }> {
  return parse(message.subarray(0, 6), (reader) => ({ magic: readMagic(reader), type: readType(reader) }));
}

const readMagic = (reader: ByteReader): number => reader.u32('the magic number of TPM_GENERATED');
const readType = (reader: ByteReader): number => reader.u16('the type of the attestation');

/** A TPM2B_NAME or TPM2B_DATA holds a TPMT_HA at most: an algorithm and a digest of 64 bytes. */
export const mostData = 66;

function readAttest(reader: ByteReader): Attest {
  const magic = readMagic(reader);
  if (magic !== generatedMagic) reader.fail(`TPM_GENERATED (${hex(generatedMagic, 8)})`, hex(magic, 8), 0);
  const type = readType(reader);
  if (type !== quoteType) reader.fail(`TPM_ST_ATTEST_QUOTE (${hex(quoteType, 4)})`, hex(type, 4), 4);
  const qualifiedSigner = reader.sized("the signer's qualified name", mostData);
  const extraData = reader.sized('the extra data', mostData);
  const clock = reader.u64('the clock');
  const resetCount = reader.u32('the reset count');
  const restartCount = reader.u32('the restart count');
  const safe = readYesNo(reader);
  const firmwareVersion = reader.u64('the firmware version');
  const selection = readSelection(reader);
  const pcrDigest = reader.sized('the digest of the PCRs', 64);
  return {
    qualifiedSigner,
    extraData,
    clockInfo: { clock, resetCount, restartCount, safe },
    firmwareVersion,
    selection,
    pcrDigest,
  };
}

function readYesNo(reader: ByteReader): boolean {
  const at = reader.offset;
  const value = reader.u8('whether the clock is safe');
  if (value > 1) reader.fail('0 or 1', `${value}`, at);
  return value === 1;
}
