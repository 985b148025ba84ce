import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  atom,
  bound,
  exists,
  type Formula,
  forall,
  functionSymbol,
  implies,
  isFormula,
  isTerm,
  KernelError,
  logic,
  not,
  openBody,
  quantified,
  sameFormula,
  substitute,
  type Term,
  truth,
  variable,
} from '../../src/kernel/index.js';
import { remade } from '../../src/kernel/piece.js';
import { Table } from '../../src/kernel/table.js';
import { c, f, I, P, p, r, small, t, x, y } from './world.js';

/** Formulas may be as deep as chains are long. */
const levels = 100_000;

function deep(leaf: Formula, around: (inside: Formula) => Formula): Formula {
  let formula = leaf;
  for (let i = 0; i < levels; i++) formula = around(formula);
  return formula;
}

describe('a piece', () => {
  it('is one object, however it comes about', () => {
    expect(variable('x', 'Term')).toBe(x);
    expect(apply(f, apply(f, c))).toBe(apply(f, apply(f, c)));
    expect(and(p(x), not(p(y)))).toBe(and(p(x), not(p(y))));
    expect(substitute(p(x), [x], [apply(f, c)])).toBe(p(apply(f, c)));
    expect(openBody(not(p(bound(0, 'Term'))), [y])).toBe(not(p(y)));
    expect(variable('x', 'Time')).not.toBe(x);
  });

  it('keeps the names of bound variables, which do not count', () => {
    const [one, two] = [forall([x], exists([y], r(x, y))), forall([y], exists([x], r(y, x)))];
    expect(one).not.toBe(two);
    expect(sameFormula(one, two)).toBe(true);
    expect(one).toBe(forall([x], exists([y], r(x, y))));
    expect(sameFormula(one, forall([y], exists([x], r(x, y))))).toBe(false);
  });

  it('of another symbol with the same name is another, with a key of its own', () => {
    const named = (): Term => apply(functionSymbol('same', [], 'Term'));
    const many = Array.from({ length: 200 }, named);
    expect(new Set(many).size).toBe(200);
    // Or the table would go through all of them to find one, and reading a model two hundred times would cost two hundred times more each time.
    expect(new Set(many.map(({ key }) => key)).size).toBeGreaterThan(190);
  });

  it('is made of other parts only if they are of the same sorts and kinds', () => {
    expect(remade(p(x), [y])).toBe(p(y));
    expect(() => remade(p(x), [t])).toThrow(KernelError);
    expect(() => remade(p(x), [])).toThrow(KernelError);
    expect(() => remade(p(x), [{ ...y }])).toThrow(KernelError);
    expect(() => remade(not(p(x)), [and(p(x))])).toThrow(KernelError);
    expect(() => remade({ ...p(x) }, [x])).toThrow(KernelError);
  });

  it('is no heir or proxy, and a prototype that somebody changes adds nothing to it', () => {
    expect(isTerm(Object.create(x))).toBe(false);
    expect(isFormula(new Proxy(truth, {}))).toBe(false);
    const proto = Object.getPrototypeOf(p(x));
    expect(Object.isFrozen(proto)).toBe(true);
    expect(Reflect.ownKeys(proto)).not.toContain('constructor');
    expect(() => Object.defineProperty(proto, 'args', { value: [y] })).toThrow(TypeError);
    expect(Reflect.setPrototypeOf(p(x), {})).toBe(false);
    Object.defineProperty(Object.prototype, 'polluted', { value: truth, configurable: true });
    try {
      expect('polluted' in p(x)).toBe(false);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });
});

describe('depth', () => {
  it('does not matter to substitution, equality and rules', () => {
    const chain = deep(p(x), (inside) => implies(p(x), inside));
    const other = substitute(chain, [x], [y]);
    expect(other).toBe(deep(p(y), (inside) => implies(p(y), inside)));
    const general = logic.forallIntro(x, logic.impliesIntro(chain, logic.assume(small, chain)));
    expect(logic.forallElim(general, y).conclusion).toBe(implies(other, other));
    const named = (hint: string) => deep(p(c), (inside) => quantified('forall', hint, 'Term', inside));
    expect(sameFormula(named('x'), named('y'))).toBe(true);
    expect(named('x')).not.toBe(named('y'));
  });

  it('nor does sharing: a formula of 2^64 leaves is 64 formulas', () => {
    let tree: Formula = p(x);
    for (let i = 0; i < 64; i++) tree = and(tree, tree);
    let named: Formula = forall([x], p(x));
    let renamed: Formula = forall([y], p(y));
    for (let i = 0; i < 64; i++) [named, renamed] = [and(named, named), and(renamed, renamed)];
    expect(substitute(tree, [x], [c]).free).toEqual([]);
    expect(sameFormula(named, renamed)).toBe(true);
    expect(logic.forallIntro(x, logic.impliesIntro(tree, logic.assume(small, tree))).conclusion.free).toEqual([]);
  });

  it('nor do terms that are deep', () => {
    let term = apply(f, x);
    for (let i = 0; i < levels; i++) term = apply(f, term);
    expect(substitute(p(term), [x], [c]).free).toEqual([]);
    expect(atom(P, term)).toBe(p(term));
    expect(I.free).toEqual([I]);
  });
});

describe('the table of pieces', () => {
  interface Entry {
    readonly key: number;
    readonly name: string;
  }

  it('finds whatever somebody holds, with however many of one key', () => {
    const table = new Table<Entry>(100);
    const held = Array.from({ length: 5000 }, (_, i) => ({ key: i % 7 === 0 ? 7 : i, name: `${i}` }));
    for (const entry of held) table.add(entry);
    for (const entry of held) expect(table.find(entry.key, ({ name }) => name === entry.name)).toBe(entry);
    expect(table.find(3, ({ name }) => name === 'nobody')).toBeUndefined();
  });
});
