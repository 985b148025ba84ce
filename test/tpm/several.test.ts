import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { apply, core, type Term } from '../../src/kernel/index.js';
import { sceneOf } from '../../src/language/index.js';
import { listOfLocations, type Occurrence, together, valueAt } from '../../src/semantics/index.js';
import { MachineTpm } from '../../src/tpm/machine/follow.js';
import { type Layout, layoutOf } from '../../src/tpm/machine/layout.js';
import { parseAttest } from '../../src/tpm/quote/attest.js';
import { takeQuote } from '../../src/tpm/quote/take-quote.js';
import { Simulator } from '../../src/tpm/simulator.js';
import type { Tpm } from '../../src/tpm/tpm.js';
import { History } from '../../src/trace/history.js';
import { model } from '../language/texts.js';
import { installed } from '../support/programs.js';
import { got, openSwtpm } from './open-swtpm.js';

/** What a model reads at one instant, and what a TPM says that was asked for the same registers in one command. */
const box = model(`
machine Box(m) { pcr s, r, q }
setup Box(m) { m.pcr.s is PCR 9; m.pcr.r is PCR 4; m.pcr.q is PCR 8 }
`);
const world = sceneOf(box, 1);
const { words, individuals } = world;
const [machine] = world.machines as [(typeof world.machines)[0]];
const register = (name: string): Term => apply(words.pcr, machine.term, apply(world.symbols.names.get(name) as never));
const [s, r, q] = ['s', 'r', 'q'].map(register) as [Term, Term, Term];
const I = individuals.of('thread', 'I1');
const [one, two] = ['one', 'two'].map((name) => individuals.of('data', name)) as [Term, Term];

const booted: readonly Occurrence[] = [
  {
    event: apply(core.resetEvent, machine.term, I),
    birth: { owner: individuals.of('principal', 'Operator'), machine: machine.term, locks: [] },
  },
  ...[
    [s, words.sinit],
    [r, words.dinit],
    [s, words.unset],
    [q, words.sinit],
  ].map(([location, entry]) => ({ event: apply(words.events.Extend, I, location as Term, entry as Term) })),
];
const now = History.of(world, booted).now;
const reads = (values: readonly Term[]): Occurrence => ({
  event: apply(words.events.ReadAll, I, listOfLocations(words, [s, r]), together(words, values)),
});
const held = [s, r].map((location) => valueAt(now, location) as Term);

/** The digest of a register after extensions by texts, by hand. */
const digest = (...entries: readonly string[]): Buffer =>
  entries.reduce<Buffer>((before, entry) => {
    const measured = createHash('sha256').update(entry).digest();
    return createHash('sha256').update(before).update(measured).digest();
  }, Buffer.alloc(32));

const tpms: readonly (readonly [string, () => Promise<Tpm>])[] = [
  ['simulator', async () => new Simulator()],
  ...(installed('swtpm') ? [['swtpm', openSwtpm] as const] : []),
];

describe.each(tpms)('%s', (_, open) => {
  const following = async (): Promise<{ readonly tpm: Tpm; readonly machine: MachineTpm }> => {
    const tpm = await open();
    const following = new MachineTpm(world, layoutOf(box, world, machine, () => undefined) as Layout, tpm);
    for (const occurrence of booted) got(await following.follow(occurrence));
    return { tpm, machine: following };
  };

  test('a quote over the registers that were read at one instant follows the model', async () => {
    const { tpm, machine: followed } = await following();
    expect(followed.quoted('sha256')).toEqual([{ bank: 'sha256', pcrs: [4, 8, 9] }]);
    // Nobody writes a wrong event: the step relation has no other result than this.
    expect(() => History.of(world, [...booted, reads([one, two])])).toThrow();
    History.of(world, [...booted, reads(held)]);
    got(await followed.follow(reads(held)));
    const { quote } = got(await takeQuote(tpm, followed.quoted('sha256'), Buffer.from('00ff', 'hex')));
    const attest = parseAttest(quote.message);
    if (!attest.ok) throw new Error('the quote is malformed');
    expect(attest.value.selection).toEqual([{ bank: 'sha256', pcrs: [4, 9] }]);
    const values = createHash('sha256').update(digest('dinit')).update(digest('sinit', 'unset')).digest();
    expect(Buffer.from(attest.value.pcrDigest)).toEqual(values);
  });

  test('other values than the TPM has are found out', async () => {
    const { machine: followed } = await following();
    expect(await followed.follow(reads([...held].reverse()))).toMatchObject({
      ok: false,
      failure: { kind: 'broken', why: expect.stringContaining('at one instant') },
    });
  });
});
