import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { placeWith } from '../support/command.js';
import { booted, chain } from '../support/models.js';

const schema = JSON.parse(readFileSync(new URL('../../docs/mutate.schema.json', import.meta.url), 'utf8'));
const isAsSaid = new Ajv2020({ strict: false }).compile(schema);

interface Result {
  readonly mutants: readonly { readonly id: string; readonly kind: string; readonly verdict: string }[];
}

test('ls2 check --mutate: a boot that nobody protects is refuted, a weaker claim is not', async () => {
  const ran = await placeWith({ 'a.ls2': chain + booted }).ls2('check', '--mutate', 'a.ls2', '--format', 'json');
  const result = JSON.parse(ran.stdout) as Result;
  expect(isAsSaid(result)).toBe(true);
  const dropped = result.mutants.filter(({ kind }) => kind === 'assumption dropped');
  expect(dropped.map(({ verdict }) => verdict)).toEqual(['refuted', 'refuted']);
  for (const { id, verdict } of result.mutants.filter(({ kind }) => kind === 'weaker claim'))
    expect(`${id} ${verdict}`).toBe(`${id} proved`);
});
