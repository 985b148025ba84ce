import { describe, expect, test } from 'vitest';
import {
  definitionsOfChain,
  type Model,
  reader,
  sceneOf,
  showDefinition,
  showProgram,
  showTerm,
} from '../../src/language/index.js';
import { type Mutant, type Mutations, mutantsOf, withText } from '../../src/mutation/index.js';
import { inMemory } from '../language/texts.js';
import { shipped, shippedModel } from '../models/shipped.js';
import { small } from './small.js';

function mutationsOf(text: string): Mutations & { readonly model: Model } {
  const files = inMemory({ 'small.ls2': text });
  const { model } = reader(files).read('small.ls2');
  return { model, ...mutantsOf(files, [model]) };
}

const source = inMemory(shipped);

const saying = ({ id, kind, what }: Mutant): string => `${id}: ${kind}: ${what}`;

describe('a small model', () => {
  const { mutants, unreadable, same, repeated, touches, model } = mutationsOf(small);
  const of = (declaration: string): readonly string[] =>
    mutants.filter(({ affects }) => affects.declaration.name === declaration).map(saying);

  test('its machine runs other programs', () => {
    expect(of('Box')).toEqual([
      'Box:reset: other program run: Box with `App(m)` in place of `Rom(m)` on a reset',
      'Box:reset/2: other program run: Box with `Quote(m)` in place of `Rom(m)` on a reset',
    ]);
  });

  test('its program that measures', () => {
    expect(of('Rom')).toEqual([
      'Rom:drop-1: action dropped: Rom with `x = receive` in place of `x = read m.a`',
      'Rom:drop-2: action dropped: Rom without `extend m.pcr.s, x`',
      'Rom:drop-3: action dropped: Rom without `jump x`',
      "Rom:change-1: action changed: Rom with `m.a'` in place of `m.a` in `x = read m.a`",
      "Rom:change-2: action changed: Rom with `m.pcr.s'` in place of `m.pcr.s` in `extend m.pcr.s, x`",
      'Rom:change-2/2: action changed: Rom with `App(m)` in place of `x` in `extend m.pcr.s, x`',
      'Rom:change-2/3: action changed: Rom with `Quote(m)` in place of `x` in `extend m.pcr.s, x`',
      'Rom:change-3: action changed: Rom with `App(m)` in place of `x` in `jump x`',
      'Rom:change-3/2: action changed: Rom with `Quote(m)` in place of `x` in `jump x`',
      'Rom:repeat-2: action repeated: Rom with `extend m.pcr.s, x` twice',
      "Rom:reread-3: read again: Rom with `x' = read m.a` before `jump x'`",
      'Rom:unlock: register unlocked: Rom with `unlock m.pcr.s` before `jump x`',
      'Rom:hostile: hostile program: Rom as code that may do anything',
    ]);
    // What App does is not given: it is hostile as it is.
    expect(of('App')).toEqual([]);
  });

  test('its program that signs', () => {
    expect(of('Quote')).toEqual([
      'Quote:drop-1: action dropped: Quote with `w = receive` in place of `w = read m.pcr.s`',
      'Quote:drop-2: action dropped: Quote without `q = sign (PCR(s), w), K(m)⁻¹`, with `w` for its result',
      'Quote:drop-3: action dropped: Quote without `send q`',
      "Quote:change-1: action changed: Quote with `m.pcr.s'` in place of `m.pcr.s` in `w = read m.pcr.s`",
      'Quote:change-2: action changed: Quote without `PCR(s)` in `q = sign (PCR(s), w), K(m)⁻¹`',
      'Quote:change-2/2: action changed: Quote without `w` in `q = sign (PCR(s), w), K(m)⁻¹`',
      'Quote:change-2/3: action changed: Quote with `PCR(s)` and `w` swapped in `q = sign (PCR(s), w), K(m)⁻¹`',
      "Quote:change-2/4: action changed: Quote with `PCR(s')` in place of `PCR(s)` in `q = sign (PCR(s), w), K(m)⁻¹`",
      "Quote:change-2/5: action changed: Quote with `K'(m)` in place of `K(m)` in `q = sign (PCR(s), w), K(m)⁻¹`",
      'Quote:change-3: action changed: Quote with `w` in place of `q` in `send q`',
      'Quote:repeat-3: action repeated: Quote with `send q` twice',
      'Quote:hostile: hostile program: Quote as code that may do anything',
    ]);
  });

  test('what it assumes is weakened, and what it claims weakened and strengthened', () => {
    expect(of('Chain')).toEqual([
      'Chain:value: other value: Chain with `seq(dinit; App(m))` in place of `seq(sinit; App(m))`',
      'Chain:value/2: other value: Chain with `Quote(m)` in place of `App(m)`',
      'Chain:value/3: other value: Chain with `Rom(m)` in place of `App(m)`',
    ]);
    expect(of('Protected')).toEqual([
      'Protected:other: other assumption: Protected with `LateLaunch(m, J)` in place of `Reset(m, J)`',
      "Protected:other/2: other assumption: Protected with `m.pcr.s'` in place of `m.pcr.s`",
    ]);
    expect(of('Measured')).toEqual([
      'Measured:weaker-1: weaker claim: Measured without `u ≤ t`',
      'Measured:stronger-1: stronger claim: Measured with `u < t` in place of `u ≤ t`',
      'Measured:other-1: other claim: Measured with `u` in place of `t`',
      'Measured:weaker-2: weaker claim: Measured without `Extend(J, m.pcr.s, App(m)) @ u`',
      'Measured:other-2: other claim: Measured with `Jump(J, App(m))` in place of `Extend(J, m.pcr.s, App(m))`',
      "Measured:other-2/2: other claim: Measured with `m.pcr.s'` in place of `m.pcr.s`",
      'Measured:other-2/3: other claim: Measured with `Quote(m)` in place of `App(m)`',
      'Measured:other-2/4: other claim: Measured with `Rom(m)` in place of `App(m)`',
      'Measured:other-2/5: other claim: Measured with `t` in place of `u`',
    ]);
  });

  test('its theorems', () => {
    expect(of('Local')).toEqual([
      'Local:drop-1: assumption dropped: Local without the assumption `Protected(m)`',
      'Local:drop-2: assumption dropped: Local without the assumption `Mem(m.pcr.s, Chain(m)) @ t`',
      "Local:assume-2-other: other assumption: Local with `m.pcr.s'` in place of `m.pcr.s` in the assumption `Mem(m.pcr.s, Chain(m)) @ t`",
    ]);
    const honest = '`Honest(K(m), {Quote(m)})`';
    expect(of('Signed')).toEqual([
      `Signed:drop-1: assumption dropped: Signed without the assumption ${honest}`,
      `Signed:assume-1-other: other assumption: Signed with \`K'(m)\` in place of \`K(m)\` in the assumption ${honest}`,
      `Signed:assume-1-weaker: weaker assumption: Signed without the list \`{Quote(m)}\` in the assumption ${honest}`,
      `Signed:assume-1-weaker/2: weaker assumption: Signed with \`Rom(m)\` added in the assumption ${honest}`,
      `Signed:assume-1-weaker/3: weaker assumption: Signed with \`App(m)\` added in the assumption ${honest}`,
      // What a claim is about, it is about less often: left of ⊃, less is more.
      'Signed:stronger: stronger claim: Signed without `^I = K(m) ∧ Send(I, x) @ t`',
      'Signed:stronger-1: stronger claim: Signed without `^I = K(m)`',
      "Signed:other-1: other claim: Signed with `K'(m)` in place of `K(m)`",
      'Signed:stronger-2: stronger claim: Signed without `Send(I, x) @ t`',
      'Signed:weaker-1: weaker claim: Signed without `u < t`',
      'Signed:weaker-1/2: weaker claim: Signed with `u ≤ t` in place of `u < t`',
      'Signed:other-1/2: other claim: Signed with `u` in place of `t`',
      'Signed:weaker-2: weaker claim: Signed without `¬Reset(m) on (u, t)`',
      'Signed:stronger-2/2: stronger claim: Signed with `¬Reset(m) on [u, t)` in place of `¬Reset(m) on (u, t)`',
      'Signed:stronger-2/3: stronger claim: Signed with `¬Reset(m) on (u, t]` in place of `¬Reset(m) on (u, t)`',
      'Signed:other-2: other claim: Signed with `LateLaunch(m)` in place of `Reset(m)`',
    ]);
  });

  test('what makes no model is counted', () => {
    // Two swaps of Rom, and the jump before the read; two swaps of Quote: each speaks of what is not there yet.
    expect({ unreadable, same, repeated }).toEqual({ unreadable: 5, same: 0, repeated: 0 });
  });

  test('a theorem is touched by what its statement speaks of, directly or not', () => {
    const touched = (theorem: string): readonly string[] => [
      ...new Set(
        mutants
          .filter((mutant) => touches(mutant, model, theorem))
          .map(({ affects: { declaration } }) => `${declaration.kind} ${declaration.name}`),
      ),
    ];
    const local = ['Chain', 'Protected', 'Measured'].map((name) => `definition ${name}`);
    expect(touched('Local')).toEqual(['machine Box', 'program Rom', ...local, 'theorem Local']);
    // Rom, because a reset runs it.
    expect(touched('Signed')).toEqual(['machine Box', 'program Rom', 'program Quote', 'theorem Signed']);
  });

  test('says which piece is changed, and only that', () => {
    const dropped = mutants.find(({ id }) => id === 'Rom:drop-2');
    expect(dropped?.affects).toEqual({
      declaration: { kind: 'program', name: 'Rom' },
      part: { kind: 'action', at: '2', text: 'extend m.pcr.s, x' },
    });
    expect(dropped?.span.start.line).toBe(8);
    expect(dropped?.text).toBe(small.replace(' extend m.pcr.s, x;', ''));
  });
});

