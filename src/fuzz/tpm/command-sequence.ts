import type { Random } from '../../semantics/index.js';
import { allBanks, digestSize } from '../../tpm/banks.js';
import { type Locality, localities, pcrCount } from '../../tpm/registers.js';
import type { BankDigest, PcrSelection } from '../../tpm/selection.js';
import type { StartupType, Tpm } from '../../tpm/tpm.js';

/** A command as data, so that it can be given to two TPMs and shown. */
export type TpmCommand =
  | { readonly kind: 'powerCycle' }
  | { readonly kind: 'startup'; readonly type: StartupType }
  | { readonly kind: 'shutdown'; readonly type: StartupType }
  | { readonly kind: 'setLocality'; readonly locality: Locality }
  | { readonly kind: 'extend'; readonly pcr: number; readonly digests: readonly BankDigest[] }
  | { readonly kind: 'reset'; readonly pcr: number }
  | { readonly kind: 'read'; readonly selection: PcrSelection }
  | { readonly kind: 'launch'; readonly data: Uint8Array };

/** Every register of every bank. */
export const everything: PcrSelection = allBanks.map((bank) => ({ bank, pcrs: [...Array(pcrCount).keys()] }));

export function give(tpm: Tpm, command: TpmCommand): ReturnType<Tpm['extend']> | ReturnType<Tpm['read']> {
  switch (command.kind) {
    case 'powerCycle':
      return tpm.powerCycle();
    case 'startup':
      return tpm.startup(command.type);
    case 'shutdown':
      return tpm.shutdown(command.type);
    case 'setLocality':
      return tpm.setLocality(command.locality);
    case 'extend':
      return tpm.extend(command.pcr, command.digests);
    case 'reset':
      return tpm.reset(command.pcr);
    case 'read':
      return tpm.read(command.selection);
    case 'launch':
      return tpm.launch(command.data);
  }
}

/** The next commands of a random sequence: one, or a few that belong together, such as sleep and wake. */
export function nextCommands(random: Random, started: boolean): readonly TpmCommand[] {
  if (!started && random.chance(0.5)) return [...maybeLocality(random), randomStartup(random)];
  const roll = random.below(1000) / 1000;
  if (roll < 0.7) return [randomExtend(random)];
  if (roll < 0.78)
    return [{ kind: 'reset', pcr: random.chance(0.5) ? random.below(pcrCount + 1) : 16 + random.below(8) }];
  if (roll < 0.9) return [{ kind: 'setLocality', locality: random.one(localities) }];
  if (roll < 0.94) return [{ kind: 'read', selection: randomSelection(random) }];
  if (roll < 0.96) return [randomLaunch(random)];
  if (roll < 0.97) return [{ kind: 'shutdown', type: random.one<StartupType>(['clear', 'state']) }];
  if (roll < 0.975) return [randomStartup(random)];
  if (roll < 0.985) return [{ kind: 'powerCycle' }, ...(random.chance(0.4) ? [randomLaunch(random)] : [])];
  return randomResume(random);
}

/** Sleep and wake, mostly as it should be. */
function randomResume(random: Random): readonly TpmCommand[] {
  return [
    { kind: 'shutdown', type: 'state' },
    ...(random.chance(0.2) ? [randomExtend(random)] : []),
    { kind: 'powerCycle' },
    ...(random.chance(0.3) ? [randomLaunch(random)] : []),
    { kind: 'setLocality', locality: random.one<Locality>([0, 0, 3]) },
    { kind: 'startup', type: random.chance(0.8) ? 'state' : 'clear' },
  ];
}

const bytes = (random: Random, size: number): Uint8Array => Uint8Array.from({ length: size }, () => random.below(256));

const maybeLocality = (random: Random): readonly TpmCommand[] =>
  random.chance(0.7) ? [{ kind: 'setLocality', locality: random.one<Locality>([0, 3, 3, 4]) }] : [];

const randomStartup = (random: Random): TpmCommand => ({
  kind: 'startup',
  type: random.one<StartupType>(['clear', 'clear', 'state']),
});

const randomLaunch = (random: Random): TpmCommand => ({
  kind: 'launch',
  data: bytes(random, random.one([0, 1, 64, 300])),
});

function randomExtend(random: Random): TpmCommand {
  // Rarely more digests than a TPM takes, or none, or a register that does not exist.
  const count = random.chance(0.02) ? random.below(6) : 1 + random.below(3);
  const digests = Array.from({ length: count }, () => {
    const bank = random.one(allBanks);
    return { bank, digest: bytes(random, digestSize(bank)) };
  });
  return { kind: 'extend', pcr: random.below(pcrCount + (random.chance(0.02) ? 2 : 0)), digests };
}

function randomSelection(random: Random): PcrSelection {
  return Array.from({ length: random.below(6) }, () => ({
    bank: random.one(allBanks),
    pcrs: [...Array(pcrCount).keys()].filter(() => random.chance(0.2)),
  }));
}
