import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the schema knows every kind of finding', () => {
  const source = readFileSync(new URL('../../src/evidence/finding.ts', import.meta.url), 'utf8');
  const schema = readFileSync(new URL('../../docs/attest.schema.json', import.meta.url), 'utf8');
  const kinds = [...source.matchAll(/readonly kind: '([a-z-]+)'/g)].map(([, kind]) => kind);
  const { items } = JSON.parse(schema).properties.findings;
  expect([...items.properties.kind.enum].sort()).toEqual([...kinds].sort());
});
