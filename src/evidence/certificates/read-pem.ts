import { type Parsed, parse } from '../../tpm/bytes.js';
import { type Certificate, readCertificate } from './certificate.js';
import { whole } from './der.js';
import { type RevocationList, readRevocationList } from './revocation-list.js';

/** Certificates of a file: PEM, one or more, or DER, one behind the other. */
export const readCertificates = (bytes: Uint8Array): Parsed<readonly Certificate[]> =>
  all(bytes, 'CERTIFICATE', readCertificate);

/** Lists of revoked certificates: PEM or DER. */
export const readRevocationLists = (bytes: Uint8Array): Parsed<readonly RevocationList[]> =>
  all(bytes, 'X509 CRL', readRevocationList);

function all<T>(bytes: Uint8Array, label: string, read: (der: Uint8Array) => Parsed<T>): Parsed<readonly T[]> {
  const found: T[] = [];
  const pieces = Buffer.from(bytes).includes('-----BEGIN') ? pem(bytes, label) : der(bytes, label);
  if (!pieces.ok) return pieces;
  for (const { at, der: piece } of pieces.value) {
    const one = read(piece);
    if (!one.ok) return { ok: false, malformed: { ...one.malformed, offset: at + one.malformed.offset } };
    found.push(one.value);
  }
  return { ok: true, value: found };
}

/** Of a piece of PEM, offsets within are those of its DER, behind where the piece begins. */
type Pieces = Parsed<readonly { readonly at: number; readonly der: Uint8Array }[]>;

function pem(bytes: Uint8Array, label: string): Pieces {
  const text = Buffer.from(bytes).toString('latin1');
  const piece = new RegExp(`-----BEGIN ${label}-----([\\sA-Za-z0-9+/=]*)-----END ${label}-----`, 'g');
  const pieces = [...text.matchAll(piece)].map(({ index, 1: body = '' }) => ({
    at: index,
    der: Buffer.from(body, 'base64'),
  }));
  const begins = text.split('-----BEGIN').length - 1;
  if (pieces.length > 0 && pieces.length === begins) return { ok: true, value: pieces };
  return {
    ok: false,
    malformed: {
      offset: Math.max(0, text.indexOf('-----BEGIN')),
      expected: `PEM of ${label}`,
      found: 'something else',
    },
  };
}

const der = (bytes: Uint8Array, label: string): Pieces =>
  parse(bytes, (reader) => {
    const pieces: { at: number; der: Uint8Array }[] = [];
    do pieces.push({ at: reader.offset, der: whole(reader, label) });
    while (reader.left > 0);
    return pieces;
  });
