import type { Bank } from '../tpm/banks.js';
import { hex } from '../tpm/bytes.js';

/**
 * Something that evidence shows, besides what it is evidence of. `contradiction`: parts of the evidence cannot all be true. `gap`: something that a verdict might want to rest on
 * is not vouched for by anything here. `missing`: something that was given can be held against nothing, for want of something that was not. `note`: worth knowing, and harmless by itself.
 */
export type Finding =
  /** Replaying the logs gives another value than was read or quoted. */
  | {
      readonly kind: 'register-differs';
      readonly severity: 'contradiction';
      readonly bank: Bank;
      readonly pcr: number;
      readonly replayed: string;
      readonly read: string;
    }
  /** A register has a value that no log accounts for. */
  | {
      readonly kind: 'register-not-logged';
      readonly severity: 'gap';
      readonly bank: Bank;
      readonly pcr: number;
      readonly read: string;
    }
  /** A log extends registers that the quote does not cover. */
  | { readonly kind: 'register-not-quoted'; readonly severity: 'gap'; readonly pcr: number; readonly events: number }
  /** The firmware's registers of a bank were never extended, so that anybody may extend them to any boot's values. */
  | { readonly kind: 'bank-empty'; readonly severity: 'contradiction'; readonly bank: Bank }
  /** Digests of a log that are of no algorithm known here. */
  | { readonly kind: 'bank-unknown'; readonly severity: 'note'; readonly algorithm: number }
  /** An event whose type demands that its digest is of its data, and it is not. */
  | {
      readonly kind: 'event-contradicts';
      readonly severity: 'contradiction';
      readonly event: number;
      readonly type: string;
      readonly offset: number;
    }
  /** Data that has not the form of its event's type. */
  | {
      readonly kind: 'event-malformed';
      readonly severity: 'note';
      readonly event: number;
      readonly type: string;
      readonly offset: number;
      readonly expected: string;
      readonly found: string;
    }
  /** Measurements of IMA whose digest is not that of their data. */
  | { readonly kind: 'ima-unbound'; readonly severity: 'contradiction'; readonly at: number }
  /** A file that was open for writing while it was measured. */
  | { readonly kind: 'ima-violation'; readonly severity: 'gap'; readonly at: number; readonly path: string }
  /** The first entry of IMA's log is of other values of PCR 0 to 9 than the boot log's (`log`), or than are there now (`registers`). */
  | {
      readonly kind: 'boot-aggregate-differs';
      readonly severity: 'contradiction' | 'gap';
      readonly at: number;
      readonly from: 'log' | 'registers';
    }
  /** The kernel found no TPM when IMA began. */
  | { readonly kind: 'ima-without-tpm'; readonly severity: 'gap'; readonly at: number }
  | { readonly kind: 'quote-fails'; readonly severity: 'contradiction'; readonly reason: string }
  /** The quote covers registers of which nothing says what they held. */
  | { readonly kind: 'quote-incomplete'; readonly severity: 'missing'; readonly reason: string }
  /** Nothing here says that the key signs only what a TPM made; or its public area says that it need not, by what it lacks. */
  | {
      readonly kind: 'key-unrestricted';
      readonly severity: 'contradiction' | 'gap';
      readonly known: boolean;
      readonly lacks: readonly string[];
    }
  /** The certificate of the key does not verify, or is another key's. */
  | { readonly kind: 'certificate-fails'; readonly severity: 'contradiction'; readonly reason: string }
  /** The certificate of who issued one of the chain was not given. */
  | { readonly kind: 'certificate-incomplete'; readonly severity: 'missing'; readonly reason: string }
  | { readonly kind: 'certificate-of-another-key'; readonly severity: 'contradiction'; readonly subject: string }
  /** Nobody says whether certificates of the chain were revoked. */
  | { readonly kind: 'revocation-unchecked'; readonly severity: 'gap'; readonly subjects: readonly string[] }
  /** No nonce was given, so that the quote may be of any time. */
  | { readonly kind: 'nonce-unchecked'; readonly severity: 'gap' }
  /** A log alone says nothing: no register was read, and nothing quoted. */
  | { readonly kind: 'nothing-vouches'; readonly severity: 'gap' };

export type FindingKind = Finding['kind'];

/** A finding in a sentence. */
export function findingText(finding: Finding): string {
  switch (finding.kind) {
    case 'register-differs':
      return `PCR ${finding.pcr} (${finding.bank}): the log replays to ${finding.replayed}, and the TPM has ${finding.read}`;
    case 'register-not-logged':
      return `PCR ${finding.pcr} (${finding.bank}) is ${finding.read}, and no log says how it came to that`;
    case 'register-not-quoted':
      return `PCR ${finding.pcr} is not quoted: ${finding.events} events of the log stand for nothing`;
    case 'bank-empty':
      return `the firmware extended no register of bank ${finding.bank}: whoever comes later can give them the values of any boot`;
    case 'bank-unknown':
      return `the log has digests of the algorithm ${hex(finding.algorithm, 4)}, too, which are not looked at`;
    case 'event-contradicts':
      return `event ${finding.event} (${finding.type}, byte ${finding.offset}): its digest has to be that of its data, and is not`;
    case 'event-malformed':
      return `event ${finding.event} (${finding.type}, byte ${finding.offset}): expected ${finding.expected}, found ${finding.found}`;
    case 'ima-unbound':
      return `IMA entry at ${finding.at}: its digest is not that of its fields, which may say anything`;
    case 'ima-violation':
      return `IMA entry at ${finding.at}: ${finding.path} was open for writing while it was measured; what ran is not known`;
    case 'boot-aggregate-differs':
      return finding.from === 'log'
        ? `IMA entry at ${finding.at}: the kernel found other values in PCR 0 to 9 than the boot log comes to`
        : `IMA entry at ${finding.at}: the kernel found other values in PCR 0 to 9 than are there now: they were extended since, or it is of another boot`;
    case 'ima-without-tpm':
      return `IMA entry at ${finding.at}: the kernel found no TPM, so that it extended no register`;
    case 'quote-fails':
      return `the quote does not verify: ${finding.reason}`;
    case 'quote-incomplete':
      return `the quote cannot be verified: ${finding.reason}`;
    case 'key-unrestricted':
      return finding.known
        ? `the quote may be made up: the key is no attestation key of a TPM, since it is not ${finding.lacks.join(', not ')}`
        : 'nothing here says that the key signs only what its TPM made (a public area or a certificate does)';
    case 'certificate-fails':
      return `the certificate of the key does not verify: ${finding.reason}`;
    case 'certificate-incomplete':
      return `the certificate of the key cannot be verified: ${finding.reason}`;
    case 'certificate-of-another-key':
      return `the certificate is another key’s: ${finding.subject}`;
    case 'revocation-unchecked':
      return `no list says whether these certificates are revoked: ${finding.subjects.join('; ')}`;
    case 'nonce-unchecked':
      return 'no nonce was given, so that the quote may be an old one';
    case 'nothing-vouches':
      return 'neither a quote nor registers were given: a log alone can be made up';
  }
}
