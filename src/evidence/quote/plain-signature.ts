import type { KeyObject } from 'node:crypto';
import type { Bank } from '../../tpm/banks.js';
import { type ByteReader, parse } from '../../tpm/bytes.js';
import { fits, marshalSignature, parseSignature, type Signature, verifies } from '../../tpm/quote/signature.js';

/** The algorithms that a signature without a header may be by, the usual one first. */
const hashes: readonly Bank[] = ['sha256', 'sha384', 'sha512', 'sha1'];

/**
 * A quote's signature as TPMT_SIGNATURE, in whatever form it was handed in: as that, or plain (`tpm2_quote -f plain`, and most programs that let a TPM sign): the number that an RSA key made, or
 * ECDSA's two in DER. A plain one does not say by which scheme and hash it is: the one is taken by which it is the key's of the message, and the first that it could be by where it is by none.
 */
export function tpmtSignature(signature: Uint8Array, message: Uint8Array, key: KeyObject): Uint8Array {
  if (parseSignature(signature).ok) return signature;
  const candidates = plain(signature, key).filter((each) => fits(key, each));
  const found = candidates.find((each) => verifies(key, message, each)) ?? candidates[0];
  return found === undefined ? signature : marshalSignature(found);
}

function plain(value: Uint8Array, key: KeyObject): readonly Signature[] {
  if (key.asymmetricKeyType === 'rsa') {
    const isWhole = value.length * 8 === key.asymmetricKeyDetails?.modulusLength;
    const schemes = ['rsassa', 'rsapss'] as const;
    return isWhole ? schemes.flatMap((scheme) => hashes.map((hash) => ({ scheme, hash, value }))) : [];
  }
  const read = parse(value, readDer);
  return read.ok ? hashes.map((hash) => ({ scheme: 'ecdsa', hash, ...read.value })) : [];
}

/** ECDSA-Sig-Value (RFC 3279, section 2.2.3): a sequence of two integers. */
function readDer(reader: ByteReader): { readonly r: Uint8Array; readonly s: Uint8Array } {
  tag(reader, 0x30, 'a sequence');
  const size = length(reader);
  if (size !== reader.left) reader.fail(`a sequence of ${size} bytes`, `${reader.left}`);
  return { r: integer(reader), s: integer(reader) };
}

function integer(reader: ByteReader): Uint8Array {
  tag(reader, 0x02, 'an integer');
  const bytes = reader.bytes(length(reader), 'an integer');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? new Uint8Array(1) : bytes.subarray(first);
}

function tag(reader: ByteReader, wanted: number, what: string): void {
  const at = reader.offset;
  const found = reader.u8(what);
  if (found !== wanted) reader.fail(what, `${found}`, at);
}

/** A length below 256, which that of a signature over any curve here is. */
function length(reader: ByteReader): number {
  const first = reader.u8('a length');
  return first === 0x81 ? reader.u8('a length') : first;
}
