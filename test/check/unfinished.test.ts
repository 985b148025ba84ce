import { afterAll, describe, expect, test } from 'vitest';
import { type CheckedTheorem, outcome, standing } from '../../src/check/check-result.js';
import { lockText } from '../../src/gate/lock.js';
import { checkJson } from '../../src/report/check-json.js';
import { codeOf, whatCame } from '../../src/report/check-sarif.js';
import { theoremText } from '../../src/report/check-text.js';
import { plain } from '../../src/report/paint.js';
import { checkedIn, closeEngine } from '../support/engine.js';

afterAll(closeEngine);

const host = `machine Host(m) { memory a; pcr s; on reset run R(m) }
program R(m: Host) { x = read m.a; extend m.pcr.s, x }
define Begun(m: Host, t: Time) ≡ ∃J. Reset(m, J) @ t
`;
const shows = (proof: string, more = ''): string =>
  `${host}theorem T(m: Host, t: Time)\n  assume B: Begun(m, t)\n  show Mem(m.pcr.s, sinit) @ t\n${more}proof\n${proof}\nqed\n`;

async function theoremIn(text: string): Promise<CheckedTheorem> {
  const found = (await checkedIn(text, 'none')).find((theorem) => theorem.name === 'T');
  if (found === undefined) throw new Error('there is no T');
  return found;
}

describe('what a proof admits', () => {
  test.each([
    ['the goal', shows('  show by admit')],
    ['a fact on the way', shows('  have F: Mem(m.pcr.s, sinit) @ t by admit using B\n  show by z3 using F')],
    [
      'that something exists',
      shows('  obtain J: Thread with R: Reset(m, J) @ t by admit using B\n  show by z3 using R, axiom RST'),
    ],
    [
      'in one of several cases',
      shows(
        '  cases t = t ∨ ¬t = t {\n    case t = t { show by admit using B }\n    case N: ¬t = t { show by z3 using N }\n  }',
      ),
    ],
    [
      'under what is supposed',
      shows('  suppose S: t = t { have Mem(m.pcr.s, sinit) @ t by admit using B }\n  show by z3 using S'),
    ],
  ])('%s: the theorem is unfinished', async (_, text) => {
    const theorem = await theoremIn(text);
    expect([outcome(theorem), theorem.verdict, standing(theorem), codeOf(theorem)]).toEqual([
      'unfinished',
      'unknown',
      'violated',
      'LS2-1306',
    ]);
    expect(theorem.admitted).toHaveLength(1);
    expect(whatCame(theorem)).toContain('is unfinished');
  });

  test('is a closed formula: that it follows from what the step uses, whatever that speaks of', async () => {
    const { admitted } = await theoremIn(
      shows('  have F: Mem(m.pcr.s, sinit) @ t by admit using B\n  show by z3 using F'),
    );
    expect(admitted).toEqual(['∀m, t. Begun(m, t) ⊃ Mem(m.pcr.s, sinit) @ t']);
  });

  test('goes on to what uses a lemma whose proof admits it', async () => {
    const text = `${host}lemma L(m: Host, t: Time)\n  assume B: Begun(m, t)\n  show Mem(m.pcr.s, sinit) @ t\nproof\n  show by admit using B\nqed
theorem T(m: Host, t: Time)\n  assume B: Begun(m, t)\n  show Mem(m.pcr.s, sinit) @ t\nproof\n  show by L(m, t)\nqed\n`;
    const theorem = await theoremIn(text);
    expect(outcome(theorem)).toBe('unfinished');
    expect(theorem.admitted).toEqual(['∀m, t. Begun(m, t) ⊃ Mem(m.pcr.s, sinit) @ t']);
  });

  test('is no way past a step that fails, nor past an attack', async () => {
    const stuck = shows('  have F: t = t by admit using B\n  show by z3 using F');
    expect(outcome(await theoremIn(stuck))).toBe('unknown');
    const wrong = `${host}theorem T(m: Host, t: Time)\n  show ¬Begun(m, t)\nproof\n  show by admit\nqed\n`;
    const searched = (await checkedIn(wrong)).find((theorem) => theorem.name === 'T');
    expect(searched && outcome(searched)).toBe('refuted');
  });

  test('of what nothing rests on is not supposed', async () => {
    const theorem = await theoremIn(
      shows(
        '  have F: Mem(m.pcr.s, dinit) @ t by admit using B\n  have G: t = t by z3 using F\n  show by z3 using B, definition Begun, axiom RST, G',
      ),
    );
    expect(outcome(theorem)).toMatch(/proved|unfinished/);
  });

  test('may be expected', async () => {
    const theorem = await theoremIn(shows('  show by admit', '  expect unfinished\n'));
    expect([outcome(theorem), standing(theorem)]).toEqual(['unfinished', 'as-expected']);
    const proved = await theoremIn(shows('  show by z3 using B, definition Begun, axiom RST', '  expect unfinished\n'));
    expect([outcome(proved), standing(proved)]).toEqual(['proved', 'violated']);
    const unknown = await theoremIn(shows('  show by admit', '  expect unknown\n'));
    expect(standing(unknown)).toBe('violated');
  });

  test('stands in every format by its own word, and in no lock file', async () => {
    const theorem = await theoremIn(shows('  show by admit using B'));
    const tool = {
      name: 'ls2',
      version: '0',
      solver: { name: 'z3', version: '0' },
    };
    const result = {
      tool,
      theorems: [theorem],
      notChecked: [],
      axioms: [],
      diagnostics: [],
    };
    expect(JSON.parse(checkJson(result)).theorems[0]).toMatchObject({
      verdict: 'unknown',
      unfinished: true,
      admitted: theorem.admitted,
    });
    const text = theoremText(theorem, plain);
    expect(text).toContain('unfinished');
    expect(text).toContain('admits');
    const statement = { name: 'T', text: '', digest: '', assumptions: [], about: {} };
    const locked = {
      ...theorem,
      verdict: 'unfinished',
      statement,
      axioms: {},
      definitions: [],
      rules: [],
      solver: tool.solver,
    } as const;
    const standingNow = {
      theorems: [{ ...locked, attack: 0, witness: 0 }],
      declarations: [],
      axioms: [],
    };
    expect(JSON.parse(lockText({ tool, paths: [], standing: standingNow })).theorems).toEqual([]);
  });
});

