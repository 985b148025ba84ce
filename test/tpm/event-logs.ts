import { allBanks, type Bank } from '../../src/tpm/banks.js';
import { eventTypes } from '../../src/tpm/event-log/event-types.js';
import { hcrtmEvent, measured, type NewEvent, separator, startedAt } from '../../src/tpm/event-log/write.js';
import type { Locality } from '../../src/tpm/registers.js';

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

export const hcrtmData = text('boot block');

/** The log of a boot with this startup locality; 4 is that of an H-CRTM. */
export function bootLog(locality: Locality, banks: readonly Bank[] = allBanks): readonly NewEvent[] {
  const { EV_POST_CODE, EV_S_CRTM_VERSION, EV_IPL, EV_ACTION } = eventTypes;
  return [
    ...(locality === 0 ? [] : [startedAt(banks, locality)]),
    ...(locality === 4 ? [hcrtmEvent(banks, hcrtmData)] : []),
    measured(banks, 0, EV_S_CRTM_VERSION, text('version 1')),
    measured(banks, 0, EV_POST_CODE, text('POST CODE')),
    measured(banks, 2, EV_ACTION, new Uint8Array()),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((pcr) => separator(banks, pcr)),
    measured(banks, 8, EV_IPL, text('grub_cmd: linux /vmlinuz\0')),
    measured(banks, 9, EV_IPL, text('/initrd\0')),
    measured(banks, 9, EV_IPL, new Uint8Array(1000).fill(0xaa)),
    measured(banks, 17, EV_IPL, text('dynamic launch\0')),
  ];
}
