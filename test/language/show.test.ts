import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Formula } from '../../src/kernel/index.js';
import type { Model } from '../../src/language/model.js';
import {
  type Extent,
  showAxiom,
  showChain,
  showDefinition,
  showFormula,
  showProgram,
  showSequent,
  showTerm,
  showTheorem,
} from '../../src/language/show.js';
import { formulas } from './kernel-formulas.js';
import { structure } from './structure.js';
import { check, host, model } from './texts.js';

const base = model(host);

/** What a formula over the parameters is, read in a model with the host. */
function read(shown: string): { readonly formula: Formula; readonly model: Model } {
  const checked = check(`${host}define X(m: Host, t: Time, I: Thread, e: Term, A: Principal) ≡ ${shown}`);
  const errors = checked.diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.code} ${d.message}`);
  const [definition] = checked.model.definitions.filter(({ name }) => name === 'X');
  if (definition === undefined) throw new Error(`${errors.join('; ')}\n${shown}`);
  return { formula: definition.definition.body, model: checked.model };
}

const reread = (shown: string): string => structure(read(shown).formula);

/** A formula read, and shown again. */
function again(text: string, extent: Extent = { width: 1000 }): string {
  const { formula, model: its } = read(text);
  return showFormula(formula, its, extent);
}

test('names stay near those of the text: a prime, then numbers', () => {
  const shown = again(`${'∀x: Term. '.repeat(5)}x = x`);
  expect(shown).not.toContain("''");
  expect(shown).toContain('x4 = x4');
});

describe('what is shown reads back as it', () => {
  test('the axioms of the logic', () => {
    // What nobody has written is about all machines, of which a program's parameters in a text are of one kind.
    for (const axiom of base.axioms.filter(({ generated }) => generated !== true)) {
      const copied = model(`${host}\n${showAxiom(axiom, base).replace(`axiom ${axiom.name}\n`, 'axiom AGAIN\n')}`);
      const copy = copied.axioms.find(({ name }) => name === 'AGAIN');
      expect(copy && structure(copy.formula), axiom.name).toBe(structure(axiom.formula));
    }
  });

  test('any formula', () => {
    fc.assert(
      fc.property(formulas(base), (formula) => {
        const shown = showFormula(formula, base);
        expect(reread(shown), shown).toBe(structure(formula));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 200) },
    );
  });

  test('programs, definitions, theorems and what a chain stands for', () => {
    const text = `${host.replace('run SRTM(m)', 'run First(m)')}
chain Boot(m: Host) on m.pcr.r { First reads m.bios_loc; Second reads m.app_loc; OS }
define D(m: Host, t: Time) ≡ ∀n: Host, u. Reset(n) @ u ⊃ ¬Reset(m) on (t, u) ∧ m = n
`;
    const first = model(text);
    const [chain] = first.chains;
    if (chain === undefined) throw new Error('no chain');
    const own = new Set(['First', 'Second', 'OS']);
    const parts = [
      ...first.theory.programs
        .filter(({ symbol }) => !own.has(symbol.name))
        .map((program) => showProgram(program, first)),
      showChain(chain, first),
      ...first.definitions
        .filter(({ name }) => name === 'D')
        .map(({ definition }) => showDefinition(definition, first)),
    ];
    const machine = text.slice(0, text.indexOf('program SRTM'));
    const second = model(`${machine}\n${parts.join('\n')}`);
    const definitions = (m: Model): string[] =>
      m.definitions.map(({ name, definition }) => `${name} ${structure(definition.body)}`).sort();
    expect(definitions(second)).toEqual(definitions(first));
    const code = (m: Model): string[] =>
      m.theory.programs.map(({ symbol, body }) => `${symbol.name} ${body ? structure(body) : '…'}`).sort();
    expect(code(second)).toEqual(code(first));
  });
});

describe('what is shown looks like the language', () => {
  test.each([
    'A = ^I ∧ AIK(m) ≠ A',
    'Mem(m.pcr.s, seq(BIOS(m), OS(m))) @ t',
    'Mem(m.dpcr.d, seq(sinit; e)) @ t ∧ Mem(m.dpcr.d, seq(e)) @ t',
    'e = (PCR(s), seq(BIOS(m), e)) ∧ e = (e, (e, e), seq(sinit; e))',
    '¬Jump(I) on (t, t] ∧ ¬Reset(m) @ t ⊃ t < t ≤ t',
    'Honest(A) ∧ Honest(A, {BIOS(m), OS(m)})',
    'e = SIG[AIK(m)⁻¹]{| H(e, e) |} ∧ e = ENC[AIK(m)]{| machine(m) |}',
    "∀u. t < u ⊃ (∃t'. u < t' ∧ Send(I, e) @ t') ∧ Acts(I) @ u",
    '∀n: Host. Reset(n) @ t ⊃ ∃k. Mem(n.memory[k], e) @ t',
    '[x = read m.pcr.s; y = sign (PCR(s), x), AIK(m)⁻¹; send y]_I^{t, t} Acts(I) @ t',
    '[·]_I^{t, t} ⊥',
    '∃b. b @ t ∧ b = Send(I, e)',
  ])('%s', (text) => {
    expect(again(text)).toBe(text);
  });

  test('a theorem, without its proof', () => {
    const text = 'theorem T(m: Host, t: Time)\n  assume A: Reset(m) @ t\n  show ∃u. u < t\n  expect refuted';
    const its = model(`${host}${text}\n  by auto`);
    expect(its.theorems.map((theorem) => showTheorem(theorem, its))).toEqual([text]);
  });

  test('a sequent, one formula to a line', () => {
    expect(showSequent([read('t = t').formula, read('e = e').formula], read('t < t').formula, base)).toBe(
      't = t\ne = e\n⊢ t < t',
    );
  });

  test('what is very large is cut short', () => {
    const entries = Array.from({ length: 1000 }, () => 'e').join(', ');
    expect(again(`e = seq(sinit; ${entries})`, { limit: 20 })).toBe('e = seq(sinit; e, e, e, e, …, e, e)');
    const deep = `${'∃x. x < t ∧ ('.repeat(40)}t = t${')'.repeat(40)}`;
    expect(again(deep, { limit: 30 }).length).toBeLessThan(400);
    expect(again(deep, { limit: 30 })).toContain('…');
  });

  test('a term', () => {
    const { formula, model: its } = read('e = (H(e), agent(^I), machine(m))');
    expect(formula.kind === 'equal' && showTerm(formula.right, its)).toBe('(H(e), agent(^I), machine(m))');
  });
});
