import { allBanks, type Bank, digestOf } from './banks.js';
import { PcrBanks, type SavedRegisters } from './pcr-banks.js';
import { drtmPcr, hcrtmPcr, type Locality, pcrCount, pcrRules } from './registers.js';
import { answered, done, refused, responseCodes, type TpmResult } from './response.js';
import { type BankDigest, demandSizes, mostSelections, type PcrSelection, selected } from './selection.js';
import type { PcrReading, StartupType } from './tpm.js';

/** A TPM takes at most one digest for each hash algorithm it implements. */
const mostDigests = allBanks.length;

const savedPcrs = [...pcrRules.keys()].filter((pcr) => pcrRules[pcr]?.saved);
const bitOf = (locality: Locality): number => 1 << locality;
const bits = (localities: readonly Locality[]): number =>
  localities.reduce<number>((all, locality) => all | bitOf(locality), 0);
const mayExtend = pcrRules.map(({ extend }) => bits(extend));
const mayReset = pcrRules.map(({ reset }) => bits(reset));

const outOfTurn = refused(responseCodes.TPM_RC_INITIALIZE);
const wrongLocality = refused(responseCodes.TPM_RC_LOCALITY);
const noSuchPcr = refused(responseCodes.TPM_RC_VALUE_HANDLE_1);
const badStartup = refused(responseCodes.TPM_RC_VALUE_PARAMETER_1);
const tooMany = refused(responseCodes.TPM_RC_SIZE_PARAMETER_1);

/** What Shutdown leaves for the next Startup. */
interface Saved {
  readonly type: StartupType;
  readonly registers: SavedRegisters;
  readonly updateCounter: number;
  readonly restartCount: number;
  /** How the TPM had been started: Startup(STATE) has to come in the same way. */
  readonly hcrtm: boolean;
  readonly atLocality3: boolean;
}

/** How often a TPM was reset and restarted, as its quotes say. */
export interface Resets {
  readonly resetCount: number;
  readonly restartCount: number;
}

/**
 * A simulated TPM 2.0: the state behind PCRs and power, and the commands on it with the response codes of libtpms. Synchronous, so that long
 * chains of extends run at the speed of the hashes. Rules: TCG TPM 2.0 Library, Part 3, sections 9 (Startup, Shutdown) and 22 (PCR), and
 * the event sequences of Part 1, section 34; where they leave a choice, it is that of libtpms.
 */
export class SimulatedTpm {
  readonly #registers: PcrBanks;
  #locality: Locality = 0;
  #started = false;
  /** Whether an H-CRTM came since power on. */
  #hcrtm = false;
  #atLocality3 = false;
  #saved: Saved | undefined;
  #updateCounter = 0;
  #resetCount = 0;
  #restartCount = 0;

  /** A TPM with these banks, after power on and before Startup. */
  constructor(banks: readonly Bank[] = allBanks) {
    this.#registers = new PcrBanks(banks);
  }

  get started(): boolean {
    return this.#started;
  }

