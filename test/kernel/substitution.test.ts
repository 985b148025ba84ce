import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  and,
  closeBody,
  type Formula,
  freshVariable,
  logic,
  not,
  occurs,
  openBody,
  or,
  quantified,
  sameFormula,
  substitute,
  truth,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { aFormula, alphaEqual, aTerm, freeNames, kernelFormula, kernelTerm, type Named, substituted } from './named.js';
import { p, small, x, y, z } from './world.js';

const settings = { numRuns: 2000, seed: 20261122 };
const aVariable = fc.constantFrom(x, y, z);
const someVariables = fc.uniqueArray(aVariable, { minLength: 1 });

/** Two formulas that may be equal but for bound names: the same with others, the same with one free name put for another, or any two. */
const aPair: fc.Arbitrary<readonly [Named, Named]> = fc.oneof(
  aFormula.map((a) => [a, substituted(a)] as const),
  fc.tuple(aFormula, fc.constantFrom('x', 'y'), aTerm).map(([a, from, to]) => {
    return [a, substituted(a, new Map([[from, to]]))] as const;
  }),
  fc.tuple(aFormula, aFormula),
);

describe('formulas', () => {
  it('are equal exactly if they differ in bound names alone, and then are the same without those, and have the same free variables', () => {
    const seen = { equal: 0, different: 0 };
    fc.assert(
      fc.property(aPair, ([a, b]) => {
        const [one, two] = [kernelFormula(a), kernelFormula(b)];
        const expected = alphaEqual(a, b);
        seen[expected ? 'equal' : 'different']++;
        expect(sameFormula(one, two)).toBe(expected);
        expect(sameFormula(two, one)).toBe(expected);
        if (!expected) return;
        expect(one.plain).toBe(two.plain);
        expect(one.free.map((v) => v.name)).toEqual(two.free.map((v) => v.name));
      }),
      settings,
    );
    expect(seen.equal).toBeGreaterThan(500);
    expect(seen.different).toBeGreaterThan(500);
  });

  it('know their free variables, each once, and have no loose ones', () => {
    fc.assert(
      fc.property(aFormula, (a) => {
        const formula = kernelFormula(a);
        const ofTerms = formula.free.filter((v) => v.sort === 'Term');
        expect(ofTerms.map((v) => v.name).sort()).toEqual(freeNames(a));
        expect(new Set(formula.free).size).toBe(formula.free.length);
        expect(formula.loose).toBe(0);
        expect(formula.outer).toEqual([]);
      }),
      settings,
    );
  });

  it('closed and opened again are what they were', () => {
    fc.assert(
      fc.property(aFormula, someVariables, (a, variables) => {
        const formula = kernelFormula(a);
        const closed = closeBody(formula, variables);
        expect(closed.free.some((v) => variables.includes(v as Variable))).toBe(false);
        expect(closed.loose).toBeLessThanOrEqual(variables.length);
        expect(sameFormula(openBody(closed, [...variables].reverse()), formula)).toBe(true);
      }),
      settings,
    );
  });

  it('can be opened from the inside out, one binder at a time', () => {
    fc.assert(
      fc.property(aFormula, aVariable, aTerm, (a, v, value) => {
        const others = [x, y, z].filter((other) => other !== v);
        const [formula, put] = [kernelFormula(a), kernelTerm(value)];
        const body = openBody(closeBody(formula, [...others, v]), [put]);
        expect(body.loose).toBeLessThanOrEqual(others.length);
        const left = openBody(body, [...others].reverse());
        expect(sameFormula(left, substitute(formula, [v], [put]))).toBe(true);
      }),
      settings,
    );
  });

  it('opened with a variable that is nowhere in them, and closed again, are what they were', () => {
    fc.assert(
      fc.property(aFormula, aVariable, (a, v) => {
        const body = closeBody(kernelFormula(a), [v]);
        const fresh = freshVariable('x', 'Term', body);
        expect(body.free.some((free) => free.name === fresh.name)).toBe(false);
        expect(sameFormula(closeBody(openBody(body, [fresh]), [fresh]), body)).toBe(true);
      }),
      settings,
    );
  });

  it('are substituted in as in the naive way: every bound name made another first', () => {
    let moved = 0;
    fc.assert(
      fc.property(aFormula, someVariables, fc.array(aTerm, { minLength: 3, maxLength: 3 }), (a, variables, terms) => {
        const values = variables.map((v, i) => [v.name, terms[i] as (typeof terms)[0]] as const);
        const expected = substituted(a, new Map(values));
        const done = substitute(
          kernelFormula(a),
          variables,
          values.map(([, value]) => kernelTerm(value)),
        );
        if (!alphaEqual(a, expected)) moved++;
        expect(sameFormula(done, kernelFormula(expected))).toBe(true);
      }),
      settings,
    );
    expect(moved).toBeGreaterThan(500);
  });

  it('have as instances what substitution makes of their bodies', () => {
    fc.assert(
      fc.property(aFormula, aVariable, aTerm, (a, v, value) => {
        const formula = kernelFormula(a);
        const all = quantified('forall', v.name, v.sort, closeBody(formula, [v]));
        const instance = logic.forallElim(logic.assume(small, all), kernelTerm(value)).conclusion;
        expect(sameFormula(instance, substitute(formula, [v], [kernelTerm(value)]))).toBe(true);
        expect(sameFormula(instance, kernelFormula(substituted(a, new Map([[v.name, value]]))))).toBe(true);
      }),
      settings,
    );
  });
});

