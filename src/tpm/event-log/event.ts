import type { Bank } from '../banks.js';
import type { Locality } from '../registers.js';
import type { BankDigest } from '../selection.js';

/** One entry of an event log: that a register was extended, or (EV_NO_ACTION) something that extends nothing. */
export interface LogEvent {
  readonly pcr: number;
  /** One of {@link eventTypes}, or a vendor's. */
  readonly type: number;
  /** What the register was extended by in each bank, in the order of the log. */
  readonly digests: readonly BankDigest[];
  readonly data: Uint8Array;
  /** Where the entry begins, in bytes from the start of the log. */
  readonly offset: number;
}

export interface EventLog {
  /**
   * `agile`: TCG 2.0, with digests of several banks in an entry. `sha1`: TCG 1.2, with only SHA-1. The header entry of an agile log is not
   * among its events, but stands in these fields.
   */
  readonly format: 'agile' | 'sha1';
  /** The banks that the header names, in its order. */
  readonly banks: readonly Bank[];
  /** TPM_ALG_IDs that the header names besides, whose digests are skipped. */
  readonly otherAlgorithms: readonly number[];
  readonly events: readonly LogEvent[];
  /** Where TPM2_Startup came from, as a StartupLocality event says: 3, or 4 after an H-CRTM; without one, 4 if an H-CRTM was logged, and 0 otherwise. */
  readonly startupLocality: Locality;
  /** Bytes behind the last entry that fill up the table the log lay in; always 0 unless padding was allowed. */
  readonly padding: number;
}
