import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Malformed } from '../../tpm/bytes.js';
import { type KeyAttributes, readPublicArea } from './public-area.js';

/** A public key, and what is known of it from where it was read. */
export interface ReadKey {
  readonly key: KeyObject;
  readonly form: 'PEM' | 'JWK' | 'certificate' | 'TPMT_PUBLIC' | 'DER';
  /** What the TPM says it is for: a public area alone says so. */
  readonly attributes?: KeyAttributes;
  readonly name?: Uint8Array;
}

export type KeyReading =
  | { readonly ok: true; readonly value: ReadKey }
  | { readonly ok: false; readonly malformed: Malformed };

/** Reads a public key in any of the forms that tools write: PEM, JWK, a certificate (PEM or DER), a TPM's public area, SubjectPublicKeyInfo. */
export function readKey(bytes: Uint8Array): KeyReading {
  const text = Buffer.from(bytes).toString('latin1');
  const attempts: (() => ReadKey | undefined)[] = [
    () => (text.includes('-----BEGIN CERTIFICATE') || bytes[0] === 0x30 ? certificate(bytes) : undefined),
    () => (text.includes('-----BEGIN') ? { key: publicOnly(bytes), form: 'PEM' } : undefined),
    () => (text.trimStart().startsWith('{') ? { key: jwk(text), form: 'JWK' } : undefined),
    () =>
      bytes[0] === 0x30
        ? { key: createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' }), form: 'DER' }
        : undefined,
  ];
  for (const attempt of attempts) {
    try {
      const found = attempt();
      if (found !== undefined) return { ok: true, value: found };
    } catch {
      // Another form may fit.
    }
  }
  const area = readPublicArea(bytes);
  if (!area.ok) return isText(text) ? { ok: false, malformed: noKey(text) } : area;
  const { key, attributes, name } = area.value;
  return { ok: true, value: { key, form: 'TPMT_PUBLIC', attributes, name } };
}

const isText = (text: string): boolean => /^[\t\n\r -~]+$/.test(text);

const noKey = (text: string): Malformed => ({
  offset: 0,
  expected: 'a public key (PEM, JWK, a certificate, a TPM public area)',
  found: JSON.stringify(text.slice(0, 40)),
});

const certificate = (bytes: Uint8Array): ReadKey => ({
  key: new X509Certificate(bytes).publicKey,
  form: 'certificate',
});

/** A private key has a public part, but nobody should hand it in. */
function publicOnly(bytes: Uint8Array): KeyObject {
  if (/PRIVATE KEY/.test(Buffer.from(bytes).toString('latin1'))) throw new Error('a private key');
  return createPublicKey(Buffer.from(bytes));
}

/** Of a JWK only its public part is taken; of a set, the attestation key that Azure's vTPMs name in it, or else the only one. */
function jwk(text: string): KeyObject {
  const given = JSON.parse(text) as object & { readonly keys?: readonly { readonly kid?: string }[] };
  const { keys = [] } = given;
  const key = Array.isArray(given.keys)
    ? (keys.find(({ kid }) => kid === 'HCLAkPub') ?? (keys.length === 1 ? keys[0] : undefined))
    : given;
  const members = Object.entries(key ?? {}).filter(([name]) => publicMembers.has(name));
  return createPublicKey({ key: Object.fromEntries(members), format: 'jwk' });
}

const publicMembers: ReadonlySet<string> = new Set(['kty', 'crv', 'x', 'y', 'n', 'e']);
