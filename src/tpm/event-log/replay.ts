import type { Bank } from '../banks.js';
import { PcrBanks } from '../pcr-banks.js';
import { hcrtmPcr } from '../registers.js';
import type { PcrValue } from '../selection.js';
import type { EventLog } from './event.js';
import { eventTypes } from './event-types.js';

/**
 * The values that registers have if what a log says is all that happened to them since the TPM was reset: of each register in each bank that
 * the log extends, and of PCR 0 if it says where Startup came from, by bank and number. All begin at zero (PCR 17 to 22 too, for a log can extend them only after a dynamic launch), but PCR 0
 * begins at the startup locality. `only`: of these banks.
 */
export function replay(
  { banks: all, events, startupLocality }: EventLog,
  only?: ReadonlySet<Bank>,
): readonly PcrValue[] {
  const banks = only === undefined ? all : all.filter((bank) => only.has(bank));
  const registers = new PcrBanks(banks);
  registers.fill(hcrtmPcr, 0x00, startupLocality);
  const changed = new Map<Bank, Set<number>>();
  for (const { pcr, type, digests } of events) {
    for (const { bank, digest } of digests) {
      if (only?.has(bank) === false) continue;
      let inBank = changed.get(bank);
      if (inBank === undefined) {
        inBank = new Set(startupLocality === 0 ? [] : [hcrtmPcr]);
        changed.set(bank, inBank);
      }
      if (type === eventTypes.EV_NO_ACTION) continue;
      registers.extend(bank, pcr, digest);
      inBank.add(pcr);
    }
  }
  return banks.flatMap((bank) =>
    ascending(changed.get(bank)).flatMap((pcr) => {
      const digest = registers.read(bank, pcr);
      return digest === undefined ? [] : [{ bank, pcr, digest }];
    }),
  );
}

const ascending = (pcrs: Iterable<number> = []): readonly number[] => [...pcrs].sort((a, b) => a - b);
