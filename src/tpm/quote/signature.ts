import { constants, type KeyObject, verify } from 'node:crypto';
import { algorithmOf, type Bank } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex, type Parsed, parse } from '../bytes.js';
import { readBank } from '../selection.js';

/** A TPM's signature (TPMT_SIGNATURE), of the schemes that attestation keys use here. */
export type Signature =
  | { readonly scheme: 'rsassa' | 'rsapss'; readonly hash: Bank; readonly value: Uint8Array }
  | { readonly scheme: 'ecdsa'; readonly hash: Bank; readonly r: Uint8Array; readonly s: Uint8Array };

/** TPM_ALG_RSASSA, TPM_ALG_RSAPSS and TPM_ALG_ECDSA. */
const schemes = { rsassa: 0x0014, rsapss: 0x0016, ecdsa: 0x0018 } as const;

/** Bytes of a coordinate of P-256, and of half a signature. */
export const p256Size = 32;

/** The same for each curve that keys may be over, as OpenSSL calls them. */
const curveSizes: Readonly<Record<string, number>> = { prime256v1: p256Size, secp384r1: 48, secp521r1: 66 };

const mostEcc = 66;

const schemeNames = ['rsassa', 'rsapss', 'ecdsa'] as const;

const mostRsa = 512;

/** Marshals a TPMT_SIGNATURE (TCG TPM 2.0 Library, Part 2, section 11.3.4). */
export function marshalSignature(signature: Signature): Uint8Array {
  const writer = new ByteWriter().u16(schemes[signature.scheme]).u16(algorithmOf(signature.hash));
  if (signature.scheme !== 'ecdsa') return writer.sized(signature.value).done();
  return writer.sized(signature.r).sized(signature.s).done();
}

/** Reads a TPMT_SIGNATURE; any byte behind it is malformed. */
export const parseSignature = (bytes: Uint8Array): Parsed<Signature> => parse(bytes, readSignature);

/** Reads a TPMT_SIGNATURE that stands in front of something else. */
export function readSignature(reader: ByteReader): Signature {
  const at = reader.offset;
  const scheme = reader.u16('the signature scheme');
  const name = schemeNames.find((each) => schemes[each] === scheme);
  if (name === undefined) return reader.fail('RSASSA (0x0014), RSAPSS (0x0016) or ECDSA (0x0018)', hex(scheme, 4), at);
  const hash = readBank(reader, reader.u16('the hash algorithm of the signature'));
  if (name !== 'ecdsa') return { scheme: name, hash, value: reader.sized('the RSA signature', mostRsa) };
  return {
    scheme: 'ecdsa',
    hash,
    r: reader.sized('the signature’s r', mostEcc),
    s: reader.sized('the signature’s s', mostEcc),
  };
}

/** Whether a key is of the kind that makes such signatures: RSA, or an EC key over a curve that both halves fit. */
export function fits(key: KeyObject, signature: Signature): boolean {
  if (signature.scheme !== 'ecdsa') return key.asymmetricKeyType === 'rsa';
  const size = halfSize(key);
  return size !== undefined && signature.r.length <= size && signature.s.length <= size;
}

const halfSize = (key: KeyObject): number | undefined =>
  key.asymmetricKeyType === 'ec' ? curveSizes[key.asymmetricKeyDetails?.namedCurve ?? ''] : undefined;

/** Whether this is the key's signature of the message; the key has to be a public one that {@link fits}. */
export function verifies(publicKey: KeyObject, message: Uint8Array, signature: Signature): boolean {
  if (signature.scheme !== 'ecdsa') {
    // A TPM's salt is as long as its digest or as the key allows: the verifier takes either.
    const padding = signature.scheme === 'rsassa' ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_PSS_PADDING;
    const salt = signature.scheme === 'rsassa' ? {} : { saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return verify(signature.hash, message, { key: publicKey, padding, ...salt }, signature.value);
  }
  const size = halfSize(publicKey) ?? p256Size;
  const fixed = new Uint8Array(2 * size);
  fixed.set(signature.r, size - signature.r.length);
  fixed.set(signature.s, 2 * size - signature.s.length);
  return verify(signature.hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, fixed);
}
