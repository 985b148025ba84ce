import { describe, expect, test } from 'vitest';
import type { Term } from '../../src/kernel/index.js';
import { sceneOf } from '../../src/language/index.js';
import { structure } from './structure.js';
import { codes, model } from './texts.js';

const machine = (register: string): string => `machine Host(m) {
  memory l0, l1, l2, l3
  ${register}
  on reset run S0(m)
  on latelaunch run D0(m)
}
`;

describe("a stage may be a program of one's own", () => {
  const chain = 'chain C(m: Host) on m.pcr.k { S0 reads m.l0; S1 reads m.l1; S2 }\nprogram D0(m: Host) { … }\n';
  const own = 'program S1(m: Host) { x = read m.l1; extend m.pcr.k, x; y = read m.l1; jump y }\n';
  const whole = (text: string) => model(`${machine('pcr k')}${text}`);

  test.each([
    ['after the chain', chain + own],
    ['before it', own + chain],
  ])('%s', (_, text) => {
    const { theory, chains } = whole(text);
    const beside = whole(chain + own.replace('S1(', 'Own(')).theory.programs;
    const mine = beside.find(({ symbol }) => symbol.name === 'Own');
    const code = theory.programs.find(({ symbol }) => symbol.name === 'S1')?.body;
    expect(code && structure(code)).toBe(mine?.body && structure(mine.body));
    expect(chains[0]?.stages.map(({ name }) => name)).toEqual(['S0', 'S1', 'S2']);
    const plain = whole(chain).chains[0];
    expect(chains[0] && structure(chains[0].measuredBoot.body)).toBe(plain && structure(plain.measuredBoot.body));
  });

  test('in an imported file', () => {
    const others = 'program S0(m: Host) { … }\nprogram D0(m: Host) { … }\n';
    const [alone] = chain.split('\n');
    const read = model(`import "host.ls2"\n${alone}`, { 'host.ls2': machine('pcr k') + others + own });
    expect(read.theory.programs.find(({ symbol }) => symbol.name === 'S0')?.body).toBeUndefined();
  });

  test('not of another kind of machine, and not a stage of another chain', () => {
    const other = 'machine Other(m) { memory l1 }\nprogram S1(m: Other) { … }\n';
    expect(codes(machine('pcr k') + chain + other)).toEqual(['LS2-0301']);
    const twice = 'chain E(m: Host) on m.pcr.k { S0 reads m.l1; S1 reads m.l2; S3 }\n';
    expect(codes(machine('pcr k') + chain + twice)).toEqual(['LS2-0202', 'LS2-0202']);
  });
});

