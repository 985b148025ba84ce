import { afterAll, describe, expect, test } from 'vitest';
import { type Code, entryOf, groups } from '../../src/diagnostics/index.js';
import { compare } from '../../src/gate/compare.js';
import type { Comparison } from '../../src/gate/finding.js';
import { readLock } from '../../src/gate/read-lock.js';
import type { FreshStanding } from '../../src/gate/standing.js';
import { gateText } from '../../src/report/gate-text.js';
import { plain } from '../../src/report/paint.js';
import { closeSolver, gated, standing } from './standing-of.js';

const codes = groups.flatMap((group) => group.codes).filter((code) => code.startsWith('LS2-12'));
const tool = {
  name: 'ls2',
  version: 'as tested',
  solver: { name: 'z3', version: 'as tested' },
};
const file = 'example.ls2';

/** The two texts of an example. */
function turned(code: Code): readonly [before: string, now: string] {
  const [before, now] = entryOf(code).example.split('\n\n// turns into\n\n');
  if (before === undefined || now === undefined) throw new Error(`${code} has no two texts`);
  return [before, now];
}

/** How the axioms of the examples stand; test/e2e/gate.test.ts finds the same by the semantics. */
const axiomsOf = (text: string) =>
  [...text.matchAll(/^axiom (\w+) means/gm)].map(([, name = '']) => ({
    name,
    file,
    line: 1,
    standing:
      name === 'BEGUN' ? (text.includes('≠') ? ('violated' as const) : ('proved' as const)) : ('assumed' as const),
    traces: { every: 0, length: 0, random: 0 },
  }));

const standingOfText = (text: string): Promise<FreshStanding> =>
  standing({ [file]: `${text}\n` }, [file], axiomsOf(text));

const shown = (comparison: Comparison): string =>
  gateText(
    {
      ...comparison,
      tool,
      against: { lock: 'ls2.lock.json' },
      diagnostics: [],
    },
    () => undefined,
    plain,
  );

describe('the example', () => {
  afterAll(closeSolver);
  const elsewhere: readonly Code[] = ['LS2-1201', 'LS2-1212', 'LS2-1213', 'LS2-1217'];

  test.each(codes.filter((code) => !elsewhere.includes(code)))('of %s provokes it, as shown', async (code) => {
    const [before, now] = turned(code);
    const fresh = await standingOfText(now);
    const compared = await gated(await standingOfText(before), fresh, {
      [file]: `${now}\n`,
    });
    expect(compared.findings.map((finding) => finding.code)).toContain(code);
    await expect(shown(compared)).toMatchFileSnapshot(`../golden/gate/${code}.txt`);
  });

  test('of LS2-1201 is no lock file', () => {
    expect(readLock(entryOf('LS2-1201').example)).toMatchObject({ problem: expect.stringMatching(/^it is no JSON: /) });
  });

  test('of LS2-1212 has an attack before, and none now', async () => {
    const [before, now] = turned('LS2-1212');
    const attacked = async (text: string, attack: object): Promise<FreshStanding> => {
      const found = await standingOfText(text);
      const refuted = found.theorems.map(
        ({ failure: _, attack: __, events: ___, ...theorem }) =>
          ({ ...theorem, verdict: 'refuted', ...attack }) as const,
      );
      return { ...found, theorems: refuted };
    };
    const judge = () => Promise.resolve({ relation: 'equivalent' } as const);
    const compared = await compare(await attacked(before, { attack: 3 }), await attacked(now, {}), judge);
    expect(compared.findings.map(({ code }) => code)).toEqual(['LS2-1212']);
    await expect(shown(compared)).toMatchFileSnapshot('../golden/gate/LS2-1212.txt');
  });

  test('of LS2-1213 is no finding but for the lock file', async () => {
    const [before, now] = turned('LS2-1213');
    const compared = await gated(await standingOfText(before), await standingOfText(now), { [file]: now });
    expect(compared.findings).toEqual([]);
    expect(compared.gains.map(({ message }) => message)).toEqual(['Same is new, and proved']);
    expect(compared.stale).toEqual(['Same']);
  });
});
