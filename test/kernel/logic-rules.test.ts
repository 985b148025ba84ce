import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  atom,
  bound,
  equal,
  exists,
  type Formula,
  falsity,
  forall,
  implies,
  logic,
  not,
  or,
  provenance,
  quantified,
  sameFormula,
  type Theorem,
  truth,
  variable,
} from '../../src/kernel/index.js';
import { confirmed } from './confirmed.js';
import { c, D, f, I, p, r, small, t, x, y, z } from './world.js';

const assume = (formula: Formula): Theorem => logic.assume(small, formula);

function says(th: Theorem, hypotheses: readonly Formula[], conclusion: Formula): void {
  expect(th.hypotheses).toHaveLength(hypotheses.length);
  for (const h of hypotheses) expect(th.hypotheses.some((other) => sameFormula(other, h))).toBe(true);
  expect(sameFormula(th.conclusion, conclusion)).toBe(true);
}

describe('the rules of logic', () => {
  it('assume, ⊃ and ⊤', () => {
    says(assume(p(x)), [p(x)], p(x));
    says(logic.impliesIntro(p(x), assume(p(x))), [], implies(p(x), p(x)));
    says(logic.impliesIntro(p(y), assume(p(x))), [p(x)], implies(p(y), p(x)));
    says(logic.impliesElim(assume(implies(p(x), p(y))), assume(p(x))), [implies(p(x), p(y)), p(x)], p(y));
    says(logic.truthIntro(small), [], truth);
    expect(() => logic.impliesElim(assume(implies(p(x), p(y))), assume(p(y)))).toThrow(/left side/);
    expect(() => logic.impliesElim(assume(p(x)), assume(p(x)))).toThrow();
  });

  it('∧ and ∨', () => {
    const both = logic.andIntro(assume(p(x)), assume(p(y)));
    says(both, [p(x), p(y)], and(p(x), p(y)));
    says(logic.andElim(both, 1), [p(x), p(y)], p(y));
    expect(() => logic.andElim(both, 2)).toThrow();
    expect(() => logic.andElim(both, -1)).toThrow();
    expect(() => logic.andElim(assume(p(x)), 0)).toThrow();
    expect(() => logic.andIntro()).toThrow();
    const either = or(p(x), p(y));
    says(logic.orIntro(either, 0, assume(p(x))), [p(x)], either);
    expect(() => logic.orIntro(either, 1, assume(p(x)))).toThrow(/not that part/);
    const cases = [implies(p(x), p(z)), implies(p(y), p(z))].map((h) =>
      logic.impliesElim(assume(h), assume((h as { left: Formula }).left)),
    );
    const left = [either, implies(p(x), p(z)), implies(p(y), p(z))];
    says(logic.orElim(assume(either), cases), left, p(z));
    // A case's hypothesis is discharged in that case alone.
    says(
      logic.orElim(assume(either), [assume(p(z)), logic.andElim(logic.andIntro(assume(p(z)), assume(p(x))), 0)]),
      [either, p(z), p(x)],
      p(z),
    );
    expect(() => logic.orElim(assume(either), [assume(p(x)), assume(p(y))])).toThrow(/different/);
    expect(() => logic.orElim(assume(either), [assume(p(x))])).toThrow(/one case/);
    expect(() => logic.orElim(assume(or()), [])).toThrow();
  });

  it('¬, ⊥ and the excluded middle', () => {
    const absurd = logic.notElim(assume(not(p(x))), assume(p(x)));
    says(absurd, [not(p(x)), p(x)], falsity);
    says(logic.notIntro(p(x), absurd), [not(p(x))], not(p(x)));
    says(logic.falsityElim(absurd, p(z)), [not(p(x)), p(x)], p(z));
    says(logic.excludedMiddle(small, p(x)), [], or(p(x), not(p(x))));
    expect(() => logic.notIntro(p(x), assume(p(x)))).toThrow();
    expect(() => logic.notElim(assume(not(p(x))), assume(p(y)))).toThrow();
    expect(() => logic.falsityElim(assume(p(x)), p(z))).toThrow();
  });

  it('∀', () => {
    says(logic.forallIntro(x, logic.impliesIntro(p(x), assume(p(x)))), [], forall([y], implies(p(y), p(y))));
    expect(() => logic.forallIntro(x, assume(p(x)))).toThrow(/free in the hypotheses/);
    const all = assume(forall([x, y], r(x, y)));
    says(logic.forallElim(all, c, apply(f, z)), [all.conclusion], r(c, apply(f, z)));
    says(logic.forallElim(all, y), [all.conclusion], forall([x], r(y, x)));
    expect(() => logic.forallElim(all, t)).toThrow(/stands for a Term/);
    expect(() => logic.forallElim(all, c, c, c)).toThrow(/more terms/);
    expect(() => logic.forallElim(all, bound(0, 'Term'))).toThrow();
  });

  it('∃', () => {
    const some = exists([x], p(x));
    says(logic.existsIntro(some, c, assume(p(c))), [p(c)], some);
    expect(() => logic.existsIntro(some, c, assume(p(y)))).toThrow(/not the instance/);
    expect(() => logic.existsIntro(some, t, assume(p(y)))).toThrow();
    const follows = logic.existsIntro(some, y, assume(p(y)));
    says(logic.existsElim(assume(some), y, follows), [some], some);
    // The witness may not be spoken of: in the conclusion, in what else is assumed, in the existence itself.
    expect(() => logic.existsElim(assume(some), y, assume(p(y)))).toThrow(/not fresh/);
    const more = logic.andElim(logic.andIntro(follows, assume(r(y, c))), 0);
    expect(() => logic.existsElim(assume(some), y, more)).toThrow(/not fresh/);
    expect(() => logic.existsElim(assume(exists([x], r(x, y))), y, assume(p(z)))).toThrow(/not fresh/);
    expect(() => logic.existsElim(assume(some), t, assume(p(z)))).toThrow();
  });

  it('=', () => {
    says(logic.reflexivity(small, c), [], equal(c, c));
    const hole = variable('hole', 'Term');
    says(logic.rewrite(assume(equal(x, y)), hole, r(hole, x), assume(r(x, x))), [equal(x, y), r(x, x)], r(y, x));
    expect(() => logic.rewrite(assume(equal(x, y)), hole, r(hole, x), assume(r(y, x)))).toThrow(/not the instance/);
    expect(() => logic.rewrite(assume(equal(I, I)), hole, r(hole, x), assume(r(x, x)))).toThrow();
  });

  it('bound variables are nobody else’s: instances capture nothing', () => {
    const all = assume(forall([x], exists([y], r(x, y))));
    const instance = logic.forallElim(all, y);
    says(instance, [all.conclusion], exists([z], r(y, z)));
    expect(sameFormula(instance.conclusion, exists([z], r(z, z)))).toBe(false);
    expect(() => logic.assume(small, quantified('forall', 'x', 'Term', p(bound(1, 'Term'))))).toThrow(/not a closed/);
  });

  it('axioms, definitions and the oracle, which leave their mark on what rests on them', () => {
    const axiom = logic.axiom(small, 'REFL');
    const unfolded = logic.definition(small, atom(D, c));
    says(unfolded, [], and(implies(atom(D, c), exists([y], r(c, y))), implies(exists([y], r(c, y)), atom(D, c))));
    const told = logic.oracle(small, confirmed(p(c), 's', '1'));
    const rests = logic.andIntro(logic.impliesElim(logic.forallElim(axiom, c), told), unfolded);
    const { axioms, definitions, rules, oracle } = provenance(rests);
    expect(axioms).toEqual(['REFL']);
    expect(definitions).toEqual(['D']);
    expect([...rules].sort()).toEqual(['Axiom', 'Def', 'Oracle', '∀E', '∧I', '⊃E'].sort());
    expect(oracle).toEqual([{ obligation: p(c), answer: { solver: 's', version: '1' } }]);
    expect(() => logic.axiom(small, 'NONE')).toThrow(/no axiom/);
    expect(() => logic.definition(small, p(c))).toThrow(/not defined/);
    expect(provenance(assume(p(x)))).toMatchObject({ axioms: [], definitions: [], oracle: [] });
  });
});
