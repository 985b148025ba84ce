import { type KeyObject, verify } from 'node:crypto';
import { type Parsed, parse } from '../../tpm/bytes.js';
import { type Extension, readExtension } from './certificate.js';
import { bitString, element, integer, oid, optional, sequenceOf, tags, time, whole } from './der.js';

/** A list of revoked certificates (RFC 5280, section 5). */
export interface RevocationList {
  /** The name of who issued it, in DER. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: number;
  readonly nextUpdate?: number | undefined;
  /** Serial numbers, in hexadecimal. */
  readonly revoked: ReadonlySet<string>;
  readonly extensions: readonly (readonly [string, Extension])[];
  /** What is signed, by which algorithm, and the signature. */
  readonly signed: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

export const readRevocationList = (bytes: Uint8Array): Parsed<RevocationList> =>
  parse(bytes, (reader) =>
    element(reader, tags.sequence, 'a list of revoked certificates', () => {
      const at = reader.offset;
      const list = element(reader, tags.sequence, 'what is signed of a list', (end) => {
        optional(reader, tags.integer, end, () => integer(reader, 'a version'));
        whole(reader, 'the algorithm of the signature');
        const issuer = whole(reader, 'the name of who issued it');
        const thisUpdate = time(reader, 'the time of this update');
        const isTime = reader.next === tags.utcTime || reader.next === tags.time;
        const nextUpdate = isTime ? time(reader, 'the time of the next update') : undefined;
        const revoked = optional(reader, tags.sequence, end, () =>
          sequenceOf(reader, 'revoked certificates', () =>
            element(reader, tags.sequence, 'a revoked certificate', (inner) => {
              const serial = integer(reader, 'a serial number');
              time(reader, 'the time since which it is revoked');
              reader.bytes(inner - reader.offset, 'extensions');
              return serial;
            }),
          ),
        );
        const extensions = optional(reader, tags.context(0), end, () =>
          element(reader, tags.context(0), 'extensions', () =>
            sequenceOf(reader, 'extensions', () => readExtension(reader)),
          ),
        );
        return { issuer, thisUpdate, nextUpdate, revoked: new Set(revoked), extensions: extensions ?? [] };
      });
      const signed = reader.since(at);
      const algorithm = element(reader, tags.sequence, 'the algorithm of the signature', (end) => {
        const id = oid(reader, 'the algorithm of the signature');
        reader.bytes(end - reader.offset, 'its parameters');
        return id;
      });
      return { ...list, signed, algorithm, signature: bitString(reader, 'the signature').bytes };
    }),
  );

/** Algorithms of signatures, and the hash that OpenSSL is to be told (none for Ed25519). */
const hashes: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
};

/** Whether a key signed a list, by an algorithm of SHA-2 or Ed25519. */
export function isSignedBy({ signed, algorithm, signature }: RevocationList, key: KeyObject): boolean {
  const hash = hashes[algorithm];
  if (hash === undefined) return false;
  try {
    return verify(hash, signed, key, signature);
  } catch {
    return false;
  }
}
