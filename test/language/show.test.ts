import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Formula } from '../../src/kernel/index.js';
import { showAxiom, showChain, showDefinition, showFormula, showProgram, showSequent, showTerm, showTheorem } from '../../src/language/show.js';
import { formulas } from './kernel-formulas.js';
import { structure } from './structure.js';
import { check, host, model } from './texts.js';

const base = model(host);

/** What a formula over the parameters is, read in the model with the host. */
function reread(shown: string): Formula {
  const checked = check(`${host}define X(m: Host, t: Time, I: Thread, e: Term, A: Principal) ≡ ${shown}`);
  const errors = checked.diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.code} ${d.message}`);
  const [definition] = checked.model.definitions.filter(({ name }) => name === 'X');
  if (definition === undefined) throw new Error(`${errors.join('; ')}\n${shown}`);
  return definition.definition.body;
}

describe('what is shown reads back as it', () => {
  test('the axioms of the logic', () => {
    for (const axiom of base.axioms) {
      const again = model(`${host}\n${showAxiom(axiom, base).replace(`axiom ${axiom.name}\n`, 'axiom AGAIN\n')}`);
      const copy = again.axioms.find(({ name }) => name === 'AGAIN');
      expect(copy && structure(copy.formula), axiom.name).toBe(structure(axiom.formula));
    }
  });

  test('any formula', () => {
    fc.assert(
      fc.property(formulas(base), (formula) => {
        const shown = showFormula(formula, base);
        expect(structure(reread(shown)), shown).toBe(structure(formula));
      }),
      { numRuns: 500 },
    );
  });

  test('programs, definitions, theorems and what a chain stands for', () => {
    const text = `${host}
chain Boot(m: Host) on m.pcr.r { First reads m.bios_loc; Second reads m.app_loc; OS }
machine Other(o) { pcr r; memory bios_loc, app_loc; on reset run First(o) }
define D(m: Host, t: Time) ≡ ∀n: Host, u. Reset(n) @ u ⊃ ¬Jump(I) on (t, u) ∧ m = n
`.replace('Jump(I)', 'Reset(m)').replace('machine Other(o) { pcr r; memory bios_loc, app_loc; on reset run First(o) }\n', '').replace('on reset run SRTM(m)', 'on reset run First(m)');
    const read = model(text);
    const [chain] = read.chains;
    if (chain === undefined) throw new Error('no chain');
    const parts = [
      ...read.theory.programs.filter(({ symbol }) => symbol.name !== 'First' && symbol.name !== 'Second' && symbol.name !== 'OS').map((p) => showProgram(p, read)),
      showChain(chain, read),
      ...read.definitions.filter(({ name }) => name === 'D').map(({ definition }) => showDefinition(definition, read)),
    ];
    const machine = text.slice(0, text.indexOf('program SRTM'));
    const again = model(`${machine}\n${parts.join('\n')}`);
    const all = (m: typeof read): string[] => m.definitions.map(({ name, definition }) => `${name} ${structure(definition.body)}`).sort();
    expect(all(again)).toEqual(all(read));
    const code = (m: typeof read): string[] => m.theory.programs.map(({ symbol, body }) => `${symbol.name} ${body ? structure(body) : '…'}`).sort();
    expect(code(again)).toEqual(code(read));
  });
});

describe('what is shown looks like the language', () => {
  test.each([
    'A = ^I ∧ ^AIK(m) ≠ A',
    'Mem(m.pcr.s, seq(BIOS(m), OS(m))) @ t',
    'Mem(m.dpcr.d, seq(sinit; e)) @ t ∧ Mem(m.dpcr.d, seq(e)) @ t',
    'e = (PCR(s), seq(BIOS(m), e)) ∧ e = (e, (e, e), seq(sinit; e))',
    '¬Jump(I) on (t, t] ∧ ¬(Reset(m) @ t) ⊃ t < t ≤ t',
    'Honest(A) ∧ Honest(A, {BIOS(m), OS(m)})',
    'e = SIG[AIK(m)⁻¹]{| H(e, e) |} ∧ e = ENC[AIK(m)]{| m.pcr.s |}'.replace('m.pcr.s', 'machine(m)'),
    "∀u. t < u ⊃ ∃t'. u < t' ∧ Send(I, e) @ t'",
    '∀n: Host. Reset(n) @ t ⊃ ∃k. Mem(n.memory[k], e) @ t',
    '[x = read m.pcr.s; s = sign (PCR(s), x), AIK(m)⁻¹; send s]_I^{t, t} Acts(I) @ t'.replaceAll('s = sign', 'y = sign').replace('send s', 'send y'),
    '[·]_I^{t, t} ⊥',
    '∃b: Event. b @ t ∧ b = Send(I, e)',
  ])('%s', (text) => {
    const shown = showFormula(reread(text), base, { width: 1000 });
    expect(structure(reread(shown))).toBe(structure(reread(text)));
    expect(shown.replace(': Event', '').replace('b @', 'b @')).toBe(text.replace(': Event', '').replaceAll('¬(Reset(m) @ t)', '¬Reset(m) @ t'));
  });

  test('a theorem, without its proof', () => {
    const text = 'theorem T(m: Host, t: Time)\n  assume A: Reset(m) @ t\n  show ∃u. u < t\n  expect refuted';
    const [theorem] = model(`${host}${text}\n  by auto`).theorems;
    expect(theorem && showTheorem(theorem, base)).toBe(text);
  });

  test('a sequent, one formula to a line', () => {
    expect(showSequent([reread('t = t'), reread('e = e')], reread('t < t'), base)).toBe('t = t\ne = e\n⊢ t < t');
  });

  test('what is very large is cut short', () => {
    const entries = Array.from({ length: 1000 }, () => 'e').join(', ');
    expect(showFormula(reread(`e = seq(sinit; ${entries})`), base, { limit: 20 })).toBe('e = seq(sinit; e, e, e, e, …, e, e)');
    const deep = `${'∃x. x < t ∧ ('.repeat(50)}t = t${')'.repeat(50)}`;
    expect(showFormula(reread(deep), base, { limit: 30 })).toContain('…');
    const { definition } = model(`${host}define X(t: Time): Term ≡ (PCR(s), seq(${entries}))\ndefine Y(t: Time, e: Term) ≡ e = e`.replaceAll('(t: Time): Term ≡', '(e: Term): Term ≡').replace('Y(t: Time, e', 'Y(e')).definitions.at(-1) ?? {};
    expect(definition).toBeDefined();
    expect(showTerm((reread('e = H(e)') as { readonly left?: never } & Formula & { kind: 'equal' }).right, base)).toBe('H(e)');
  });
});
