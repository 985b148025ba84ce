import { describe, expect, test } from 'vitest';
import { claimOf, searchAttacks, vacuityOf } from '../../src/attack/index.js';
import { History, Judge } from '../../src/trace/index.js';
import { shipped, shippedModel } from '../models/shipped.js';

/** A lemma, and theorems, of which the search finds no trace; that of TC_vm is kept beside the file. */
const empty = new Set(['NotBefore', 'Authenticated', 'TC_vm']);

const proofs = Object.keys(shipped).filter((path) => path.startsWith('proofs/'));

describe.each(proofs)('%s', (path) => {
  const model = shippedModel(path);
  const proved = model.theorems.filter(
    ({ imported, expected }) => !imported && (expected === 'proved' || expected === 'vacuous'),
  );

  test.each(proved.map((decl) => ({ name: decl.name, decl })))('$name says something', ({ name, decl }) => {
    const [witness] = searchAttacks(model, vacuityOf(claimOf(decl))).attacks;
    expect(witness === undefined).toBe(decl.expected === 'vacuous' || empty.has(name));
    if (witness === undefined) return;
    const judge = new Judge(model.theory, claimOf(decl));
    expect(judge.judge(History.of(witness.world, witness.occurrences)).verdict).toBe('holds');
  });
});
