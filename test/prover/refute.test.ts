import { describe, expect, test } from 'vitest';
import {
  and,
  apply,
  atom,
  bound,
  core,
  equal,
  type Formula,
  falsity,
  functionSymbol,
  implies,
  logic,
  not,
  or,
  predicateSymbol,
  provenance,
  quantified,
  sameFormula,
  type Term,
  theory,
  variable,
} from '../../src/kernel/index.js';
import { refute } from '../../src/prover/ground/refute/refute.js';

const nothing = theory({ programs: [], definitions: [], axioms: [], kinds: [] });
const f = functionSymbol('f', ['Term'], 'Term');
const pair = functionSymbol('pair', ['Term', 'Term'], 'Term', 'constructor');
const nil = functionSymbol('nil', [], 'Term', 'constructor');
const P = predicateSymbol('P', ['Term']);
const R = predicateSymbol('R', ['Term', 'Term']);
const [x, y, z] = ['x', 'y', 'z'].map((name) => variable(name, 'Term')) as [Term, Term, Term];
const [s, t, u] = ['s', 't', 'u'].map((name) => variable(name, 'Time')) as [Term, Term, Term];
const { lessThan, atMost } = core;
const p = (a: Term): Formula => atom(P, a);
const F = (a: Term): Term => apply(f, a);
const pairOf = (a: Term, b: Term): Term => apply(pair, a, b);
/** ∀. R(·, a) */
const all = (a: Term, hint = 'w'): Formula => quantified('forall', hint, 'Term', atom(R, bound(0, 'Term'), a));

const prove = (facts: readonly Formula[], goal: Formula) =>
  refute(
    nothing,
    facts.map((fact) => logic.assume(nothing, fact)),
    goal,
  );

const follows: Readonly<Record<string, readonly [readonly Formula[], Formula]>> = {
  'equality goes through functions': [[equal(x, y), equal(z, y)], equal(F(F(x)), F(F(z)))],
  'equals may be put for equals': [[p(F(x)), equal(y, x)], p(F(y))],
  'also where something does not hold': [[not(p(x)), equal(x, y)], not(p(y))],
  'what differs in what holds is different': [[p(x), not(p(y))], not(equal(x, y))],
  'constructors are injective': [[equal(pairOf(x, F(y)), pairOf(z, u2()))], equal(x, z)],
  'constructors are disjoint': [[equal(F(x), pairOf(x, y)), equal(F(z), apply(nil)), equal(x, z)], falsity],
  'no term is part of itself': [[equal(x, pairOf(y, y)), equal(y, pairOf(z, x))], falsity],
  'times that are not after each other are one': [[atMost(s, t), atMost(t, u), atMost(u, s)], equal(s, u)],
  'one of two times is not after the other': [[not(lessThan(s, t)), not(lessThan(t, s))], equal(t, s)],
  'what is before something equal is before it': [[lessThan(s, t), equal(t, u)], not(atMost(u, s))],
  'time is total': [[], or(lessThan(s, t), equal(s, t), lessThan(t, s))],
  cases: [[or(p(x), p(y)), implies(p(x), p(z)), implies(p(y), p(z))], p(z)],
  'cases in cases': [[or(and(p(x), equal(x, z)), and(or(p(y), p(F(z))), equal(y, z), not(p(F(z)))))], p(z)],
  'four cases, none of which is given': [[or(p(x), p(y)), or(not(p(x)), p(y)), or(p(x), not(p(y)))], and(p(x), p(y))],
  'what is classical': [[implies(implies(p(x), p(y)), p(x))], p(x)],
  'a false implication': [[not(implies(p(x), p(y)))], and(p(x), not(p(y)))],
  'many negations': [[not(not(p(x)))], not(not(not(not(p(x)))))],
  'a quantified part, whatever its variable is called': [[all(x, 'a'), equal(x, y)], all(y, 'b')],
  'a quantified part that does not hold': [[not(all(x)), equal(x, y)], not(all(y))],
  'a quantified part without terms': [[all(apply(nil), 'a')], all(apply(nil), 'b')],
  truth: [[], not(falsity)],
};

function u2(): Term {
  return F(y);
}

const doesNot: Readonly<Record<string, readonly [readonly Formula[], Formula]>> = {
  'functions may have one value': [[equal(F(x), F(y))], equal(x, y)],
  'functions may be constructors': [[equal(F(x), pairOf(x, y))], falsity],
  'a function may give back its argument': [[equal(F(x), x)], falsity],
  'times may be equal': [[atMost(s, t)], lessThan(s, t)],
  'one of two': [[or(p(x), p(y))], p(x)],
  'variables of other names': [[all(x)], all(y)],
};

describe('ground reasoning', () => {
  test.each(Object.entries(follows))('proves by rules of the kernel: %s', (_, [facts, goal]) => {
    const outcome = prove(facts, goal);
    if (outcome.kind !== 'proved') throw new Error(`it is ${outcome.kind}`);
    const { hypotheses, conclusion } = outcome.theorem;
    expect(sameFormula(conclusion, goal)).toBe(true);
    expect(hypotheses.every((h) => facts.some((fact) => sameFormula(fact, h)))).toBe(true);
    expect(provenance(outcome.theorem).oracle).toEqual([]);
  });

  test.each(Object.entries(follows))('rests on what it needs alone: %s', (_, [facts, goal]) => {
    const more = [p(apply(nil)), or(p(F(x)), p(F(F(y)))), implies(p(pairOf(x, x)), p(pairOf(x, y))), lessThan(s, u)];
    const outcome = prove([...more, ...facts], goal);
    if (outcome.kind !== 'proved') throw new Error(`it is ${outcome.kind}`);
    const needed = facts.some((fact) => [s, t, u].some((v) => fact.free.includes(v as never)))
      ? more.slice(0, 3)
      : more;
    for (const fact of needed) expect(outcome.theorem.hypotheses).not.toContain(fact);
  });

  test.each(Object.entries(doesNot))('does not prove: %s', (_, [facts, goal]) => {
    expect(prove(facts, goal)).toMatchObject({ kind: 'open' });
  });

  test('says which formulas it does not look into', () => {
    expect(prove([p(x)], p(y))).toEqual({ kind: 'open', exact: true });
    expect(prove([all(x)], p(y))).toEqual({ kind: 'open', exact: false });
  });

  test('gives up at its limits, which is no answer', () => {
    const holes = Array.from({ length: 7 }, (_, i) =>
      or(...Array.from({ length: 6 }, (__, j) => atom(R, variable(`x${i}`, 'Term'), variable(`h${j}`, 'Term')))),
    );
    const apart = Array.from({ length: 6 }, (_, j) =>
      Array.from({ length: 7 }, (__, i) =>
        Array.from({ length: i }, (___, k) =>
          not(
            and(
              atom(R, variable(`x${i}`, 'Term'), variable(`h${j}`, 'Term')),
              atom(R, variable(`x${k}`, 'Term'), variable(`h${j}`, 'Term')),
            ),
          ),
        ),
      ),
    ).flat(2);
    const facts = [...holes, ...apart].map((fact) => logic.assume(nothing, fact));
    expect(refute(nothing, facts, falsity, { assumptions: 20, nodes: 1000 })).toEqual({ kind: 'limit' });
    expect(refute(nothing, facts, falsity, { assumptions: 1000, nodes: 10 })).toEqual({ kind: 'limit' });
  });
});
