import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toldTraces } from '../../src/check/told-traces.js';
import type { FileSource } from '../../src/language/index.js';
import { inMemory } from '../language/texts.js';
import { shipped, shippedModel } from './shipped.js';

const root = new URL('../..', import.meta.url).pathname;
const under = (path: string): readonly string[] =>
  readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }).map((name) => `${path}/${name}`);
const traces = ['models', 'proofs'].flatMap(under).filter((path) => /\.traces\/[^/]+\.ndjson$/.test(path));
const source: FileSource = {
  ...inMemory(shipped),
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
};

describe('a trace beside a shipped theorem', () => {
  test('there are some', () => expect(traces.length).toBeGreaterThan(15));

  test.each(traces)('%s shows what the theorem expects', async (path) => {
    const model = shippedModel(`${dirname(path).replace(/\.traces$/, '')}.ls2`);
    const decl = model.theorems.find(({ name, imported }) => name === basename(path, '.ndjson') && !imported);
    if (decl === undefined) throw new Error('there is no such theorem');
    const told = toldTraces(model, source, () => undefined);
    if (decl.expected === 'refuted') expect(await told.attack(decl)).toBeDefined();
    else expect(await told.witness(decl)).toMatchObject({ kind: 'trace' });
  });
});
