import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { about } from '../disk/about.js';
import type { AttestedReport } from '../report/attested-text.js';
import { earClaims, inTotoStatement, type SignedAbout } from '../report/signed-result.js';
import type { Part, Parts } from './attesting-parts.js';
import { contentsOf } from './read-file.js';
import { UsageError } from './usage-error.js';
import { reasonOf } from './whole-file.js';

/** JWS's names for the algorithms of keys (RFC 7518, section 3.1; RFC 8037), and the hash that DSSE's signature is by. */
const algorithms: Readonly<Record<string, { readonly alg: string; readonly hash: string | null }>> = {
  prime256v1: { alg: 'ES256', hash: 'sha256' },
  secp384r1: { alg: 'ES384', hash: 'sha384' },
  rsa: { alg: 'PS256', hash: 'sha256' },
  ed25519: { alg: 'EdDSA', hash: null },
};

/** Whoever signs results. */
export interface Signer {
  readonly key: KeyObject;
  readonly alg: string;
  readonly hash: string | null;
}

/** Reads a private key. Throws {@link UsageError} for what is none, or of another kind. */
export function signerOf(file: string): Signer {
  let key: KeyObject;
  try {
    key = createPrivateKey(contentsOf(file));
  } catch (error) {
    throw new UsageError(`${file} is no private key in PEM: ${reasonOf(error)}`);
  }
  const algorithm = algorithms[key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? ''];
  if (algorithm === undefined)
    throw new UsageError(`${file}: a key that signs results is over P-256 or P-384, RSA or Ed25519`);
  return { key, ...algorithm };
}

/** A result as EAR, a JWT that is signed, or as in-toto attestation in an envelope (DSSE). */
export async function signedResult(
  format: 'ear' | 'dsse',
  report: AttestedReport,
  { signer, parts, proof }: { readonly signer: Signer; readonly parts: Parts; readonly proof: string | undefined },
): Promise<string> {
  const { name, version } = about();
  const evidence = (
    [
      ['event log', parts.eventLog],
      ['IMA log', parts.imaLog],
      ['registers', parts.pcrs],
      ['quote', parts.quote],
      ['signature', parts.signature],
      ['key', parts.key],
    ] as const
  ).flatMap(([what, part]: readonly [string, Part | undefined]) =>
    part === undefined ? [] : [{ name: what, sha256: sha256(part.bytes) }],
  );
  const said: SignedAbout = {
    tool: { name, version },
    at: Math.floor(parts.at / 1000),
    evidence,
    nonce: parts.nonce,
    proof,
  };
  return format === 'ear'
    ? `${await jwt(earClaims(report, said), signer)}\n`
    : envelope(inTotoStatement(report, said), signer);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function jwt(claims: Readonly<Record<string, unknown>>, { key, alg }: Signer): Promise<string> {
  const { SignJWT } = await import('jose');
  return await new SignJWT({ ...claims }).setProtectedHeader({ alg, typ: 'JWT' }).sign(key);
}

const payloadType = 'application/vnd.in-toto+json';

/** Dead Simple Signing Envelope 1.0: what is signed says its type, and how long both are. */
function envelope(statement: object, { key, hash }: Signer): string {
  const payload = Buffer.from(JSON.stringify(statement));
  const signed = Buffer.concat([
    Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `),
    payload,
  ]);
  const keyid = sha256(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const sig = sign(hash, signed, key).toString('base64');
  return `${JSON.stringify({ payload: payload.toString('base64'), payloadType, signatures: [{ keyid, sig }] })}\n`;
}
