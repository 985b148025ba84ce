import { type Bank, digestOf, digestSize, hashToLatin1 } from '../../tpm/banks.js';
import type { ImaEntry } from './entry.js';

/**
 * How the kernel extends a bank: by the digest of the template's data in the bank's own algorithm (Linux 5.8 and later, where it has that algorithm), or by the log's
 * SHA-1 digest with zeros behind it (before, and where it lacks the algorithm).
 */
export type ImaExtension = 'own-digest' | 'padded-sha1';

/** What an entry extends its register by in a bank. A violation extends by 0xFF. */
export function imaExtension({ digest, hashed, violation }: ImaEntry, bank: Bank, how: ImaExtension): Uint8Array {
  const size = digestSize(bank);
  if (violation) return new Uint8Array(size).fill(0xff);
  // The log's own digest is what its bank was extended by, whatever the data says.
  if (digest.length === size) return digest;
  if (how === 'own-digest') return digestOf(bank, hashed);
  const padded = new Uint8Array(size);
  padded.set(digest.length === digestSize('sha1') ? digest : digestOf('sha1', hashed));
  return padded;
}

/** The value of a register, from a value before, after the entries that extend it. */
export function replayIma(
  entries: readonly ImaEntry[],
  {
    bank,
    pcr,
    how,
    from,
  }: { readonly bank: Bank; readonly pcr: number; readonly how: ImaExtension; readonly from?: Uint8Array },
): Uint8Array {
  const size = digestSize(bank);
  // The register, and behind it what it is extended by, so that the two are hashed as they lie.
  const register = Buffer.alloc(2 * size);
  if (from !== undefined) register.set(from);
  for (const entry of entries) {
    if (entry.pcr !== pcr) continue;
    register.set(imaExtension(entry, bank, how), size);
    register.write(hashToLatin1(bank, register), 0, size, 'latin1');
  }
  return new Uint8Array(register.subarray(0, size));
}
