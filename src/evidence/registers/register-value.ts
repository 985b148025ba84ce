import { allBanks, type Bank, digestSize } from '../../tpm/banks.js';
import { pcrCount } from '../../tpm/registers.js';
import type { PcrValue } from '../../tpm/selection.js';

/** The bank of a name as tools write them: `sha256`, `SHA-256`, `SHA_256`; undefined for every other name. */
export const bankNamed = (name: string): Bank | undefined =>
  allBanks.find((bank) => bank === name.toLowerCase().replace(/[-_]/g, ''));

/** The bank whose digests are of a size in bytes. */
export const bankOfSize = (size: number): Bank | undefined => allBanks.find((bank) => digestSize(bank) === size);

/**
 * A register's value by its number and digits, as they were written: hexadecimal, with or without `0x`, colons or spaces between the bytes, or base64. Without a bank, the size of a value in
 * hexadecimal says which. Undefined for what is none.
 */
export function registerValue(bank: Bank | undefined, number: string, value: unknown): PcrValue | undefined {
  if (typeof value !== 'string' || !/^\d{1,2}$/.test(number) || Number(number) >= pcrCount) return undefined;
  const digits = value.replace(/^0x/i, '').replace(/[\s:]/g, '');
  const of = bank ?? bankOfSize(digits.length / 2);
  if (of === undefined) return undefined;
  const pcr = Number(number);
  if (/^[0-9a-fA-F]+$/.test(digits) && digits.length === 2 * digestSize(of))
    return { bank: of, pcr, digest: new Uint8Array(Buffer.from(digits, 'hex')) };
  const digest = Buffer.from(value, 'base64');
  const isBase64 = digest.length === digestSize(of) && digest.toString('base64') === value;
  return isBase64 ? { bank: of, pcr, digest: new Uint8Array(digest) } : undefined;
}
