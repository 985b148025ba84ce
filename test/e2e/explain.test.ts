import { describe, expect, test } from 'vitest';
import { groups } from '../../src/diagnostics/index.js';
import { placeWith } from '../support/command.js';
import { booted, chain, malformed, proved, stuck } from '../support/models.js';

describe('ls2 explain', () => {
  test('knows every code', async () => {
    const place = placeWith({});
    const [first] = groups.flatMap(({ codes }) => codes);
    const ran = await place.ls2('explain', String(first).toLowerCase());
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(
      /^error\[LS2-0101\] .+\n\n.+\n\nFor example:\n\n {4}constant n0: Term \$\n\nWhat to do: .+\n$/s,
    );
  });

  test('says what an axiom means, where it comes from, and its formula', async () => {
    const ran = await placeWith({}).ls2('explain', 'READ');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('means "What a thread reads is what the location holds."');
    expect(ran.stdout).toContain('source "LS² READ"');
    expect(ran.stdout).toContain('∀I, l, e, t. Read(I, l, e) @ t ⊃ Mem(l, e) @ t');
  });

  test('says what a chain stands for, as text that means the same', async () => {
    const ran = await placeWith({ 'a.ls2': chain }).ls2('explain', 'Boot', '.');
    expect(ran.code).toBe(0);
    const [title, ...text] = ran.stdout.split('\n');
    expect(title).toBe('The chain Boot stands for:');
    const machine = chain.slice(0, chain.indexOf('chain Boot'));
    const again = placeWith({ 'a.ls2': `${machine}${text.join('\n')}\n${booted}` });
    const [spelled, short] = [
      await again.ls2('check', '.', '--format', 'json'),
      await placeWith({ 'a.ls2': chain + booted }).ls2('check', '.', '--format', 'json'),
    ];
    const restsOn = (json: string): unknown => JSON.parse(json).theorems[0].restsOn;
    expect(spelled.code).toBe(0);
    expect(restsOn(spelled.stdout)).toEqual(restsOn(short.stdout));
  });

  test('goes through a script: each step with its reason, and the one that fails', async () => {
    const ran = await placeWith({ 'a.ls2': stuck }).ls2('explain', 'Stuck', 'a.ls2');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`theorem Stuck(t: Time, u: Time)
  assume A: t < u
  show u ≠ t

Proof
  1      have B: t ≤ u
           by z3 using A
? 2      show the goal
           by z3 using B

? Stuck  unknown  a.ls2:1
    stuck at     the step "show" (line 6)
`);
  });

  test('goes through what the tactic proved, and what the theorem rests on', async () => {
    const ran = await placeWith({ 'a.ls2': chain + booted }).ls2('explain', 'Booted', '.', '--solver', 'z3');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('What the register shows of the boot.\n\ntheorem Booted(m: Box, t: Time)\n');
    expect(ran.stdout).toMatch(/by auto: the tactic for chains of trust proved\n {4}1 {2}.* \[\d+ obligations?\]\n/);
    expect(ran.stdout).toMatch(/✓ Booted {2}proved {2}a\.ls2:\d+\n {4}assumes {6}Protected_Boot\(m\)\n/);
  });

  test('shows definitions and programs', async () => {
    const place = placeWith({ 'a.ls2': chain });
    expect((await place.ls2('explain', 'Loader', '.')).stdout).toBe(
      'program Loader(m: Box) { x = read m.kernel_loc; extend m.pcr.s, x; jump x }\n',
    );
    expect((await place.ls2('explain', 'Protected_Boot', '.')).stdout).toContain('define Protected_Boot(m: Box) ≡');
  });

  test('draws the chains that a theorem speaks of, and says so where there is none', async () => {
    const signing =
      'machine Other(m) { pcr s  on reset run Own(m) }\nprogram Own(m: Other) { v = read m.pcr.s; q = sign v, AK(m)⁻¹; send q }\n';
    const quoting = 'program Quote(m: Box) { v = read m.pcr.s; q = sign (PCR(s), v), EK(m)⁻¹; send q }\n';
    const keyed = chain.replace('  on reset', '  principal EK\n  on reset');
    const other = signing.replace('pcr s', 'pcr s  principal AK');
    const place = placeWith({ 'a.ls2': `${keyed}${other}${quoting}${booted}${proved}` });
    const drawn = await place.ls2('explain', 'Booted', 'a.ls2', '--format', 'svg');
    expect([drawn.code, drawn.stderr]).toEqual([0, '']);
    const texts = [...drawn.stdout.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining(['2. extends by Kernel', 'Quote', 'signs it as EK(m)', 'a quote leaves']),
    );
    expect(texts).not.toContain('Own');
    expect(drawn.stdout).toContain('Protected_Boot: the boot thread has the lock from the reset on');
    const none = await place.ls2('explain', 'Same', 'a.ls2', '--format', 'svg');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('Same speaks of no chain')]);
  });

  test('does not know what is not there, and says what may be meant', async () => {
    const ran = await placeWith({ 'a.ls2': proved }).ls2('explain', 'Sane', '.');
    expect(ran).toEqual({ code: 2, stdout: '', stderr: 'ls2: nothing is called Sane; did you mean Same?\n' });
  });

  test('says what is wrong with the file in which the name may be', async () => {
    const ran = await placeWith({ 'a.ls2': malformed }).ls2('explain', 'Broken', '.');
    const because = 'LS2-0201 at a.ls2:2: no name is called `v`';
    expect(ran).toMatchObject({
      code: 3,
      stdout: `– Broken  not checked  a.ls2:1\n    because      ${because}\n`,
      stderr: expect.stringMatching(/^error\[LS2-0201\].*\n\n$/s),
    });
    const declared = await placeWith({ 'a.ls2': 'define Odd(t: Time) ≡ t = v\n' }).ls2('explain', 'Odd', '.');
    expect(declared).toMatchObject({ code: 3, stdout: '' });
    expect(declared.stderr).toMatch(/^error\[LS2-0201\].*\nls2: nothing that could be read is called Odd\n$/s);
  });

  test('explains what can be read, whatever is broken beside it', async () => {
    const place = placeWith({
      'proofs/a.ls2': proved,
      'proofs/broken/b.ls2': malformed,
      'models/chain.ls2': chain,
      'models/broken/c.ls2': 'import "d.ls2"\nmachine Odd(m) { on reset run Nothing(m) } ->\n',
      'models/broken/d.ls2': 'import "c.ls2"\n',
    });
    for (const args of [['Same'], ['Boot'], ['Loader'], ['READ'], ['Same', '.']]) {
      const { code, stderr } = await place.ls2('explain', ...args);
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    }
    expect((await place.ls2('explain', 'Sane')).stderr).toBe('ls2: nothing is called Sane; did you mean Same?\n');
  });

  test('explains what it can of a file with errors, says those, and does not end with 0', async () => {
    const place = placeWith({ 'a.ls2': proved + malformed + chain });
    for (const [name, says] of [
      ['Same', '✓ Same  proved'],
      ['Loader', 'program Loader(m: Box)'],
    ] as const) {
      const { code, stdout, stderr } = await place.ls2('explain', name, '.');
      expect({ code, says: stdout.includes(says) }).toEqual({ code: 3, says: true });
      expect(stderr).toMatch(/^error\[LS2-0201\]/);
    }
  });
});
