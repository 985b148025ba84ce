import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Case, casebookPage, readCase, type Verdict } from '../../src/report/casebook-page.js';

const place = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(place(path), 'utf8');
const folder = 'models/casebook';
const files = readdirSync(place(folder))
  .filter((name) => name.endsWith('.ls2'))
  .sort()
  .map((name) => `${folder}/${name}`);
const { theorems } = JSON.parse(read('ls2.lock.json')) as {
  theorems: (Verdict & { expected: string; witness?: number })[];
};

const head = ['// A flaw', '//   part    sealing', '//   source  CVE-2000-1', '//   source  A | paper'];
const text = [
  ...head,
  '//   wrong   This',
  '//           and that.',
  '//   attack  So.',
  '//   repair  Not so.',
  '',
  '',
];

describe('the casebook', () => {
  test('its page is made from it: npm run docs', () => {
    const cases = files.map((file) => readCase(file, read(file)));
    expect(read('docs/casebook.md')).toBe(casebookPage(cases, theorems));
    expect(files.length).toBeGreaterThanOrEqual(24);
  });

  test.each(files)('%s: the flaw is refuted, the repair proved without a script, and both are guarded', (file) => {
    const own = theorems.filter((theorem) => theorem.file === file);
    const verdicts = own.map(({ verdict }) => verdict);
    expect(verdicts).toContain('refuted');
    expect(verdicts).toContain('proved');
    for (const { name, verdict, expected, attack, witness } of own) {
      expect(verdict, name).toBe(expected);
      // An attack of no events, or a proof of premises that no trace satisfies, would show nothing.
      expect(verdict === 'refuted' ? attack : witness, name).toBeGreaterThan(0);
    }
    expect(read(file)).not.toMatch(/^(proof|axiom|lemma)\b/m);
  });

  test('a head is read with the lines that go on, and links what it names', () => {
    const read = readCase('a.ls2', text.join('\n'));
    const said: Case = {
      file: 'a.ls2',
      title: 'A flaw',
      part: 'sealing',
      sources: ['CVE-2000-1', 'A | paper'],
      wrong: 'This and that.',
      attack: 'So.',
      repair: 'Not so.',
    };
    expect(read).toEqual(said);
    const page = casebookPage([read], [{ name: 'F', file: 'a.ls2', verdict: 'refuted', attack: 3 }]);
    expect(page).toContain(
      '[A flaw](../a.ls2)<br>[CVE-2000-1](https://www.cve.org/CVERecord?id=CVE-2000-1)<br>A \\| paper | This and that. | So. `F`: 3 events | Not so.',
    );
  });

  test.each(['part', 'wrong', 'attack', 'repair', 'source'])('a head without its %s is refused', (name) => {
    const without = text.filter((line) => !line.startsWith(`//   ${name} `));
    expect(() => readCase('a.ls2', without.join('\n'))).toThrow(name === 'source' ? 'no source' : `a.ls2: ${name}`);
  });
});
