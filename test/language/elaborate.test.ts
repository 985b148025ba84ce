import { describe, expect, test } from 'vitest';
import type { Formula } from '../../src/kernel/index.js';
import { structure } from './structure.js';
import { brief, check, codes, host, model } from './texts.js';

/** The body of the definition X of parameters m: Host, t, u: Time, I: Thread, e: Term, A: Principal. */
function body(formula: string, params = 'm: Host, t: Time, u: Time, I: Thread, e: Term, A: Principal'): Formula {
  const [definition] = model(`${host}define X(${params}) ≡ ${formula}`).definitions;
  if (definition === undefined) throw new Error('nothing is defined');
  return definition.definition.body;
}

const same = (a: string, b: string): void => expect(structure(body(a)), `${a} / ${b}`).toBe(structure(body(b)));

describe('what formulas mean', () => {
  test.each([
    ['¬Reset(m) on (t, u]', '∀v. (t < v ∧ v ≤ u) ⊃ ¬(∃J. Reset(m, J) @ v)'],
    ['Acts(I) on [t, u)', '∀v. (t ≤ v ∧ v < u) ⊃ Acts(I) @ v'],
    ['(Reset(m) ∧ ¬Jump(I, e) ∨ t < u) @ t', '(Reset(m) @ t ∧ ¬Jump(I, e) @ t) ∨ t < u'],
    ['(Acts(I) @ u ∧ Acts(I)) @ t', 'Acts(I) @ u ∧ Acts(I) @ t'],
    ['(∀x. Jump(I, x)) @ t', '∀x: Term. (Jump(I, x) @ t)'],
    ['Jump(I) @ t', '∃x. Jump(I, x) @ t'],
    ['Extend(I) @ t', '∃l, x. Extend(I, l, x) @ t'],
    ['Honest(^I)', '∃S. Honest(^I, S)'],
    ['t < u ≤ t', '(t < u) ∧ (u ≤ t)'],
    ['t ≠ u', '¬(t = u)'],
    ['t = u iff u = t', '(t = u ⊃ u = t) ∧ (u = t ⊃ t = u)'],
    ['t = u ⊃ u = t ⊃ ⊥', 't = u ⊃ (u = t ⊃ ⊥)'],
    ['∀n: Host. n = m', '∀n: Machine. Host(n) ⊃ n = m'],
    ['∃n: Host, v. Reset(n) @ v', '∃n: Machine, v: Time. Host(n) ∧ Reset(n) @ v'],
    ['Mem(m.pcr.s, seq(e, e)) @ t', 'Mem(m.pcr.s, seq(sinit; e, e)) @ t'],
    ['Mem(m.dpcr.d, seq(e)) @ t', 'Mem(m.dpcr.d, H(dinit, e)) @ t'],
    ['e = seq(e; e, e)', 'e = H(H(e, e), e)'],
    ['e = (PCR(d), seq(e))', 'e = (PCR(d), seq(dinit; e))'],
    ['e = (e, e, e)', 'e = (e, (e, e))'],
    ['e = H(e, e, e)', 'e = H((e, e, e))'],
    ['e = SIG[AIK(m)⁻¹]{| e |}', 'e = SIG(AIK(m), e)'],
    ['e = ENC[AIK(m)]{| e |}', 'e = ENC(pk(AIK(m)), e)'],
    ['e = SYMENC[e]{| e |}', 'e = SYMENC(e, e)'],
    ['e = AIK(m)', 'e = pk(AIK(m))'],
    ['e = ^AIK(m)', 'e = agent(AIK(m))'],
    ['e = A ∧ A = ^I', 'e = agent(A) ∧ A = ^I'],
    ['e = m', 'e = machine(m)'],
    ['Sign(I, e, AIK(m)⁻¹) @ t', 'Sign(I, e, AIK(m)) @ t'],
    ['[TPM(m)]_I^{t, u} ⊥', '[w = read m.pcr.s; x = sign (PCR(s), w), AIK(m)⁻¹; send x]_I^{t, u} ⊥'],
    ['[send H(e)]_I^{t, u} ⊥', '[send H(e);]_I^{t, u} ⊥'],
    ['[jump (e)]_I^{t, u} ⊥', '[jump e;]_I^{t, u} ⊥'],
    ['[receive]_I^{t, u} ⊥', '[x = receive; send e]_I^{t, u} ⊥'.replace('; send e', '')],
    ['∀b. b @ t ⊃ b = Acted(I)'.replace('Acted(I)', 'Jump(I, e)'), '∀b: Event. b @ t ⊃ b = Jump(I, e)'],
    ['∀x. Mem(m.memory[x], e) @ t', '∀x: Name. Mem(m.memory[x], e) @ t'],
    ['∀x, y. x = y ∧ y @ t', '∀x: Event, y: Event. x = y ∧ y @ t'],
    ['∀J. ^J = A', '∀J: Thread. ^J = A'],
    ['∀B. Contains(e, B) ∧ ^I = B', '∀B: Term. Contains(e, B) ∧ agent(^I) = B'],
    ['∀x. Extend(I, m.pcr.s, x) @ u ⊃ x = m', '∀x: Term. Extend(I, m.pcr.s, x) @ u ⊃ x = machine(m)'],
    ['∀x. Reset(x) @ u ∧ Jump(I, x) @ u ∧ x = m', '∀x: Machine. Reset(x) @ u ∧ Jump(I, machine(x)) @ u ∧ x = m'],
    [
      '∀x, y. Jump(I, x) @ u ∧ Reset(y) @ u ∧ x = y',
      '∀x: Term, y: Machine. Jump(I, x) @ u ∧ Reset(y) @ u ∧ x = machine(y)',
    ],
    ['∀x, y. x = y ∧ y = m', '∀x: Machine, y: Machine. x = y ∧ y = m'],
    ['∀k. k = s ∧ e = PCR(k)', '∀k: Name. k = s ∧ e = PCR(k)'],
  ])('%s', same);

  test('the time of an interval or `@` is not caught by a quantifier inside', () => {
    same('(∃t. Reset(m) ∧ t < u) @ t', '∃v. Reset(m) @ t ∧ v < u');
    same('(∃u. ¬Reset(m) ∧ t < u) on (t, u]', '∀v. (t < v ∧ v ≤ u) ⊃ ∃w. ¬Reset(m) @ v ∧ t < w');
  });

  test('an inner variable hides an outer one', () => {
    same('∀t. t < u ⊃ ∃t. t < t', '∀v. v < u ⊃ ∃w. w < w');
  });

  test('`show A, B ⊢ C` assumes A and B', () => {
    const [one, two] = model(
      'theorem A(t: Time)\n show t = t, t < t ⊢ ⊥\ntheorem B(t: Time)\n assume t = t\n assume t < t\n show ⊥',
    ).theorems;
    expect(one?.assumptions.map((a) => structure(a.formula))).toEqual(
      two?.assumptions.map((a) => structure(a.formula)),
    );
    expect(one?.proof).toEqual({ kind: 'none' });
  });

  test('abbreviations of terms are gone', () => {
    const text = `${host}define F(m: Host, x: Term): Term ≡ (x, BIOS(m), x)\ndefine X(m: Host, e: Term) ≡ F(m, H(e)) = e\ndefine Y(m: Host, e: Term) ≡ (H(e), BIOS(m), H(e)) = e`;
    const [x, y] = model(text).definitions.map(({ definition }) => structure(definition.body));
    expect(x).toBe(y);
  });

  test('a theorem over a kind of machine is guarded by it', () => {
    const [theorem] = model(`${host}theorem T(m: Host, n: Machine, t: Time)\n show m = n ∧ t = t`).theorems;
    expect(theorem?.guards.map(structure)).toEqual(['Host(m:Machine)']);
    expect(theorem?.params.map((p) => `${p.name}: ${p.sort}`)).toEqual(['m: Machine', 'n: Machine', 't: Time']);
  });
});

