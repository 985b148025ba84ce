import type { Certificate } from './certificate.js';
import { type ChainFrom, nameOf, verifyChain } from './chain.js';
import { type ChainFailure, type ChainFault, chainFailureText } from './fault.js';

/** What TCG calls the purposes of certificates of a TPM's keys (TCG EK Credential Profile 2.5, section 3.5.16), and any purpose. */
const purposes = { endorsement: '2.23.133.8.1', attestation: '2.23.133.8.3', any: '2.5.29.37.0' } as const;

const isTcg = (purpose: string): boolean => purpose.startsWith('2.23.133.8.');

/** The certificates that were handed in for an attestation key, its own first, and by what they are judged. */
export interface KeyCertificates extends ChainFrom {
  readonly own: Certificate;
}

/** What certificates say of an attestation key. */
export interface JudgedCertificate {
  readonly verified: boolean;
  readonly reason?: string;
  /** Whether it does not verify for want of another certificate alone, or of a list that is valid. */
  readonly isIncomplete?: boolean;
  readonly subject: string;
  /** Whoever is trusted, and vouches for it. */
  readonly anchor?: string;
  /** Whether the certificate says that the key is an attestation key; many do not. */
  readonly saysAttestation: boolean;
  /** Those in the chain whose issuer's list of revoked certificates is not here. */
  readonly unlisted: readonly string[];
}

/** Verifies the chain of an attestation key, and that it may be one's. */
export function judgedCertificate({ own, ...from }: KeyCertificates): JudgedCertificate {
  const subject = nameOf(own);
  const verdict = verifyChain(own, from);
  const failure = verdict.ok ? purposeFailure(verdict.chain) : verdict.failure;
  const saysAttestation = own.purposes?.includes(purposes.attestation) === true;
  if (!verdict.ok || failure !== undefined) {
    const reason = failure === undefined ? '' : chainFailureText(failure);
    const isIncomplete = failure !== undefined && lacks.has(failure.fault);
    return { verified: false, reason, ...(isIncomplete && { isIncomplete }), subject, saysAttestation, unlisted: [] };
  }
  const anchor = nameOf(verdict.chain[verdict.chain.length - 1] as Certificate);
  return { verified: true, subject, anchor, saysAttestation, unlisted: verdict.unlisted.map(nameOf) };
}

/** Faults of what was not given, not of what was. */
const lacks: ReadonlySet<ChainFault> = new Set(['no-issuer', 'list-not-current', 'list-extension']);

function purposeFailure(chain: readonly Certificate[]): ChainFailure | undefined {
  for (const [i, certificate] of chain.entries()) {
    const fault = i === 0 ? leafFault(certificate) : issuerFault(certificate);
    if (fault !== undefined) return { fault, subject: nameOf(certificate) };
  }
  return undefined;
}

function leafFault({ purposes: said, usage }: Certificate): ChainFault | undefined {
  if (usage !== undefined && !usage.has('digitalSignature')) return 'no-signatures';
  if (said === undefined || said.includes(purposes.attestation) || said.includes(purposes.any)) return undefined;
  return said.some(isTcg) ? 'no-attestation' : 'purpose';
}

/** CAs of TPMs' keys that limit purposes name one of TCG's, not always that of attestation keys, though they issue certificates of those. */
const issuerFault = ({ purposes: said }: Certificate): ChainFault | undefined =>
  said === undefined || said.some((each) => isTcg(each) || each === purposes.any) ? undefined : 'purpose';
