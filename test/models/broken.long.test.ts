import { afterAll, describe, expect, test } from 'vitest';
import { createSolver } from '../../src/solver/index.js';
import { model, textsUnder } from '../language/texts.js';
import { asking, proverFor } from '../support/proving.js';

/** What a theorem of a broken model comes to: it is proved, or its proof gets stuck at a step that says this. */
type Outcome = 'proved' | RegExp;

/** What the register shows of the boot; that what was accepted had been in the register; so what the boot was. */
interface Outcomes {
  readonly Local: Outcome;
  readonly Accepted: Outcome;
  readonly Remote: Outcome;
}

/** A stage, or what a boot starts, does something else than to extend the register by what it then jumps to. */
const stage = (name: string, when = ''): Outcomes => {
  const step = new RegExp(`^${name}.* extends by what it then jumps to.*${when}`);
  return { Local: step, Accepted: 'proved', Remote: step };
};

/** The register is not known to be held when the boot begins. */
const unheld: Outcomes = { Local: /boot begins holds/, Accepted: 'proved', Remote: /boot begins holds/ };

/** The register's value does not show what is claimed of it. */
const claim = /^MeasuredBoot, from what the register shows/;
const overclaimed: Outcomes = { Local: claim, Accepted: 'proved', Remote: claim };

/** The chain is good, and the quote is not; what the chain needs is nevertheless known. */
const quote = (accepted: RegExp, remote = accepted): Outcomes => ({
  Local: 'proved',
  Accepted: accepted,
  Remote: remote,
});

const ended = 'run to its end';
const wrongText = /^the goal, from what was accepted/;
const notARegister = /^what was signed was in m\.pcr\.s/;

const broken: Readonly<Record<string, Outcomes>> = {
  'stage-does-not-extend': stage('Loader', ended),
  'stage-jumps-before-it-extends': stage('Loader', ended),
  'stage-extends-something-else': stage('Loader', ended),
  'stage-reads-again': stage('Loader', ended),
  'stage-extends-another-register': stage('Loader', ended),
  'stage-extends-twice': stage('Loader', 'after 4 of its actions'),
  'stage-unlocks-before-it-jumps': stage('Loader', 'after 3 of its actions'),
  'stage-unlocks-for-a-moment': stage('Loader', 'after 3 of its actions'),
  'stage-jumps-elsewhere': stage('Loader', ended),
  'another-program-on-reset': stage('the reset program', ended),
  'late-launch-does-not-extend': stage('the late-launched program', ended),
  'no-protected': unheld,
  'protected-another-register': unheld,
  'late-launch-does-not-lock': unheld,
  'late-launch-locks-another-register': unheld,
  'late-launch-locks-at-a-reset': unheld,
  'last-stage-claimed-to-have-run': overclaimed,
  'stages-swapped-in-the-claim': overclaimed,
  'verifier-checks-a-shorter-sequence': quote(wrongText, claim),
  'verifier-checks-a-reordered-sequence': quote(wrongText, claim),
  'verifier-uses-another-key': quote(/^the signer EK\(m\) is honest/),
  'verifier-does-not-verify': quote(/^from what is shown back/),
  'verifier-matches-nothing': quote(/^from what is shown back/),
  'verifier-may-be-the-signer': quote(/^the signature was sent or written by a thread of its signer/),
  'signer-signs-anything': quote(notARegister),
  'signer-jumps-to-foreign-code': quote(/^what Update\(m\) sends and writes.*run to its end/),
  'signer-is-not-honest': quote(/^the signer AIK\(m\) is honest/),
  // The quote is good evidence of the other register, which nothing protects.
  'quote-of-another-register': quote(wrongText, /boot begins holds/),
  'quote-of-memory': quote(/^the register that was quoted/),
  'quote-without-a-name': quote(notARegister),
  'old-quote': quote(wrongText, /^the goal, from what the register shows/),
};

const texts = new Map(
  textsUnder('test/models/broken').map(({ path, text }) => [path.replace(/^.*\/(.*)\.ls2$/, '$1'), text]),
);
const textOf = (name: string): string => texts.get(name) ?? '';
const baseOf = (name: string): string => (textOf(name).includes('dpcr') ? 'base-dynamic' : 'base-static');

const solver = createSolver('z3');
afterAll(() => solver.close());
const decide = asking(solver);

describe.each(['base-static', 'base-dynamic'])('%s', (name) => {
  test.each(['Local', 'Accepted', 'Remote'])('%s is proved', async (theorem) => {
    const attempt = await proverFor(model(textOf(name)), decide).prove(theorem);
    expect(attempt.proved ? 'proved' : attempt.failure.step).toBe('proved');
  });
});

describe('the broken models', () => {
  test('are those that are there, and each says what is broken', () => {
    expect([...texts.keys()].filter((name) => !name.startsWith('base-')).sort()).toEqual(Object.keys(broken).sort());
    for (const text of texts.values()) expect(text).toMatch(/^\/\/ .*\.\n/);
  });

  test.each(Object.keys(broken))('%s differs from its base by a few lines', (name) => {
    expect(differences(textOf(name), textOf(baseOf(name)))).toBeLessThanOrEqual(16);
  });

  test.each(Object.keys(broken))('%s says what it expects', (name) => {
    const { theorems } = model(textOf(name));
    for (const { name: theorem, expected } of theorems) {
      const outcome = broken[name]?.[theorem as keyof Outcomes];
      expect(`${theorem} ${expected}`).toBe(`${theorem} ${outcome === 'proved' ? 'proved' : 'refuted'}`);
    }
  });

  test.each(Object.entries(broken))(
    '%s: what depends on the flaw is not proved, the rest is',
    async (name, outcomes) => {
      const prover = proverFor(model(textOf(name)), decide);
      for (const [theorem, outcome] of Object.entries(outcomes) as [string, Outcome][]) {
        const attempt = await prover.prove(theorem);
        const step = attempt.proved ? 'proved' : attempt.failure.step;
        expect(`${theorem}: ${step}`).toMatch(
          outcome === 'proved' ? /: proved$/ : new RegExp(outcome.source.replace(/^\^/, ': ')),
        );
      }
    },
  );
});

/** How many lines one of the texts has and the other has not, but for comments and what is expected. */
function differences(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('\n').filter((line) => !/^\/\/|^ {2}expect |^$/.test(line)));
  if (left === undefined || right === undefined) return 0;
  // The longest common subsequence, row by row.
  let row = new Array<number>(right.length + 1).fill(0);
  for (const line of left) {
    const next = [0];
    for (const [j, other] of right.entries())
      next.push(line === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return left.length + right.length - 2 * (row.at(-1) ?? 0);
}