describe('what programs are', () => {
  test('results are bound in what follows; a line without a result binds one that is not used', () => {
    const { theory } = model(
      `${host}program X(m: Host) { x = read m.bios_loc; receive; y = receive; match x, y; jump x }`,
    );
    const program = theory.programs.find(({ symbol }) => symbol.name === 'X');
    expect(program?.body && structure(program.body)).toBe(
      'read memory(m:Machine,bios_loc()); receive ; receive ; match #2,#0; jump #2',
    );
  });

  test('programs may refer to each other and themselves, in any order', () => {
    expect(codes('program A { jump B }\nprogram B { jump A }\nprogram C { jump C }')).toEqual([]);
  });

  test('a program without code may do anything', () => {
    const { theory } = model('program A { … }');
    expect(theory.programs.map((p) => [p.symbol.name, p.body])).toEqual([['A', undefined]]);
  });
});

describe('what is refused', () => {
  test.each([
    ['define X(m: Host, t: Time) ≡ Mem(m.pcr.q, sinit) @ t', ['LS2-0205']],
    ['define X(m: Host, t: Time) ≡ Mem(m.dpcr.s, sinit) @ t', ['LS2-0206']],
    ['define X(m: Host, t: Time) ≡ Mem(m.s, sinit) @ t', ['LS2-0205']],
    ['define X(m: Machine, t: Time) ≡ Mem(m.nowhere, sinit) @ t', ['LS2-0205']],
    ['define X(m: Machine, t: Time) ≡ Mem(m.pcr.s, BIOS(m)) @ t', ['LS2-0302']],
    ['program X(m: Host) { extend m.pcr.s }', ['LS2-0301']],
    ['program X(m: Host) { send SIG[AIK(m)⁻¹]{| sinit |} }', ['LS2-0405']],
    ['program X(m: Host) { x = receive; y = dec x, AIK(m); send y }', ['LS2-0403']],
    ['program X(m: Host) { x = receive; y = enc x, AIK(m)⁻¹; send y }', ['LS2-0404']],
    ['define S(m: Host): Term ≡ SIG[AIK(m)⁻¹]{| m |}\nprogram X(m: Host) { send (m, S(m)) }', ['LS2-0405']],
    ['define X(m: Host, e: Term) ≡ e = SIG[AIK(m)]{| e |}', ['LS2-0403']],
    ['define X(m: Host, e: Term) ≡ e = ENC[AIK(m)⁻¹]{| e |}', ['LS2-0404']],
    ['program X(m: Host) { x = jump BIOS(m) }', ['LS2-0408']],
    ['program X(m: Host) { latelaunch; send sinit }', ['LS2-0406']],
    ['program X(m: Host, m: Host) { send sinit }', ['LS2-0202']],
    ['program X(m) { send sinit }', ['LS2-0303']],
    ['program X(m: Host) { x = receive; x = receive; send x }', ['LS2-0202']],
    ['constant H: Term', ['LS2-0202']],
    ['constant Reset: Term', ['LS2-0202']],
    ['sort Time', ['LS2-0202']],
    ['function none(): Programs', ['LS2-0202']],
    ['program seq { send sinit }', ['LS2-0202']],
    ['machine VM(v) { memory a, a }', ['LS2-0202']],
    ['machine VM(v) { principal AIK }', ['LS2-0202']],
    ['machine VM(v) { on reset run Nothing(v) }', ['LS2-0201']],
    ['machine VM(v) { on reset run SRTM(v) }', ['LS2-0503']],
    ['machine VM(v) { on reset run OS }', ['LS2-0503']],
    ['define X(I: Thread, t: Time) ≡ I(t)', ['LS2-0304']],
    ['define X(e: Term) ≡ e', ['LS2-0304']],
    ['define X(e: Term): Term ≡ e = e', ['LS2-0304']],
    ['define X(m: Machine, e: Term) ≡ ∃x. x = m ∧ e = x', ['LS2-0303']],
    ['define X(m: Machine, e: Term) ≡ ∀x, y. m = y ∧ y = x ∧ Contains(x, e)', ['LS2-0303']],
    ['define X(e: Term) ≡ nothing(e)', ['LS2-0201']],
    ['define X(e: Nothing) ≡ e = e', ['LS2-0201']],
    ['define X(A: Principal) ≡ Honest(A, {})', ['LS2-0307']],
    ['define X(A: Principal, t: Time) ≡ Honest(A) ∧ A < t', ['LS2-0302']],
    ['define X(t: Time) ≡ [Nothing]_t^{t, t} ⊥', ['LS2-0201', 'LS2-0302']],
    ['define X(I: Thread, t: Time) ≡ [read]_I^{t, t} ⊥', ['LS2-0301']],
    ['define X(I: Thread, t: Time) ≡ [x = read sinit]_I^{t, t} ⊥', ['LS2-0302']],
    ['define F(e: Term): Term ≡ G(e)\ndefine G(e: Term): Term ≡ F(e)', ['LS2-0501']],
    ['action jump(Term) event Leap', ['LS2-0202']],
    ['axiom X : ⊤', ['LS2-0502']],
    ['axiom X means "x" source "x" : ∀t. t < u', ['LS2-0201']],
    ['axiom READ means "x" source "x" : ⊤', ['LS2-0202']],
    ['theorem READ\n show ⊤', ['LS2-0202']],
    ['chain B(m: Machine) on m.pcr.r { Y reads m.bios_loc; X }', ['LS2-0507']],
    ['chain B(m: Host) on m.pcr.r { }', ['LS2-0504']],
    ['theorem T(t: Time)\n show t = t\nproof\n show by READ(t, t, t, t, t)\nqed', ['LS2-0301']],
    ['theorem T(t: Time)\n show t = t\nproof\n show by READ(t)\nqed', ['LS2-0302']],
    ['theorem T(t: Time)\n show t = t\nproof\n show by READ using definition Nothing\nqed', ['LS2-0602']],
    ['theorem T(t: Time)\n show t = t\nproof\n show by axiom\nqed', ['LS2-0602']],
    [
      'theorem T(t: Time)\n show t = t\nproof\n obtain t: Time with A: t = t by z3\n show by z3 using A\nqed',
      ['LS2-0603'],
    ],
    ['theorem T(t: Time)\n show t = t\nproof\n suppose A: t = t { }\n show by z3 using A\nqed', ['LS2-0604']],
    ['theorem T(t: Time)\n show t = t\nproof\n show by T(t)\nqed', ['LS2-0606']],
  ])('%s', (text, expected) => {
    expect(
      check(`${host}${text}\n`)
        .diagnostics.filter((d) => d.severity === 'error')
        .map((d) => d.code),
      text,
    ).toEqual(expected);
  });
});

