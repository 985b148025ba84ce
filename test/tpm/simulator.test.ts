import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { allBanks, type Bank, digestSize } from '../../src/tpm/banks.js';
import { powerOn, resume } from '../../src/tpm/power.js';
import type { Locality } from '../../src/tpm/registers.js';
import { done, refused } from '../../src/tpm/response.js';
import { Simulator } from '../../src/tpm/simulator.js';
import { got } from './open-swtpm.js';

const hash = (bank: Bank, ...pieces: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(createHash(bank).update(Buffer.concat(pieces)).digest());
const bytes = (bank: Bank, byte: number, last = byte): Uint8Array => {
  const all = new Uint8Array(digestSize(bank)).fill(byte);
  all[all.length - 1] = last;
  return all;
};
const data = new TextEncoder().encode('measured');
/** A digest of the data for every bank. */
const digests = allBanks.map((bank) => ({ bank, digest: hash(bank, data) }));

async function started(locality: Locality = 0): Promise<Simulator> {
  const tpm = new Simulator();
  got(await tpm.startup('clear'));
  got(await tpm.setLocality(locality));
  return tpm;
}

async function value(tpm: Simulator, pcr: number, bank: Bank = 'sha256'): Promise<Uint8Array | undefined> {
  return got(await tpm.read([{ bank, pcrs: [pcr] }])).values[0]?.digest;
}

describe('simulator', () => {
  test('after Startup(CLEAR) PCR 0 to 16 and 23 are zeros, 17 to 22 ones', async () => {
    const tpm = await started();
    for (const bank of allBanks) {
      for (let pcr = 0; pcr < 24; pcr++) {
        expect(await value(tpm, pcr, bank)).toEqual(bytes(bank, pcr >= 17 && pcr <= 22 ? 0xff : 0x00));
      }
    }
  });

  test('an extend is H(old ‖ digest), in every bank that a digest is given for', async () => {
    const tpm = await started();
    expect(await tpm.extend(10, digests)).toEqual(done);
    expect(await tpm.extend(10, digests.slice(0, 2))).toEqual(done);
    for (const bank of allBanks) {
      const once = hash(bank, bytes(bank, 0), hash(bank, data));
      const twice = hash(bank, once, hash(bank, data));
      expect(await value(tpm, 10, bank)).toEqual(bank === 'sha1' || bank === 'sha256' ? twice : once);
    }
  });

  test('Startup at locality 3 begins PCR 0 at 3; an H-CRTM at 4, extended by its digest, from whatever locality', async () => {
    const tpm = new Simulator();
    expect(await powerOn(tpm, { locality: 3 })).toEqual(done);
    expect(await value(tpm, 0)).toEqual(bytes('sha256', 0, 3));
    for (const locality of [0, 3] as const) {
      expect(await powerOn(tpm, { hcrtm: data, locality })).toEqual(done);
      for (const bank of allBanks) {
        expect(await value(tpm, 0, bank)).toEqual(hash(bank, bytes(bank, 0, 4), hash(bank, data)));
      }
    }
  });

  test('a dynamic launch leaves H(0 ‖ H(data)) in PCR 17, zeros in 18 to 22, and the others alone', async () => {
    const tpm = await started();
    got(await tpm.extend(4, digests));
    const before = await value(tpm, 4);
    expect(await tpm.launch(data)).toEqual(done);
    expect(await value(tpm, 17)).toEqual(hash('sha256', bytes('sha256', 0), hash('sha256', data)));
    for (let pcr = 18; pcr <= 22; pcr++) expect(await value(tpm, pcr)).toEqual(bytes('sha256', 0));
    expect(await value(tpm, 4)).toEqual(before);
  });

  test('sleep and wake keep PCR 0 to 15 and nothing else', async () => {
    const tpm = await started();
    for (const pcr of [0, 15, 16, 23]) got(await tpm.extend(pcr, digests));
    const [first, last] = [await value(tpm, 0), await value(tpm, 15)];
    expect(await resume(tpm)).toEqual(done);
    expect([await value(tpm, 0), await value(tpm, 15)]).toEqual([first, last]);
    expect(first).not.toEqual(bytes('sha256', 0));
    expect([await value(tpm, 16), await value(tpm, 23)]).toEqual([bytes('sha256', 0), bytes('sha256', 0)]);
  });

  test('wakes only in the way it was started, and only if nothing was extended since it was put to sleep', async () => {
    const tpm = await started();
    expect(await powerOn(tpm, { startup: 'state' }), 'never put to sleep').toEqual(refused(0x1c4));
    got(await powerOn(tpm));
    expect(await resume(tpm, { locality: 3 })).toEqual(refused(0x907));
    expect(await resume(tpm), 'not started since').toEqual(refused(0x100));
    got(await powerOn(tpm));
    expect(await resume(tpm, { hcrtm: data })).toEqual(refused(0x1c4));
    got(await powerOn(tpm));
    got(await tpm.shutdown('state'));
    got(await tpm.extend(16, digests));
    expect(await powerOn(tpm, { startup: 'state' }), 'PCR 16 is not saved').toEqual(done);
    got(await tpm.shutdown('state'));
    got(await tpm.extend(15, digests));
    expect(await powerOn(tpm, { startup: 'state' })).toEqual(refused(0x1c4));
  });

  test('before Startup every command is refused, as is a second Startup', async () => {
    const tpm = new Simulator();
    const outOfTurn = refused(0x100);
    expect(await tpm.extend(0, digests)).toEqual(outOfTurn);
    expect(await tpm.reset(16)).toEqual(outOfTurn);
    expect(await tpm.read([])).toEqual(outOfTurn);
    expect(await tpm.shutdown('clear')).toEqual(outOfTurn);
    expect(await tpm.createAttestationKey()).toEqual(outOfTurn);
    got(await tpm.startup('clear'));
    expect(await tpm.startup('clear')).toEqual(outOfTurn);
  });

  test('Startup from localities 1, 2 and 4 is refused', async () => {
    for (const locality of [1, 2, 4] as const) {
      expect(await powerOn(new Simulator(), { locality })).toEqual(refused(0x907));
    }
  });

  test('a wrong locality changes nothing', async () => {
    const tpm = await started(0);
    expect(await tpm.extend(17, digests)).toEqual(refused(0x907));
    expect(await tpm.reset(0)).toEqual(refused(0x907));
    expect(await value(tpm, 17)).toEqual(bytes('sha256', 0xff));
  });

  test('only banks that are allocated are extended and read', async () => {
    const tpm = new Simulator({ banks: ['sha256'] });
    got(await tpm.startup('clear'));
    expect(await tpm.extend(3, digests)).toEqual(done);
    const { values, updateCounter } = got(await tpm.read(allBanks.map((bank) => ({ bank, pcrs: [3] }))));
    expect(values.map(({ bank }) => bank)).toEqual(['sha256']);
    const { updateCounter: later } = got(await tpm.extend(3, digests).then(() => tpm.read([])));
    expect(later - updateCounter).toBe(1);
  });

  test('a digest of a wrong size and a selection of what is no PCR are mistakes of the caller', async () => {
    const tpm = await started();
    await expect(tpm.extend(0, [{ bank: 'sha256', digest: new Uint8Array(20) }])).rejects.toThrow(RangeError);
    expect(await value(tpm, 0)).toEqual(bytes('sha256', 0));
    await expect(
      tpm.quote(got(await tpm.createAttestationKey()), [{ bank: 'sha1', pcrs: [24] }], data),
    ).rejects.toThrow(RangeError);
  });

  test('says the same for the same seed and commands, signatures included, and has another key for another seed', async () => {
    const run = async (seed: string): Promise<unknown> => {
      const tpm = new Simulator({ seed });
      got(await tpm.startup('clear'));
      return got(await tpm.quote(got(await tpm.createAttestationKey()), [{ bank: 'sha1', pcrs: [0] }], data));
    };
    expect(await run('a')).toEqual(await run('a'));
    expect(await run('a')).not.toEqual(await run('b'));
  });
});
