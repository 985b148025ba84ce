import * as crypto from 'node:crypto';

/** The hash algorithms PCR banks are kept in, in the order in which a TPM lists its banks. */
export type Bank = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** What identifies a bank: its TPM_ALG_ID and the size of its digests in bytes (TCG Algorithm Registry, tables 3 and 10). */
export interface BankProperties {
  readonly algorithm: number;
  readonly size: number;
}

export const banks: Readonly<Record<Bank, BankProperties>> = Object.freeze({
  sha1: { algorithm: 0x0004, size: 20 },
  sha256: { algorithm: 0x000b, size: 32 },
  sha384: { algorithm: 0x000c, size: 48 },
  sha512: { algorithm: 0x000d, size: 64 },
});

export const allBanks: readonly Bank[] = Object.freeze(['sha1', 'sha256', 'sha384', 'sha512']);

export const digestSize = (bank: Bank): number => banks[bank].size;

export const algorithmOf = (bank: Bank): number => banks[bank].algorithm;

/** The bank of a TPM_ALG_ID, or undefined if it is none of the four. */
export const bankOf = (algorithm: number): Bank | undefined =>
  allBanks.find((bank) => banks[bank].algorithm === algorithm);

/**
 * Hashes bytes to a string with a character for each byte of the digest (latin1, which Node also calls binary): the fastest way from one hash to the next, since no buffer
 * is allocated. `crypto.hash` came with Node 20.12; before that, a hash object has to be made each time.
 */
export const hashToLatin1: (bank: Bank, data: Uint8Array) => string =
  'hash' in crypto
    ? (bank, data) => crypto.hash(bank, data, 'binary')
    : (bank, data) => crypto.createHash(bank).update(data).digest('binary');

/** Pieces of so many bytes together are rather copied into one than hashed one by one. */
const small = 4096;

/** The digest of the data. */
export function digestOf(bank: Bank, ...data: readonly Uint8Array[]): Uint8Array {
  const [only] = data;
  const whole = data.length === 1 ? only : isSmall(data) ? Buffer.concat(data) : undefined;
  if (whole !== undefined) return new Uint8Array(Buffer.from(hashToLatin1(bank, whole), 'latin1'));
  const hash = crypto.createHash(bank);
  for (const piece of data) hash.update(piece);
  return new Uint8Array(hash.digest());
}

const isSmall = (data: readonly Uint8Array[]): boolean => data.reduce((sum, { length }) => sum + length, 0) <= small;