test('they are the same from run to run', () => {
  const again = (): readonly Mutant[] => mutantsOf(source, [shippedModel('proofs/uboot/auto.ls2')]).mutants;
  expect(again()).toEqual(again());
});

test('a change that changes nothing is no mutant', () => {
  const twice = small.replace('q = sign (PCR(s), w), K(m)⁻¹', 'q = sign (w, w), K(m)⁻¹');
  const { same, mutants } = mutationsOf(twice);
  // The two parts of the pair swapped.
  expect(same).toBe(1);
  expect(mutants.filter(({ what }) => what.includes('swapped'))).toEqual([]);
});

/** The texts of a model's programs and definitions, by name. */
const partsOf = (model: Model): ReadonlyMap<string, string> => {
  const chains = model.chains.flatMap(definitionsOfChain);
  const definitions = [...model.definitions.map(({ definition }) => definition), ...chains];
  return new Map([
    ...[...model.signature.functions.values()].flatMap((symbol) => {
      const program = model.theory.program(symbol);
      return program === undefined ? [] : [[symbol.name, showProgram(program, model)] as const];
    }),
    ...definitions.map((each) => [each.predicate.name, showDefinition(each, model)] as const),
  ]);
};

const roots = ['proofs/tvp-qt/waterfall/attested.ls2', 'proofs/uboot/auto.ls2', 'models/small/world.ls2'];

