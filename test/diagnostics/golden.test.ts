import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryOf, groups, severityOf } from '../../src/diagnostics/index.js';
import { diagnosticsPage } from '../../src/report/diagnostics-page.js';
import { diagnosticText } from '../../src/report/diagnostics-text.js';
import { check } from '../language/texts.js';

const files = (example: string): Record<string, string> => ({
  'example.ls2': example,
  'other.ls2': 'constant other: Term\n',
});
const codes = groups.flatMap((group) => group.codes);
/**
 * The examples of these are texts in the language with something wrong in them; those of LS2-10xx are traces (test/trace/format-codes.test.ts), those
 * of LS2-11xx certificates (test/recheck/malformed.test.ts), of LS2-12xx changes (test/gate/codes.test.ts), those of LS2-13xx what is well said and
 * not so (test/report/formats.test.ts), that of LS2-1401 a finding (test/e2e/fuzz.long.test.ts), those of
 * LS2-15xx files of a machine (test/e2e/attest.test.ts); that of LS2-0907 is a trace beside a text (test/check/told-traces.test.ts).
 */
const ofTexts = codes.filter((code) => !/^LS2-(1[012345]|0907)/.test(code));

describe('the table of codes', () => {
  test('every code has its words', () => {
    for (const code of codes) {
      const { title, explanation, example, remedy } = entryOf(code);
      for (const text of [title, explanation, example, remedy]) expect(text.trim(), code).not.toBe('');
    }
  });

  test('the reference page is made from it: npm run docs', () => {
    const page = new URL('../../docs/diagnostics.md', import.meta.url);
    expect(readFileSync(page, 'utf8')).toBe(diagnosticsPage());
  });

  test.each(ofTexts)('the example of %s is the golden input', (code) => {
    const golden = new URL(`../golden/diagnostics/${code}.ls2`, import.meta.url);
    expect(readFileSync(golden, 'utf8')).toBe(`${entryOf(code).example}\n`);
  });

  test.each(ofTexts)('the example of %s provokes it, and nothing else that is as bad', (code) => {
    const all = files(entryOf(code).example);
    const { diagnostics } = check(entryOf(code).example, all);
    expect(diagnostics.map((d) => d.code)).toContain(code);
    const others = diagnostics.filter((d) => d.code !== code && d.severity === severityOf(code));
    expect(others.map((d) => `${d.code} ${d.message}`)).toEqual([]);
  });

  test.each(ofTexts)('%s is shown as expected', async (code) => {
    const golden = readFileSync(new URL(`../golden/diagnostics/${code}.ls2`, import.meta.url), 'utf8');
    const all = files(golden);
    const shown = check(golden, all).diagnostics.map((d) => `${diagnosticText(d, (file) => all[file])}\n`);
    await expect(shown.join('\n')).toMatchFileSnapshot(`../golden/diagnostics/${code}.txt`);
  });
});
