import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  atom,
  bound,
  core,
  exists,
  falsity,
  forall,
  functionSymbol,
  predicateSymbol,
  quantified,
  step,
  stop,
  theory,
  truth,
} from '../../src/kernel/index.js';
import { Box, c, D, Loader, m, P, p, Rom, r, romBody, SIG, send, x, y } from './world.js';

const nothing = { programs: [], definitions: [], axioms: [], kinds: [] };
const E = predicateSymbol('E', ['Term']);

describe('a theory', () => {
  it('has no secrets in its programs', () => {
    const leak = step(send, [apply(SIG, c)], '_', stop);
    expect(() => theory({ ...nothing, programs: [{ symbol: Loader, params: [m], body: leak }] })).toThrow(
      /takes a key/,
    );
    const deep = step(
      send,
      [c],
      '_',
      step(send, [apply(functionSymbol('g', ['Term'], 'Term'), apply(SIG, c))], '_', stop),
    );
    expect(() => theory({ ...nothing, programs: [{ symbol: Loader, params: [m], body: deep }] })).toThrow(
      /takes a key/,
    );
  });

  it('defines by what is defined before, and nothing twice', () => {
    const body = exists([y], r(x, y));
    expect(() => theory({ ...nothing, definitions: [{ predicate: D, params: [x], body: atom(D, x) }] })).toThrow(
      /before it is defined/,
    );
    const first = { predicate: D, params: [x], body: atom(E, x) };
    const second = { predicate: E, params: [x], body };
    expect(() => theory({ ...nothing, definitions: [first, second] })).toThrow(/before it is defined/);
    expect(() => theory({ ...nothing, definitions: [second, first] })).not.toThrow();
    expect(() => theory({ ...nothing, definitions: [second, second] })).toThrow(/once/);
    const hidden = { predicate: D, params: [x], body: forall([y], and(truth, exists([y], atom(D, y)))) };
    expect(() => theory({ ...nothing, definitions: [hidden] })).toThrow(/before it is defined/);
  });

  it('defines nothing that has a meaning already', () => {
    const params = core.before.args.map((sort, i) => ({ name: `a${i}`, sort }));
    expect(params).toHaveLength(2);
    expect(() => theory({ ...nothing, definitions: [{ predicate: core.acts, params: [], body: falsity }] })).toThrow();
    const kind = { predicate: Box, reset: Rom };
    const redefined = { predicate: Box, params: [m], body: falsity };
    expect(() => theory({ ...nothing, kinds: [kind], definitions: [redefined] })).toThrow(/meaning already/);
  });

  it('is over parameters and nothing else', () => {
    expect(() => theory({ ...nothing, definitions: [{ predicate: D, params: [x], body: p(y) }] })).toThrow(
      /no parameter/,
    );
    expect(() =>
      theory({ ...nothing, definitions: [{ predicate: D, params: [x], body: p(bound(0, 'Term')) }] }),
    ).toThrow();
    expect(() => theory({ ...nothing, definitions: [{ predicate: D, params: [m], body: truth }] })).toThrow(
      /of its sorts/,
    );
    expect(() => theory({ ...nothing, programs: [{ symbol: Rom, params: [], body: romBody }] })).toThrow(
      /of its sorts/,
    );
    expect(() => theory({ ...nothing, axioms: [{ name: 'A', formula: p(x) }] })).toThrow(/not closed/);
    const loose = quantified('forall', 'x', 'Term', p(bound(1, 'Term')));
    expect(() => theory({ ...nothing, axioms: [{ name: 'A', formula: loose }] })).toThrow(/not closed/);
    const twice = [
      { name: 'A', formula: truth },
      { name: 'A', formula: falsity },
    ];
    expect(() => theory({ ...nothing, axioms: twice })).toThrow(/once/);
  });

  it('does not change when what it was made from does', () => {
    const axioms = [{ name: 'A', formula: truth }];
    const made = theory({ ...nothing, axioms });
    axioms.push({ name: 'B', formula: falsity });
    (axioms[0] as { formula: unknown }).formula = falsity;
    expect(made.axiom('B')).toBeUndefined();
    expect(made.axiom('A')?.formula).toBe(truth);
    expect(() => Object.assign(made.axioms[0] as object, { formula: falsity })).toThrow(TypeError);
    expect(P.name).toBe('P');
  });
});
