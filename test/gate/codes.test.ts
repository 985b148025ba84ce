import { afterAll, describe, expect, test } from 'vitest';
import { type Code, entryOf, groups } from '../../src/diagnostics/index.js';
import { compare } from '../../src/gate/compare.js';
import type { Comparison } from '../../src/gate/finding.js';
import { type Locks, unguarded } from '../../src/gate/guarded.js';
import type { Lock } from '../../src/gate/lock.js';
import { readLock } from '../../src/gate/read-lock.js';
import type { FreshStanding } from '../../src/gate/standing.js';
import { gateText } from '../../src/report/gate-text.js';
import { plain } from '../../src/report/paint.js';
import { proved } from '../support/models.js';
import { claimed, closeSolver, gated, standing } from './standing-of.js';

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

/** How the axioms of the examples stand; test/e2e/gate.long.test.ts finds the same by the semantics. */
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
  const elsewhere: readonly Code[] = ['LS2-1201', 'LS2-1212', 'LS2-1213', 'LS2-1214', 'LS2-1217'];

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

  test('of LS2-1214 has a witness before, and none now: looking for one is for test/attack', async () => {
    const [before, now] = turned('LS2-1214');
    const witnessed = async (text: string, found: object): Promise<FreshStanding> => {
      const stands = await claimed({ [file]: `${text}\n` }, [file]);
      return { ...stands, theorems: stands.theorems.map((theorem) => ({ ...theorem, ...found })) };
    };
    const judge = () => Promise.resolve({ relation: 'equivalent' } as const);
    const compared = await compare(await witnessed(before, { witness: 4 }), await witnessed(now, {}), judge);
    expect(compared.findings.map(({ code }) => code)).toEqual(['LS2-1206', 'LS2-1214']);
    await expect(shown(compared)).toMatchFileSnapshot('../golden/gate/LS2-1214.txt');
  });

  test('of LS2-1217 leaves a file out that was guarded; so does a lock file that is gone or cannot be read', async () => {
    const now = await standing({ 'proofs/large/a.ls2': proved }, ['proofs/large/a.ls2']);
    const [before, after] = turned('LS2-1217').map((text): Lock => {
      const { paths }: Pick<Lock, 'paths'> = JSON.parse(text);
      return { tool: { name: 'ls2', version: '1' }, paths, standing: now };
    });
    const said = (lock: Locks['now'], base: Locks['now'] = before): readonly string[] =>
      unguarded(now, { before: base, now: lock, file: 'lock' }).map(({ code, message }) => `${code} ${message}`);
    expect(said(after)).toEqual(['LS2-1217 lock no longer guards proofs/large/a.ls2']);
    expect(said(undefined)).toEqual(['LS2-1217 lock has gone, and guards nothing any more']);
    expect(said({ problem: 'it is no JSON' })).toEqual(['LS2-1217 lock cannot be read: it is no JSON']);
    expect([said(before), said(after, after)]).toEqual([[], []]);
    expect(unguarded(now, { before: undefined, now: undefined, file: 'lock' })).toEqual([]);
  });

  test('of LS2-1213 is no finding but for the lock file', async () => {
    const [before, now] = turned('LS2-1213');
    const compared = await gated(await standingOfText(before), await standingOfText(now), { [file]: now });
    expect(compared.findings).toEqual([]);
    expect(compared.gains.map(({ message }) => message)).toEqual(['Same is new, and proved']);
    expect(compared.stale).toEqual(['Same']);
  });
});
