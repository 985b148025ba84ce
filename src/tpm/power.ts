import type { Locality } from './registers.js';
import type { TpmResult } from './response.js';
import type { StartupType, Tpm } from './tpm.js';

export interface PowerOn {
  /** By default `clear`. */
  readonly startup?: StartupType;
  /** Where Startup comes from, by default 0; a TPM allows 0 and 3. */
  readonly locality?: Locality;
  /** What the platform's H-CRTM measured before Startup. */
  readonly hcrtm?: Uint8Array;
}

/** A power cycle, the H-CRTM if there is one, and Startup. Afterwards commands come from locality 0, whether Startup was refused or not. */
export async function powerOn(tpm: Tpm, { startup = 'clear', locality = 0, hcrtm }: PowerOn = {}): Promise<TpmResult> {
  const off = await tpm.powerCycle();
  if (!off.ok) return off;
  if (hcrtm !== undefined) {
    const measured = await tpm.launch(hcrtm);
    if (!measured.ok) return measured;
  }
  const there = await tpm.setLocality(locality);
  if (!there.ok) return there;
  const started = await tpm.startup(startup);
  const back = await tpm.setLocality(0);
  return started.ok ? back : started;
}

/** Sleep and wake: Shutdown(STATE), a power cycle and Startup(STATE), which keeps PCR 0 to 15. How it is started must be as it was before. */
export async function resume(tpm: Tpm, how: Omit<PowerOn, 'startup'> = {}): Promise<TpmResult> {
  const saved = await tpm.shutdown('state');
  return saved.ok ? powerOn(tpm, { ...how, startup: 'state' }) : saved;
}
