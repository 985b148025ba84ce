import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { withDigest } from '../../src/recheck/format.js';
import { type Place, placeWith } from '../support/command.js';
import { malformed, proved, unknownAsExpected, unprovable } from '../support/models.js';

const schemaOf = (name: string) =>
  new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
  }).compile(JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8')) as object);
const [isCertificate, isResult] = [schemaOf('certificate'), schemaOf('recheck')];

function resultOf(json: string): Readonly<Record<string, unknown>> {
  const result = JSON.parse(json) as Readonly<Record<string, unknown>>;
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return result;
}

/** An axiom that is not of the logic, in a file of its own: it is the certificate that is of interest, not how the axiom stands. */
const hope = 'axiom HOPE means "All is well." source "nowhere" : ∀I, e, t. ¬Send(I, e) @ t\n';
/** A theorem, and one that needs the axiom and a solver. */
const texts = `import "hope.ls2"

${proved}
theorem Quiet(I: Thread, e: Term, t: Time)
  show ¬Send(I, e) @ t
proof
  show by z3 using axiom HOPE
qed
`;

async function written(...files: readonly string[]): Promise<Place> {
  const named = files.map((text, i) => [`${'abc'[i]}.ls2`, text] as const);
  const at = placeWith({ 'hope.ls2': hope, ...Object.fromEntries(named) });
  const { code, stderr } = await at.ls2('check', ...named.map(([name]) => name), '--certificate', 'proofs.json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return at;
}

const read = ({ directory }: Place, file = 'proofs.json'): string => readFileSync(join(directory, file), 'utf8');

describe('ls2 check --certificate', () => {
  test('writes what its schema says, the same from run to run, and in one order whatever was proved first', async () => {
    const at = await written(texts, proved);
    const first = read(at);
    expect(isCertificate(JSON.parse(first)) ? [] : isCertificate.errors).toEqual([]);
    // The verdicts are in the cache by now, and the derivations are not.
    const again = await at.ls2('check', 'b.ls2', 'a.ls2', '--certificate', 'again.json');
    expect(again.code).toBe(0);
    expect(read(at, 'again.json')).toBe(first);
    const { models } = JSON.parse(first) as { models: { file: string; theorems: string[][] }[] };
    expect(models.map(({ file, theorems }) => [file, ...theorems.map(([, name]) => name)])).toEqual([
      ['a.ls2', 'Same', 'Quiet'],
      ['b.ls2', 'Same'],
    ]);
  });

  test('writes what is proved, though not all is, and of what was asked for', async () => {
    const at = placeWith({ 'a.ls2': proved + unprovable + unknownAsExpected });
    expect((await at.ls2('check', '.', '--certificate', 'proofs.json')).code).toBe(1);
    expect((await at.ls2('recheck', 'proofs.json')).stdout).toContain('1 theorem accepted');
  });

  test.each([
    ['nothing is proved', unknownAsExpected],
    ['nothing can be read', malformed],
  ])('writes no file where %s, and says so', async (_, text) => {
    const at = placeWith({ 'a.ls2': text });
    const { stderr } = await at.ls2('check', '.', '--certificate', 'proofs.json');
    expect(stderr).toContain('ls2: nothing is proved, so proofs.json is not written\n');
    expect(readdirSync(at.directory)).toEqual(['a.ls2']);
  });

  test('says at once where it could not be written', async () => {
    const at = placeWith({ 'a.ls2': proved });
    const { code, stdout, stderr } = await at.ls2('check', '.', '--certificate', 'nowhere/proofs.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('nowhere/proofs.json cannot be written');
  });
});

describe('ls2 recheck', () => {
  test('0: says what each theorem says and rests on, what is not of the logic first', async () => {
    const { code, stdout } = await (await written(texts)).ls2('recheck', 'proofs.json');
    expect(code).toBe(0);
    expect(stdout).toContain('✓ Same  accepted  a.ls2\n    says         (∀t1: Time. (t1 = t1))\n');
    expect(stdout).toContain('! Quiet  accepted, given axioms that are not of the logic  a.ls2\n');
    expect(stdout).toContain('ASSUMES      HOPE: (∀I1: Thread. (∀e2: Term. (∀t3: Time. ¬(Send(I1, e2) @ t3))))');
    expect(stdout).toMatch(
      /^2 theorems accepted, 1 given axioms that are not of the logic; \d obligations? decided by z3/m,
    );
  });

  test('0: in JSON, as its schema says', async () => {
    const { code, stdout } = await (await written(texts)).ls2('recheck', 'proofs.json', '--format', 'json');
    expect(code).toBe(0);
    expect(resultOf(stdout)).toMatchObject({ verdict: 'accepted', theorems: [{ name: 'Same' }, { name: 'Quiet' }] });
  });

  test('1: a step that does not follow, with the step and why', async () => {
    const at = await written(proved);
    const text = read(at);
    const forged = withDigest(text.slice(0, text.lastIndexOf('"sha256"')).replace('["∀I"', '["∀E"'));
    expect(forged).not.toBe(text);
    writeFileSync(join(at.directory, 'forged.json'), forged);
    const shown = await at.ls2('recheck', 'forged.json');
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(/✗ forged\.json {2}rejected\n {4}at {11}a\.ls2, step \d+ \(∀E\)\n {4}because/);
    const { code, stdout } = await at.ls2('recheck', 'forged.json', '--format', 'json');
    expect([code, resultOf(stdout)]).toMatchObject([
      1,
      { verdict: 'rejected', where: expect.stringContaining('step') },
    ]);
  });

  test('2: no such file', async () => {
    const { code, stderr } = await placeWith({}).ls2('recheck', 'nothing.json');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'ls2: nothing.json cannot be read: no such file or directory\n',
    });
  });

  test('2: a solver that is not there', async () => {
    const at = await written(proved);
    const { code, stderr } = await at.ls2With({ PATH: '/nowhere' }, 'recheck', 'proofs.json', '--solver', 'cvc5');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'ls2: cvc5 is not on this machine (`ls2 doctor` says more)\n',
    });
  });

  test('3: a file that was changed, and one that is none', async () => {
    const at = await written(proved);
    writeFileSync(join(at.directory, 'changed.json'), read(at).replace('"solver"', '"solver" '));
    writeFileSync(join(at.directory, 'none.json'), '{}');
    for (const [file, code] of [
      ['changed.json', 'LS2-1103'],
      ['none.json', 'LS2-1101'],
    ] as const) {
      const ran = await at.ls2('recheck', file, '--format', 'json');
      expect([ran.code, resultOf(ran.stdout)]).toMatchObject([3, { verdict: 'malformed', diagnostics: [{ code }] }]);
    }
  });

  test('4: an obligation without an answer', async () => {
    const at = await written(texts);
    // A solver that is named is asked, and what it answers is an obligation.
    await at.ls2('check', 'a.ls2', '--solver', 'z3', '--certificate', 'proofs.json');
    const { code, stdout } = await at.ls2('recheck', 'proofs.json', '--rlimit', '1', '--format', 'json');
    expect([code, resultOf(stdout)]).toMatchObject([4, { verdict: 'unanswered', reason: expect.any(String) }]);
    const shown = await at.ls2('recheck', 'proofs.json', '--rlimit', '1');
    expect(shown.stdout).toMatch(/^\? proofs\.json {2}\d obligations? without an answer\n/);
  });
});