describe('an error drops its declaration, and nothing else', () => {
  const text = `${host}
define Bad(m: Host) ≡ m.pcr.q = m.pcr.q
define Good(m: Host) ≡ m.pcr.s = m.pcr.s
define UsesBad(m: Host) ≡ Bad(m) ∧ Good(m)
program P(m: Host) { x = read m.nowhere; send x }
program Q(m: Host) { x = receive; match x, P(m); jump P(m) }
theorem T1(m: Host)
  assume Bad(m)
  show Good(m)
theorem T2(m: Host)
  show Good(m)
  by auto
theorem T3(m: Host)
  show Good(m)
proof
  show by T1(m)
qed
theorem T4(m: Host)
  show Nothing(m)
`;
  const { model: m, diagnostics } = check(text);

  test('all errors are reported, in one run, and no others', () => {
    expect(diagnostics.map(brief)).toEqual([
      '15:29 LS2-0205 a Host has no static register `q`',
      '15:39 LS2-0205 a Host has no static register `q`',
      '18:33 LS2-0205 a Host has no memory location `nowhere`',
      '32:8 LS2-0201 no name is called `Nothing`',
    ]);
  });

  test('what does not depend on them is there', () => {
    expect(m.definitions.map(({ name }) => name)).toEqual(['Good']);
    expect(m.theorems.map(({ name }) => name)).toEqual(['T2']);
  });

  test('nor are there errors that follow from what cannot be read', () => {
    const broken = `${host}define Lost(m: Host ≡ m = m\nchain C(m: Host) on m.pcr.s { A reads m.; B reads m.os_loc; OS }\nmachine VM(v) { memory a b\n pcr s }\ndefine X(m: Host, v: VM) ≡ Lost(m) ∧ MeasuredBoot_C(m, t) ∧ v.c = v.c\ntheorem T(m: Host)\n show Lost(m)\nproof\n have A: ] by z3\n show by z3 using A\nqed`;
    expect(codes(broken)).toEqual(['LS2-0104', 'LS2-0104', 'LS2-0104', 'LS2-0201', 'LS2-0104']);
  });
});

