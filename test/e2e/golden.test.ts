import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { placeAt } from '../support/command.js';

/** Files of test/golden/check with what `ls2 check` says of them beside them, and how it ends. */
const golden = [
  ['verdicts', 1],
  ['errors', 3],
  ['not-checked', 3],
  ['lives', 0],
  ['domains', 0],
  ['axioms', 1],
] as const;

describe('what ls2 check says', () => {
  test.each(golden)('of %s.ls2', async (name, code) => {
    const directory = fileURLToPath(new URL('../golden/check', import.meta.url));
    const ran = await placeAt(directory).ls2('check', `${name}.ls2`);
    // A solver that gives up does so by its own limits, or on a slow machine by the clock before.
    const said = ran.stdout.replaceAll(/no answer within \d+ s/g, 'the solver gave up within its limits');
    await expect(said).toMatchFileSnapshot(`../golden/check/${name}.txt`);
    expect(ran.code).toBe(code);
  });
});