describe('a step that fails is told what stood in its way', () => {
  test.each([
    ['a definition that is folded', shows('  show by z3 using B, axiom RST'), 'definition Begun'],
    [
      'the kind of a machine',
      `${host}theorem T(m: Host, t: Time)\n  assume B: Begun(m, t)\n  show Host(m) ∧ Begun(m, t)\nproof\n  show by z3 using B\nqed\n`,
      '`assumptions`',
    ],
    [
      'a step that it does not use',
      shows(
        '  have F: Mem(m.pcr.s, sinit) @ t by z3 using B, definition Begun, axiom RST\n  have G: t = t by z3 using F\n  show by z3 using G',
      ),
      '`F`',
    ],
    [
      'several things at once',
      shows(
        '  have R: ∀J: Thread. Reset(m, J) @ t ⊃ Mem(m.pcr.s, sinit) @ t by z3 using axiom RST\n  have G: R = R by z3 using R\n  show by z3 using G',
      ).replace('have G: R = R', 'have G: t = t'),
      'all that is known here',
    ],
  ])('%s', async (_, text, said) => {
    const { failure } = await theoremIn(text);
    expect(failure?.remedy).toContain(said);
  });

  test('nothing, where all that is known is not enough', async () => {
    const { failure } = await theoremIn(
      shows('  have F: t = t by z3 using B\n  show by z3 using F, B').replace(
        'Mem(m.pcr.s, sinit)',
        'Mem(m.pcr.s, dinit)',
      ),
    );
    expect(failure?.remedy).not.toContain('goes through');
  });
});
