import type { KeyObject } from 'node:crypto';
import type { Locality } from './registers.js';
import type { TpmResult } from './response.js';
import type { BankDigest, PcrSelection, PcrValue } from './selection.js';

/** What Startup and Shutdown are asked: to begin anew, or to keep the saved registers (TPM_SU_CLEAR, TPM_SU_STATE). */
export type StartupType = 'clear' | 'state';

export interface PcrReading {
  /** Values in the order of the selection, of the banks that the TPM has. */
  readonly values: readonly PcrValue[];
  /** How often registers changed since the last reset of the TPM; not every register counts. */
  readonly updateCounter: number;
}

/** A key for quotes that a TPM holds. A power cycle or Startup unloads it. */
export interface AttestationKey {
  readonly handle: number;
  readonly publicKey: KeyObject;
  /** The qualified name a quote of this key bears. */
  readonly qualifiedName: Uint8Array;
}

/** What a TPM says of its registers, and its signature of that. */
export interface Quote {
  /** A marshalled TPMS_ATTEST. */
  readonly message: Uint8Array;
  /** A marshalled TPMT_SIGNATURE. */
  readonly signature: Uint8Array;
}

/**
 * A TPM 2.0 of the PC Client profile, simulated or real. What it refuses is a value with its response code. Digests of a wrong size and
 * selections of PCRs that do not exist are mistakes of the caller, and throw a RangeError.
 */
export interface Tpm {
  /** Turns the power off and on (_TPM_Init). The TPM then waits for Startup. Where commands come from stays as it is. */
  powerCycle(): Promise<TpmResult>;
  /** TPM2_Startup. At locality 3, PCR 0 begins at 3; at localities other than 0 and 3 it is refused. */
  startup(type: StartupType): Promise<TpmResult>;
  /** TPM2_Shutdown. */
  shutdown(type: StartupType): Promise<TpmResult>;
  /** Sets the locality that the commands that follow come from. */
  setLocality(locality: Locality): Promise<TpmResult>;
  /** TPM2_PCR_Extend, by each of the digests in their order; digests of banks that the TPM does not have are ignored. */
  extend(pcr: number, digests: readonly BankDigest[]): Promise<TpmResult>;
  /** TPM2_PCR_Reset. */
  reset(pcr: number): Promise<TpmResult>;
  /** TPM2_PCR_Read, as often as it takes to read the whole selection. */
  read(selection: PcrSelection): Promise<TpmResult<PcrReading>>;
  /**
   * TPM_HASH_START, TPM_HASH_DATA and TPM_HASH_END, which the platform sends at locality 4. After Startup this is a dynamic launch: PCR 17 to 22
   * begin at zero and 17 is extended by the digest of the data. Before Startup it is an H-CRTM: PCR 0 begins at 4 and is extended by it.
   */
  launch(data: Uint8Array): Promise<TpmResult>;
  /** TPM2_CreatePrimary of a restricted signing key (ECDSA, P-256, SHA-256) of the endorsement hierarchy. The same key each time. */
  createAttestationKey(): Promise<TpmResult<AttestationKey>>;
  /** TPM2_Quote of registers, over a nonce of at most 66 bytes. */
  quote(key: AttestationKey, selection: PcrSelection, nonce: Uint8Array): Promise<TpmResult<Quote>>;
  /** TPM2_FlushContext: unloads a key. */
  flush(key: AttestationKey): Promise<TpmResult>;
  /** Ends the connection, and the TPM itself if it was started with it. */
  close(): Promise<void>;
}