describe('a chain stands for what could be written out', () => {
  const inside = (place: string): string => `
program S0(m: Host) { x = read m.l0; extend ${place}, x; jump x }
program S1(m: Host) { x = read m.l1; extend ${place}, x; jump x }
program S2(m: Host) { x = read m.l2; extend ${place}, x; jump x }
program S3(m: Host) { … }
program D0(m: Host) { … }
`;
  const measured = (began: string, since: string, place: string): string => `
define Measured(m: Host, t: Time) ≡
  ∃J, t0. ${began} @ t0 ${since} ∧ ∃t1.
    t0 < t1 ∧ t1 < t ∧ Jump(J, S1(m)) @ t1 ∧ ¬Jump(J) on (t0, t1) ∧ ∃t2.
      t1 < t2 ∧ t2 < t ∧ Jump(J, S2(m)) @ t2 ∧ ¬Jump(J) on (t1, t2) ∧ ∃u.
        t2 < u ∧ u ≤ t ∧ Extend(J, ${place}, S3(m)) @ u ∧ ¬Jump(J) on (t2, u)
        ∧ (∀x, w. t2 < w ∧ w ≤ t ∧ Jump(J, x) @ w ∧ ¬Jump(J) on (t2, w) ⊃ x = S3(m))
`;

  test.each([
    ['pcr', 'Reset(m, J)', '∧ ¬Reset(m) on (t0, t]', 'Reset', 'sinit', 'S0'],
    ['dpcr', 'LateLaunch(m, J)', '∧ ¬LateLaunch(m) on (t0, t] ∧ ¬Reset(m) on (t0, t]', 'LateLaunch', 'dinit', 'D0'],
  ])('on a %s', (register, began, since, event, init, first) => {
    const place = `m.${register}.k`;
    const stages = `${first} reads m.l0; S1 reads m.l1; S2 reads m.l2; S3`;
    const other = first === 'S0' ? 'D0' : 'S0';
    const short = model(
      `${machine(`${register} k`)}program ${other}(m: Host) { … }\nchain C(m: Host) on ${place} { ${stages} }`,
    );
    const programs = inside(place)
      .split('\n')
      .filter((line) => !line.includes('program S0') && !line.includes('program D0'))
      .join('\n');
    const long = model(`${machine(`${register} k`)}${programs}
program ${first}(m: Host) { x = read m.l0; extend ${place}, x; jump x }
program ${other}(m: Host) { … }
define Guarded(m: Host) ≡ ∀t, K. ${event}(m, K) @ t ⊃ IsLocked(${place}, K) @ t
define Apart(m: Host) ≡ ∀J, t0. ${event}(m, J) @ t0 ⊃ ∀I, e, u. t0 < u ∧ Extend(I, ${place}, e) @ u ${since.replaceAll('t]', 'u]')} ∧ ¬Jump(J, S3(m)) on (t0, u) ⊃ I = J
${measured(began, since, place)}`);
    const [chain] = short.chains;
    const [guarded, apart, measuredBoot] = long.definitions.map(({ definition }) => structure(definition.body));
    expect(chain && structure(chain.protectedBy.body)).toBe(guarded);
    expect(chain && structure(chain.alone.body)).toBe(apart);
    expect(chain && structure(chain.measuredBoot.body)).toBe(measuredBoot);
    const sequence = model(
      `${machine(`${register} k`)}${inside(place)}define X(m: Host, e: Term) ≡ e = seq(${init}; S1(m), S2(m), S3(m))`,
    ).definitions[0];
    const right = sequence?.definition.body;
    expect(chain && structure(chain.registers[0]?.sequence as Term)).toBe(
      right?.kind === 'equal' ? structure(right.right) : '',
    );
    const code = (read: typeof short): string[] =>
      read.theory.programs.map((p) => `${p.symbol.name}: ${p.body ? structure(p.body) : '…'}`).sort();
    expect(code(short)).toEqual(code(long));
    expect(chain).toMatchObject({
      register: { kind: register, name: 'k' },
      stages: [{ name: first }, { name: 'S1' }, { name: 'S2' }, { name: 'S3' }],
    });
    expect(chain?.stages.at(-1)?.reads).toBeUndefined();
  });

  test('its last stage may be declared elsewhere, as by another chain', () => {
    const text = `${machine('pcr k\n  dpcr d')}chain C(m: Host) on m.pcr.k { S0 reads m.l0; S1 }
program S1(m: Host) { latelaunch }
chain D(m: Host) on m.dpcr.d { D0 reads m.l1; S0 }`;
    const { theory, chains } = model(text);
    expect(theory.programs.map(({ symbol, body }) => `${symbol.name} ${body?.kind}`).sort()).toEqual([
      'D0 step',
      'S0 step',
      'S1 latelaunch',
    ]);
    expect(chains.map(({ name }) => name)).toEqual(['C', 'D']);
  });
});