describe('a fresh variable', () => {
  it('is free in none of the nodes, and keeps its name where it can', () => {
    const formula = kernelFormula({ kind: 'R', of: { name: 'x' }, and: { name: "x'" } });
    expect(freshVariable('x', 'Term', formula).name).toBe("x''");
    // A variable of another sort with the same name would be another, but is not read as one.
    expect(freshVariable('x', 'Time', formula).name).toBe("x''");
    expect(freshVariable('y', 'Term', formula)).toEqual(variable('y', 'Term'));
  });
});

describe('equal keys', () => {
  /** The first two keys of equal value. */
  function collision<T>(many: Iterable<T>, keyOf: (item: T) => number): readonly [T, T] | undefined {
    const seen = new Map<number, T>();
    for (const item of many) {
      const other = seen.get(keyOf(item));
      if (other !== undefined) return [other, item];
      seen.set(keyOf(item), item);
    }
    return undefined;
  }
  const named = (count: number) => Array.from({ length: count }, (_, i) => variable(`v${i}`, 'Term'));

  it('make no two variables one, nor what contains them', () => {
    const found = collision(named(300_000), (v) => v.key);
    expect(found).toBeDefined();
    const [one, two] = found as readonly [Variable, Variable];
    expect(one.name).not.toBe(two.name);
    expect(p(one).key).toBe(p(two).key);
    expect(one === two).toBe(false);
    expect(sameFormula(p(one), p(two))).toBe(false);
    expect(occurs(one, p(two))).toBe(false);
    expect(() => logic.forallIntro(one, logic.assume(small, p(two)))).not.toThrow();
    expect(() => logic.forallIntro(two, logic.assume(small, p(two)))).toThrow(/free/);
    expect(() => logic.notElim(logic.assume(small, not(p(one))), logic.assume(small, p(two)))).toThrow();
  });

  it('make no two formulas of other kinds or lengths one', () => {
    const some = named(300_000).map(p);
    const single = new Map(some.map((a) => [and(a).key, and(a)]));
    for (const others of [some.map((a) => and(truth, a)), some.map((a) => or(a, a))]) {
      const two = others.find((other) => single.has(other.key)) as Formula;
      const one = single.get(two.key) as Formula;
      expect(one.key).toBe(two.key);
      expect(sameFormula(one, two)).toBe(false);
      expect(sameFormula(two, one)).toBe(false);
    }
  });
});
