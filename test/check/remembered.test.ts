import { afterAll, describe, expect, test } from 'vitest';
import { type CheckedTheorem, check, Remembered } from '../../src/check/index.js';
import { createSolver } from '../../src/solver/index.js';
import { inMemory } from '../language/texts.js';

const solver = createSolver('z3', { jobs: 1 });
const solving = { solver, limits: { rlimit: 1_000_000, seconds: 30 }, tool: { name: 'z3', version: 'as tested' } };
afterAll(() => solver.close());

/** A machine with its chain; names end in a letter. */
const board = (
  n: string,
  spl = 'reads m.b',
): string => `machine Box${n}(m) { memory a, b  pcr s  on reset run ROM${n}(m) }
chain Boot${n}(m: Box${n}) on m.pcr.s {
  ROM${n} reads m.a
  SPL${n} ${spl}
  Kernel${n}
}
theorem Measured${n}(m: Box${n}, t: Time)
  assume Protected_Boot${n}(m)
  assume Mem(m.pcr.s, Sequence_Boot${n}(m)) @ t
  show MeasuredBoot_Boot${n}(m, t)
  by auto
theorem Unprotected${n}(m: Box${n}, t: Time)
  assume Mem(m.pcr.s, Sequence_Boot${n}(m)) @ t
  show MeasuredBoot_Boot${n}(m, t)
  expect refuted
  by auto
`;

interface Run {
  readonly verdicts: ReadonlyMap<string, CheckedTheorem>;
  /** The theorems for which something was done. */
  readonly made: readonly string[];
}

async function run(text: string, remembered?: Remembered): Promise<Run> {
  const verdicts = new Map<string, CheckedTheorem>();
  const made = new Set<string>();
  const source = inMemory({ 'a.ls2': text });
  for await (const event of check({ files: ['a.ls2'], source, solving, remembered })) {
    if (event.kind === 'theorem') verdicts.set(event.checked.name, event.checked);
    if (event.kind === 'doing' && event.what.includes(': ')) made.add(event.what.split(':')[0] ?? '');
  }
  return { verdicts, made: [...made].sort() };
}

const two = (first?: string): string => `${board('A', first)}${board('B')}`;
const all = ['MeasuredA', 'MeasuredB', 'UnprotectedA', 'UnprotectedB'];

describe('what an edit does not touch is not proved again', () => {
  const remembered = new Remembered();
  const first = two();
  const measuring = two('measures KernelA(m)  reads m.b');
  const unlocked = measuring.replace('  assume Protected_BootA(m)\n', '');
  const named = `${unlocked}constant m: Term\n`;
  const axiom = `${named}axiom NEVER means "No." source "a test" : ∀m, K, t. Reset(m, K) @ t ⊃ t < t\n`;

  // In this order: each is an edit of the one before.
  test.each<readonly [string, string, readonly string[]]>([
    ['nothing is known at first', first, all],
    ['nothing has changed but places', `// before\n${first}`, []],
    ['one chain, and so a program', measuring, ['MeasuredA', 'UnprotectedA']],
    ['an assumption, without which it is refuted', unlocked, ['MeasuredA']],
    ['a name that the traces give to a machine', named, all],
    ['an axiom, of which every theorem may make use', axiom, all],
  ])('%s', async (_, text, made) => {
    expect((await run(text, remembered)).made).toEqual(made);
  });

  test('the verdicts are those of a fresh check', async () => {
    expect((await run(unlocked, remembered)).verdicts).toEqual((await run(unlocked)).verdicts);
  });
});

test('what was not found may depend on everything', async () => {
  const open = `${board('B')}predicate P(Time)\ntheorem Open(t: Time)\n  assume P(t)\n  show ∃u. P(u) ∧ t < u\n  expect unknown\n`;
  const remembered = new Remembered();
  expect((await run(open, remembered)).verdicts.get('Open')?.verdict).toBe('unknown');
  const again = await run(open.replace('SPLB reads', 'SPLB measures KernelB(m) reads'), remembered);
  expect(again.made).toContain('Open');
});
