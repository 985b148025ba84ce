import type { KeyObject } from 'node:crypto';
import { algorithmOf, digestOf } from '../banks.js';
import { ByteWriter } from '../byte-writer.js';
import { type ByteReader, hex } from '../bytes.js';
import { publicKeyOf } from './deterministic-ecdsa.js';
import { p256Size } from './signature.js';

/** TPM_RH_ENDORSEMENT: quotes by keys of this hierarchy say how often the TPM was reset in clear. */
export const endorsement = 0x4000000b;

const algorithms = { ecc: 0x0023, null: 0x0010, ecdsa: 0x0018, p256: 0x0003 } as const;

/** TPMA_OBJECT: fixedTPM, fixedParent, sensitiveDataOrigin, userWithAuth, noDA, restricted, sign. */
const attributes = (1 << 1) | (1 << 4) | (1 << 5) | (1 << 6) | (1 << 10) | (1 << 16) | (1 << 18);

/**
 * The public area (TPMT_PUBLIC, TCG TPM 2.0 Library, Part 2, section 12.2.4) of an attestation key: restricted to what the TPM itself
 * made, over P-256, signing by ECDSA with SHA-256. With an empty point it is the template to make one.
 */
export function attestationKeyArea(x: Uint8Array = new Uint8Array(), y: Uint8Array = new Uint8Array()): Uint8Array {
  return new ByteWriter()
    .u16(algorithms.ecc)
    .u16(algorithmOf('sha256'))
    .u32(attributes)
    .sized(new Uint8Array())
    .u16(algorithms.null)
    .u16(algorithms.ecdsa)
    .u16(algorithmOf('sha256'))
    .u16(algorithms.p256)
    .u16(algorithms.null)
    .sized(x)
    .sized(y)
    .done();
}

/** Reads the public area of a key that was made from {@link attestationKeyArea}, and of no other. */
export function readAttestationKeyArea(reader: ByteReader): {
  readonly publicKey: KeyObject;
  readonly area: Uint8Array;
} {
  const template = attestationKeyArea();
  for (const expected of template.subarray(0, template.length - 4)) {
    const at = reader.offset;
    const found = reader.u8('the public area of a P-256 key for quotes');
    if (found !== expected) reader.fail(hex(expected, 2), hex(found, 2), at);
  }
  const at = reader.offset;
  const x = reader.sized('the point’s x', p256Size);
  const y = reader.sized('the point’s y', p256Size);
  try {
    return { publicKey: publicKeyOf(x, y), area: attestationKeyArea(x, y) };
  } catch {
    return reader.fail('a point on P-256', 'one that is not', at);
  }
}

/** A key's name: the algorithm and the hash of its public area (Part 1, section 16). */
export const nameOf = (area: Uint8Array): Uint8Array => hashedName(area);

/** The qualified name of a primary key: of its hierarchy's handle and its name (Part 1, section 16). */
export const qualifiedNameOf = (hierarchy: number, name: Uint8Array): Uint8Array =>
  hashedName(new ByteWriter().u32(hierarchy).bytes(name).done());

const hashedName = (data: Uint8Array): Uint8Array =>
  new ByteWriter().u16(algorithmOf('sha256')).bytes(digestOf('sha256', data)).done();
