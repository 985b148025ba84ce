import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Random } from '../../semantics/index.js';
import { describeFailure, Simulator, startSwtpm } from '../../tpm/index.js';
import { demand, type Property } from '../property.js';
import type { Tally } from '../tally.js';
import { everything, give, nextCommands } from '../tpm/command-sequence.js';
import { installed } from '../tpm/installed.js';

/** Each number is the seed of a command, or of a few that belong together. */
const cases: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(), { maxLength: 300, size: 'max' });

/** The simulator does what a real TPM does. */
export const tpm = (): Property<readonly number[]> => ({
  name: 'tpm',
  target: 'tpm',
  compares: 'the TPM simulator with swtpm',
  says: 'They answer alike, and have the same registers after every command that changes many.',
  missing: () => (installed('swtpm') ? undefined : 'swtpm is not on this machine'),
  cases,
  perRun: 1,
  check,
  show: (seeds) => `commands of the seeds ${seeds.join(', ')}`,
  read: (given) => (cases.canShrinkWithoutContext(given) ? given : undefined),
});

async function check(seeds: readonly number[], tally: Tally): Promise<void> {
  const started = await startSwtpm();
  if (!started.ok) throw new Error(describeFailure(started.failure));
  const [simulator, real] = [new Simulator(), started.value];
  try {
    for (const seed of seeds)
      for (const command of nextCommands(new Random(seed), simulator.core.started)) {
        const [ours, theirs] = [await give(simulator, command), await give(real, command)];
        const shown = JSON.stringify(command);
        demand(isDeepStrictEqual(ours, theirs), `${shown} is answered ${JSON.stringify([ours, theirs])}`);
        tally.count('commands', `${command.kind} ${theirs.ok ? 'done' : 'refused'}`);
        if (command.kind === 'extend' || command.kind === 'read') continue;
        demand(
          isDeepStrictEqual(await simulator.read(everything), await real.read(everything)),
          `the registers differ after ${shown}`,
        );
      }
    demand(
      isDeepStrictEqual(await simulator.read(everything), await real.read(everything)),
      'the registers differ at the end',
    );
  } finally {
    await real.close();
  }
}
