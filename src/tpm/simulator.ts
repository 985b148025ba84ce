import { allBanks, type Bank } from './banks.js';
import { type Attest, marshalAttest, mostData } from './quote/attest.js';
import { type DeterministicKey, keyOfSeed } from './quote/deterministic-ecdsa.js';
import { pcrDigest } from './quote/pcr-digest.js';
import { attestationKeyArea, endorsement, nameOf, qualifiedNameOf } from './quote/public-area.js';
import { marshalSignature } from './quote/signature.js';
import { answered, done, refused, responseCodes, type TpmResult } from './response.js';
import { mostSelections, type PcrSelection, selected } from './selection.js';
import { SimulatedTpm } from './simulated-tpm.js';
import type { AttestationKey, Quote, Tpm } from './tpm.js';

export interface SimulatorOptions {
  /** What the attestation key is made from: the same seed, the same key. */
  readonly seed?: string;
  /** The banks that are allocated, by default all. */
  readonly banks?: readonly Bank[];
}

/** Loaded keys have the handles from here, as many as libtpms has room for. */
const firstHandle = 0x80000000;
const mostKeys = 3;

/** What quotes of the simulator say of its firmware: `ls2sim`, version 1. */
const firmwareVersion = 0x6c73_3273_696d_0001n;

/**
 * A simulated TPM. All that it says depends on its seed and the commands alone, signatures included: its clock shows how many commands there
 * were, a millisecond each.
 */
export class Simulator implements Tpm {
  /** The registers and the commands on them without promises, for long chains; every command here works on it. */
  readonly core: SimulatedTpm;
  readonly #key: DeterministicKey;
  readonly #qualifiedName: Uint8Array;
  readonly #loaded: boolean[] = [];
  #commands = 0n;

  constructor({ seed = '', banks = allBanks }: SimulatorOptions = {}) {
    this.core = new SimulatedTpm(banks);
    this.#key = keyOfSeed(seed);
    const name = nameOf(attestationKeyArea(this.#key.x, this.#key.y));
    this.#qualifiedName = qualifiedNameOf(endorsement, name);
  }

  powerCycle = (): Promise<TpmResult> => this.#command(() => this.core.powerCycle());

  setLocality: Tpm['setLocality'] = (locality) => this.#command(() => this.core.setLocality(locality));

  startup: Tpm['startup'] = (type) =>
    this.#command(() => {
      const result = this.core.startup(type);
      if (result.ok) this.#loaded.fill(false);
      return result;
    });

  shutdown: Tpm['shutdown'] = (type) => this.#command(() => this.core.shutdown(type));

  extend: Tpm['extend'] = (pcr, digests) => this.#command(() => this.core.extend(pcr, digests));

  reset: Tpm['reset'] = (pcr) => this.#command(() => this.core.reset(pcr));

  read: Tpm['read'] = (selection) => this.#command(() => this.core.read(selection));

  launch: Tpm['launch'] = (data) =>
    this.#command(() => {
      // The launch's hash takes the place of a key if there is no other.
      if (this.#freeSlot() === undefined) this.#loaded[0] = false;
      return this.core.launch(data);
    });

  createAttestationKey = (): Promise<TpmResult<AttestationKey>> =>
    this.#command(() => {
      if (!this.core.started) return refused(responseCodes.TPM_RC_INITIALIZE);
      const slot = this.#freeSlot();
      if (slot === undefined) return refused(responseCodes.TPM_RC_OBJECT_MEMORY);
      this.#loaded[slot] = true;
      return answered({
        handle: firstHandle + slot,
        publicKey: this.#key.publicKey,
        qualifiedName: this.#qualifiedName,
      });
    });

  quote: Tpm['quote'] = (key, selection, nonce) => this.#command(() => this.#quote(key, selection, nonce));

  flush: Tpm['flush'] = ({ handle }) =>
    this.#command(() => {
      if (!this.core.started) return refused(responseCodes.TPM_RC_INITIALIZE);
      if (!this.#loaded[handle - firstHandle]) return refused(responseCodes.TPM_RC_HANDLE_PARAMETER_1);
      this.#loaded[handle - firstHandle] = false;
      return done;
    });

  close = (): Promise<void> => Promise.resolve();

  #quote({ handle }: AttestationKey, selection: PcrSelection, nonce: Uint8Array): TpmResult<Quote> {
    selected(selection);
    if (!this.core.started) return refused(responseCodes.TPM_RC_INITIALIZE);
    if (!this.#loaded[handle - firstHandle]) return refused(responseCodes.TPM_RC_REFERENCE_H0);
    if (nonce.length > mostData) return refused(responseCodes.TPM_RC_SIZE_PARAMETER_1);
    if (selection.length > mostSelections) return refused(responseCodes.TPM_RC_SIZE_PARAMETER_3);
    const read = this.core.read(selection);
    if (!read.ok) return read;
    const attested = this.core.available(selection);
    const digest = pcrDigest('sha256', attested, read.value.values);
    if (digest === undefined) throw new Error('unreachable: every register of the selection was read');
    const attest: Attest = {
      qualifiedSigner: this.#qualifiedName,
      extraData: nonce,
      clockInfo: { clock: this.#commands, ...this.core.resets, safe: true },
      firmwareVersion,
      selection: attested,
      pcrDigest: digest,
    };
    const message = marshalAttest(attest);
    const signature = marshalSignature({ scheme: 'ecdsa', hash: 'sha256', ...this.#key.sign(message) });
    return answered({ message, signature });
  }

  #freeSlot(): number | undefined {
    return Array.from({ length: mostKeys }, (_, slot) => slot).find((slot) => !this.#loaded[slot]);
  }

  /** Counts the command; what it throws rejects the promise. */
  #command<T>(run: () => TpmResult<T>): Promise<TpmResult<T>> {
    this.#commands++;
    try {
      return Promise.resolve(run());
    } catch (error) {
      return Promise.reject(error);
    }
  }
}
