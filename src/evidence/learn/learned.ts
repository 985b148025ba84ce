import type { Bank } from '../../tpm/banks.js';

/** What was measured once or more, by its digest: a stage that was started, or data. */
export interface Learned {
  readonly name: string;
  /** Whether an event of the log says that it is an image which was started. */
  readonly starts: boolean;
  readonly digest: string;
  /** The reference for it, as a platform says it. */
  readonly good: string;
  /** What the log says of it, which need not be so. */
  readonly says: string;
  /** Whether a name could be made of what a digest vouches for. */
  readonly vouched: boolean;
}

/** A register of the log, and what it was extended by. */
export interface LearnedRegister {
  readonly pcr: number;
  readonly name: string;
  readonly measured: readonly Learned[];
}

/** A machine as its log shows it. */
export interface LearnedMachine {
  readonly bank: Bank;
  readonly registers: readonly LearnedRegister[];
  /** The register of the images that were started. */
  readonly images: LearnedRegister;
}
