import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { wrongInJunit, wrongInSarif } from '../report/published.js';
import { type Place, placeWith } from '../support/command.js';
import { booted, chain, malformed, proved, unknownAsExpected } from '../support/models.js';

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: true });
const isLock = ajv.compile(schemaOf('lock'));
const isResult = ajv.compile(schemaOf('gate'));

const files = {
  'models/box.ls2': chain,
  'proofs/a.ls2': `import "../models/box.ls2"\n${booted}`,
  'proofs/b.ls2': proved,
};

/** A directory whose lock file says what stands in it. */
async function accepted(texts: Readonly<Record<string, string>> = files): Promise<Place> {
  const place = placeWith(texts);
  const ran = await place.ls2('gate', '--accept');
  expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
  return place;
}

const edit = ({ directory }: Place, file: string, change: (text: string) => string): void =>
  writeFileSync(join(directory, file), change(readFileSync(join(directory, file), 'utf8')));
const read = ({ directory }: Place, file: string): string => readFileSync(join(directory, file), 'utf8');

/** With an assumption that the theorem does not need. */
const withAssumption = (text: string): string =>
  text.replace('theorem Booted(m: Box, t: Time)\n', 'theorem Booted(m: Box, t: Time)\n  assume t = t\n');

/** What no solver finds in one step. */
const order = `theorem Order(t: Time, u: Time, v: Time, w: Time, e: Term, f: Term)
  assume t < u ∨ v < u
  assume u < w ∨ e = f
  assume H(e) ≠ H(f)
  assume t ≤ v
  show t < w
proof
  show by z3
qed
`;

/** Loaded before ls2, ends it as soon as it starts a worker, in which alone a solver runs. */
const noWorkers = `import module from 'node:module';
import threads from 'node:worker_threads';
threads.Worker = class { constructor() { process.exit(99); } };
module.syncBuiltinESMExports();`;

