import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { keptPath } from '../../src/certificate/kept.js';
import { type CheckedTheorem, check, type Found } from '../../src/check/index.js';
import { keptText } from '../../src/check/keep.js';
import type { TheoremDecl } from '../../src/language/index.js';
import { createSolver } from '../../src/solver/index.js';
import { inMemory } from '../language/texts.js';
import { booted, chain, proved } from '../support/models.js';

const solver = createSolver('z3', { jobs: 1 });
const tool = { name: 'z3', version: 'as tested' };
const solving = { solver, limits: { rlimit: 1_000_000, seconds: 30 }, tool };
afterAll(() => solver.close());

type Files = Readonly<Record<string, string>>;

interface Run {
  readonly theorems: readonly CheckedTheorem[];
  /** What would be kept of `a.ls2`. */
  readonly kept: string;
  /** Whether nothing in it is new. */
  readonly isKept: boolean;
  /** What was being done on the way. */
  readonly doings: readonly string[];
}

async function run(files: Files): Promise<Run> {
  const source = inMemory(files);
  const found = new Map<TheoremDecl, Found>();
  const doings: string[] = [];
  let text: string | undefined;
  let model: Parameters<typeof keptText>[0] | undefined;
  for await (const event of check({ files: ['a.ls2'], source, solving })) {
    if (event.kind === 'read') model = event.files[0]?.model;
    if (event.kind === 'doing') doings.push(event.what);
    if (event.kind !== 'theorem') continue;
    const decl = model?.theorems.find(({ name }) => name === event.checked.name);
    if (decl !== undefined) found.set(decl, event);
  }
  if (model !== undefined) text = keptText(model, source, found, { name: 'ls2', version: '0', solver: tool });
  const theorems = [...found.values()].map(({ checked }) => checked);
  const isKept = [...found.values()].every((each) => each.kept);
  return { theorems: theorems.sort((a, b) => a.line - b.line), kept: text ?? '', isKept, doings };
}

/** Verdicts with all that they show, but for where a proof fails that a kept attack makes needless to try. */
const shown = ({ theorems }: Run): unknown => theorems.map(({ failure: _, ...rest }) => rest);

const kept = keptPath('a.ls2');

/** A proof by auto with a witness, one by a script, and an attack. */
const texts = {
  'a.ls2': `${chain}\n${booted}\n${proved}
/// Nothing protects the register.
theorem Unprotected(m: Box, t: Time)
  assume Mem(m.pcr.s, Sequence_Boot(m)) @ t
  show MeasuredBoot_Boot(m, t)
  expect refuted
  by auto
`,
};

const searched = run(texts);

const looking = (doings: readonly string[]): readonly string[] => doings.filter((what) => what.includes('looking for'));

describe('what is kept', () => {
  test('is replayed to the same verdicts, and nothing is searched for', async () => {
    const first = await searched;
    expect(first.theorems.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'refuted']);
    expect(looking(first.doings).length).toBeGreaterThan(0);
    const again = await run({ ...texts, [kept]: first.kept });
    expect(shown(again)).toEqual(shown(first));
    expect(looking(again.doings)).toEqual([]);
    expect(again.isKept).toBe(true);
  });

  test('of a model that changed is no proof and no attack of this one', async () => {
    const { kept: text } = await searched;
    // Loader reads a second time before it jumps, so that the theorem is false; and Rom locks nothing that protects.
    const changed = texts['a.ls2'].replace(
      '  Loader reads m.kernel_loc\n  Kernel\n',
      '  Loader reads m.loader_loc\n  Kernel\n',
    );
    expect(changed).not.toBe(texts['a.ls2']);
    expect(shown(await run({ 'a.ls2': changed, [kept]: text }))).toEqual(shown(await run({ 'a.ls2': changed })));
  });

  test('of another statement under the same name proves nothing', async () => {
    const { kept: text } = await searched;
    const changed = texts['a.ls2'].replace('  show t = t\n', '  show t < t\n');
    const [, same] = (await run({ 'a.ls2': changed, [kept]: text })).theorems;
    expect(same).toMatchObject({ name: 'Same', verdict: 'refuted' });
  });

  test('does not stand in for a script that was changed and does not go through', async () => {
    const { kept: text } = await searched;
    const changed = texts['a.ls2'].replace(
      'proof\n  show by z3\nqed',
      'proof\n  have B: t < t by z3\n  show by z3 using B\nqed',
    );
    const [, same] = (await run({ 'a.ls2': changed, [kept]: text })).theorems;
    expect(same).toMatchObject({ name: 'Same', verdict: 'unknown', failure: { kind: 'stuck' } });
  });

  test('a trace under the name of a theorem that is true refutes nothing', async () => {
    const { kept: text } = await searched;
    const forged = JSON.parse(text);
    for (const entry of forged.models[0].beside) {
      if (entry[0] === 'attack') entry[1] = 'Booted';
      else if (entry[1] === 'Booted') entry[0] = 'attack';
    }
    const { theorems } = await run({ ...texts, [kept]: JSON.stringify(forged) });
    expect(theorems.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Booted', 'proved'],
      ['Same', 'proved'],
      ['Unprotected', 'refuted'],
    ]);
  });

  test.each([
    ['empty', () => ''],
    ['cut in half', (text: string) => text.slice(0, text.length / 2)],
    ['of no model', () => '{"models":[]}'],
    ['of tables that are none', (text: string) => text.replace('"steps":[', '"steps":["x",')],
    ['of another form', () => '[1,2,3]'],
    ['with steps that rest on themselves', (text: string) => text.replace(/\["⊃E",(\d+),\[\d+/, '["⊃E",$1,[99999')],
  ])('%s costs time and no verdict', async (_, damage) => {
    const { kept: text } = await searched;
    expect(shown(await run({ ...texts, [kept]: damage(text) }))).toEqual(shown(await searched));
  });

  test.each(['⊥E', '⊃E', '∧E', '∀I'])('nor does a step by %s that rests on nothing', async (rule) => {
    const { kept: text } = await searched;
    const forged = JSON.parse(text);
    const steps: [string, number, number[]][] = forged.models[0].steps;
    const step = steps.find(([by]) => by === rule);
    expect(step?.[2]).not.toEqual([]);
    step?.splice(2, 1, []);
    expect(shown(await run({ ...texts, [kept]: JSON.stringify(forged) }))).toEqual(shown(await searched));
  });

  test('whatever is changed in it, no verdict changes', async () => {
    const { kept: text } = await searched;
    const original = JSON.parse(text);
    const tables = ['symbols', 'nodes', 'steps', 'theorems', 'beside'] as const;
    const edit = fc.record({
      table: fc.constantFrom(...tables),
      at: fc.nat(),
      field: fc.nat(),
      to: fc.oneof(fc.nat(500), fc.constantFrom('⊃I', '∀E', 'Axiom', 'Oracle', 'Assume')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const forged = structuredClone(original);
        for (const { table, at, field, to } of edits) {
          const entries = forged.models[0][table];
          const entry = entries[at % entries.length];
          const place = field % entry.length;
          entry[place] = Array.isArray(entry[place]) ? (typeof to === 'number' ? [to] : entry[place].slice(1)) : to;
        }
        const { theorems } = await run({ ...texts, [kept]: JSON.stringify(forged) });
        expect(theorems.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'refuted']);
      }),
      { numRuns: 12 },
    );
  });
});
