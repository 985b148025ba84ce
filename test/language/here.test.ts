import { describe, expect, test } from 'vitest';
import { sceneOf, showChain } from '../../src/language/index.js';
import { termText } from '../../src/semantics/index.js';
import { brief, check, model } from './texts.js';

const board = `machine Board(m) { memory a, b pcr s on reset run ROM(m) }
machine Desk(m) { memory a }
`;
const chain = `chain Boot(m: Board) on m.pcr.s { ROM reads m.a Stage reads m.b Last }
`;

describe('a program that asks which machine it runs on', () => {
  test('has no parameter, and is one term on all machines: what a chain expects is the same of all', () => {
    const text = `${board}program Stage { h = here; x = read h.b; extend h.pcr.s, x; jump x }
program Last { … }
${chain}`;
    const read = model(text);
    const [boot] = read.chains as [(typeof read.chains)[0]];
    expect(boot.registers[0]?.sequence.free).toEqual([]);
    expect(showChain(boot, read)).toContain('seq(sinit; Stage, Last)');
    const world = sceneOf(read, 2);
    const held = [...world.initial.entries()].map(([place, value]) =>
      [place, value].map((term) => termText(world.words, term)),
    );
    expect(held).toContainEqual(['board1.a', 'Stage']);
    expect(held).toContainEqual(['board2.a', 'Stage']);
  });

  test.each([
    [`program P { h = here Board; send sinit }`, /LS2-0301 `here` takes no arguments/],
    [`program P { h = here; x = read h.c; send x }`, /LS2-0205 no kind of machine has a memory location `c`/],
    [`program P { h = here; send h.a }`, /LS2-0302 this is a Location, and a Term is wanted/],
    [
      `program Stage(d: Desk) { x = read d.a; jump x }\nprogram Last { … }\n${chain}`,
      /LS2-0301 a stage is a program of one Board, or of no parameters/,
    ],
    [
      `program Stage(e: Term) { jump e }\nprogram Last { … }\n${chain}`,
      /LS2-0301 a stage is a program of one Board, or of no parameters/,
    ],
  ])('%s is refused, with one message', (text, message) => {
    const errors = check(
      `${board}program ROM(m: Board) { … }\n${text}`.replace(
        text.includes('chain') ? 'program ROM(m: Board) { … }\n' : '\0',
        '',
      ),
    );
    const found = errors.diagnostics.filter(({ severity }) => severity === 'error').map(brief);
    expect(found).toEqual([expect.stringMatching(message)]);
  });
});