describe('a chain into several registers, which measures data', () => {
  const pc = `machine PC(m) {
  memory a, b, cfg, other
  pcr p, q, r
  dpcr d
  on reset run S0(m)
}
constant settings, separator: Term
`;
  const chain = (stages: string, more = ''): string => `${pc}${more}chain C(m: PC) on m.pcr.p {\n${stages}\n}\n`;
  const whole = chain(`S0 reads m.a
  S1 measures separator measures m.cfg as settings into m.pcr.q reads m.b into m.pcr.r measures H(separator) into m.pcr.r
  S2`);
  const text = (read: ReturnType<typeof model>, name: string): string => {
    const found = read.definitions.find(({ definition }) => definition.predicate.name === name);
    return found === undefined ? '' : structure(found.definition.body);
  };

  test('stands for what could be written out', () => {
    const long = model(`${pc}
program S0(m: PC) { x = read m.a; extend m.pcr.p, x; jump x }
program S1(m: PC) { extend m.pcr.p, separator; d = read m.cfg; extend m.pcr.q, d; x = read m.b; extend m.pcr.r, x; extend m.pcr.r, H(separator); jump x }
program S2(m: PC) { … }
define Protected_C(m: PC) ≡ ∀t, K. Reset(m, K) @ t ⊃ IsLocked(m.pcr.p, K) @ t ∧ IsLocked(m.pcr.q, K) @ t ∧ IsLocked(m.pcr.r, K) @ t
define Filled_C(m: PC, t: Time) ≡ Mem(m.pcr.p, seq(sinit; S1(m), separator)) @ t ∧ Mem(m.pcr.q, seq(sinit; settings)) @ t
  ∧ Mem(m.pcr.r, seq(sinit; S2(m), H(separator))) @ t
define MeasuredBoot_C(m: PC, t: Time) ≡ ∃J, t0. Reset(m, J) @ t0 ∧ ¬Reset(m) on (t0, t] ∧ ∃t1.
  t0 < t1 ∧ t1 < t ∧ Jump(J, S1(m)) @ t1 ∧ ¬Jump(J) on (t0, t1)
  ∧ ((∃v. t1 < v ∧ v ≤ t ∧ Extend(J, m.pcr.p, separator) @ v) ∧ (∃v. t1 < v ∧ v ≤ t ∧ Extend(J, m.pcr.q, settings) @ v)
   ∧ (∃v. t1 < v ∧ v ≤ t ∧ Extend(J, m.pcr.r, H(separator)) @ v)
   ∧ (∃u. t1 < u ∧ u ≤ t ∧ Extend(J, m.pcr.r, S2(m)) @ u ∧ ¬Jump(J) on (t1, u)
     ∧ (∀x, w. t1 < w ∧ w ≤ t ∧ Jump(J, x) @ w ∧ ¬Jump(J) on (t1, w) ⊃ x = S2(m))))
`);
    const short = model(whole);
    for (const name of ['Protected_C', 'Filled_C', 'MeasuredBoot_C']) expect(text(short, name)).toBe(text(long, name));
    const code = (read: typeof short): string[] =>
      read.theory.programs.map((p) => `${p.symbol.name}: ${p.body ? structure(p.body) : '…'}`).sort();
    expect(code(short)).toEqual(code(long));
    expect(short.chains[0]?.registers.map(({ name }) => name)).toEqual(['p', 'q', 'r']);
  });

  test('has a sequence for each register; data between two jumps is measured between them', () => {
    const read = model(`${chain('S0 measures separator into m.pcr.q reads m.a; S1 reads m.b; S2')}
define X(m: PC, e: Term) ≡ e = Sequence_C_q(m) ∧ e ≠ Sequence_C_p(m)
define Y(m: PC, e: Term) ≡ e = seq(sinit; separator) ∧ e ≠ seq(sinit; S1(m), S2(m))
`);
    expect(text(read, 'X')).toBe(text(read, 'Y'));
    expect(text(read, 'MeasuredBoot_C')).toContain('separator');
  });

  test('its machines hold what is measured, unless the setup says otherwise', () => {
    const held = (more = '') =>
      [...sceneOf(model(whole + more)).initial.entries()].map(
        ([place, value]) => `${structure(place)} ${structure(value)}`,
      );
    expect(held()).toHaveLength(3);
    expect(held().join()).toContain('settings');
    expect(held('setup PC(m) { m.cfg holds separator }').join()).not.toContain('settings');
  });

  test.each([
    ['the last stage measures', chain('S0 reads m.a; S1 measures separator'), 'LS2-0505'],
    ['a stage measures, and reads no next one', chain('S0 measures separator; S1'), 'LS2-0505'],
    ['data is read from a register', chain('S0 measures m.pcr.q as settings reads m.a; S1'), 'LS2-0505'],
    [
      'what stands in a location is measured, and nobody says what that is',
      chain('S0 measures m.cfg reads m.a; S1'),
      'LS2-0505',
    ],
    ['into memory', chain('S0 reads m.a into m.b; S1'), 'LS2-0507'],
    ['into a register that begins anew at another time', chain('S0 reads m.a into m.dpcr.d; S1'), 'LS2-0507'],
    ['`on` in place of `into`', chain('S0 reads m.a on m.pcr.q; S1'), 'LS2-0104'],
    ['a sequence for all registers', `${whole}define X(m: PC, e: Term) ≡ e = Sequence_C(m)`, 'LS2-0201'],
  ])('%s', (_, given, code) => {
    expect(codes(given)).toContain(code);
  });
});
