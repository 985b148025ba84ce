import { X509Certificate } from 'node:crypto';
import { type ByteReader, hex } from '../../tpm/bytes.js';
import { guidText, readGuid } from './guid.js';

/** An entry of a signature database: whose it is, what kind, and the certificate's subject or the digest. */
export interface SignatureEntry {
  readonly kind: 'certificate' | 'sha256' | 'other';
  readonly owner: string;
  /** A certificate's subject on one line; a digest in hexadecimal; of others the type and size. */
  readonly says: string;
}

const x509 = 'a5c059a1-94e4-4aa7-87b5-ab155c2bf072';
const sha256 = 'c1c41626-504c-4092-aca9-41f936934328';

/** Reads EFI_SIGNATURE_LISTs (UEFI 2.10, section 32.4.1) to the end of the data: what PK, KEK, db and dbx hold. */
export function readSignatureLists(reader: ByteReader): readonly SignatureEntry[] {
  const entries: SignatureEntry[] = [];
  while (reader.left > 0) {
    const at = reader.offset;
    const type = readGuid(reader, 'the type of signatures');
    const listSize = reader.u32le('the size of a signature list');
    const headerSize = reader.u32le('the size of a header');
    const size = reader.u32le('the size of a signature');
    const left = listSize - 28 - headerSize;
    if (left < 0 || left > reader.left - headerSize) reader.fail('a signature list that fits', `${listSize} bytes`, at);
    if (size < 16 || left % size !== 0) reader.fail('signatures that fill their list', `${size} bytes each`, at + 24);
    reader.bytes(headerSize, 'a header');
    for (let i = 0; i < left / size; i++) entries.push(readSignature(reader, type, size));
  }
  return entries;
}

/** Reads one EFI_SIGNATURE_DATA of so many bytes. */
export function readSignature(reader: ByteReader, type: string, size: number): SignatureEntry {
  const owner = guidText(readGuid(reader, "a signature's owner"));
  const data = reader.bytes(size - 16, 'a signature');
  if (type === sha256 && data.length === 32) return { kind: 'sha256', owner, says: Buffer.from(data).toString('hex') };
  const subject = type === x509 ? subjectOf(data) : undefined;
  if (subject !== undefined) return { kind: 'certificate', owner, says: subject };
  return { kind: 'other', owner, says: `${guidText(type)}, ${hex(data.length, 1)} bytes` };
}

/** The subject of a DER certificate; undefined where it is none. */
export function subjectOf(der: Uint8Array): string | undefined {
  try {
    return new X509Certificate(der).subject.split('\n').join(', ');
  } catch {
    return undefined;
  }
}
