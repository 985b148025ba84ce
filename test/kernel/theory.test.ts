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
  variable,
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
    const variables = (sorts: readonly string[]) => sorts.map((sort, i) => variable(`a${i}`, sort));
    expect(core.corePredicates).toHaveLength(5);
    for (const predicate of core.corePredicates) {
      const definition = { predicate, params: variables(predicate.args), body: falsity };
      expect(() => theory({ ...nothing, definitions: [definition] })).toThrow(/meaning already/);
    }
    const kind = { predicate: Box, reset: Rom };
    const redefined = { predicate: Box, params: [m], body: falsity };
    expect(() => theory({ ...nothing, kinds: [kind], definitions: [redefined] })).toThrow(/meaning already/);
  });

  it('is over different parameters', () => {
    const R = predicateSymbol('R2', ['Term', 'Term']);
    expect(() => theory({ ...nothing, definitions: [{ predicate: R, params: [x, x], body: p(x) }] })).toThrow(
      /not different variables/,
    );
    expect(() => theory({ ...nothing, definitions: [{ predicate: D, params: [c as never], body: truth }] })).toThrow(
      /not different variables/,
    );
    expect(() => theory({ ...nothing, definitions: [{ predicate: R, params: [x, y], body: p(x) }] })).not.toThrow();
  });

  it('has constructors of terms for programs, and kinds of machines that run programs of machines', () => {
    const free = functionSymbol('Free', ['Machine'], 'Term');
    const thread = functionSymbol('Thread', ['Machine'], 'Thread', 'constructor');
    for (const symbol of [free, thread])
      expect(() => theory({ ...nothing, programs: [{ symbol, params: [m] }] })).toThrow(/no constructor of terms/);
    expect(() => theory({ ...nothing, kinds: [{ predicate: P }] })).toThrow(/no kind of machine/);
    const other = functionSymbol('Other', ['Term'], 'Term', 'constructor');
    for (const kind of [{ reset: other }, { lateLaunch: other }])
      expect(() => theory({ ...nothing, kinds: [{ predicate: Box, ...kind }] })).toThrow(/programs of its machine/);
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
