import { describe, expect, test } from 'vitest';
import { claimOf, searchAttacks, vacuityOf } from '../../src/attack/index.js';
import { model } from '../language/texts.js';
import { flawedChain } from './flawed-chain.mjs';

const stages = 32;
/** What each flaw costs the attacker, with the flaw in a stage that this many stages came before. */
const flaws = {
  // Reads what it likes and jumps there; every entry from its own on is foreign code's.
  'does not extend': (before: number) => 1 + 3 * before + 2 + (stages - before),
  // Reads and measures, somebody starts and writes, it reads again and jumps.
  'reads again': (before: number) => 1 + 3 * before + 2 + 2 + 2 + (stages - before - 1),
  // Reads, measures and unlocks: all entries that are left are anybody's. The last stage's entry is its own, so nothing is left to fake.
  unlocks: (before: number) => 1 + 3 * before + 3 + 1 + (stages - before - 1),
} as const;

describe('a chain of 32 stages with one flaw', () => {
  const cases = Object.keys(flaws).flatMap((flaw) => [0, 7, 16, 30].map((before) => ({ flaw, before })));

  test.each(cases)('stage $before $flaw: the shortest attack is as long as it has to be', ({ flaw, before }) => {
    const broken = model(flawedChain(stages, before, flaw));
    for (const decl of broken.theorems) {
      const [attack] = searchAttacks(broken, claimOf(decl)).attacks;
      const local = flaws[flaw as keyof typeof flaws](before);
      expect(attack?.occurrences.length, decl.name).toBe(decl.name === 'Local' ? local : local + 4 + 4);
    }
  });

  test('without a flaw there is none, and what it supposes is possible', () => {
    const chain = model(flawedChain(stages));
    const [local] = chain.theorems;
    if (local === undefined) throw new Error('there is no theorem');
    expect(searchAttacks(chain, claimOf(local), { states: 300, every: 100 }).attacks).toEqual([]);
    const [witness] = searchAttacks(chain, vacuityOf(claimOf(local))).attacks;
    // A reset; of each stage its read, its entry and its jump; but the last entry needs no jump.
    expect(witness?.occurrences).toHaveLength(1 + 3 * stages - 1);
  });
});
