import { createPublicKey, type KeyObject } from 'node:crypto';
import { algorithmOf, type Bank, digestOf } from '../../tpm/banks.js';
import { ByteWriter } from '../../tpm/byte-writer.js';
import { type ByteReader, hex, type Parsed, parse } from '../../tpm/bytes.js';
import { readBank } from '../../tpm/selection.js';

/** What a TPM says a key is for (TPMA_OBJECT, TCG TPM 2.0 Library, Part 2, section 8.3). */
export interface KeyAttributes {
  readonly fixedTpm: boolean;
  readonly fixedParent: boolean;
  /** Whether the TPM made the secret part itself. */
  readonly sensitiveDataOrigin: boolean;
  /** Whether it signs nothing but what the TPM itself made, so that nobody can have a forged quote signed. */
  readonly restricted: boolean;
  readonly decrypts: boolean;
  readonly signs: boolean;
}

/**
 * What a key lacks to be one whose signature of a quote says something of a TPM: `restricted`, or it signs what it is given; `fixedTPM`, or its secret part may be known outside of the TPM (it was
 * made there, or duplicated); `sign`, or it makes no signatures.
 */
export const lacking = ({ restricted, fixedTpm, signs }: KeyAttributes): readonly string[] => [
  ...(restricted ? [] : ['restricted']),
  ...(fixedTpm ? [] : ['fixedTPM']),
  ...(signs ? [] : ['sign']),
];

/** A public area: TPMT_PUBLIC (Part 2, section 12.2.4). */
export interface PublicArea {
  readonly key: KeyObject;
  readonly attributes: KeyAttributes;
  readonly nameHash: Bank;
  /** The name: the algorithm, and the digest of the area. */
  readonly name: Uint8Array;
}

const types = { rsa: 0x0001, ecc: 0x0023 } as const;
const none = 0x0010;

/** TPM_ECC_CURVE, as JWK calls the curves, and the bytes of a coordinate. */
const curves: ReadonlyMap<number, { readonly crv: string; readonly size: number }> = new Map([
  [0x0003, { crv: 'P-256', size: 32 }],
  [0x0004, { crv: 'P-384', size: 48 }],
  [0x0005, { crv: 'P-521', size: 66 }],
]);

/** Reads a TPMT_PUBLIC, or a TPM2B_PUBLIC around it, of an RSA or ECC key; any byte behind it is malformed. */
export function readPublicArea(bytes: Uint8Array): Parsed<PublicArea> {
  const isWrapped = bytes.length > 2 && ((bytes[0] as number) << 8) + (bytes[1] as number) === bytes.length - 2;
  if (!isWrapped) return parse(bytes, (reader) => readArea(reader, bytes));
  const inner = parse(bytes.subarray(2), (reader) => readArea(reader, bytes.subarray(2)));
  return inner.ok ? inner : { ok: false, malformed: { ...inner.malformed, offset: inner.malformed.offset + 2 } };
}

function readArea(reader: ByteReader, area: Uint8Array): PublicArea {
  const at = reader.offset;
  const type = reader.u16('the type of a key');
  if (type !== types.rsa && type !== types.ecc) reader.fail('an RSA (0x0001) or ECC (0x0023) key', hex(type, 4), at);
  const nameHash = readBank(reader, reader.u16("the hash algorithm of a key's name"));
  const attributes = attributesOf(reader.u32("a key's attributes"));
  reader.sized("a key's policy", 64);
  skipScheme(reader, 'a symmetric algorithm', 4);
  skipScheme(reader, 'a signature scheme', 2);
  const key = type === types.rsa ? readRsa(reader) : readEcc(reader);
  const digest = digestOf(nameHash, area.subarray(0, reader.offset));
  return { key, attributes, nameHash, name: new ByteWriter().u16(algorithmOf(nameHash)).bytes(digest).done() };
}

function attributesOf(bits: number): KeyAttributes {
  const has = (bit: number): boolean => (bits & (1 << bit)) !== 0;
  return {
    fixedTpm: has(1),
    fixedParent: has(4),
    sensitiveDataOrigin: has(5),
    restricted: has(16),
    decrypts: has(17),
    signs: has(18),
  };
}

/** An algorithm, and so many bytes of what it is used with, unless it is TPM_ALG_NULL. */
function skipScheme(reader: ByteReader, what: string, size: number): void {
  if (reader.u16(what) !== none) reader.bytes(size, `the details of ${what}`);
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

function readRsa(reader: ByteReader): KeyObject {
  const at = reader.offset;
  const bits = reader.u16('the size of an RSA key');
  const exponent = reader.u32('the exponent of an RSA key') || 0x10001;
  const modulus = reader.sized('the modulus of an RSA key', 512);
  if (modulus.length * 8 !== bits) reader.fail(`a modulus of ${bits} bits`, `${modulus.length * 8} bits`, at);
  const e = Buffer.alloc(4);
  e.writeUInt32BE(exponent);
  return keyOf(reader, at, {
    kty: 'RSA',
    n: base64url(modulus),
    e: base64url(e.subarray(e.findIndex((b) => b !== 0))),
  });
}

function readEcc(reader: ByteReader): KeyObject {
  const at = reader.offset;
  const number = reader.u16('a curve');
  const curve = curves.get(number) ?? reader.fail('the curve P-256, P-384 or P-521', hex(number, 4), at);
  skipScheme(reader, 'a key derivation', 2);
  const [x, y] = [reader.sized('the point’s x', curve.size), reader.sized('the point’s y', curve.size)];
  const coordinate = (bytes: Uint8Array): string =>
    base64url(Buffer.concat([Buffer.alloc(curve.size - bytes.length), bytes]));
  return keyOf(reader, at, { kty: 'EC', crv: curve.crv, x: coordinate(x), y: coordinate(y) });
}

function keyOf(reader: ByteReader, at: number, jwk: Readonly<Record<string, string>>): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return reader.fail('a public key', 'numbers that are none', at);
  }
}
