import { expect, test } from 'vitest';
import { isContainment } from '../../src/recheck/containment.js';
import { Pieces } from '../../src/recheck/pieces.js';
import type { Operator, Predicate } from '../../src/recheck/symbols.js';

const contains: Predicate = { kind: 'predicate', name: 'Contains', args: ['Term', 'Term'] };
const operator = (name: string, kind: Operator['kind'], ...args: readonly string[]): Operator => ({
  kind,
  name,
  args,
  result: 'Term',
});
const [H, box, tag] = [
  operator('H', 'constructor', 'Term'),
  operator('box', 'constructor', 'Term'),
  operator('tag', 'constructor'),
];
const logic = {
  signs: new Map<string, Operator | Predicate>([
    ['Contains', contains],
    ['H', H],
  ]),
  axioms: new Map(),
};

/** `∀e, x. Contains(f(e), x) ⊃ …` as the file under test has it, of any function; the other half left out if asked for. */
function says(pieces: Pieces, symbol: Operator, half = false) {
  const [e, x] = [pieces.bound(1, 'Term'), pieces.bound(0, 'Term')];
  const whole = pieces.make({ kind: 'apply', symbol }, [e]);
  const within = (term: typeof e) => pieces.make({ kind: 'atom', symbol: contains }, [term, x]);
  const out = pieces.make({ kind: '=>' }, [
    within(whole),
    pieces.make({ kind: 'or' }, [pieces.make({ kind: '=' }, [whole, x]), within(e)]),
  ]);
  const both = pieces.make({ kind: 'and' }, [out, pieces.make({ kind: '=>' }, [within(e), within(whole)])]);
  const inner = pieces.make({ kind: 'forall', sort: 'Term' }, [half ? out : both]);
  return pieces.make({ kind: 'forall', sort: 'Term' }, [inner]);
}

test('what a constructor of the model contains is no assumption', () => {
  const pieces = new Pieces();
  expect(isContainment({ name: 'CONT_box', formula: says(pieces, box) }, [box, tag], logic, pieces)).toBe(true);
});

test.each([
  ['under another name', 'CONT_tag', box, false],
  ['that a hash shows what is in it', 'CONT_H', H, false],
  ['in part', 'CONT_box', box, true],
  ['of a function', 'CONT_f', operator('f', 'function', 'Term'), false],
] as const)('%s, it is one', (_, name, symbol, half) => {
  const pieces = new Pieces();
  const formula = says(pieces, symbol, half);
  expect(isContainment({ name, formula }, [box, tag, symbol], logic, pieces)).toBe(false);
});
