import { describe, expect, test } from 'vitest';
import { type Code, diagnostic, entryOf, groups } from '../../src/diagnostics/index.js';
import { diagnosticText } from '../../src/report/diagnostics-text.js';
import { History, NotEnabled } from '../../src/trace/history.js';
import { ofKind, recordsOf } from './fixtures/traces.js';

const codes = groups.flatMap((group) => group.codes).filter((code) => code.startsWith('LS2-10'));

/** A line of the example of LS2-1010 is shown cut: its limit here is that of the text. */
const limits: Partial<Record<Code, number>> = { 'LS2-1010': 40 };

describe('the example', () => {
  test.each(codes.filter((code) => code !== 'LS2-1008'))(
    'of %s provokes it, and is shown as expected',
    async (code) => {
      const { example } = entryOf(code);
      const records = await recordsOf(example, limits[code]);
      const found = ofKind(records, 'error').map((record) => record.diagnostic);
      expect(found.map((each) => `${each.code} ${each.message}`)).toEqual([`${code} ${found[0]?.message}`]);
      const shown = found.map((each) => `${diagnosticText(each, () => example)}\n`).join('');
      await expect(shown).toMatchFileSnapshot(`../golden/diagnostics/${code}.txt`);
    },
  );

  test('of LS2-1008 is read, and cannot happen', async () => {
    const records = await recordsOf(entryOf('LS2-1008').example);
    expect(ofKind(records, 'error')).toEqual([]);
    const [header] = ofKind(records, 'header');
    const [event] = ofKind(records, 'event');
    if (header === undefined || event === undefined) throw new Error('nothing was read');
    expect(() => new History(header.world).add(event.occurrence)).toThrow(NotEnabled);
  });

  test('is none that is not an error', () => {
    const span = { start: { offset: 0, line: 1, column: 1 }, end: { offset: 0, line: 1, column: 1 } };
    for (const code of codes) expect(diagnostic(code, '', { file: '', span }).severity).toBe('error');
  });
});
