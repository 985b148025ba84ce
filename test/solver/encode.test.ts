import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  and,
  apply,
  atom,
  bound,
  core,
  equal,
  type Formula,
  forall,
  functionSymbol,
  implies,
  not,
  or,
  predicateSymbol,
  quantified,
  ran,
  stop,
  type Term,
  truth,
  variable,
} from '../../src/kernel/index.js';
import { type Encoded, encode } from '../../src/solver/index.js';
import { bios, h, hash, location, mem, obligations, pair, secure, termVariable, time } from './obligations.js';

function encoded(formula: Formula): Encoded {
  const result = encode(formula);
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

const [a, b] = [termVariable('a'), termVariable('b')];
const always = (l: Term, e: Term): Formula => {
  const t = variable('t', 'Time');
  return forall([t], atom(mem, l, e, t));
};

describe('the text', () => {
  test('of a small obligation, in full', () => {
    const formula = implies(
      and(
        equal(h(a, b), h(b, a)),
        always(location('l'), a),
        core.lessThan(time('t'), apply(bornAt, variable('I', 'Thread'))),
      ),
      equal(a, b),
    );
    expect(encoded(formula).text).toMatchInlineSnapshot(`
      "(declare-sort s1 0)
      (declare-sort s2 0)
      (declare-sort u0 0)
      (declare-datatypes ((s0 0)) (((k0 (k0_0 s0) (k0_1 s0)) (k1 (k1_0 s0)) (o0 (o0_0 u0)))))
      (declare-const c0 s0)
      (declare-const c1 s0)
      (declare-const c2 s1)
      (declare-fun q0 (s1 s0) Bool)
      (declare-const c3 Real)
      (declare-const c4 s2)
      (declare-fun f0 (s2) Real)
      (assert (not (=> (and (= (k1 (k0 c0 c1)) (k1 (k0 c1 c0))) (q0 c2 c0) (< c3 (f0 c4))) (= c0 c1))))
      (check-sat)
      "
    `);
  });

  test('is the same whatever things are called', () => {
    const text = (names: readonly string[], suffix: string): string => {
      const [x, y, l, t] = names as [string, string, string, string];
      const digest = functionSymbol(`H${suffix}`, [`Term${suffix}`], `Term${suffix}`, 'constructor');
      const holds = predicateSymbol(`Mem${suffix}`, [`Location${suffix}`, `Term${suffix}`, 'Time']);
      const [vx, vy] = [variable(x, `Term${suffix}`), variable(y, `Term${suffix}`)];
      const at = variable(t, 'Time');
      const place = variable(l, `Location${suffix}`);
      return encoded(
        implies(
          and(
            atom(holds, place, vx, at),
            equal(apply(digest, vx), apply(digest, vy)),
            forall([at], atom(holds, place, vy, at)),
          ),
          atom(holds, place, vy, at),
        ),
      ).text;
    };
    expect(text(['x', 'y', 'l', 't'], '')).toBe(text(['t', 'l', 'y', 'x'], '_2'));
  });

  test('tells apart what only looks alike', () => {
    const [x, y] = [variable('x', 'Term'), variable('x', 'Machine')];
    expect(encoded(implies(equal(x, a), equal(y, variable('b', 'Machine')))).text).not.toBe(
      encoded(implies(equal(x, a), equal(x, a))).text,
    );
    expect(encoded(equal(a, b)).text).not.toBe(encoded(equal(a, a)).text);
  });

  test('does not depend on what is shared in memory', () => {
    const twice = h(a, b);
    expect(encoded(and(equal(twice, a), equal(twice, b))).text).toBe(
      encoded(and(equal(h(a, b), a), equal(h(a, b), b))).text,
    );
  });

  test.prop([obligations])('is the same for an obligation built again', (formula) => {
    expect(encoded(rebuilt(formula)).text).toBe(encoded(formula).text);
  });

  test('says whether something in the obligation is opaque', () => {
    expect(encoded(equal(a, b)).exact).toBe(true);
    expect(encoded(always(location('l'), a)).exact).toBe(false);
  });
});

describe('opaque formulas', () => {
  const predicates = (formula: Formula): number => encoded(formula).text.match(/declare-fun q/g)?.length ?? 0;
  const [k, l] = [location('k'), location('l')];

  test('of one shape are one predicate of their closed terms', () => {
    expect(predicates(implies(always(k, a), always(l, b)))).toBe(1);
    expect(predicates(implies(always(k, a), always(l, h(a))))).toBe(1);
  });

  test('of different shapes are different predicates', () => {
    const t = variable('t', 'Time');
    expect(predicates(implies(always(k, a), forall([t], not(atom(mem, k, a, t)))))).toBe(2);
    expect(
      predicates(implies(forall([t], core.lessThan(t, time('s'))), forall([t], core.lessThan(time('s'), t)))),
    ).toBe(2);
  });

  test('are told apart by which variable is bound where', () => {
    const [s, t] = [variable('s', 'Time'), variable('t', 'Time')];
    const before = core.lessThan(s, t);
    expect(predicates(and(forall([s, t], before), forall([t, s], before)))).toBe(2);
    expect(encoded(forall([s, t], before)).text).toBe(encoded(forall([t, s], core.lessThan(t, s))).text);
  });

  test('may be program segments', () => {
    const run = (from: string): Formula => ran(stop, variable('I', 'Thread'), time(from), time('u'));
    expect(predicates(implies(run('s'), run('t')))).toBe(1);
  });
});

describe('size', () => {
  test('a term 20,000 deep becomes commands that are shallow and no longer than it', () => {
    let deep = a;
    for (let i = 0; i < 10_000; i++) deep = h(deep, b);
    const { text } = encoded(equal(a, deep));
    expect(text.length).toBeLessThan(500_000);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1000);
  });

  test('a formula 20,000 deep', () => {
    let deep: Formula = atom(secure, variable('m', 'Machine'));
    for (let i = 0; i < 10_000; i++) deep = not(and(deep, equal(a, b)));
    expect(encoded(deep).text.length).toBeLessThan(1_000_000);
  });

  test('a term of 2^200 parts that are 200 different ones', () => {
    let shared = a;
    for (let i = 0; i < 200; i++) shared = apply(pair, shared, shared);
    expect(encoded(equal(a, shared)).text.length).toBeLessThan(20_000);
  });

  test('the same under a quantifier', () => {
    let shared: Formula = atom(mem, location('l'), a, bound(0, 'Time'));
    for (let i = 0; i < 60; i++) shared = and(shared, shared);
    expect(encoded(quantified('forall', 't', 'Time', shared)).text.length).toBeLessThan(1000);
  });
});

