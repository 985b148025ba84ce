import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { provenance } from '../../src/kernel/index.js';
import type { Ast } from '../../src/language/index.js';
import { sameSaying } from '../../src/mutation/same.js';
import type { Attempt } from '../../src/prover/index.js';
import { createSolver } from '../../src/solver/index.js';
import { logic } from '../language/texts.js';
import { asking, proverFor } from '../support/proving.js';
import { readShipped, shipped, shippedModel } from './shipped.js';

const solver = createSolver('z3');
afterAll(() => solver.close());
const decide = asking(solver);

const proofs = Object.keys(shipped).filter((path) => path.startsWith('proofs/'));

/** Proves a theorem of a shipped file, or of what it would be with other texts. */
const prove = (path: string, theorem: string, others: Readonly<Record<string, string>> = {}): Promise<Attempt> =>
  proverFor(shippedModel(path, others), decide).prove(theorem);

/** What is vacuous has a proof too: from premises that contradict each other. */
const hasProof = (expected: Ast.Expectation): boolean => expected === 'proved' || expected === 'vacuous';

const verdictOf = (attempt: Attempt): string => (attempt.proved ? 'proved' : `unknown: ${attempt.failure.step}`);

describe('the shipped proofs', () => {
  test.each(proofs)('%s: every theorem is proved or not, as it expects', async (path) => {
    const model = shippedModel(path);
    const prover = proverFor(model, decide);
    const verdicts = await Promise.all(
      model.theorems
        .filter(({ imported }) => !imported)
        .map(async ({ name, expected }) => ({ name, expected, verdict: verdictOf(await prover.prove(name)) })),
    );
    expect(verdicts).not.toEqual([]);
    for (const { name, expected, verdict } of verdicts)
      expect(`${name}: ${verdict}`).toMatch(new RegExp(`^${name}: ${hasProof(expected) ? 'proved' : 'unknown'}`));
  });

  const expectedTo = (be: (expected: Ast.Expectation) => boolean): readonly string[] =>
    proofs.flatMap((path) =>
      shippedModel(path)
        .theorems.filter(({ expected, imported }) => be(expected) && !imported)
        .map(({ name }) => name),
    );

  test('nothing that is refuted or left open counts as proved', () => {
    expect([...expectedTo((expected) => !hasProof(expected))].sort()).toEqual(
      [
        'Another_VM',
        'AnyKey',
        'DRTM_too_much',
        'Interposed',
        'Quoted_one_by_one',
        'SomebodyElse',
        'T1_printed',
        'T2_printed',
        'T4_16_figure7',
        'T4_16_printed',
        'T4_figure7',
        'T4_printed',
        'T5_forged',
        'T6_key_read',
        'T6_oracle',
        'T6_unchecked',
        'T7_authentic',
        'T7_key_read',
        'T7_placed_before',
        'T7_unjoined',
        'T7_without_Confined',
        'T7_without_Ephemeral',
        'T7_without_Honest',
        'T7_without_Kept',
        'T7_without_Protected_D',
        'T7_without_Protected_Host',
        'T7_without_Protected_VM',
        'T7_without_key',
        'T7_without_nonce',
        'T8_by_then',
        'T8_printed',
        'T9_apart',
        'T9_base_open',
        'T9_last_open',
        'Unlatched',
        'Unmeasured',
        'VM_attested_as_hardware',
        'VM_unprotected',
      ].sort(),
    );
  });

  test('only theorem 3 as printed, and the lemma it follows from, say nothing', () => {
    expect(expectedTo((expected) => expected === 'vacuous')).toEqual(['NotTheStaticChain', 'T3_printed']);
  });
});

/** What an argument from a register's value rests on, and what one from a quote. */
const local = {
  static: ['BIRTH', 'DOES', 'LOCK', 'LOCKX', 'ONE', 'PCR', 'PCR0'],
  dynamic: ['BIRTH', 'DLOCK', 'DOES', 'DPCR', 'DPCR0', 'LOCKX', 'ONE'],
};
const quote = ['CHECK', 'CONT', 'DOES', 'MATCH', 'ONE', 'PCRC', 'READ', 'SIGN', 'VER'];
const together = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();

const corrected = [
  { name: 'T1', axioms: local.static, rules: ['Jump', 'Reset'] },
  { name: 'T2_12', axioms: quote, rules: ['Honesty'] },
  { name: 'T2', axioms: together(local.static, quote), rules: ['Honesty', 'Jump', 'Reset'] },
  { name: 'T3', axioms: local.dynamic, rules: ['Jump', 'LateLaunch'] },
  { name: 'T4_16', axioms: quote, rules: ['Honesty'] },
  { name: 'T4', axioms: together(local.dynamic, quote), rules: ['Honesty', 'Jump', 'LateLaunch'] },
] as const;
const programRules = ['Honesty', 'Jump', 'LateLaunch', 'Reset'];

