import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { placeWith } from '../support/command.js';
import {
  booted,
  chain,
  malformed,
  notRefuted,
  proved,
  stuck,
  unknownAsExpected,
  unprovable,
} from '../support/models.js';
import { installed } from '../support/programs.js';

const schema: object = JSON.parse(readFileSync(new URL('../../docs/check.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** The result in JSON, held against its schema. */
function resultOf(json: string) {
  const result = JSON.parse(json);
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return result as {
    readonly tool: object;
    readonly theorems: readonly {
      readonly name: string;
      readonly verdict: string;
      readonly restsOn: Readonly<Record<string, unknown>>;
    }[];
    readonly diagnostics: readonly { readonly code: string }[];
  };
}

describe('the exit code of ls2 check', () => {
  const limits = ['--solver', 'z3', '--rlimit', '1', '--no-cache'];

  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[], number]>([
    ['0: proved', { 'a.ls2': proved }, [], 0],
    ['0: no theorems', { 'a.ls2': chain }, [], 0],
    ['0: unknown as expected', { 'a.ls2': proved + unknownAsExpected }, [], 0],
    ['1: refuted', { 'a.ls2': proved + unprovable }, [], 1],
    ['1: proved, but expected to be unknown', { 'a.ls2': proved.replace('proof', 'expect unknown\nproof') }, [], 1],
    ['3: malformed', { 'a.ls2': malformed }, [], 3],
    ['3 wins over 1', { 'a.ls2': malformed, 'b.ls2': unprovable }, [], 3],
    ['3 wins over 4', { 'a.ls2': malformed, 'b.ls2': notRefuted }, [], 3],
    ['1 wins over 4', { 'a.ls2': notRefuted + unprovable }, [], 1],
    ['4: expected to be refuted', { 'a.ls2': notRefuted }, [], 4],
    ['4: a limit was met', { 'a.ls2': chain + booted }, limits, 4],
    ['2: nothing there', {}, [], 2],
    ['2: no such theorem', { 'a.ls2': proved }, ['--theorem', 'Other'], 2],
    ['3: no such theorem, as far as the file can be read', { 'a.ls2': malformed }, ['--theorem', 'Broken'], 3],
    ['2: nowhere to write', { 'a.ls2': proved }, ['--out', 'nowhere/result'], 2],
    ['2: nowhere to keep obligations', { 'a.ls2': proved }, ['--keep-obligations', 'a.ls2/asked'], 2],
  ])('%s', async (_, files, args, code) => {
    const ran = await placeWith(files).ls2('check', '.', ...args);
    expect({ code: ran.code, stderr: code === 2 || args.includes('--theorem') ? '' : ran.stderr }).toEqual({
      code,
      stderr: '',
    });
  });

  test('2: the solver is not there', async () => {
    const ran = await placeWith({ 'a.ls2': proved }).ls2With({ PATH: '/nowhere' }, 'check', '.', '--solver', 'cvc5');
    expect(ran).toEqual({ code: 2, stdout: '', stderr: 'ls2: cvc5 is not on this machine (`ls2 doctor` says more)\n' });
  });

  test('130: interrupted, with nothing half-written', async () => {
    const stages = Array.from({ length: 400 }, (_, i) => `  S${i} reads m.l${i}\n`).join('');
    const long = `machine Box(m) {
  memory ${Array.from({ length: 400 }, (_, i) => `l${i}`).join(', ')}
  pcr s
  on reset run S0(m)
}
chain Boot(m: Box) on m.pcr.s {
${stages}  Last
}
`;
    const place = placeWith({ 'a.ls2': long + booted });
    const { process: child, ended } = place.start('check', '.', '--out', 'result', '--no-cache');
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill('SIGINT');
    const ran = await ended;
    // Null, where the machine is so slow that Node has not begun yet: the signal then ends it as it ends any process.
    expect([130, null]).toContain(ran.code);
    expect(ran.stdout).toBe('');
    expect(readdirSync(place.directory)).toEqual(['a.ls2']);
  });
});

describe('the result of ls2 check', () => {
  test('in JSON is as its schema says, for every way to end', async () => {
    const place = placeWith({
      'chain.ls2': chain + booted,
      'other.ls2': `import "chain.ls2"\n${proved}${unprovable}${unknownAsExpected}${notRefuted}`,
      'bad.ls2': malformed,
    });
    const ran = await place.ls2('check', '.', '--format', 'json');
    const { tool, theorems, diagnostics } = resultOf(ran.stdout);
    expect(tool).toMatchObject({ name: 'ls2', solver: { name: 'z3' } });
    expect(theorems.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Booted', 'proved'],
      ['Same', 'proved'],
      ['Wrong', 'refuted'],
      ['Open', 'unknown'],
      ['Guess', 'unknown'],
    ]);
    expect(theorems[0]?.restsOn).toMatchObject({
      assumptions: ['Protected_Boot(m)', 'Mem(m.pcr.s, Sequence_Boot(m)) @ t'],
      definitions: ['MeasuredBoot_Boot', 'Protected_Boot'],
      axioms: expect.arrayContaining(['LOCK', 'PCR']),
      rules: expect.arrayContaining(['Reset', 'Jump']),
      oracle: { solver: 'z3', obligations: expect.any(Number) },
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['LS2-0904', 'LS2-0201'].sort());
    expect(ran.code).toBe(3);
  });

  test('is the same from run to run, cached or not, and names no absolute path', async () => {
    const place = placeWith({
      'models/chain.ls2': chain,
      'proofs/a.ls2': `import "../models/chain.ls2"\n${booted}`,
      'proofs/b.ls2': unprovable,
    });
    const texts = [
      await place.ls2('check'),
      await place.ls2('check', '--no-cache', '--jobs', '1'),
      await place.ls2('check'),
    ];
    expect(new Set(texts.map(({ stdout }) => stdout)).size).toBe(1);
    expect(texts[0]?.stdout).not.toContain(place.directory);
    expect(texts[0]?.stdout).not.toMatch(/\d ms|seconds/);
    const json = [
      await place.ls2('check', '--format', 'json'),
      await place.ls2('check', '--format', 'json', '--no-cache'),
    ];
    expect(new Set(json.map(({ stdout }) => stdout)).size).toBe(1);
    expect(json[0]?.stdout).not.toContain(place.directory);
  });

  test('goes whole to the file that --out names', async () => {
    const place = placeWith({ 'a.ls2': proved });
    const [there, here] = [await place.ls2('check', '.', '--out', 'result'), await place.ls2('check', '.')];
    expect(there).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(place.directory, 'result'), 'utf8')).toBe(here.stdout);
    expect(readdirSync(place.directory).sort()).toEqual(['a.ls2', 'result']);
  });

  test('has colours only when they are wanted', async () => {
    const place = placeWith({ 'a.ls2': proved });
    const colored = async (env: Record<string, string>, ...args: string[]): Promise<boolean> =>
      (await place.ls2With(env, 'check', '.', ...args)).stdout.includes('\u001b');
    expect(await colored({})).toBe(false);
    expect(await colored({}, '--color', 'always')).toBe(true);
    expect(await colored({ NO_COLOR: '1' }, '--color', 'always')).toBe(true);
    expect(await colored({ NO_COLOR: '1' }, '--color', 'auto')).toBe(false);
    expect(await colored({ FORCE_COLOR: '1' }, '--color', 'never')).toBe(false);
    expect(await colored({}, '--color', 'always', '--format', 'json')).toBe(false);
  });

  test('is of the theorems that were asked for, lemmas among them', async () => {
    const lemma = proved.replace('theorem Same', 'lemma Trivial');
    const place = placeWith({ 'a.ls2': proved + lemma + unprovable });
    const names = async (...args: string[]): Promise<readonly string[]> =>
      resultOf((await place.ls2('check', '.', '--format', 'json', ...args)).stdout).theorems.map(({ name }) => name);
    expect(await names()).toEqual(['Same', 'Wrong']);
    expect(await names('--theorem', 'Trivial', '--theorem', 'Same')).toEqual(['Same', 'Trivial']);
  });

  test('holds a lemma that fails, and the theorem that rests on it says so', async () => {
    const lemma = stuck.replace('theorem Stuck', 'lemma Bad');
    const user =
      'theorem User(t: Time, u: Time)\n  assume A: t < u\n  show u ≠ t\nproof\n  show by Bad(t, u) using A\nqed\n';
    const ran = await placeWith({ 'a.ls2': lemma + user }).ls2('check', '.');
    expect(ran.stdout).toContain('? lemma Bad  unknown  a.ls2:1\n');
    expect(ran.stdout).toContain('stuck at     lemma Bad: the step "show" (line 6)');
    expect(ran.code).toBe(1);
  });
});