describe('ls2 gate', () => {
  test('passes what has not changed, or only in its layout', async () => {
    const place = await accepted();
    const unchanged = await place.ls2('gate');
    expect(unchanged).toEqual({
      code: 0,
      stdout: '2 theorems against ls2.lock.json: all stands as it stood\n',
      stderr: '',
    });
    edit(place, 'models/box.ls2', (text) => `// A comment.\n\n${text}`);
    expect(await place.ls2('gate')).toEqual(unchanged);
  });

  test('accepts less than was guarded, and says what is guarded no longer', async () => {
    const place = await accepted({ 'proofs/a.ls2': order, 'proofs/b.ls2': order.replace('theorem ', 'theorem Other') });
    const ran = await place.ls2('gate', '--accept', 'proofs/b.ls2');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('ls2.lock.json no longer guards proofs/a.ls2  ls2.lock.json  LS2-1217');
    expect((await place.ls2('gate', '--accept', 'proofs')).stdout).not.toContain('LS2-1217');
  });

  test('starts no solver for what has not changed', async () => {
    const place = await accepted();
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noWorkers)}` };
    expect((await place.ls2With(env, 'gate')).code).toBe(0);
    edit(place, 'proofs/a.ls2', withAssumption);
    expect((await place.ls2With(env, 'gate', '--no-cache')).code).toBe(99);
  });

  test('stops at an assumption more, in every format, until it is accepted', async () => {
    const place = await accepted();
    edit(place, 'proofs/a.ls2', withAssumption);
    const text = await place.ls2('gate');
    expect(text.code).toBe(1);
    expect(text.stdout).toBe(
      '✗ Booted now also assumes t = t  proofs/a.ls2:3  LS2-1207\n\n2 theorems against ls2.lock.json: 1 finding\n',
    );
    const [json, sarif, junit, markdown, html] = [
      await place.ls2('gate', '--format', 'json'),
      await place.ls2('gate', '--format', 'sarif'),
      await place.ls2('gate', '--format', 'junit'),
      await place.ls2('gate', '--format', 'markdown'),
      await place.ls2('gate', '--format', 'html'),
    ];
    expect([json, sarif, junit, markdown, html].map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    expect(html.stdout).toContain('<h1>The gate stops: ');
    expect(isResult(JSON.parse(json.stdout)), JSON.stringify(isResult.errors)).toBe(true);
    expect(JSON.parse(json.stdout)).toMatchObject({
      verdict: 'fails',
      findings: [{ code: 'LS2-1207', theorem: 'Booted' }],
    });
    expect(wrongInSarif(sarif.stdout)).toEqual([]);
    expect(await wrongInJunit(junit.stdout)).toEqual([]);
    expect(markdown.stdout).toContain('**Booted now also assumes t = t**');
    const before = read(place, 'ls2.lock.json');
    const accepts = await place.ls2('gate', '--accept');
    expect(accepts.code).toBe(0);
    const after = read(place, 'ls2.lock.json');
    expect(isLock(JSON.parse(after)), JSON.stringify(isLock.errors)).toBe(true);
    const added = after.split('\n').filter((line) => !before.includes(line));
    expect(added.map((line) => line.trim())).toContain('"  assume t = t",');
    expect((await place.ls2('gate')).code).toBe(0);
  });

  test('stops at a lock file that is out of date, and names what it does not say', async () => {
    const place = await accepted();
    edit(place, 'proofs/b.ls2', (text) => `${text}\n${unknownAsExpected}`);
    const ran = await place.ls2('gate');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('ls2.lock.json does not say what stands now of Open: `ls2 gate --accept` writes it');
    expect(ran.stdout).toContain('+ Open is new, and unknown  proofs/b.ls2:7');
  });

  test('says what a branch changes, whatever the lock file says', async () => {
    const place = placeWith(files);
    const git = (...args: readonly string[]): void => {
      const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...author, ...args], { cwd: place.directory, stdio: 'ignore' });
    };
    git('init');
    git('add', '.');
    git('commit', '-m', 'base');
    edit(place, 'proofs/a.ls2', withAssumption);
    edit(place, 'proofs/b.ls2', (text) => text.replace('theorem Same', 'theorem Reflexive'));
    const ran = await place.ls2('gate', '--base', 'HEAD');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe(
      '✗ Booted now also assumes t = t  proofs/a.ls2:3  LS2-1207\n\n+ Same is called Reflexive now  proofs/b.ls2:1\n\n' +
        '2 theorems against HEAD: 1 finding, 1 for the better\n',
    );
    edit(place, 'proofs/a.ls2', (text) => text.replace('  assume t = t\n', ''));
    expect((await place.ls2('gate', '--base', 'HEAD')).code).toBe(0);
    const unknown = await place.ls2('gate', '--base', '--help');
    expect(unknown.code).toBe(2);
    const nowhere = await place.ls2('gate', '--base', 'nowhere');
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('--base nowhere: there is no such commit here');
  });

  test('ends with 2 without a lock file, 3 with one that is none or a text that is none, 4 within limits', async () => {
    const place = await accepted({ 'proofs/order.ls2': order });
    const lock = read(place, 'ls2.lock.json');
    const limited = await place.ls2('gate', '--solver', 'z3', '--rlimit', '1', '--no-cache');
    expect(limited.code).toBe(4);
    expect(limited.stdout).toContain('? Order was proved, and has no verdict now: z3 gave up at its limit of steps');
    expect((await place.ls2('gate', '--solver', 'z3', '--accept', '--rlimit', '1', '--no-cache')).code).toBe(4);
    expect(read(place, 'ls2.lock.json')).toBe(lock);
    writeFileSync(join(place.directory, 'ls2.lock.json'), `<<<<<<< ours\n${lock}`);
    const merged = await place.ls2('gate');
    expect(merged.code).toBe(3);
    expect(merged.stdout).toContain('error[LS2-1201] it is no JSON');
    writeFileSync(join(place.directory, 'ls2.lock.json'), lock.replace('"verdict": "proved"', '"verdict": "true"'));
    expect((await place.ls2('gate')).stdout).toContain(
      'error[LS2-1201] one of proved, vacuous, refuted, unknown is wanted at the lock file.theorems[0].verdict',
    );
    writeFileSync(join(place.directory, 'ls2.lock.json'), lock);
    writeFileSync(join(place.directory, 'proofs/c.ls2'), malformed);
    expect((await place.ls2('gate')).code).toBe(3);
    expect((await place.ls2('gate', '--accept')).code).toBe(3);
    rmSync(join(place.directory, 'ls2.lock.json'));
    const without = await place.ls2('gate');
    expect({ code: without.code, stderr: without.stderr }).toEqual({
      code: 2,
      stderr: 'ls2: there is no lock file ls2.lock.json here: `ls2 gate --accept` writes it\n',
    });
    expect((await place.ls2('gate', '--accept', '--base', 'HEAD')).code).toBe(2);
  });

  test('knows by the semantics that an axiom lost its standing, and that a proof became conditional', async () => {
    const turned = (code: 'LS2-1210' | 'LS2-1211'): readonly string[] =>
      entryOf(code)
        .example.split('\n\n// turns into\n\n')
        .map((text) => `${text}\n`);
    const [[begun = '', ended = ''], [bright = '', dark = '']] = [turned('LS2-1210'), turned('LS2-1211')];
    const place = await accepted({ 'proofs/begun.ls2': begun, 'proofs/bright.ls2': bright });
    edit(place, 'proofs/begun.ls2', () => ended);
    edit(place, 'proofs/bright.ls2', () => dark);
    const ran = await place.ls2('gate', '--format', 'json');
    expect(JSON.parse(ran.stdout).findings.map(({ code }: { code: string }) => code)).toEqual([
      'LS2-1209',
      'LS2-1210',
      'LS2-1211',
    ]);
  });
});

describe('ls2 check', () => {
  test('says in SARIF and in JUnit what is well said and not so', async () => {
    const codes = ['LS2-1301', 'LS2-1302', 'LS2-1303'] as const;
    const place = placeWith(Object.fromEntries(codes.map((code) => [`${code}.ls2`, `${entryOf(code).example}\n`])));
    const sarif = await place.ls2('check', '.', '--format', 'sarif');
    expect(wrongInSarif(sarif.stdout)).toEqual([]);
    const [run] = JSON.parse(sarif.stdout).runs;
    expect(run.results.map((each: { ruleId: string }) => each.ruleId)).toEqual(codes);
    const junit = await place.ls2('check', '.', '--format', 'junit');
    expect(await wrongInJunit(junit.stdout)).toEqual([]);
    expect(junit.stdout).toContain('<testsuites name="ls2" tests="3" failures="2" errors="1" skipped="0">');
    expect([sarif.code, junit.code]).toEqual([1, 1]);
  });
});
