import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { templates } from '../../src/cli/init-files.js';
import { type Place, placeWith } from '../support/command.js';

const read = ({ directory }: Place, path: string): string => readFileSync(join(directory, path), 'utf8');
const lock = JSON.parse(readFileSync(new URL('../../ls2.lock.json', import.meta.url), 'utf8')) as {
  readonly theorems: readonly { readonly file: string; readonly verdict: string; readonly expected: string }[];
};

describe('ls2 init', () => {
  test('writes a model that proves, a workflow and a setting', async () => {
    const place = placeWith({});
    const ran = await place.ls2('init');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(
      ran.stdout,
    ).toBe(`wrote  proofs/chain.ls2           A boot chain: each stage measures the next, and jumps to it.
wrote  .github/workflows/ls2.yml  checks every push, and that none weakens what stands
wrote  .vscode/settings.json      what VS Code takes *.ls2 to be

next:  npx ls2 check          a first verdict
       npx ls2 gate --accept  writes down what stands: commit ls2.lock.json with the model
`);
    const checked = await place.ls2('check');
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('✓ BootIsMeasured  proved');
    expect(checked.stdout).toContain('2 theorems: 1 proved, 1 refuted; all as expected');
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const { jobs } = parse(read(place, '.github/workflows/ls2.yml')) as {
      readonly jobs: { readonly ls2: { readonly steps: readonly { readonly run?: string }[] } };
    };
    expect(jobs.ls2.steps.flatMap(({ run }) => run ?? [])).toEqual([
      `npx --yes ls2@${version} check`,
      `npx --yes ls2@${version} gate`,
    ]);
    expect(JSON.parse(read(place, '.vscode/settings.json'))).toMatchObject({
      'files.associations': { '*.ls2': 'ls2' },
    });
  });

  test('has these templates; the gate guards that all of each is as expected, and something proved', async () => {
    expect(templates()).toEqual(['chain', 'quote', 'registers', 'sealed', 'vm']);
    const place = placeWith({});
    for (const template of templates()) {
      expect((await place.ls2('init', template)).code, template).toBe(0);
      const file = `models/templates/${template}.ls2`;
      expect(read(place, `proofs/${template}.ls2`)).toBe(
        readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'),
      );
      const own = lock.theorems.filter((theorem) => theorem.file === file);
      expect(
        own.map(({ verdict }) => verdict),
        template,
      ).toContain('proved');
      expect(own.map(({ verdict }) => verdict)).toEqual(own.map(({ expected }) => expected));
    }
  });

  test('overwrites nothing: neither a model, nor what goes with it, nor what a link leads to', async () => {
    const place = placeWith({ '.vscode/settings.json': '{}', 'proofs/vm.ls2': 'mine' });
    symlinkSync('nowhere', join(place.directory, 'proofs', 'quote.ls2'));
    const ran = await place.ls2('init', 'sealed');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('stays  .vscode/settings.json      it is there already\n');
    expect(read(place, '.vscode/settings.json')).toBe('{}');
    writeFileSync(join(place.directory, '.github/workflows/ls2.yml'), 'mine too');
    for (const template of ['vm', 'quote', 'sealed']) {
      const again = await place.ls2('init', template);
      expect(again).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `ls2: proofs/${template}.ls2 is there already: nothing was written\n`,
      });
    }
    expect(read(place, 'proofs/vm.ls2')).toBe('mine');
    expect(read(place, '.github/workflows/ls2.yml')).toBe('mine too');
    expect(existsSync(join(place.directory, 'proofs', 'nowhere'))).toBe(false);
  });

  test('says which templates there are, and which was meant', async () => {
    const place = placeWith({});
    const [near, far] = [await place.ls2('init', 'chian'), await place.ls2('init', '../../etc/passwd')];
    expect(near).toMatchObject({
      code: 2,
      stderr: 'ls2: there is no template chian; did you mean chain?\n',
    });
    expect(far).toMatchObject({
      code: 2,
      stderr: 'ls2: there is no template ../../etc/passwd; there is chain, quote, registers, sealed, vm\n',
    });
    expect(readdirSync(place.directory)).toEqual([]);
  });

  test('says what cannot be written', async () => {
    const place = placeWith({ proofs: 'a file' });
    mkdirSync(join(place.directory, '.github'));
    const ran = await place.ls2('init');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/^ls2: proofs\/chain.ls2 cannot be written: /);
  });
});