describe('refused', () => {
  test('a bound variable without its binder', () => {
    expect(encode(equal(bound(0, 'Term'), a))).toMatchObject({ kind: 'refused' });
  });

  test('a constructor of times', () => {
    const next = functionSymbol('next', ['Time'], 'Time', 'constructor');
    expect(encode(equal(apply(next, time('t')), time('t')))).toMatchObject({ kind: 'refused' });
  });

  test('what is too large', () => {
    let deep = a;
    for (let i = 0; i < 250_000; i++) deep = apply(hash, deep);
    expect(encode(equal(a, deep))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('distinct parts'),
    });
  });

  test('nothing of what the vocabulary can say', () => {
    fc.assert(fc.property(obligations, (formula) => encode(formula).kind === 'encoded'));
  });
});

const bornAt = functionSymbol('born', ['Thread'], 'Time');

/** The same formula with nothing shared. */
function rebuilt(formula: Formula): Formula {
  switch (formula.kind) {
    case 'true':
    case 'false':
      return formula;
    case 'not':
      return not(rebuilt(formula.body));
    case 'and':
      return and(...formula.parts.map(rebuilt));
    case 'or':
      return or(...formula.parts.map(rebuilt));
    case 'implies':
      return implies(rebuilt(formula.left), rebuilt(formula.right));
    case 'equal':
      return equal(copied(formula.left), copied(formula.right));
    case 'atom':
      return atom(formula.predicate, ...formula.args.map(copied));
    default:
      return formula;
  }
}

function copied(term: Term): Term {
  if (term.kind === 'variable') return variable(term.name, term.sort);
  return term.kind === 'application' ? apply(term.symbol, ...term.args.map(copied)) : term;
}

test('symbols of the kernel that are not used here stay out of the text', () => {
  expect(encoded(truth).text).toBe('(assert (not true))\n(check-sat)\n');
  expect(encoded(or()).text).toBe('(assert (not false))\n(check-sat)\n');
  expect(encoded(equal(apply(bios, variable('m', 'Machine')), apply(hash, a))).text).not.toContain('bios');
});