describe.each(corrected)('$name, corrected', ({ name, axioms, rules }) => {
  test.each([
    ['script', 'proofs/tvp-qt/script.ls2', name],
    ['auto', 'proofs/tvp-qt/auto.ls2', `${name}_auto`],
  ])('by %s, it rests on these axioms and rules of the logic, and no others', async (_, path, theorem) => {
    const attempt = await prove(path, theorem);
    if (!attempt.proved) throw new Error(attempt.failure.step);
    const { axioms: used, rules: made } = provenance(attempt.theorem);
    expect([...used].sort()).toEqual(axioms);
    expect(made.filter((rule) => programRules.includes(rule)).sort()).toEqual(rules);
    const declared = shippedModel(path).axioms.filter(
      ({ file, generated }) => !generated && !logic.some(({ path: own }) => own === file),
    );
    expect(declared).toEqual([]);
    expect(attempt.theorem.hypotheses).toEqual([]);
  });

  test('both ways say the same', () => {
    const theoremOf = (path: string, theorem: string) =>
      shippedModel(path).theorems.find((decl) => decl.name === theorem);
    const [script, auto] = [
      theoremOf('proofs/tvp-qt/script.ls2', name),
      theoremOf('proofs/tvp-qt/auto.ls2', `${name}_auto`),
    ];
    const saying = (decl: typeof script) => ({
      texts: decl?.assumptions.map(({ text }) => text) ?? [],
      pieces: decl === undefined ? [] : [decl.conclusion],
    });
    expect(saying(script).pieces).toHaveLength(1);
    expect(sameSaying(saying(script), saying(auto))).toBe(true);
  });

  const file = 'proofs/tvp-qt/auto.ls2';
  const statement = theoremText(shipped[file] ?? '', `${name}_auto`);
  const assumptions = statement.filter((line) => line.startsWith('  assume '));

  test('has assumptions', () => expect(assumptions.length).toBeGreaterThan(1));

  // V̂ ≠ AIK(m) is needed by who argues with VER, as the paper does: proofs/tvp-qt/signer.ls2. By MADE it is not.
  const needed = assumptions.filter((line) => !line.includes('^V ≠ AIK(m)'));
  test.each(needed)('is not proved without %s', async (assumption) => {
    const weaker = statement.filter((line) => line !== assumption).join('\n');
    const text = `import "../../models/tvp-qt/platform.ls2"\n${weaker}\n`;
    expect(verdictOf(await prove(file, `${name}_auto`, { [file]: text }))).toMatch(/^unknown/);
  });
});

describe('the paper as printed', () => {
  const literal = ['models/tvp-qt/printed/literal.ls2', 'models/tvp-qt/printed/literal-statements.ls2'];

  test.each(literal)('%s: what does not sort-check is a diagnostic', async (path) => {
    const { diagnostics } = readShipped(path);
    const own = diagnostics.filter(({ file, severity }) => file === path && severity === 'error');
    const lines = (shipped[path] ?? '').split('\n');
    const shown = own.map(({ code, span: { start, end } }) => {
      const line = lines[start.line - 1] ?? '';
      const text =
        start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1);
      return `${start.line}:${start.column} ${code} ${text}\n`;
    });
    await expect(shown.join('')).toMatchFileSnapshot(`../golden/printed/${path.replace(/^.*\/|\.ls2$/g, '')}.txt`);
  });

  test('no proof stands on a text with errors', () => {
    for (const path of proofs)
      expect(shippedModel(path).files.map((file) => file.path)).not.toEqual(expect.arrayContaining(literal));
  });

  test('the reading sort-checks, and theorem 3 follows from nothing', async () => {
    const file = 'proofs/tvp-qt/printed/theorems.ls2';
    const text = shipped[file] ?? '';
    // The conclusion of Theorem 3 could be any other.
    const absurd = text.replace(/(theorem T3_printed[\s\S]*?\n {2}show )MeasuredBoot_DRTM\(m, t\)/, '$1t < t');
    expect(absurd).not.toBe(text);
    expect(verdictOf(await prove(file, 'T3_printed', { [file]: absurd }))).toBe('proved');
  });

  test('the README speaks of theorems that there are', () => {
    const readme = readFileSync(new URL('../../models/tvp-qt/README.md', import.meta.url), 'utf8');
    const known = new Set(proofs.flatMap((path) => readShipped(path).model.theorems.map(({ name }) => name)));
    const named = [...readme.matchAll(/`(T\d\w*|TC_vm|Boot_fresh)`/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('kinds of machines', () => {
  const vm = (m: string): string =>
    `import "../../models/tvp-qt/platform.ls2"\nimport "../../models/tvp-qt/guest.ls2"\ndefine Mixed(m: ${m}, t: Time) ≡ MeasuredBoot_VM(m, t)\n`;
  const codesFor = (m: string): readonly string[] =>
    readShipped('proofs/tvp-qt/mixed.ls2', { 'proofs/tvp-qt/mixed.ls2': vm(m) })
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);

  test('one is not taken for another', () => {
    expect(codesFor('Guest')).toEqual([]);
    expect(codesFor('Host')).toEqual(['LS2-0302']);
    expect(codesFor('Machine')).toEqual(['LS2-0302']);
  });
});

/** The lines of a theorem, from its first word to its proof. */
function theoremText(text: string, name: string): readonly string[] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`theorem ${name}(`));
  const length = lines.slice(from).findIndex((line) => line.trim() === 'by auto');
  return lines.slice(from, from + length + 1);
}
