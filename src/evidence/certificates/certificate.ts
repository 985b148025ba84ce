import { X509Certificate } from 'node:crypto';
import { type ByteReader, type Parsed, parse } from '../../tpm/bytes.js';
import { bitString, boolean, content, element, integer, oid, optional, sequenceOf, tags, time, whole } from './der.js';

/** What a key may be used for (RFC 5280, section 4.2.1.3), in the order of the bits. */
const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;

export type KeyUsage = (typeof usages)[number];

export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** A certificate (RFC 5280), as far as a chain's verification asks. Names are in DER. */
export interface Certificate {
  readonly raw: Uint8Array;
  /** The same, for its key, its text and its signature. */
  readonly x509: X509Certificate;
  readonly version: 1 | 2 | 3;
  /** In hexadecimal. */
  readonly serial: string;
  /** The algorithm of the signature, as it stands within what is signed and beside it, in DER. */
  readonly algorithm: { readonly oid: string; readonly inner: Uint8Array; readonly outer: Uint8Array };
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** In milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly constraints?: { readonly ca: boolean; readonly pathLength?: number } | undefined;
  readonly usage?: ReadonlySet<KeyUsage> | undefined;
  readonly purposes?: readonly string[] | undefined;
}

/** Extensions by their numbers (RFC 5280, section 4.2.1). */
export const extensionIds = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistribution: '2.5.29.31',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Reads one certificate in DER, all of it. */
export const readCertificate = (der: Uint8Array): Parsed<Certificate> =>
  parse(der, (reader) => {
    const found = element(reader, tags.sequence, 'a certificate', () => {
      const signed = element(reader, tags.sequence, 'what is signed of a certificate', (end) =>
        readSigned(reader, end),
      );
      const outer = whole(reader, 'the algorithm of the signature');
      bitString(reader, 'the signature');
      return { ...signed, outer };
    });
    const { inner, outer, extensions, ...rest } = found;
    const algorithm = { oid: oidOf(reader, outer), inner, outer };
    return { ...rest, raw: der, x509: opened(reader, der), algorithm, extensions, ...known(reader, extensions) };
  });

function opened(reader: ByteReader, der: Uint8Array): X509Certificate {
  try {
    const found = new X509Certificate(der);
    void found.publicKey; // a key that is none would throw where it is used
    return found;
  } catch {
    return reader.fail('a certificate with a key', 'one that OpenSSL does not take', 0);
  }
}

const oidOf = (reader: ByteReader, algorithm: Uint8Array): string =>
  inside(reader, algorithm, 'an algorithm', (inner) =>
    element(inner, tags.sequence, 'an algorithm', (end) => {
      const id = oid(inner, 'an algorithm');
      inner.bytes(end - inner.offset, 'its parameters');
      return id;
    }),
  );

/** What stands in bytes of their own; what is wrong there is wrong at the end of what holds them. */
function inside<T>(reader: ByteReader, bytes: Uint8Array, what: string, read: (inner: ByteReader) => T): T {
  const found = parse(bytes, read);
  return found.ok ? found.value : reader.fail(`${what}: ${found.malformed.expected}`, found.malformed.found);
}

function readSigned(reader: ByteReader, end: number) {
  const at = reader.offset;
  const version = optional(reader, tags.context(0), end, () =>
    element(reader, tags.context(0), 'a version', () => integer(reader, 'a version')),
  );
  const number = version === undefined ? 1 : Number.parseInt(version, 16) + 1;
  if (number !== 1 && number !== 2 && number !== 3) return reader.fail('version 1, 2 or 3', `${number}`, at);
  const serial = integer(reader, 'a serial number');
  const inner = whole(reader, 'the algorithm of the signature');
  const issuer = whole(reader, 'the name of who issued it');
  const [notBefore, notAfter] = element(
    reader,
    tags.sequence,
    'how long it is valid',
    () => [time(reader, 'the time from which it is valid'), time(reader, 'the time until which it is valid')] as const,
  );
  const subject = whole(reader, 'the name of whose it is');
  whole(reader, 'a key');
  for (const n of [1, 2]) optional(reader, tags.context(n) - 0x20, end, () => whole(reader, 'an identifier'));
  const list = optional(reader, tags.context(3), end, () =>
    element(reader, tags.context(3), 'extensions', () => sequenceOf(reader, 'extensions', () => readExtension(reader))),
  );
  const extensions = new Map<string, Extension>();
  for (const [id, extension] of list ?? []) {
    if (extensions.has(id)) reader.fail('each extension once', `${id} twice`);
    extensions.set(id, extension);
  }
  return { version: number, serial, inner, issuer, notBefore, notAfter, subject, extensions } as const;
}

/** An extension: also one of a list of revoked certificates. */
export const readExtension = (reader: ByteReader): readonly [string, Extension] =>
  element(reader, tags.sequence, 'an extension', (end) => {
    const id = oid(reader, 'the number of an extension');
    const critical = optional(reader, tags.boolean, end, () => boolean(reader, 'whether an extension is critical'));
    return [id, { critical: critical ?? false, value: content(reader, tags.octets, 'an extension') }];
  });

function known(
  reader: ByteReader,
  extensions: ReadonlyMap<string, Extension>,
): Pick<Certificate, 'constraints' | 'usage' | 'purposes'> {
  const read = <T>(id: string, what: string, of: (inner: ByteReader) => T): T | undefined => {
    const extension = extensions.get(id);
    return extension && inside(reader, extension.value, what, of);
  };
  return {
    constraints: read(extensionIds.basicConstraints, 'the basic constraints', readConstraints),
    usage: read(extensionIds.keyUsage, 'the usage of the key', readUsage),
    purposes: read(extensionIds.extendedKeyUsage, 'the purposes of the key', (inner) =>
      sequenceOf(inner, 'the purposes of the key', () => oid(inner, 'a purpose')),
    ),
  };
}

const readConstraints = (reader: ByteReader): { readonly ca: boolean; readonly pathLength?: number } =>
  element(reader, tags.sequence, 'the basic constraints', (end) => {
    const ca = optional(reader, tags.boolean, end, () => boolean(reader, 'whether it is of a CA')) ?? false;
    const at = reader.offset;
    const length = optional(reader, tags.integer, end, () => integer(reader, 'the length of a path'));
    if (length === undefined) return { ca };
    const number = Number.parseInt(length, 16);
    if (Number.parseInt(length.slice(0, 2), 16) > 0x7f || number > 0xffff)
      reader.fail('the length of a path', `0x${length}`, at);
    return { ca, pathLength: number };
  });

function readUsage(reader: ByteReader): ReadonlySet<KeyUsage> {
  const { bytes } = bitString(reader, 'the usage of the key');
  return new Set(usages.filter((_, i) => (((bytes[i >> 3] ?? 0) << (i & 7)) & 0x80) !== 0));
}
