import type { Certificate } from './certificate.js';
import { extensionIds } from './certificate.js';
import type { ChainFault } from './fault.js';

/** Where a certificate stands in a chain: how many stand below it, and whether it is the last, which somebody trusts. */
export interface Place {
  readonly below: readonly Certificate[];
  readonly isLast: boolean;
}

/** Extensions whose meaning is looked at, or that may be critical without bearing on a chain. */
const known: ReadonlySet<string> = new Set(Object.values(extensionIds));

/** Algorithms of signatures with MD5 or SHA-1 (RFC 3279, section 2.2): with RSA, DSA, ECDSA. */
const weak: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10040.4.3',
  '1.2.840.10045.4.1',
]);

const leastRsa = 2048;

/**
 * What is wrong with a certificate at its place in a chain, at a time: RFC 5280, section 6.1, and what it demands of those who issue certificates (sections 4.1 and 4.2), as `openssl verify
 * -x509_strict` does; besides, no MD5 or SHA-1 (but in the signature of the last, on which nothing rests), no small RSA keys, no constraints of names. Signatures and revocation are looked at elsewhere.
 */
export function faultOf(certificate: Certificate, { below, isLast }: Place, at: number): ChainFault | undefined {
  if (at < certificate.notBefore) return 'not-yet-valid';
  if (at > certificate.notAfter) return 'expired';
  const { publicKey } = certificate.x509;
  if ((publicKey.asymmetricKeyDetails?.modulusLength ?? leastRsa) < leastRsa) return 'key-weak';
  if (!isLast && weak.has(certificate.algorithm.oid)) return 'signature-weak';
  if (Buffer.compare(certificate.algorithm.inner, certificate.algorithm.outer) !== 0) return 'signature-algorithm';
  return criticalFault(certificate) ?? caFault(certificate, below) ?? formFault(certificate, isLast);
}

function criticalFault({ extensions }: Certificate): ChainFault | undefined {
  if (extensions.has(extensionIds.nameConstraints)) return 'names-constrained';
  const isUnknown = [...extensions].some(([id, { critical }]) => critical && !known.has(id));
  return isUnknown ? 'critical-extension' : undefined;
}

/** Who issued another has to be a CA that may, and that as many CAs may stand below. */
function caFault({ constraints, usage }: Certificate, below: readonly Certificate[]): ChainFault | undefined {
  if (below.length === 0) return undefined;
  if (constraints?.ca !== true) return 'not-a-ca';
  if (usage !== undefined && !usage.has('keyCertSign')) return 'key-usage';
  // The leaf does not count, nor does a CA that issued itself another certificate.
  const cas = below.slice(1).filter((each) => !isSelfIssued(each)).length;
  return constraints.pathLength !== undefined && cas > constraints.pathLength ? 'path-too-long' : undefined;
}

export const isSelfIssued = ({ issuer, subject }: Certificate): boolean => Buffer.compare(issuer, subject) === 0;

/** What RFC 5280 demands of those who issue certificates. */
function formFault(certificate: Certificate, isLast: boolean): ChainFault | undefined {
  const { constraints, usage, version, extensions } = certificate;
  const [isCa, signs] = [constraints?.ca === true, usage?.has('keyCertSign') === true];
  const [own, issuers] = [extensions.get(extensionIds.subjectKeyId), extensions.get(extensionIds.authorityKeyId)];
  if (version !== 3 && extensions.size > 0) return 'extensions-of-version';
  if (constraints?.pathLength !== undefined && !(isCa && signs)) return 'path-length-of-no-ca';
  if (isCa && extensions.get(extensionIds.basicConstraints)?.critical !== true) return 'constraints-not-critical';
  if (isCa && usage === undefined) return 'ca-without-usage';
  if (!isCa && signs) return 'usage-of-no-ca';
  if (isNameless(certificate)) return 'no-subject';
  if (own?.critical === true || issuers?.critical === true) return 'identifier-critical';
  if (version !== 3) return undefined;
  if (!isLast && !hasKeyId(issuers?.value)) return 'no-issuer-identifier';
  return isCa && own === undefined ? 'ca-without-identifier' : undefined;
}

/** A name of nothing is an empty sequence; a TPM's certificate may have one, if its alternative name is critical. */
function isNameless({ issuer, subject, constraints, extensions }: Certificate): boolean {
  const isEmpty = (name: Uint8Array): boolean => name.length === 2;
  if (isEmpty(issuer)) return true;
  const alternative = extensions.get(extensionIds.subjectAltName);
  if (alternative !== undefined && isEmpty(alternative.value)) return true;
  return isEmpty(subject) && (constraints?.ca === true || alternative?.critical !== true);
}

const hasKeyId = (value: Uint8Array | undefined): boolean => keyIdIn(value) !== undefined;

/** AuthorityKeyIdentifier is a sequence, of which the identifier of the key, where it is, stands first, as `[0]`; no longer than 127 bytes. */
const keyIdIn = (value: Uint8Array | undefined): Uint8Array | undefined =>
  value?.[2] === 0x80 ? value.subarray(4, 4 + (value[3] ?? 0)) : undefined;

/** Whether an issuer's key is the one that a certificate names; what either does not say is no difference. */
export function hasKeyNamedBy(issuer: Certificate, { extensions }: Certificate): boolean {
  const named = keyIdIn(extensions.get(extensionIds.authorityKeyId)?.value);
  const own = issuer.extensions.get(extensionIds.subjectKeyId)?.value.subarray(2);
  return named === undefined || own === undefined || Buffer.compare(named, own) === 0;
}
