import type { Bank } from '../../tpm/banks.js';

/** A measurement of the Linux kernel's Integrity Measurement Architecture. */
export interface ImaEntry {
  readonly pcr: number;
  /** `ima`, `ima-ng`, `ima-ngv2`, `ima-sig`, `ima-sigv2`, `ima-buf`, `ima-modsig`, `evm-sig`, or a list of fields as `d-ng|n-ng`. */
  readonly template: string;
  /** The digest of the template's data by the log's algorithm, as the log has it. */
  readonly digest: Uint8Array;
  /** What that is the digest of, as the kernel hashes it. */
  readonly hashed: Uint8Array;
  /** Whether a file was open for writing while it was measured: the log then has zeros, and the register was extended by 0xFF. */
  readonly violation: boolean;
  /** Whether the digest is that of the data. Where it is not (and it is no violation), the register may have been extended by it, but nothing stands for the data. */
  readonly bound: boolean;
  readonly fields: ImaFields;
  /** Where the entry begins: a byte of a binary log, a line (from 1) of an ascii one. */
  readonly at: number;
}

/** The fields of a template that are known by name; the rest of a template's data counts for its digest alone. */
export interface ImaFields {
  /** The digest of the measured file or buffer. */
  readonly file?: { readonly algorithm: string; readonly digest: Uint8Array; readonly type?: string };
  readonly path?: string;
  readonly signature?: Uint8Array;
  readonly buffer?: Uint8Array;
}

export interface ImaLog {
  readonly form: 'binary' | 'ascii';
  /** The algorithm of the digests in the log. */
  readonly bank: Bank;
  readonly entries: readonly ImaEntry[];
}

/** The fields of the templates that the kernel defines (security/integrity/ima/ima_template.c). */
export const templates: Readonly<Record<string, readonly string[]>> = Object.freeze({
  ima: ['d', 'n'],
  'ima-ng': ['d-ng', 'n-ng'],
  'ima-ngv2': ['d-ngv2', 'n-ng'],
  'ima-sig': ['d-ng', 'n-ng', 'sig'],
  'ima-sigv2': ['d-ngv2', 'n-ng', 'sig'],
  'ima-buf': ['d-ng', 'n-ng', 'buf'],
  'ima-modsig': ['d-ng', 'n-ng', 'sig', 'd-modsig', 'modsig'],
  'evm-sig': ['d-ng', 'n-ng', 'evmsig', 'xattrnames', 'xattrlengths', 'xattrvalues', 'iuid', 'igid', 'imode'],
});

/** The fields that a template is made of; undefined for one whose name says nothing. */
export const fieldsOf = (template: string): readonly string[] | undefined =>
  Object.hasOwn(templates, template) ? templates[template] : known(template.split('|'));

const fieldNames: ReadonlySet<string> = new Set(Object.values(templates).flat());

const known = (fields: readonly string[]): readonly string[] | undefined =>
  fields.every((field) => fieldNames.has(field)) ? fields : undefined;