describe('beside a text that cannot be read', () => {
  /** What is said of a text besides that it cannot be read. */
  const said = (text: string): readonly string[] =>
    check(`${host}${text}`).diagnostics.flatMap(({ code, message }) => (code.startsWith('LS2-01') ? [] : [message]));
  const using = (formula: string): string => `define Uses(t: Time) ≡ t = t ∧ ${formula}`;

  test.each([
    ['define Lost(t: Time ≡ t = t', 'Lost(t)'],
    ['progam Lost(m: Host) { send m }', 'sinit = Lost'],
    ['Lost(m: Host) { send m }', 'sinit = Lost'],
    ['constant zero, Lost Term', 'sinit = Lost'],
    ['action lost(Term: Term event Lost', 'Lost @ t'],
    ['machine VM(v) { principal a Lost }', 'sinit = Lost'],
    ['machine VM v { memory a\n principal Lost }', 'sinit = Lost'],
    ['chain Lost(m: Host) m.pcr.r { First reads m.bios_loc; Last }', 'MeasuredBoot_Lost(t)'],
    ['chain C(m: Host) m.pcr.r { First reads m.bios_loc; Last }', 'First = Last'],
    ['chain C(m: Host) on m.pcr.r { Lost reads m.; Second reads m.bios_loc; Last }', 'sinit = Lost'],
    ['import models', 'Lost(t)'],
    ['import "models', 'Lost(t)'],
  ])('of `%s`, `%s` may speak', (lost, formula) => {
    expect(said(`${lost}\n${using(formula)}`)).toEqual([]);
    expect(said(using(formula))).not.toEqual([]);
  });

  test.each([
    'define Broken(Lost: Time ≡ Lost = Lost',
    'define Broken() ≡ Lost < < t',
    'program Broken(Lost: Host) { send ) }',
    'program P { Lost = = receive; send Lost }',
    'theorem Broken\n show ⊤\nproof\n have Lost: ] by z3\n obtain Lost ] by z3\nqed',
    'theorem Broken show ) using lemma Lost',
    'constant broken Lost',
    'machine VM(v) { on start run Lost(v) }',
    'chain C(m: Host) on m.pcr.r { First reads m.bios_loc; Second ) reads Lost; Last }',
    'setup Host(m) { Lost ) holds Lost }',
  ])('a name that `%s` only mentions is nevertheless not bound', (lost) => {
    expect(said(`${lost}\n${using('Lost(t)')}`)).toContain('no name is called `Lost`');
  });

  test.each([
    'program P { x = = receive; send x }',
    'theorem T(t: Time)\n show t = t\nproof\n have A: ] by z3\n obtain x, y: Term with B ] by z3\n have C: x = y by z3 using A\n show by z3 using B, C\nqed',
  ])('what `%s` may bind is used in the same declaration', (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe('did you mean', () => {
  const fixOf = (text: string): string | undefined =>
    check(`${host}${text}`).diagnostics.find((d) => d.severity === 'error')?.fix?.message;
  test.each([
    ['program X(m: Host) { x = raed m.bios_loc; send x }', 'read'],
    ['program X(m: Host) { x = read m.bois_loc; send x }', 'bios_loc'],
    ['define X(m: Host, t: Time) ≡ Rest(m) @ t', 'Reset'],
    ['define X(m: Hots) ≡ m = m', 'Host'],
    ['define X(m: Host, time: Time) ≡ m = m ∧ tim = time', 'time'],
    ['define X(m: Host) ≡ bios(m) = machine(m)', 'BIOS'],
    ['theorem T(t: Time)\n show t = t\nproof\n show by z3 using axiom RAED\nqed', 'READ'],
  ])('%s', (text, name) => {
    expect(fixOf(text)).toBe(`did you mean \`${name}\`?`);
  });

  test('nothing is proposed that is far', () => {
    expect(fixOf('define X(t: Time) ≡ t = completely_unknown')).toBeUndefined();
  });
});

describe('what is never used', () => {
  test.each([
    ['define X(t: Time) ≡ ∃J: Thread. t = t', ['LS2-0901']],
    ['program X(m: Host) { x = receive }', ['LS2-0902']],
    ['program X(m: Host, e: Term) { send sinit }', []],
    ['define X(t: Time, u: Time) ≡ t = t', ['LS2-0903']],
    ['theorem T(t: Time, u: Time)\n show t = t', ['LS2-0903']],
    [
      'theorem T(t: Time)\n show t = t\nproof\n obtain u with A: u = t by z3\n have B: t = t by z3\n show by z3 using A\nqed',
      ['LS2-0905'],
    ],
    [
      'theorem T(t: Time)\n show t = t\nproof\n suppose A: t = t {\n have B: t = t by z3\n }\n show by z3 using A\nqed',
      [],
    ],
    [
      'theorem T(t: Time)\n show t = t\nproof\n suppose A: t = t {\n have B: t = t by z3 using A\n }\n show by z3\nqed',
      [],
    ],
    [
      'theorem T(t: Time)\n show t = t\nproof\n suppose A: t = t {\n have B: t = t by z3\n }\n show by z3\nqed',
      ['LS2-0905'],
    ],
  ])('%s', (text, expected) => {
    expect(codes(`${host}${text}\n`)).toEqual(expected);
  });
});
