import { afterAll, describe, expect, test } from 'vitest';
import { type FileSource, reader } from '../../../src/language/index.js';
import { createSolver } from '../../../src/solver/index.js';
import { logic } from '../../language/texts.js';
import { asking, proverFor } from '../../support/proving.js';
import { subjects } from './subjects.js';

const solver = createSolver('z3', { limits: { rlimit: 3_000_000, seconds: 600 } });
afterAll(() => solver.close());

/** Whether `auto` proves the theorem of a text, which has to be free of errors. */
async function proves(text: string): Promise<boolean> {
  const source: FileSource = { read: () => text, identity: (path) => path, logic };
  const { model, diagnostics } = reader(source).read('model.ls2');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (await proverFor(model, asking(solver)).prove('Told')).proved;
}

describe.each(subjects)('auto: $about', ({ text, broken }) => {
  test('proves it', async () => expect(await proves(text)).toBe(true));

  test.each(Object.entries(broken))('not where %s', async (_, [from, to]) => {
    const other = text.replace(from, to);
    expect(other).not.toBe(text);
    expect(await proves(other)).toBe(false);
  });
});

/** Whoever asks does not look at the nonce, and takes the quote's second half alone. */
const old = `machine Box(m) {
  memory next_loc
  pcr a
  principal AK
  on reset run Rom(m)
}
program Rom(m: Box) { x = read m.next_loc; extend m.pcr.a, x; jump x }
program Os(m: Box) { … }
program Quote(m: Box) { n = receive; w = read m.pcr.a; r = sign (H(n), PCR(a), w), AK(m)⁻¹; send r }
program Ask(m: Box) { n = new; send n; q = receive; v = verify q, AK(m); p = proj2 v; match p, (PCR(a), seq(sinit; Os(m))) }
theorem Told(m: Box, V: Thread, tb: Time, te: Time)
  assume ^V ≠ AK(m)
  assume Honest(AK(m), {Quote(m)})
  show [Ask(m)]_V^{tb, te} ∃t. tb < t < te ∧ Mem(m.pcr.a, seq(sinit; Os(m))) @ t
  by auto
`;

test('auto: a failure lists what may have happened instead', async () => {
  const source: FileSource = { read: () => old, identity: (path) => path, logic };
  const { model } = reader(source).read('model.ls2');
  const attempt = await proverFor(model, asking(solver)).prove('Told');
  if (attempt.proved) throw new Error('it is proved');
  const { step, known } = attempt.failure;
  expect(step).toBe('from what is shown back to what caused it');
  const events = known.flatMap((each) => (each.kind === 'atom' ? (each.args[0] ?? []) : []));
  const names = events.flatMap((event) => (event.kind === 'application' ? event.symbol.name : []));
  // The quote was made of a register, after a reset and an extension; that its thread sent it is known as well.
  for (const name of ['Reset', 'Extend', 'Read', 'New']) expect(names).toContain(name);
  expect(names.indexOf('Reset')).toBeLessThan(names.indexOf('Extend'));
  expect(names.indexOf('Extend')).toBeLessThan(names.indexOf('Read'));
});

test.each([
  ['auto', '  by auto\n'],
  ['a step by honesty', 'proof\n  show by honesty\nqed\n'],
])('%s: whose programs are not listed, of him nothing follows, and nothing breaks', async (_, how) => {
  const unlisted = old
    .replace('Honest(AK(m), {Quote(m)})', 'Honest(AK(m))')
    .replace('p = proj2 v; match p,', 'match v,');
  expect(await proves(unlisted.replace('  by auto\n', how))).toBe(false);
  const life = `theorem Told(m: Box)
  assume Honest(AK(m))
  show ∀I, u. ^I = AK(m) ∧ Acts(I) @ u ⊃ ∃a. a < u ∧ (∀b. a < b ⊃ ¬Jump(I, Os(m)) @ b)
`;
  const without = old.slice(0, old.indexOf('theorem Told'));
  expect(await proves(without + life + how)).toBe(false);
});

/** A key that is derived of itself: whoever has it had it before, and there is no end to that. */
const endless = `machine Box(m) {
  memory next_loc
  principal AK
}
theorem Told(m: Box, P: Term, I: Thread, x: Term, s: Term, t: Time)
  assume DerivedKey(AK(m), AK(m), P)
  show ¬BootSign(I, x, AK(m), s) @ t
  by auto
`;

test('auto: causes of causes without end are given up at the limit', async () => {
  const source: FileSource = { read: () => endless, identity: (path) => path, logic };
  const { model } = reader(source).read('model.ls2');
  const attempt = await proverFor(model, asking(solver)).prove('Told');
  if (attempt.proved) throw new Error('it is proved');
  expect(attempt.failure.limit).toBe(true);
  expect(attempt.failure.reason).toContain('instances looked at');
});

/** No term is a part of itself, which `auto` does not look for; to compare the two, part by part, has no end. */
const circular = `theorem Told(a: Term, b: Term)
  assume a = (a, a)
  assume b = (b, b)
  show a = b
  by auto
`;

test('auto: terms that are known to be parts of themselves are compared once', async () => {
  expect(await proves(circular)).toBe(false);
});