describe('what a run costs', () => {
  const startsOf = (stderr: string): string | undefined => /; (\d+) solvers started/.exec(stderr)?.[1];

  test('no solver is started for what is known', async () => {
    const place = placeWith({ 'a.ls2': chain + booted });
    const asking = ['check', '.', '--solver', 'z3', '--timing'];
    const first = await place.ls2(...asking);
    expect(startsOf(first.stderr)).toBe('1');
    const second = await place.ls2(...asking);
    expect(second.stdout).toBe(first.stdout);
    // Nothing is proved again either.
    expect(startsOf(second.stderr)).toBeUndefined();
    // Of another file with the same obligations, the proofs are made, with the answers that are known.
    const kept = await place.ls2(...asking, '--keep-obligations', 'asked');
    expect(kept.stdout).toBe(first.stdout);
    expect(startsOf(kept.stderr)).toBe('0');
  });

  test('obligations are kept for other solvers', async () => {
    const place = placeWith({ 'a.ls2': proved + unprovable });
    await place.ls2('check', '.', '--solver', 'z3', '--keep-obligations', 'asked');
    const { obligations } = JSON.parse(readFileSync(join(place.directory, 'asked/index.json'), 'utf8'));
    const askers = obligations.flatMap((one: { readonly askedBy: readonly string[] }) => one.askedBy);
    expect(askers).toContain('a.ls2, step B (line 10)');
  });

  test.skipIf(!installed('cvc5')).each(['native-z3', 'cvc5'])('%s proves the same', async (solver) => {
    const place = placeWith({ 'a.ls2': chain + booted });
    const ran = await place.ls2('check', '.', '--solver', solver, '--format', 'json');
    expect(ran.code).toBe(0);
    expect(resultOf(ran.stdout).theorems[0]?.restsOn).toMatchObject({ oracle: { solver } });
  });
});

test('whoever stops reading gets no complaint', async () => {
  const place = placeWith({ 'a.ls2': proved.repeat(1) + chain + booted });
  const { process: child, ended } = place.start('check', '.', '--format', 'json');
  child.stdout?.destroy();
  const ran = await ended;
  expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
});
