import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claimOf, searchAttacks, vacuityOf } from '../../src/attack/index.js';
import { toldTraces } from '../../src/check/told-traces.js';
import type { FileSource } from '../../src/language/index.js';
import { History, Judge } from '../../src/trace/index.js';
import { inMemory } from '../language/texts.js';
import { shipped, shippedModel } from '../models/shipped.js';

/** A lemma, and theorems, of which a search of the usual size finds no trace. The kept ones of theirs, found with more states, are replayed by `ls2 check`. */
const notFound = new Set(['NotBefore', 'Authenticated', 'TC_vm', 'T6', 'T6_keys']);

const root = new URL('../..', import.meta.url).pathname;
const source: FileSource = {
  ...inMemory(shipped),
  read: (path) => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : undefined),
};

const proved = Object.keys(shipped).flatMap((path) => {
  if (!path.startsWith('proofs/')) return [];
  const model = shippedModel(path);
  const told = toldTraces(model, source, () => undefined);
  return model.theorems
    .filter(({ imported, expected }) => !imported && (expected === 'proved' || expected === 'vacuous'))
    .filter(({ name }) => !notFound.has(name))
    .map((decl) => ({ path, name: decl.name, model, told, decl }));
});

describe('what is proved', () => {
  test.each(proved)('$path: $name says something', async ({ model, told, decl }) => {
    // What its author says is run and judged, and not searched for.
    if ((await told.witness(decl)) !== undefined) return;
    const [witness] = searchAttacks(model, vacuityOf(claimOf(decl))).attacks;
    expect(witness === undefined).toBe(decl.expected === 'vacuous');
    if (witness === undefined) return;
    const judge = new Judge(model.theory, claimOf(decl));
    expect(judge.judge(History.of(witness.world, witness.occurrences)).verdict).toBe('holds');
  });
});
