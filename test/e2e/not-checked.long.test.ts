import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { wrongInJunit, wrongInSarif } from '../report/published.js';
import { placeWith } from '../support/command.js';
import { proved } from '../support/models.js';

const golden = readFileSync(fileURLToPath(new URL('../golden/check/not-checked.ls2', import.meta.url)), 'utf8');
const schema: object = JSON.parse(readFileSync(new URL('../../docs/check.schema.json', import.meta.url), 'utf8'));
const isResult = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

const machine = 'machine Host(m) { memory a; pcr s; on reset run R(m) }\n';
const same = 'theorem T(m: Host) show m = m proof show by z3 qed\n';

/** Texts with one mistake each, all of them in the way of T. */
const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a definition that is cut short': { 'a.ls2': golden.replace('theorem Booted', 'theorem T') },
  'a typo in the program that a reset runs': {
    'a.ls2': `${machine}program R(m: Host) { x = read m.a; jump y }\n${same}`,
  },
  'imports in a circle': {
    'a.ls2': 'import "b.ls2"\ntheorem T(m: Host) show ⊥ proof show by z3 using theorem U qed\n',
    'b.ls2': `import "a.ls2"\n${machine}program R(m: Host) { }\ntheorem U(m: Host) show ⊥ proof show by z3 using theorem T qed\n`,
  },
  'a machine without its program': { 'a.ls2': machine + same },
  'an import that is not there': { 'a.ls2': `import "gone.ls2"\n${same}` },
  'a name with two meanings': { 'a.ls2': `${machine}program R(m: Host) { }\nprogram R(m: Host) { stop }\n${same}` },
};

describe.each(Object.entries(texts))('of a theorem beside %s', (_, files) => {
  const here = () => placeWith({ ...files, 'sane.ls2': proved });

  test('check says that it is not checked, in every format, and ends with 3', async () => {
    const place = here();
    const json = await place.ls2('check', '.', '--format', 'json');
    expect(json.code).toBe(3);
    const result = JSON.parse(json.stdout);
    expect([isResult(result), isResult.errors]).toEqual([true, null]);
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
    expect(names(result.theorems)).not.toContain('T');
    expect(names(result.theorems)).toContain('Same');
    expect(names(result.notChecked)).toContain('T');
    const sarif = await place.ls2('check', '.', '--format', 'sarif');
    expect({ code: sarif.code, wrong: wrongInSarif(sarif.stdout) }).toEqual({ code: 3, wrong: [] });
    expect(sarif.stdout).toContain('T is not checked: LS2-');
    const junit = await place.ls2('check', '.', '--format', 'junit');
    expect({ code: junit.code, wrong: await wrongInJunit(junit.stdout) }).toEqual({ code: 3, wrong: [] });
    expect(junit.stdout).toMatch(/<testcase name="T" classname="a\.ls2">\n\s*<skipped message="T is not checked: LS2-/);
    const text = await place.ls2('check', '.');
    expect(text.stdout).toMatch(/^– T {2}not checked {2}a\.ls2:\d+\n {4}because {6}LS2-/m);
  });

  test('asked for by its name it is no more checked', async () => {
    const place = here();
    const ran = await place.ls2('check', '--theorem', 'T', 'a.ls2', '--format', 'json');
    const { theorems, notChecked } = JSON.parse(ran.stdout);
    expect({ code: ran.code, theorems, count: notChecked.length }).toEqual({ code: 3, theorems: [], count: 1 });
    expect(ran.stderr).toBe('');
  });

  test('there is no certificate, and no entry in a lock file', async () => {
    const place = here();
    const certified = await place.ls2('check', 'a.ls2', '--theorem', 'T', '--certificate', 'c.json');
    expect(certified.code).toBe(3);
    expect(existsSync(join(place.directory, 'c.json'))).toBe(false);
    expect((await place.ls2('gate', '--accept', '.')).code).toBe(3);
    expect(existsSync(join(place.directory, 'ls2.lock.json'))).toBe(false);
  });

  test('attack, explain and mutate say what is wrong, and end with 3', async () => {
    const place = here();
    for (const args of [
      ['attack', 'T', '.'],
      ['attack', 'T', '.', '--format', 'json'],
      ['explain', 'T', '.'],
      ['check', '--mutate', '.'],
    ]) {
      const { code, stdout, stderr } = await place.ls2(...args);
      expect({ args, code }).toEqual({ args, code: 3 });
      expect(stdout + stderr).toMatch(/^error\[LS2-\d{4}\]/m);
    }
  });
});
