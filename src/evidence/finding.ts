import type { Bank } from '../tpm/banks.js';

/**
 * Something that evidence shows, besides what it is evidence of. `contradiction`: parts of the evidence cannot all be true. `gap`: something that a verdict might want to rest on
 * is not vouched for by anything here. `note`: worth knowing, and harmless by itself.
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
  | { readonly kind: 'quote-fails'; readonly severity: 'contradiction'; readonly reason: string }
  /** Nothing here says that the key signs only what a TPM made. */
  | { readonly kind: 'key-unrestricted'; readonly severity: 'contradiction' | 'gap'; readonly known: boolean }
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
    case 'event-contradicts':
      return `event ${finding.event} (${finding.type}, byte ${finding.offset}): its digest has to be that of its data, and is not`;
    case 'event-malformed':
      return `event ${finding.event} (${finding.type}, byte ${finding.offset}): expected ${finding.expected}, found ${finding.found}`;
    case 'ima-unbound':
      return `IMA entry at ${finding.at}: its digest is not that of its fields, which may say anything`;
    case 'ima-violation':
      return `IMA entry at ${finding.at}: ${finding.path} was open for writing while it was measured; what ran is not known`;
    case 'quote-fails':
      return `the quote does not verify: ${finding.reason}`;
    case 'key-unrestricted':
      return finding.known
        ? 'the key signs what it is given, so that the quote may be made up: an attestation key is restricted'
        : 'nothing here says that the key signs only what its TPM made (a public area or a certificate does)';
    case 'nonce-unchecked':
      return 'no nonce was given, so that the quote may be an old one';
    case 'nothing-vouches':
      return 'neither a quote nor registers were given: a log alone can be made up';
  }
}