  get resets(): Resets {
    return { resetCount: this.#resetCount, restartCount: this.#restartCount };
  }

  powerCycle(): TpmResult {
    this.#started = false;
    this.#hcrtm = false;
    return done;
  }

  setLocality(locality: Locality): TpmResult {
    this.#locality = locality;
    return done;
  }

  startup(type: StartupType): TpmResult {
    if (this.#started) return outOfTurn;
    if (this.#locality !== 0 && this.#locality !== 3) return wrongLocality;
    const atLocality3 = this.#locality === 3 && !this.#hcrtm;
    const saved = this.#saved?.type === 'state' ? this.#saved : undefined;
    if (type === 'state') {
      if (saved === undefined || saved.hcrtm !== this.#hcrtm) return badStartup;
      if (saved.atLocality3 !== atLocality3) return wrongLocality;
    }
    this.#atLocality3 = atLocality3;
    this.#resume(saved);
    this.#initialize(type === 'state' ? saved : undefined);
    this.#saved = undefined;
    this.#started = true;
    return done;
  }

  shutdown(type: StartupType): TpmResult {
    if (!this.#started) return outOfTurn;
    this.#saved = {
      type,
      registers: this.#registers.save(savedPcrs),
      updateCounter: this.#updateCounter,
      restartCount: this.#restartCount,
      hcrtm: this.#hcrtm,
      atLocality3: this.#atLocality3,
    };
    return done;
  }

  extend(pcr: number, digests: readonly BankDigest[]): TpmResult {
    demandSizes(digests);
    if (!this.#started) return outOfTurn;
    const rules = pcrRules[pcr];
    if (rules === undefined) return noSuchPcr;
    if (digests.length > mostDigests) return tooMany;
    if (((mayExtend[pcr] ?? 0) & bitOf(this.#locality)) === 0) return wrongLocality;
    // What Shutdown saved no longer is what there is to save.
    if (rules.saved) this.#saved = undefined;
    for (let i = 0; i < digests.length; i++) {
      const one = digests[i];
      if (one !== undefined && this.#registers.extend(one.bank, pcr, one.digest) && rules.counted)
        this.#updateCounter++;
    }
    return done;
  }

  reset(pcr: number): TpmResult {
    if (!this.#started) return outOfTurn;
    const rules = pcrRules[pcr];
    if (rules === undefined) return noSuchPcr;
    if (((mayReset[pcr] ?? 0) & bitOf(this.#locality)) === 0) return wrongLocality;
    this.#registers.fill(pcr, 0x00);
    if (rules.counted) this.#updateCounter++;
    return done;
  }

  /** Reads all of the selection at once, where a TPM takes several commands for more than eight registers. */
  read(selection: PcrSelection): TpmResult<PcrReading> {
    const wanted = selected(selection);
    if (!this.#started) return outOfTurn;
    if (selection.length > mostSelections) return tooMany;
    const values = wanted.flatMap(({ bank, pcr }) => {
      const digest = this.#registers.read(bank, pcr);
      return digest === undefined ? [] : [{ bank, pcr, digest }];
    });
    return answered({ values, updateCounter: this.#updateCounter });
  }

  /** The part of a selection that is in banks this TPM has; the other banks lose their registers, not their place. */
  available(selection: PcrSelection): PcrSelection {
    return selection.map(({ bank, pcrs }) => ({ bank, pcrs: this.#registers.banks.includes(bank) ? pcrs : [] }));
  }

  launch(data: Uint8Array): TpmResult {
    const [pcr, last] = this.#started ? [drtmPcr, 0] : [hcrtmPcr, 4];
    if (this.#started) {
      for (const [dynamic, { launchResets }] of pcrRules.entries()) {
        if (launchResets) this.#registers.fill(dynamic, 0x00);
      }
      this.#restartCount++;
    } else {
      this.#hcrtm = true;
    }
    this.#registers.fill(pcr, 0x00, last);
    for (const bank of this.#registers.banks) {
      this.#registers.extend(bank, pcr, digestOf(bank, data));
      this.#updateCounter++;
    }
    return done;
  }

  /** Takes up the counters where Shutdown(STATE) left them, or begins anew. */
  #resume(saved: Saved | undefined): void {
    if (saved === undefined) this.#resetCount++;
    this.#updateCounter = saved?.updateCounter ?? 0;
    this.#restartCount = saved === undefined ? 0 : saved.restartCount + 1;
  }

  #initialize(kept: Saved | undefined): void {
    for (let pcr = 0; pcr < pcrCount; pcr++) {
      const rules = pcrRules[pcr];
      if (rules === undefined || (kept !== undefined && rules.saved)) continue;
      if (rules.counted) this.#updateCounter++;
      // What an H-CRTM measured stays.
      if (pcr === hcrtmPcr && this.#hcrtm) continue;
      this.#registers.fill(pcr, rules.initial, pcr === hcrtmPcr && this.#atLocality3 ? 3 : rules.initial);
    }
    if (kept !== undefined) this.#registers.restore(savedPcrs, kept.registers);
  }
}
