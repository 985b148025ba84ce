import { describe, expect, it } from 'vitest';
import {
  and,
  type Formula,
  falsity,
  implies,
  isFormula,
  isTheorem,
  KernelError,
  logic,
  type Theorem,
  theory,
  truth,
} from '../../src/kernel/index.js';
import { takeMint } from '../../src/kernel/theorem.js';
import { m, p, Rom, romBody, small, x } from './world.js';

const genuine = logic.impliesIntro(p(x), logic.assume(small, p(x)));

/** Objects that say what a theorem of ⊥ would say, made in every way but by the kernel. */
const forgeries: Readonly<Record<string, () => unknown>> = {
  'a literal': () => ({ theory: small, hypotheses: [], conclusion: falsity, origin: genuine.origin }),
  'a spread': () => ({ ...genuine, conclusion: falsity }),
  'a copy': () => Object.assign(Object.create(Object.getPrototypeOf(genuine)), genuine, { conclusion: falsity }),
  'an heir': () => Object.create(genuine, { conclusion: { value: falsity } }),
  'a proxy': () =>
    new Proxy(genuine, { get: (target, key) => (key === 'conclusion' ? falsity : Reflect.get(target, key)) }),
  'a prototype': () => Object.setPrototypeOf({ ...genuine, conclusion: falsity }, Object.getPrototypeOf(genuine)),
  'what its constructor makes': () => {
    const Maker = (genuine as unknown as { constructor: new (fields: object) => object }).constructor;
    return Object.assign(new Maker({ conclusion: falsity }), { theory: small, hypotheses: [], conclusion: falsity });
  },
};

describe('a theorem', () => {
  it.each(Object.entries(forgeries))('is not %s', (_, forge) => {
    const forged = forge() as Theorem;
    expect(isTheorem(forged)).toBe(false);
    expect(() => logic.falsityElim(forged, p(x))).toThrow();
    expect(() => logic.andIntro(genuine, forged)).toThrow();
    expect(() => logic.impliesIntro(p(x), forged)).toThrow();
  });

  it('is made with a mint that nobody else gets', () => {
    expect(() => takeMint()).toThrow(KernelError);
  });

  it('cannot be changed, nor can anything that it is made of', () => {
    const seen = new Set<unknown>();
    const visit = (value: unknown): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
      seen.add(value);
      if (typeof value === 'object') expect(Object.isFrozen(value)).toBe(true);
      for (const key of Reflect.ownKeys(value)) visit(Reflect.get(value, key));
    };
    visit(genuine);
    visit(logic.axiom(small, 'REFL'));
    visit(logic.forallElim(logic.axiom(small, 'REFL'), x));
    expect(seen.size).toBeGreaterThan(20);
    expect(() => Object.assign(genuine, { conclusion: falsity })).toThrow(TypeError);
    expect(() => (genuine.hypotheses as Formula[]).push(truth)).toThrow(TypeError);
    expect(() => Object.assign(Object.getPrototypeOf(genuine), { conclusion: falsity })).toThrow(TypeError);
  });

  it('does not change with the arrays that it was made from', () => {
    const parts = [p(x), p(x)];
    const made = and(...parts);
    parts.push(falsity as never);
    expect(made.parts).toHaveLength(2);
    const premises = [genuine, genuine];
    const th = logic.andIntro(...premises);
    premises.pop();
    expect(th.origin.premises).toHaveLength(2);
  });

  it('of another theory does not go with it', () => {
    const other = theory({
      programs: [{ symbol: Rom, params: [m], body: romBody }],
      definitions: [],
      axioms: [],
      kinds: [],
    });
    expect(() => logic.andIntro(genuine, logic.truthIntro(other))).toThrow(/two theories/);
  });
});

describe('a formula', () => {
  it('is taken from the kernel alone', () => {
    const fake = { ...truth } as Formula;
    expect(isFormula(fake)).toBe(false);
    expect(() => logic.assume(small, fake)).toThrow(KernelError);
    expect(() => implies(fake, truth)).toThrow(KernelError);
    expect(() => logic.falsityElim(logic.assume(small, falsity), fake)).toThrow(KernelError);
  });
});
