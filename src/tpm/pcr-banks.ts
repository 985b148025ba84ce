import { allBanks, type Bank, digestSize, hashToLatin1 } from './banks.js';
import { pcrCount } from './registers.js';

/** Values of PCR 0 to 15 in every bank, as Shutdown(STATE) keeps them. */
export type SavedRegisters = ReadonlyMap<Bank, readonly Uint8Array[]>;

/**
 * The registers of a TPM in all its banks, and nothing of who may change them. Synchronous, and fast: a register is the first half of a buffer
 * that its extensions are hashed from, so that an extend copies the new digest behind it, hashes, and writes the outcome over it.
 */
export class PcrBanks {
  /** The banks, in a TPM's order. */
  readonly banks: readonly Bank[];
  readonly #registers: Readonly<Partial<Record<Bank, readonly Buffer[]>>>;

  constructor(banks: readonly Bank[] = allBanks) {
    this.banks = allBanks.filter((bank) => banks.includes(bank));
    this.#registers = Object.fromEntries(
      this.banks.map((bank) => [bank, Array.from({ length: pcrCount }, () => Buffer.alloc(2 * digestSize(bank)))]),
    );
  }

  /** Extends a register in one bank: value := H(value ‖ digest). Answers whether there is such a bank. */
  extend(bank: Bank, pcr: number, digest: Uint8Array): boolean {
    const register = this.#registers[bank]?.[pcr];
    if (register === undefined) return false;
    const size = register.length >> 1;
    register.set(digest, size);
    register.write(hashToLatin1(bank, register), 0, size, 'latin1');
    return true;
  }

  /** Sets a register in every bank: all bytes but the last to `byte`, the last to `last`. */
  fill(pcr: number, byte: number, last = byte): void {
    for (const bank of this.banks) {
      const value = this.#value(bank, pcr);
      value.fill(byte);
      value[value.length - 1] = last;
    }
  }

  /** A register's value, copied; undefined if there is no such bank. */
  read(bank: Bank, pcr: number): Uint8Array | undefined {
    return this.banks.includes(bank) ? Uint8Array.from(this.#value(bank, pcr)) : undefined;
  }

  /** The values of these registers in every bank. */
  save(pcrs: readonly number[]): SavedRegisters {
    return new Map(this.banks.map((bank) => [bank, pcrs.map((pcr) => Uint8Array.from(this.#value(bank, pcr)))]));
  }

  /** Puts back what {@link save} gave for these registers. */
  restore(pcrs: readonly number[], saved: SavedRegisters): void {
    for (const [bank, values] of saved) {
      for (const [i, pcr] of pcrs.entries()) this.#value(bank, pcr).set(values[i] ?? []);
    }
  }

  #value(bank: Bank, pcr: number): Buffer {
    const register = this.#registers[bank]?.[pcr];
    if (register === undefined) throw new RangeError(`there is no PCR ${pcr} in bank ${bank}`);
    return register.subarray(0, register.length >> 1);
  }
}
