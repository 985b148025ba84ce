import { describe, expect, test } from 'vitest';
import { format, showFormula } from '../../src/language/index.js';
import { check, model } from './texts.js';

const host = 'machine Host(m) { memory disk; pcr s, r; dpcr d }\n';

/** What the conclusion of a theorem over m, I, x and t is shown as. */
function shown(formula: string): string {
  const read = model(`${host}theorem T(m: Host, I: Thread, x: Term, t: Time)\n  show ${formula}\n`);
  return showFormula(read.theorems[0]?.conclusion as never, read);
}

describe('several locations', () => {
  test.each([
    'MemAll((m.pcr.s, m.pcr.r), x) @ t',
    'ReadAll(I, (m.pcr.s, m.pcr.r, m.dpcr.d), x) @ t',
    // Beside static registers alone, or dynamic ones alone, a sequence begins as they do.
    'MemAll((m.pcr.s, m.pcr.r), (seq(x), seq(x, x))) @ t',
    'MemAll((m.pcr.s, m.dpcr.d), (seq(sinit; x), seq(dinit; x))) @ t',
    '∀s, l. MemAll(more(l, s), (x, x)) @ t',
    '[y = readall (m.pcr.s, m.pcr.r); send y]_I^{t, t} MemAll((m.disk, m.disk), x) @ t',
  ])('%s is read as what is shown', (formula) => {
    expect(shown(formula)).toBe(formula);
  });

  test('may end in a list, and variables are found to be locations', () => {
    expect(shown('∀l, l2. MemAll((l, l2), x) @ t')).toBe('∀l, l2. MemAll((l, l2), x) @ t');
  });

  test('are formatted as they stand', () => {
    const text = `${host}program P(m: Host) {\n  x = readall (m.pcr.s, m.pcr.r)\n  send x\n}\n`;
    const formatted = format(text, 'model.ls2');
    expect(formatted).toMatchObject({ kind: 'formatted' });
    expect(check(text).diagnostics).toEqual([]);
  });

  test('sequences beside registers of both kinds have to say how they begin', () => {
    const { diagnostics } = check(
      `${host}theorem T(m: Host, t: Time)\n  show ¬MemAll((m.pcr.s, m.dpcr.d), (seq(sinit), seq(sinit))) @ t\n`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['LS2-0306', 'LS2-0306']);
  });
});
