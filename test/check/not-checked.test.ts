import { afterAll, describe, expect, test } from 'vitest';
import { isError } from '../../src/check/index.js';
import { closeEngine, said } from '../support/engine.js';
import { chain } from '../support/models.js';

afterAll(closeEngine);

const qed = 'proof\n  show by z3\nqed\n';
const bystander = `theorem Bystander(t: Time)\n  show t = t\n${qed}`;
const machine = 'machine Board(b) { memory l; pcr boot; on reset run Rom(b) }\n';
const rom = 'program Rom(b: Board) { x = read b.l; extend b.pcr.boot, x; jump x }\n';
/** Of whatever it is that it supposes, it is proved. */
const claim = (premise: string): string =>
  `theorem T(b: Board, K: Thread, t: Time)\n  assume p: ${premise}\n  show t = t\n${qed}`;

/** What came of T: its verdict, or the code of the error in the way and by what it is reached. */
async function fateOfT(files: Readonly<Record<string, string>>, root = 'a.ls2') {
  const events = await said(files, [root]);
  const checked = events.flatMap((event) => (event.kind === 'theorem' ? [event.checked] : []));
  const left = events.flatMap((event) => (event.kind === 'not-checked' ? [event.notChecked] : []));
  const verdictOf = (name: string) => checked.find((each) => each.name === name)?.verdict;
  const why = left.find(({ name }) => name === 'T');
  const errors = events.flatMap((event) =>
    event.kind === 'read' ? event.files.flatMap(({ diagnostics }) => diagnostics.filter(isError)) : [],
  );
  return { verdict: verdictOf('T'), bystander: verdictOf('Bystander'), why, errors };
}

describe('a theorem is not checked', () => {
  test.each([
    ['that has an error in what it shows', `theorem T(t: Time)\n  show t = v\n${qed}`, 'LS2-0201', []],
    [
      'that has an error in its proof',
      'theorem T(t: Time)\n  show t = t\nproof\n  show by z3 using nothing\nqed\n',
      'LS2-0602',
      [],
    ],
    ['that shows nothing', `theorem T(t: Time)\n${qed}`, 'LS2-0601', []],
    [
      'that is there twice',
      `theorem T(t: Time)\n  show t = t\n${qed}lemma T(t: Time)\n  show t = t\n${qed}`,
      'LS2-0202',
      ['T'],
    ],
    [
      'of a definition with an error',
      `${machine}${rom}define P(b: Board) ≡ v = b\n${claim('P(b)')}`,
      'LS2-0201',
      ['P'],
    ],
    [
      'of a definition of one with an error',
      `${machine}${rom}define Q(b: Board) ≡ v = b\ndefine P(b: Board) ≡ Q(b)\n${claim('P(b)')}`,
      'LS2-0201',
      ['P', 'Q'],
    ],
    [
      'of a definition that is there twice',
      `${machine}${rom}define P(b: Board) ≡ b = b\ndefine P(b: Board) ≡ b ≠ b\n${claim('P(b)')}`,
      'LS2-0202',
      ['P'],
    ],
    [
      'of a machine whose program has an error',
      `${machine}${rom.replace('jump x', 'jump y')}${claim('Reset(b, K) @ t')}`,
      'LS2-0201',
      ['Board', 'Rom'],
    ],
    ['of a machine that runs no program', `${machine}${claim('Reset(b, K) @ t')}`, undefined, ['Board']],
    [
      'of a machine with an error',
      `${machine.replace('pcr boot', 'pcr boot, boot')}${rom}${claim('b = b')}`,
      'LS2-0202',
      ['Board'],
    ],
    ['of a constant of no sort', `${machine}${rom}constant c: Nonsense\n${claim('c = c')}`, undefined, ['c']],
  ] as const)('%s', async (_, text, code, through) => {
    const fate = await fateOfT({ 'a.ls2': text + bystander });
    expect(fate).toMatchObject({ verdict: undefined, bystander: 'proved', why: { through } });
    if (code !== undefined) expect(fate.why?.because.code).toBe(code);
  });

  test('whose proof uses a lemma or an axiom with an error', async () => {
    const used = 'lemma L(t: Time)\n  show t = v\nproof\n  show by z3\nqed\naxiom A means "a" source "b" : ∀t. t = v\n';
    for (const [by, through] of [
      ['z3 using lemma L', 'L'],
      ['L(t)', 'L'],
      ['z3 using axiom A', 'A'],
    ] as const) {
      const fate = await fateOfT({
        'a.ls2': `${used}theorem T(t: Time)\n  show t = t\nproof\n  show by ${by}\nqed\n${bystander}`,
      });
      expect(fate).toMatchObject({ verdict: undefined, bystander: 'proved', why: { through: [through] } });
    }
  });

  test('by way of imports', async () => {
    const files = {
      'c.ls2': machine + rom.replace('jump x', 'jump y'),
      'b.ls2': 'import "c.ls2"\nconstant nothing: Term\n',
      'a.ls2': `import "b.ls2"\n${claim('b = b')}`,
    };
    expect(await fateOfT(files)).toMatchObject({
      verdict: undefined,
      why: { because: { file: 'c.ls2', code: 'LS2-0201' } },
    });
    expect((await fateOfT({ 'a.ls2': `import "gone.ls2"\n${bystander}${claim('b = b')}` })).verdict).toBeUndefined();
  });

  test('whose model has an error elsewhere is proved, but no trace is looked for', async () => {
    const refutable = 'theorem T(t: Time, u: Time)\n  show t = u\nproof\n  show by z3\nqed\n';
    expect(await fateOfT({ 'a.ls2': refutable })).toMatchObject({ verdict: 'refuted' });
    expect(await fateOfT({ 'a.ls2': `${machine}${bystander}${refutable}` })).toMatchObject({
      verdict: 'unknown',
      bystander: 'proved',
    });
  });
});

