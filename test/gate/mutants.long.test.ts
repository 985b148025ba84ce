import { afterAll, describe, expect, test } from 'vitest';
import { reader } from '../../src/language/index.js';
import { type Mutant, mutantsOf } from '../../src/mutation/index.js';
import { inMemory } from '../language/texts.js';
import { small } from '../mutation/small.js';
import { booted, chain } from '../support/models.js';
import { claimed, closeSolver, gated } from './standing-of.js';

afterAll(closeSolver);

const root = 'model.ls2';

/** Those after which a theorem says more than before, if it still holds. All others weaken it, or make it about something else. */
const better: readonly Mutant['kind'][] = ['assumption dropped', 'weaker assumption', 'stronger claim'];

interface Case {
  readonly of: string;
  readonly text: string;
  /** How many there are at least. */
  readonly count: number;
  /** Those that pass in spite of what was changed, with the reason. */
  readonly pass: Readonly<Record<string, string>>;
  /** Those that are stopped though they make a theorem better, with the reason. */
  readonly stopped: Readonly<Record<string, string>>;
}

const monotone = 'that who runs one of few programs runs one of more is an axiom of Honest, and the gate uses none';

const cases: readonly Case[] = [
  {
    of: 'a register that two programs extend, and its quote',
    text: small,
    count: 50,
    pass: {
      'Signed:other-1/2': 'nothing is before itself: who claims `u < u` claims more',
    },
    stopped: {
      'Signed:assume-1-weaker': monotone,
      'Signed:assume-1-weaker/2': monotone,
      'Signed:assume-1-weaker/3': monotone,
    },
  },
  {
    of: 'a chain',
    text: chain + booted,
    count: 20,
    pass: {
      'MeasuredBoot_Boot:other-3.2': 't0 < t1 and t1 < t0 cannot be: who claims both claims more',
      'MeasuredBoot_Boot:other-3.5.2': 't0 < t1 < u and u ≤ t0 cannot be either',
    },
    stopped: {
      'MeasuredBoot_Boot:stronger-3.5.5':
        'one side has a conjunction where the other has one of its parts: that is not taken apart',
    },
  },
];

describe.each(cases)('mutants of $of, of each of which the attacker has a proof', ({ text, count, pass, stopped }) => {
  const { model } = reader(inMemory({ [root]: text })).read(root);
  const { mutants, touches } = mutantsOf(inMemory({ [root]: text }), [model]);
  const before = claimed({ [root]: text }, [root]);
  const theorems = before.theorems.map(({ name }) => name);
  const touching = mutants.filter((mutant) => theorems.some((name) => touches(mutant, model, name)));

  /** What becomes of the theorems that a mutant touches. */
  async function gate(mutant: Mutant) {
    const changed = { [root]: mutant.text };
    const compared = await gated(before, claimed(changed, [root]), changed);
    return theorems
      .filter((name) => touches(mutant, model, name))
      .map((name) => ({
        name,
        relation: compared.theorems.find((theorem) => theorem.name === name)?.before?.relation,
        findings: compared.findings.filter(({ subject }) => subject?.name === name),
      }));
  }

  test('are many', () => {
    expect(touching.length).toBeGreaterThan(count);
  });

  test('that weaken a theorem, or make it about something else, are stopped, by a finding for each theorem', async () => {
    const passed = new Set<string>();
    for (const mutant of touching) {
      if (better.includes(mutant.kind)) continue;
      for (const { findings, relation } of await gate(mutant)) {
        if (findings.length === 0) passed.add(mutant.id);
        else expect(['weaker', 'incomparable'], `${mutant.id}: ${mutant.what}`).toContain(relation);
      }
    }
    expect([...passed]).toEqual(Object.keys(pass));
  });

  test('that make a theorem better pass, and are called stronger', async () => {
    const held = new Set<string>();
    for (const mutant of touching) {
      if (!better.includes(mutant.kind)) continue;
      for (const { findings, relation } of await gate(mutant)) {
        if (findings.length > 0) held.add(mutant.id);
        else expect(relation, `${mutant.id}: ${mutant.what}`).toBe('stronger');
      }
    }
    expect([...held]).toEqual(Object.keys(stopped));
  });
});
