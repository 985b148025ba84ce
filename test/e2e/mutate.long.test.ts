import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { placeWith } from '../support/command.js';
import { booted, chain } from '../support/models.js';

const schema = JSON.parse(readFileSync(new URL('../../docs/mutate.schema.json', import.meta.url), 'utf8'));
const isAsSaid = new Ajv2020({ strict: false }).compile(schema);

interface Result {
  readonly mutants: readonly {
    readonly id: string;
    readonly kind: string;
    readonly verdict: string;
    readonly fate: string;
  }[];
  readonly score: Readonly<Record<string, number>>;
}

test('ls2 check --mutate: a boot that nobody protects is refuted, a weaker claim is not', async () => {
  const ran = await placeWith({ 'a.ls2': chain + booted }).ls2('check', '--mutate', 'a.ls2', '--format', 'json');
  const result = JSON.parse(ran.stdout) as Result;
  expect(isAsSaid(result)).toBe(true);
  const { killed = 0, survived = 0, undecided = 0, implied = 0, score } = result.score;
  expect(killed + survived + undecided + implied).toBe(result.mutants.length);
  expect(score).toBeCloseTo(killed / (killed + survived + undecided));
  const dropped = result.mutants.filter(({ kind }) => kind === 'assumption dropped');
  expect(dropped.map(({ verdict, fate }) => `${verdict} ${fate}`)).toEqual(['refuted killed', 'refuted killed']);
  for (const { id, verdict, fate } of result.mutants.filter(({ kind }) => kind === 'weaker claim'))
    expect(`${id} ${verdict} ${fate}`).toBe(`${id} proved implied`);
});

/** What a register holds, somebody has extended it by: whatever the program does, but not whatever the claim is. */
const extended = `machine Box(m) { memory a; pcr s; on reset run Rom(m) }
program Rom(m: Box) { x = read m.a; extend m.pcr.s, x }
theorem Extended(m: Box, x: Term, t: Time)
  assume Mem(m.pcr.s, seq(sinit; x)) @ t
  show ∃I, u. u ≤ t ∧ Extend(I, m.pcr.s, x) @ u
  by auto
`;

test('ls2 check --mutate tells people only what no theorem notices, and the score', async () => {
  const ran = await placeWith({ 'a.ls2': extended }).ls2('check', '--mutate', 'a.ls2');
  expect(ran.stdout).not.toContain('✓');
  expect(ran.stdout).toMatch(/^✗ survived {2}Rom:drop-1 {2}a.ls2:2 /m);
  expect(ran.stdout).toMatch(/^\d+ mutants: \d+ killed, \d+ survived, \d+ undecided, \d+ implied/m);
  expect(ran.stdout).toMatch(/^score: \d+ %/m);
});

test('ls2 check --all has nothing to show without --mutate', async () => {
  const ran = await placeWith({ 'a.ls2': chain + booted }).ls2('check', '--all', 'a.ls2');
  expect(ran.stderr).toContain('--all is about mutants: it goes with --mutate');
  expect(ran.code).toBe(2);
});