/** What people put where the language has other words, and what may be left behind by an editor. */
const strange = ['->', '&&', '#', '$', '==', 'if', '|', ')', '(', '}', ';', 'theorem', '\u{fffd}', '"'];

describe('a definition that is cut short', () => {
  const parts = [
    'define P(b: Board)',
    '≡',
    '∀t, K.',
    'Reset(b, K)',
    '@',
    't',
    '⊃',
    'IsLocked(b.pcr.boot, K)',
    '@',
    't',
  ];

  test.each(strange)('by %s, wherever that is, is no definition', async (word) => {
    for (let at = 1; at <= parts.length; at++) {
      const definition = [...parts.slice(0, at), word, ...parts.slice(at)].join(' ');
      const { verdict, errors } = await fateOfT({ 'a.ls2': `${machine}${rom}${definition}\n${claim('P(b)')}` });
      expect(errors.length, definition).toBeGreaterThan(0);
      expect(verdict, definition).toBeUndefined();
    }
  });

  test('by its end, wherever that is, is one only where nothing is wrong', async () => {
    for (let at = 1; at <= parts.length; at++) {
      const definition = parts.slice(0, at).join(' ');
      const { verdict, errors } = await fateOfT({ 'a.ls2': `${machine}${rom}${definition}\n${claim('P(b)')}` });
      expect(verdict, definition).toBe(errors.length > 0 ? undefined : 'proved');
    }
  });
});

describe('a program or a chain that is cut short', () => {
  test.each(strange.filter((word) => word !== ';'))('by %s is none', async (word) => {
    const program = rom.replace('extend', `${word} extend`);
    const { verdict, errors } = await fateOfT({ 'a.ls2': `${machine}${program}${claim('Reset(b, K) @ t')}` });
    expect({ verdict, isWrong: errors.length > 0 }).toEqual({ verdict: undefined, isWrong: true });
    const broken = chain.replace('Loader reads', `${word} Loader reads`);
    const booted = `theorem T(m: Box, t: Time)\n  assume Protected_Boot(m)\n  show t = t\n${qed}`;
    const fate = await fateOfT({ 'a.ls2': broken + booted });
    expect({ verdict: fate.verdict, isWrong: fate.errors.length > 0 }).toEqual({ verdict: undefined, isWrong: true });
  });
});
