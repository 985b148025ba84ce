import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { everything, give, nextCommands, type TpmCommand } from '../../src/fuzz/tpm/command-sequence.js';
import { Random } from '../../src/semantics/index.js';
import { Simulator } from '../../src/tpm/simulator.js';
import type { Tpm } from '../../src/tpm/tpm.js';
import { installed } from '../support/programs.js';
import { openSwtpm } from './open-swtpm.js';

const commandsPerSeed = 10_000;
/** All registers are compared after so many commands, and before and after whatever changes many of them. */
const compareEvery = 250;

/** A mistake in a command that changes many registers, or turns the TPM off, would otherwise be overwritten unseen. */
const changesMuch = ({ kind }: TpmCommand): boolean => kind === 'powerCycle' || kind === 'startup' || kind === 'launch';

/** `expect` takes long over many bytes, so it is asked only to show a difference. */
function expectSame(simulated: unknown, real: unknown, when: () => string): void {
  if (!isDeepStrictEqual(simulated, real)) expect(simulated, when()).toEqual(real);
}

async function expectSameRegisters(simulator: Tpm, swtpm: Tpm, when: () => string): Promise<void> {
  expectSame(await simulator.read(everything), await swtpm.read(everything), when);
}

describe.skipIf(!installed('swtpm'))('simulator and swtpm', () => {
  for (let seed = 1; seed <= 10; seed++) {
    test(`answer alike and have the same registers over ${commandsPerSeed} random commands, seed ${seed}`, async () => {
      const [simulator, swtpm, random] = [new Simulator(), await openSwtpm(), new Random(seed)];
      const answers = new Map<string, number>();
      for (let given = 0; given < commandsPerSeed; ) {
        for (const command of nextCommands(random, simulator.core.started)) {
          const when = (): string => `seed ${seed}, command ${given}: ${JSON.stringify(command)}`;
          if (changesMuch(command)) await expectSameRegisters(simulator, swtpm, () => `before ${when()}`);
          const [simulated, real] = [await give(simulator, command), await give(swtpm, command)];
          expectSame(simulated, real, when);
          given++;
          const answer = `${command.kind} ${real.ok ? 'ok' : JSON.stringify(real.failure)}`;
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
          if (changesMuch(command) || given % compareEvery === 0) {
            await expectSameRegisters(simulator, swtpm, () => `after ${when()}`);
          }
        }
      }
      await expectSameRegisters(simulator, swtpm, () => `after seed ${seed}`);
      // The sequence was no walk along a wall: what should happen often did.
      for (const often of ['extend ok', 'reset ok', 'startup ok', 'launch ok', 'read ok']) {
        expect(answers.get(often) ?? 0, often).toBeGreaterThan(20);
      }
    });
  }
});
