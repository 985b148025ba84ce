import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosticText } from '../../src/report/diagnostics-text.js';
import { check } from './texts.js';

/** What people type: a file has one mistake, and gets one message, which is the golden output beside it. */
const folder = new URL('../golden/mistakes/', import.meta.url);
const names = readdirSync(folder).flatMap((name) => (name.endsWith('.ls2') ? [name.slice(0, -4)] : []));
const other = 'constant other: Term\n';

/** These say something that is wrong to prove, or nothing that is wrong at all. */
const readable = new Set([
  '19_empty',
  'p10_obtain_no_with',
  'p15_reset_wrong',
  'if-with-blocks',
  'bytes-bom',
  'bytes-latin1-in-comment',
]);

describe('one mistake, one message', () => {
  test.each(names)('%s', async (name) => {
    const text = readFileSync(new URL(`${name}.ls2`, folder), 'utf8');
    const { diagnostics, model } = check(text, { 'other.ls2': other });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message)).toHaveLength(readable.has(name) ? 0 : 1);
    const shown = diagnostics.map((d) => `${diagnosticText(d, (file) => (file === 'example.ls2' ? text : other))}\n`);
    const unchecked = model.unchecked.map(({ name: claim, through }) => [claim, ...through].join(', by way of '));
    const rest = unchecked.map((each) => `not checked: ${each}\n`);
    await expect([...shown, ...rest].join('\n')).toMatchFileSnapshot(`../golden/mistakes/${name}.txt`);
  });
});