describe.each(roots)('%s', (root) => {
  const model = shippedModel(root);
  const { mutants } = mutantsOf(source, [model]);
  const read = ({ file, text }: Mutant) => reader(withText(source, file, text)).read(root);

  test('each mutant reads without errors, and differs in what it says it changes, and nowhere else', () => {
    const before = partsOf(model);
    for (const mutant of mutants) {
      const { model: changed, diagnostics } = read(mutant);
      expect([mutant.id, ...diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([mutant.id]);
      const after = partsOf(changed);
      const { kind, name } = mutant.affects.declaration;
      const different = [...before].flatMap(([part, text]) => (after.get(part) === text ? [] : [part]));
      if (kind === 'program') expect([mutant.id, ...different]).toEqual([mutant.id, name]);
      if (kind === 'theorem' || kind === 'machine') expect([mutant.id, ...different]).toEqual([mutant.id]);
      if (kind === 'definition' && before.has(name)) expect([mutant.id, ...different]).toEqual([mutant.id, name]);
    }
  });

  test('no two have one name, or say the same', () => {
    expect(mutants.length).toBeGreaterThan(40);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ file, text }) => `${file}\n${text}`)).size).toBe(mutants.length);
  });
});

describe('a chain', () => {
  const root = 'proofs/uboot/auto.ls2';
  const { mutants } = mutantsOf(source, [shippedModel(root)]);
  const readById = (id: string): Model => {
    const mutant = mutants.find((each) => each.id === id);
    if (mutant === undefined) throw new Error(`there is no mutant ${id}`);
    return reader(withText(source, mutant.file, mutant.text)).read(root).model;
  };

  test('is written out where one of its programs is changed, and memory holds what it held', () => {
    const changed = readById('SPL:drop-2');
    expect(changed.chains.map(({ name }) => name)).toEqual(['Launch']);
    expect(changed.setups.map(({ contents }) => contents.length)).toEqual([4]);
    expect(held(changed).length).toBe(6);
    expect(held(changed)).toEqual(held(shippedModel(root)));
  });

  test('is written out where its machine runs something else', () => {
    const changed = readById('Board:reset');
    expect(changed.kinds.map(({ reset }) => reset?.name)).toEqual(['SPL']);
    expect(changed.chains).toEqual([]);
    expect(held(changed)).toEqual(held(shippedModel(root)));
  });

  test('loses a stage, and its last one reads nothing', () => {
    const [boot] = readById('Boot:drop-5').chains;
    expect(boot?.stages.map(({ name, reads }) => [name, reads !== undefined])).toEqual([
      ['ROM', true],
      ['SPL', true],
      ['U_Boot', true],
      ['Linux', false],
    ]);
  });
});

/** What the memory of the model's machines holds at first. */
function held(model: Model): readonly string[] {
  const { initial } = sceneOf(model);
  return [...initial.entries()].map(([place, value]) => `${showTerm(place, model)} = ${showTerm(value, model)}`).sort();
}
