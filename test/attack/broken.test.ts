import { describe, expect, test } from 'vitest';
import { claimOf, searchAttacks } from '../../src/attack/index.js';
import { History, Judge } from '../../src/trace/index.js';
import { model, textsUnder } from '../language/texts.js';
import { judgedFromFile, withoutEvent } from './replaying.js';

const texts = textsUnder('test/models/broken').map(({ path, text }) => ({
  name: path.replace(/^.*\/(.*)\.ls2$/, '$1'),
  text,
}));
const cases = texts.flatMap(({ name, text }) =>
  [...text.matchAll(/^theorem (\w+)[\s\S]*?by auto$/gm)].map(([statement, theorem]) => ({
    name,
    theorem: theorem ?? '',
    text,
    isFalse: statement.includes('expect refuted'),
  })),
);

/** How long an attack has to be, by hand: what each flaw needs, and what a quote of it adds. */
const lengths: Readonly<Record<string, number>> = {
  // A reset, a thread of foreign code, three entries.
  'no-protected Local': 5,
  // The ROM measures the loader and jumps to it (4), which reads what it likes and jumps there (6), and two entries are missing.
  'stage-does-not-extend Local': 8,
  // The same up to the loader's measurement (6), a thread that writes (8), the second read and the jump (10), the last entry.
  'stage-reads-again Local': 11,
  // The honest boot up to its last entry: a reset, two stages of three actions each, and two actions of the third.
  'last-stage-claimed-to-have-run Local': 9,
  // A reset and the verifier's start; it receives what anybody can make, and compares it.
  'verifier-does-not-verify Accepted': 4,
  // The local attack, the quote's start and its three actions, the verifier's start and its three.
  'no-protected Remote': 5 + 4 + 4,
  'stage-reads-again Remote': 11 + 4 + 4,
};

describe('broken models', () => {
  test('are many', () => expect(cases.filter(({ isFalse }) => isFalse).length).toBeGreaterThan(50));

  test.each(cases.filter(({ isFalse }) => isFalse))(
    '$name: $theorem is refuted, by a trace that runs and from which no event can be left out',
    async ({ name, theorem, text }) => {
      const broken = model(text);
      const claim = claimOf(broken.theorems.find((decl) => decl.name === theorem) as never);
      const [attack] = searchAttacks(broken, claim).attacks;
      if (attack === undefined) throw new Error('no attack was found');
      const { world, occurrences } = attack;
      expect((await judgedFromFile(broken, claim, attack)).verdict).toBe('violated');
      const judge = new Judge(broken.theory, claim);
      for (let place = 0; place < occurrences.length; place++) {
        const history = History.of(world, withoutEvent(world, occurrences, place));
        expect(judge.judge(history).verdict, `without event ${place + 1}`).not.toBe('violated');
      }
      const length = lengths[`${name} ${theorem}`];
      if (length !== undefined) expect(occurrences).toHaveLength(length);
    },
  );

  test.each(cases.filter(({ isFalse, name }) => !isFalse && name.startsWith('base-')))(
    '$name: of $theorem no attack is found',
    ({ theorem, text }) => {
      const base = model(text);
      const decl = base.theorems.find((each) => each.name === theorem);
      if (decl === undefined) throw new Error(`there is no ${theorem}`);
      const { attacks, bound } = searchAttacks(base, claimOf(decl), { states: 400, every: 2_000 });
      expect(attacks).toEqual([]);
      expect(bound.every?.traces).toBeGreaterThan(10);
    },
  );
});
