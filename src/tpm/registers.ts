/** A locality: who a command comes from, from 0 (the operating system) to 4 (the processor itself). */
export type Locality = 0 | 1 | 2 | 3 | 4;

export const localities: readonly Locality[] = Object.freeze([0, 1, 2, 3, 4]);

/** PCRs are numbered from 0 to 23. */
export const pcrCount = 24;

/** The register of the static root of trust: H-CRTM and the startup locality show in it. */
export const hcrtmPcr = 0;

/** The register of the dynamic launch. */
export const drtmPcr = 17;

/** What a PCR is, and who may change it. */
export interface PcrRules {
  /** Every byte of its value after power on and Startup(CLEAR). */
  readonly initial: 0x00 | 0xff;
  /** Localities that may extend it. */
  readonly extend: readonly Locality[];
  /** Localities that may reset it to zeros by TPM2_PCR_Reset. */
  readonly reset: readonly Locality[];
  /** Whether a dynamic launch resets it to zeros. */
  readonly launchResets: boolean;
  /** Whether Shutdown(STATE) keeps it for Startup(STATE). */
  readonly saved: boolean;
  /** Whether a change of it counts in pcrUpdateCounter. */
  readonly counted: boolean;
}

const everyone: readonly Locality[] = localities;
const nobody: readonly Locality[] = [];

const staticRegister: PcrRules = {
  initial: 0x00,
  extend: everyone,
  reset: nobody,
  launchResets: false,
  saved: true,
  counted: true,
};

/** PCR 16 (debug) and 23 (application). */
const freeRegister: PcrRules = { ...staticRegister, reset: [0, 1, 2, 3], saved: false, counted: false };

const dynamicRegister = (extend: readonly Locality[], reset: readonly Locality[], counted: boolean): PcrRules => ({
  initial: 0xff,
  extend,
  reset,
  launchResets: true,
  saved: false,
  counted,
});

/**
 * The rules of every PCR. Initial values, localities and what is saved: TCG PC Client Platform TPM Profile 1.05, table "PCR Attributes".
 * That locality 4 extends 17 and 18 and resets nothing by command, and which registers do not count (TPM_PT_PCR_NO_INCREMENT), is as libtpms
 * has it.
 */
export const pcrRules: readonly PcrRules[] = Object.freeze([
  ...Array.from({ length: 16 }, () => staticRegister),
  freeRegister,
  dynamicRegister([2, 3, 4], nobody, true),
  dynamicRegister([2, 3, 4], nobody, true),
  dynamicRegister([2, 3], nobody, true),
  dynamicRegister([1, 2, 3], [2], true),
  dynamicRegister([2], [2], false),
  dynamicRegister([2], [2], false),
  freeRegister,
]);
