import { describe, expect, test } from 'vitest';
import { corpusBytes, hasCorpus } from './corpus.js';
import { originals, tryOne } from './mutated.mjs';

describe('evidence with changes', () => {
  test('is read or malformed, and no changed quote verifies; `npm run mutated` tries a million', async () => {
    const from = await originals();
    for (let seed = 0; seed < 1500; seed++) expect(() => tryOne(from, seed), `seed ${seed}`).not.toThrow();
  });

  test.runIf(hasCorpus)('of real machines, too', async () => {
    const file = (name: string): Uint8Array => corpusBytes(`qemu/sb-honest/${name}`);
    const from = await originals(file('eventlog.bin'), file('ima.bin'));
    for (let seed = 0; seed < 70; seed++) expect(() => tryOne(from, seed), `seed ${seed}`).not.toThrow();
  });
});
