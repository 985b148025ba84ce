import { constants, type KeyObject, verify } from 'node:crypto';
import { algorithmOf, type Bank } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex, type Parsed, parse } from '../bytes.js';
import { readBank } from '../selection.js';

/** A TPM's signature (TPMT_SIGNATURE), of the schemes that attestation keys use here. */
export type Signature =
  | { readonly scheme: 'rsassa'; readonly hash: Bank; readonly value: Uint8Array }
  | { readonly scheme: 'ecdsa'; readonly hash: Bank; readonly r: Uint8Array; readonly s: Uint8Array };

/** TPM_ALG_RSASSA and TPM_ALG_ECDSA. */
const schemes = { rsassa: 0x0014, ecdsa: 0x0018 } as const;

/** Bytes of a coordinate of P-256, and of half a signature. */
export const p256Size = 32;

const mostRsa = 512;

/** Marshals a TPMT_SIGNATURE (TCG TPM 2.0 Library, Part 2, section 11.3.4). */
export function marshalSignature(signature: Signature): Uint8Array {
  const writer = new ByteWriter().u16(schemes[signature.scheme]).u16(algorithmOf(signature.hash));
  if (signature.scheme === 'rsassa') return writer.sized(signature.value).done();
  return writer.sized(signature.r).sized(signature.s).done();
}

/** Reads a TPMT_SIGNATURE; any byte behind it is malformed. */
export const parseSignature = (bytes: Uint8Array): Parsed<Signature> => parse(bytes, readSignature);

/** Reads a TPMT_SIGNATURE that stands in front of something else. */
export function readSignature(reader: ByteReader): Signature {
  const at = reader.offset;
  const scheme = reader.u16('the signature scheme');
  if (scheme !== schemes.rsassa && scheme !== schemes.ecdsa) {
    reader.fail(`RSASSA (${hex(schemes.rsassa, 4)}) or ECDSA (${hex(schemes.ecdsa, 4)})`, hex(scheme, 4), at);
  }
  const hash = readBank(reader, reader.u16('the hash algorithm of the signature'));
  if (scheme === schemes.rsassa) return { scheme: 'rsassa', hash, value: reader.sized('the RSA signature', mostRsa) };
  return {
    scheme: 'ecdsa',
    hash,
    r: reader.sized('the signature’s r', p256Size),
    s: reader.sized('the signature’s s', p256Size),
  };
}

/** Whether a key is of the kind that makes signatures of the scheme: RSA, or an EC key over P-256. */
export function fits(key: KeyObject, { scheme }: Signature): boolean {
  if (scheme === 'rsassa') return key.asymmetricKeyType === 'rsa';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** Whether this is the key's signature of the message; the key has to be a public one that {@link fits}. */
export function verifies(publicKey: KeyObject, message: Uint8Array, signature: Signature): boolean {
  if (signature.scheme === 'rsassa') {
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
    return verify(signature.hash, message, key, signature.value);
  }
  const fixed = new Uint8Array(2 * p256Size);
  fixed.set(signature.r, p256Size - signature.r.length);
  fixed.set(signature.s, 2 * p256Size - signature.s.length);
  return verify(signature.hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, fixed);
}
