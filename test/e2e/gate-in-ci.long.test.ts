import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { groups } from '../../src/diagnostics/index.js';
import { wrongInSarif } from '../report/published.js';
import { placeWith } from '../support/command.js';
import { booted, chain } from '../support/models.js';
import { scratchDirectory } from '../support/scratch.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(root, '.github/actions/gate/action.yml'), 'utf8'));
const [hook, ...otherHooks] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));

/** A repository whose lock file says what stands in it, with one commit. */
async function repository(): Promise<{ readonly directory: string; readonly cache: string }> {
  const cache = scratchDirectory();
  const place = placeWith({ 'proofs/a.ls2': chain + booted });
  expect((await place.ls2With({ LS2_CACHE_DIR: cache }, 'gate', '--accept')).code).toBe(0);
  const git = (...args: readonly string[]): void => {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...author, ...args], { cwd: place.directory, stdio: 'ignore' });
  };
  git('init');
  git('add', '.');
  git('commit', '-m', 'base');
  return { directory: place.directory, cache };
}

const weaken = (directory: string): void => {
  const file = join(directory, 'proofs/a.ls2');
  writeFileSync(file, readFileSync(file, 'utf8').replace('  show MeasuredBoot', '  assume t = t\n  show MeasuredBoot'));
};

/** Runs the steps of the action as GitHub does, up to the first that fails, which ends it. */
function act(
  { directory, cache }: { readonly directory: string; readonly cache: string },
  given: Readonly<Record<string, string>>,
) {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])),
    ...given,
  };
  const values: Readonly<Record<string, string>> = {
    'github.action_path': join(root, '.github/actions/gate'),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value])),
  };
  const filled = (text: string): string =>
    text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      const value = values[expression];
      if (value === undefined) throw new Error(`the action uses ${expression}`);
      return value;
    });
  const summary = join(scratchDirectory(), 'summary.md');
  writeFileSync(summary, '');
  const said: string[] = [];
  for (const step of action.runs.steps) {
    const [, name = '', unwanted = ''] = /^(\S+) != '(.*)'$/.exec(step.if ?? '') ?? [];
    if (step.if !== undefined && values[name] === unwanted) continue;
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value)]));
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', filled(step.run)],
      {
        cwd: join(directory, filled(step['working-directory'] ?? '.')),
        env: { ...process.env, LS2_CACHE_DIR: cache, GITHUB_STEP_SUMMARY: summary, ...env },
        encoding: 'utf8',
      },
    );
    said.push(stdout, stderr);
    if (status !== 0) return { status, said: said.join(''), summary: readFileSync(summary, 'utf8') };
  }
  return { status: 0, said: said.join(''), summary: readFileSync(summary, 'utf8') };
}

describe('the GitHub action', () => {
  test('passes what has not changed, and says so in the summary', async () => {
    const clone = await repository();
    const ran = act(clone, { base: 'HEAD' });
    expect(ran).toMatchObject({ status: 0, said: '1 theorem against ls2.lock.json: all stands as it stood\n' });
    expect(ran.summary.match(/### ls2 gate: passes/g)).toHaveLength(2);
    expect(wrongInSarif(readFileSync(join(clone.directory, 'ls2.sarif'), 'utf8'))).toEqual([]);
  });

  test('fails where a theorem assumes more, with the finding in log, summary and SARIF', async () => {
    const clone = await repository();
    weaken(clone.directory);
    const ran = act(clone, { base: 'HEAD', sarif: 'out.sarif' });
    expect(ran.status).toBe(1);
    expect(ran.said).toContain('✗ Booted now also assumes t = t');
    expect(ran.summary).toContain('1 theorem against `HEAD`');
    expect(ran.summary).toContain('1 theorem against `ls2.lock.json`');
    expect(readFileSync(join(clone.directory, 'out.sarif'), 'utf8')).toContain('"ruleId": "LS2-1207"');
  });

  test('fails where the base is not there, without taking its name for a command', async () => {
    const clone = await repository();
    const ran = act(clone, { base: '"; touch broken; echo "' });
    expect(ran.status).toBe(1);
    expect(ran.said).toContain('there is no such commit here');
    expect(spawnSync('ls', { cwd: clone.directory, encoding: 'utf8' }).stdout).not.toContain('broken');
  });

  test('has steps that say where they run', () => {
    expect(action.runs.using).toBe('composite');
    for (const step of action.runs.steps) {
      expect(step.shell).toBe('bash');
      // Inputs reach a shell by its environment alone.
      expect(step.run).not.toContain('${{');
    }
  });
});

describe('the pre-commit hook', () => {
  const commit = ({ directory, cache }: { readonly directory: string; readonly cache: string }) => {
    const programs = scratchDirectory();
    symlinkSync(join(root, 'bin/ls2.js'), join(programs, 'ls2'));
    const PATH = [programs, process.env['PATH']].join(delimiter);
    return spawnSync('bash', ['-c', hook.entry], {
      cwd: directory,
      env: { ...process.env, LS2_CACHE_DIR: cache, PATH },
      encoding: 'utf8',
    });
  };

  test('is one, for models and the lock file, and takes no file names', () => {
    expect(otherHooks).toEqual([]);
    expect(hook).toMatchObject({ id: 'ls2-gate', language: 'node', pass_filenames: false });
    const files = new RegExp(hook.files);
    expect(['proofs/a.ls2', 'ls2.lock.json', 'README.md'].map((file) => files.test(file))).toEqual([true, true, false]);
  });

  test('lets what has not changed pass, and stops what assumes more', async () => {
    const clone = await repository();
    expect(commit(clone).status).toBe(0);
    weaken(clone.directory);
    const stopped = commit(clone);
    expect(stopped.status).toBe(1);
    expect(stopped.stdout).toContain('✗ Booted now also assumes t = t');
  });
});

describe.each(['README.md', 'docs/gate.md'])('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const [workflow, hooks] = blocks.map((block) => parse(block));

  test('shows the action by its place and inputs, and the hook by its name, in ten lines each', () => {
    expect(blocks).toHaveLength(2);
    for (const block of blocks)
      expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(page === 'README.md' ? 10 : 11);
    const { uses, with: given } = workflow.jobs.gate.steps.at(-1);
    expect(uses).toBe('OWNER/ls2/.github/actions/gate@REF');
    for (const name of Object.keys(given)) expect(Object.keys(action.inputs)).toContain(name);
    expect(hooks.repos[0].hooks).toEqual([{ id: hook.id }]);
  });
});

test('docs/gate.md lists all that the gate stops at', () => {
  const listed = [...readFileSync(join(root, 'docs/gate.md'), 'utf8').matchAll(/^\| (LS2-\d+) \|/gm)].map(
    ([, code]) => code,
  );
  const codes = groups.flatMap((group) => group.codes).filter((code) => code.startsWith('LS2-12'));
  expect(listed).toEqual(codes);
});
