import { type Bank, digestOf, digestSize } from '../../tpm/banks.js';
import type { EventLog } from '../../tpm/event-log/event.js';
import { replay } from '../../tpm/event-log/replay.js';
import type { PcrValue } from '../../tpm/selection.js';
import { bankNamed } from '../registers/register-value.js';
import type { ImaEntry } from './entry.js';

/**
 * What the first entry of an IMA log says of the registers as the kernel found them. `same`: what the boot log or the registers come to. `log-differs`, `registers-differ`: it is not what the boot
 * log comes to (nor the registers), or where there is none, what the registers hold, which others may have extended since. `no-tpm`: the kernel found no TPM, so that it extended none.
 */
export type BootAggregate = 'same' | 'log-differs' | 'registers-differ' | 'no-tpm' | 'unknown';

/** How many registers, from 0, the kernel hashes: 8, and since Linux 5.8 of banks other than SHA-1 those of the boot loader, too. */
const counts = [8, 10] as const;

export const isBootAggregate = ({ fields }: ImaEntry): boolean => fields.path === 'boot_aggregate';

/** Holds a `boot_aggregate` entry against what is known of PCR 0 to 9; `boot` is what the boot log comes to, of some of its banks. A violation says nothing. */
export function bootAggregate(
  { fields: { file }, violation }: ImaEntry,
  {
    eventLog,
    registers = [],
  }: { readonly eventLog?: EventLog | undefined; readonly registers?: readonly PcrValue[] | undefined },
  boot: readonly PcrValue[] = [],
): BootAggregate {
  if (file === undefined || violation) return 'unknown';
  if (file.digest.every((byte) => byte === 0)) return 'no-tpm';
  const bank = bankNamed(file.algorithm);
  if (bank === undefined) return 'unknown';
  const isOf = (values: readonly PcrValue[]): boolean | undefined => {
    const found = counts.flatMap((count) => aggregate(values, bank, count) ?? []);
    return found.length === 0 ? undefined : found.some((each) => Buffer.compare(each, file.digest) === 0);
  };
  const byLog =
    eventLog?.banks.includes(bank) === true
      ? isOf(whole(ofBank(boot, bank) ?? replay(eventLog, new Set([bank])), bank))
      : undefined;
  const byRegisters = isOf(registers);
  if (byLog === true || byRegisters === true) return 'same';
  if (byLog === false) return 'log-differs';
  return byRegisters === false ? 'registers-differ' : 'unknown';
}

/** What the boot log was replayed to already, where that bank was. */
const ofBank = (boot: readonly PcrValue[], bank: Bank): readonly PcrValue[] | undefined =>
  boot.some((each) => each.bank === bank) ? boot : undefined;

/** What a log does not extend is zero. */
const whole = (values: readonly PcrValue[], bank: Bank): readonly PcrValue[] =>
  Array.from({ length: Math.max(...counts) }, (_, pcr) => ({
    bank,
    pcr,
    digest: valueAt(values, bank, pcr) ?? new Uint8Array(digestSize(bank)),
  }));

const valueAt = (values: readonly PcrValue[], bank: Bank, pcr: number): Uint8Array | undefined =>
  values.find((each) => each.bank === bank && each.pcr === pcr)?.digest;

function aggregate(values: readonly PcrValue[], bank: Bank, count: number): Uint8Array | undefined {
  const digests = Array.from({ length: count }, (_, pcr) => valueAt(values, bank, pcr));
  const known = digests.filter((digest) => digest !== undefined);
  return known.length === count ? digestOf(bank, ...known) : undefined;
}
