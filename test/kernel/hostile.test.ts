import { describe, expect, it, vi } from 'vitest';
import {
  actionSymbol,
  apply,
  atom,
  bound,
  closeBody,
  core,
  equal,
  exists,
  type Formula,
  type FunctionSymbol,
  falsity,
  forall,
  functionSymbol,
  implies,
  initialSegments,
  isFormula,
  isTerm,
  isTheorem,
  KernelError,
  logic,
  not,
  openBody,
  or,
  predicateSymbol,
  programs,
  quantified,
  ran,
  type Segment,
  step,
  stop,
  substitute,
  type Term,
  type Theorem,
  takeScribe,
  theory,
  truth,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { confirmed } from './confirmed.js';
import { c, D, f, I, Loader, loaderBody, m, P, p, r, read, small, t, u, x, y } from './world.js';

/** What callers hand over is theirs, and may say one thing when it is checked and another when it is used. */

const nothing = { programs: [], definitions: [], axioms: [], kinds: [] };
const absurd = logic.assume(small, falsity);
const forged = { theory: small, hypotheses: [], conclusion: falsity, origin: absurd.origin } as unknown as Theorem;

/** An array that holds these values when it is spread, and those for whoever asks in any other way; every question is answered with yes. */
function liar<T>(spread: readonly T[], ...others: readonly T[]): readonly T[] {
  const array = [...others];
  return Object.assign(array, {
    every: () => true,
    some: () => false,
    entries: () => others.entries(),
    filter: () => others,
    reduce: () => [],
    [Symbol.iterator]: () => spread[Symbol.iterator](),
  });
}

/** An object whose property is one value after another, the last of them from then on. */
function turncoat<T extends object, K extends keyof T>(object: T, key: K, ...values: readonly T[K][]): T {
  let asked = 0;
  return Object.defineProperty({ ...object }, key, {
    get: () => values[Math.min(asked++, values.length - 1)],
    enumerable: true,
  });
}

describe('arrays that lie', () => {
  it('make no theorem by ∨E', () => {
    const either = logic.excludedMiddle(small, p(x));
    // Each case is ⊥ ⊢ ⊥, and ⊥ stays a hypothesis, whatever the array says of its cases.
    expect(logic.orElim(either, liar([absurd, absurd], forged, forged)).hypotheses).toEqual([falsity]);
    expect(() => logic.orElim(either, liar([forged, forged], absurd, absurd))).toThrow(KernelError);
    expect(() => logic.orElim(either, liar([logic.truthIntro(small), absurd], absurd, absurd))).toThrow(/different/);
  });

  it('make no definition with a variable that is no parameter', () => {
    const made = (params: readonly Variable[]) =>
      theory({ ...nothing, definitions: [{ predicate: D, params, body: p(x) }] });
    expect(() => made(liar([y], x))).toThrow(/no parameter/);
    expect(made(liar([x], y)).definitions[0]?.params).toEqual([x]);
    // Parameters that change under the kernel's hands would make ∃x. P(x) ⊃ ∀x. P(x) of D(x) ≡ P(x).
    const definition = made(liar([x], y));
    const both = logic.definition(definition, atom(D, c));
    expect(both.conclusion.free).toEqual([]);
  });

  it('make no program whose parameters are not those that were checked', () => {
    const other = variable('m', 'Term');
    const made = (params: readonly Variable[]) =>
      theory({ ...nothing, programs: [{ symbol: Loader, params, body: loaderBody }] });
    expect(() => made(liar([other], m))).toThrow(KernelError);
    expect(() => made(liar([c as unknown as Variable], m))).toThrow(KernelError);
  });

  it('put nothing into a segment that is no term', () => {
    const fake = { ...c } as Term;
    expect(() => step(read, liar([fake], c), 'b', stop)).toThrow(KernelError);
    const made = step(read, liar([c], fake), 'b', stop);
    expect(made.kind === 'step' && made.args.every(isTerm)).toBe(true);
  });

  it('are no names or sorts of arguments', () => {
    const symbol = functionSymbol('g', liar(['Term'], 'Time'), 'Term');
    expect(symbol.args).toEqual(['Term']);
    expect(() => apply(symbol, variable('t', 'Time'))).toThrow(KernelError);
  });
});

describe('objects that change their mind', () => {
  const segments = initialSegments(loaderBody);
  const honestPremises = segments.map(() => logic.truthIntro(small));
  const invariant = { thread: I, begin: t, end: u, premises: honestPremises };
  const loader = apply(Loader, m);

  it('are read once by the program rules', () => {
    const forgedPremises = segments.map(() => forged);
    for (const order of [
      [honestPremises, forgedPremises, honestPremises],
      [honestPremises, forgedPremises],
      [honestPremises, honestPremises, forgedPremises],
    ]) {
      const th = programs.jump(loader, turncoat(invariant, 'premises', ...order));
      const { conclusion } = programs.jump(loader, invariant);
      expect(th.conclusion).toEqual(conclusion);
      expect(th.origin.premises.every(isTheorem)).toBe(true);
    }
    expect(() => programs.jump(loader, turncoat(invariant, 'premises', forgedPremises, honestPremises))).toThrow(
      KernelError,
    );
    expect(() => programs.jump(loader, { ...invariant, premises: liar(forgedPremises, ...honestPremises) })).toThrow(
      KernelError,
    );
    const premises = liar(honestPremises, ...forgedPremises);
    expect(programs.jump(loader, { ...invariant, premises })).toEqual(programs.jump(loader, invariant));
  });

  it('keep an eigenvariable out of the hypotheses, whichever they show', () => {
    const about = logic.assume(small, atom(core.acts, I, u));
    const premises = segments.map(() => logic.andElim(logic.andIntro(logic.truthIntro(small), about), 0));
    const J = variable('J', 'Thread');
    expect(() => programs.jump(loader, { ...invariant, premises })).toThrow(/I is free/);
    for (const threads of [
      [I, J],
      [I, J, I],
      [I, I, J],
      [J, I],
    ]) {
      const given = turncoat({ ...invariant, premises }, 'thread', ...threads);
      try {
        const th = programs.jump(loader, given);
        expect(th.conclusion.free).toEqual([m]);
        expect(th.hypotheses).toHaveLength(1);
        expect(threads[0]).toBe(J);
      } catch (error) {
        expect(error).toBeInstanceOf(KernelError);
      }
    }
  });

  it('declare in a theory what was checked', () => {
    const definition = turncoat({ predicate: D, params: [x], body: truth as Formula }, 'body', p(x), p(y));
    expect(theory({ ...nothing, definitions: [definition] }).definitions[0]?.body.free).toEqual([x]);
    const axiom = turncoat({ name: 'A', formula: truth as Formula }, 'formula', truth, falsity);
    expect(theory({ ...nothing, axioms: [axiom] }).axiom('A')?.formula).toBe(truth);
    const meant = turncoat({ predicate: D, params: [x], body: truth as Formula }, 'predicate', D, core.before);
    expect(theory({ ...nothing, definitions: [meant] }).definition(core.before)).toBeUndefined();
  });

  it('are not rebuilt into genuine formulas', () => {
    const fake = turncoat({ ...p(x) } as Formula, 'kind', 'atom', 'false');
    expect(() => openBody(fake, [])).toThrow(KernelError);
    expect(() => closeBody(fake, [x])).toThrow(KernelError);
    expect(() => substitute(fake, [x], [y])).toThrow(KernelError);
    const same = logic.reflexivity(small, x);
    expect(() => logic.rewrite(same, x, fake, logic.assume(small, p(x)))).toThrow(KernelError);
    for (const use of [
      () => logic.impliesIntro(fake, absurd),
      () => logic.notIntro(fake, absurd),
      () => logic.orIntro({ ...or(truth, falsity) } as Formula, 0, logic.truthIntro(small)),
      () => logic.existsIntro({ ...exists([x], p(x)) } as Formula, c, logic.assume(small, p(c))),
      () => logic.excludedMiddle(small, fake),
      () => logic.definition(small, { ...atom(D, c) } as Formula),
      () => confirmed(fake, 's', '1'),
      () => logic.oracle(small, { formula: falsity, solver: 's', version: '1' }),
      () => logic.oracle(small, { ...confirmed(truth, 's', '1'), formula: falsity }),
      () => logic.oracle(small, Object.create(confirmed(truth, 's', '1'), { formula: { value: falsity } })),
      () => logic.oracle(small, structuredClone({ formula: null, solver: 's', version: '1' }) as never),
      () => logic.assume({ ...small }, truth),
      () => programs.act(small, { ...stop } as Segment, I, t, u),
      () => programs.honesty(small, fake),
      () => programs.reset(fake, invariant),
    ])
      expect(use).toThrow(KernelError);
  });

  it('are copied where the kernel keeps them', () => {
    const answer = confirmed(truth, 's', '1');
    const th = logic.oracle(small, answer);
    expect(() => Object.assign(answer, { solver: 'nobody' })).toThrow(TypeError);
    expect(th.origin.oracle).toEqual({ solver: 's', version: '1' });
  });
});

describe('copies', () => {
  it('of theorems, formulas and terms are none', () => {
    const plain = logic.reflexivity(small, x);
    expect(isTheorem({ ...plain })).toBe(false);
    expect(isTheorem(JSON.parse(JSON.stringify({ conclusion: { kind: 'true' }, hypotheses: [] })))).toBe(false);
    expect(isFormula(structuredClone(truth))).toBe(false);
    expect(isTerm(structuredClone(x))).toBe(false);
    expect(isTerm(Object.create(x))).toBe(false);
    expect(isTerm(new Proxy(x, {}))).toBe(false);
  });
});

describe('the mint', () => {
  it('taken before the kernel loads leaves no kernel to believe', async () => {
    vi.resetModules();
    const { takeMint } = await import('../../src/kernel/theorem.js');
    // This kernel is another one than the tests': it does not even know their theories.
    expect(() => takeMint()(small, [], falsity, { rule: 'Theft', premises: [] })).toThrow(/not a theory/);
    await expect(import('../../src/kernel/index.js')).rejects.toThrow(/belongs to the kernel/);
    vi.resetModules();
  });

  it('of what solvers say is handed out once', () => {
    expect(() => takeScribe()).toThrow(/the solvers alone/);
  });

  it('of another kernel makes nothing of this one', async () => {
    vi.resetModules();
    const other = await import('../../src/kernel/index.js');
    const foreign = other.theory({ ...nothing });
    const theorem = other.logic.truthIntro(foreign) as Theorem;
    expect(isTheorem(theorem)).toBe(false);
    expect(isFormula(other.truth)).toBe(false);
    expect(() => logic.andIntro(theorem)).toThrow(KernelError);
    expect(() => logic.assume(small, other.truth as Formula)).toThrow(KernelError);
    expect(() => not(other.truth as Formula)).toThrow(KernelError);
    const said = other.takeScribe()(other.falsity, 's', '1');
    expect(() => logic.oracle(small, said as ReturnType<typeof confirmed>)).toThrow(KernelError);
    vi.resetModules();
  });
});

describe('what theorems are made of', () => {
  /** All that can be reached from a value by its own properties: objects, arrays and functions. */
  function reachable(root: unknown): ReadonlySet<object> {
    const found = new Set<object>();
    const stack = [root];
    while (stack.length > 0) {
      const value = stack.pop();
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || found.has(value)) continue;
      found.add(value);
      for (const key of Reflect.ownKeys(value)) {
        const property = Reflect.getOwnPropertyDescriptor(value, key);
        expect(property?.get).toBeUndefined();
        stack.push(property?.value);
      }
    }
    return found;
  }

  const both = logic.andIntro(logic.assume(small, p(x)), logic.assume(small, or(p(x), not(p(y)))));
  const segments = initialSegments(loaderBody);
  const premises = segments.map((Q) =>
    logic.andElim(logic.andIntro(logic.truthIntro(small), logic.assume(small, ran(Q, I, t, u))), 0),
  );
  const made: Readonly<Record<string, Theorem>> = {
    'the rules of logic': logic.impliesIntro(p(x), both),
    'quantifiers and equations': logic.existsIntro(
      exists([x], equal(x, x)),
      apply(f, c),
      logic.forallElim(logic.forallIntro(x, logic.reflexivity(small, x)), apply(f, c)),
    ),
    'an axiom': logic.axiom(small, 'REFL'),
    'a definition': logic.definition(small, atom(D, c)),
    'an oracle': logic.oracle(small, confirmed(truth, 's', '1')),
    'the program rules': programs.jump(apply(Loader, m), { thread: I, begin: t, end: u, premises }),
    'what a thread did': programs.act(small, loaderBody, I, t, u),
  };

  it.each(Object.entries(made))('is frozen through and through: %s', (_, th) => {
    const all = reachable(th);
    expect(all.size).toBeGreaterThan(50);
    for (const value of all) expect(Object.isFrozen(value), String(Reflect.ownKeys(value))).toBe(true);
    expect(Object.isFrozen(Object.getPrototypeOf(th))).toBe(true);
  });

  it('is frozen: the rules and what every theory has', () => {
    expect(Object.isFrozen(logic) && Object.isFrozen(programs)).toBe(true);
    for (const symbols of [core.coreFunctions, core.corePredicates])
      for (const value of reachable(symbols)) expect(Object.isFrozen(value)).toBe(true);
  });
});

describe('symbols and names', () => {
  it('are each of their kind', () => {
    const predicate = predicateSymbol('Q', ['Term']) as unknown as FunctionSymbol;
    expect(() => apply(predicate, c)).toThrow(KernelError);
    expect(() => atom(f, c)).toThrow(KernelError);
    expect(() => step(f as never, [c], 'b', stop)).toThrow(KernelError);
    expect(() => apply(read as never, c)).toThrow(KernelError);
    expect(() => theory({ ...nothing, definitions: [{ predicate: f, params: [x], body: truth }] })).toThrow(
      KernelError,
    );
  });

  it('are text', () => {
    const word = { length: 1, charCodeAt: () => Math.floor(Math.random() * 9) } as unknown as string;
    for (const make of [
      () => variable(word, 'Term'),
      () => variable('x', word),
      () => bound(0, word),
      () => functionSymbol(word, [], 'Term'),
      () => functionSymbol('g', [word], 'Term'),
      () => functionSymbol('g', [], word),
      () => predicateSymbol(word, []),
      () => actionSymbol('a', [], word, 'A'),
      () => actionSymbol('a', [], undefined, word),
      () => quantified('forall', word, 'Term', truth),
      () => quantified('forall', 'x', word, truth),
      () => step(read, [c], word, stop),
      () => theory({ ...nothing, axioms: [{ name: word, formula: truth }] }),
    ])
      expect(make).toThrow(KernelError);
  });

  it('end no program under the name of an action', () => {
    expect(() => actionSymbol('jump', ['Term'], undefined, 'Jump')).toThrow(KernelError);
    expect(() => actionSymbol('latelaunch', [], undefined, 'Launch')).toThrow(KernelError);
  });

  it('with equal names are different symbols', () => {
    const again = predicateSymbol('P', ['Term']);
    const refused = () =>
      logic.impliesElim(logic.assume(small, implies(atom(again, x), falsity)), logic.assume(small, p(x)));
    expect(refused).toThrow(KernelError);
    const less = predicateSymbol('<', ['Time', 'Time']);
    const made = theory({ ...nothing, definitions: [{ predicate: less, params: [t, u], body: truth }] });
    expect(made.definition(core.before)).toBeUndefined();
    expect(() => logic.definition(made, core.lessThan(t, u))).toThrow(/not defined/);
    expect(P).not.toBe(again);
  });
});

describe('sorts', () => {
  it('of bound variables are those of their binders, however deep', () => {
    const time = bound(0, 'Time');
    expect(() => quantified('forall', 'x', 'Term', core.lessThan(time, time))).toThrow(/sort of its binder/);
    expect(() => quantified('exists', 'x', 'Term', not(equal(time, time)))).toThrow(/sort of its binder/);
    const inner = quantified('exists', 'y', 'Term', r(bound(0, 'Term'), bound(1, 'Term')));
    expect(() => quantified('forall', 'x', 'Thread', inner)).toThrow(/sort of its binder/);
    expect(quantified('forall', 'x', 'Term', inner).loose).toBe(0);
    const jumps = step(read, [c], 'b', step(read, [bound(1, 'Term')], 'b', stop));
    expect(() => step(read, [c], 'b', step(read, [c], 'b', ranBound('Time')))).toThrow(KernelError);
    expect(jumps.loose).toBe(1);
    expect(() => quantified('forall', 'x', 'Time', ran(jumps, I, t, u))).toThrow(/sort of its binder/);
    expect(quantified('forall', 'x', 'Term', ran(jumps, I, t, u)).loose).toBe(0);
  });

  it('are kept by every constructor and rule', () => {
    expect(() => equal(x, t)).toThrow(KernelError);
    expect(() => atom(P, t)).toThrow(KernelError);
    expect(() => ran(stop, t, t, u)).toThrow(KernelError);
    expect(() => ran(stop, I, t, I)).toThrow(KernelError);
    expect(() => substitute(p(x), [x], [t])).toThrow(KernelError);
    expect(() => logic.forallElim(logic.assume(small, forall([x], truth)), t)).toThrow(KernelError);
  });

  it('leave no bound variable without its binder in a theorem', () => {
    const loose = p(bound(0, 'Term'));
    for (const use of [
      () => logic.assume(small, loose),
      () => logic.impliesIntro(loose, logic.truthIntro(small)),
      () => logic.falsityElim(absurd, loose),
      () => logic.notIntro(loose, absurd),
      () => logic.orIntro(or(truth, loose), 0, logic.truthIntro(small)),
      () => logic.excludedMiddle(small, loose),
      () => logic.reflexivity(small, bound(0, 'Term')),
      () => logic.oracle(small, confirmed(loose, 's', '1')),
      () => logic.forallElim(logic.assume(small, forall([x], p(x))), bound(0, 'Term')),
      () => logic.rewrite(logic.reflexivity(small, x), x, loose, logic.truthIntro(small)),
      () => logic.definition(small, atom(D, bound(0, 'Term'))),
      () => programs.act(small, stop, I, bound(0, 'Time'), u),
      () => programs.act(small, loaderBody, bound(0, 'Thread'), t, u),
      () =>
        programs.jump(apply(Loader, bound(0, 'Machine')), { thread: I, begin: t, end: u, premises: [absurd, absurd] }),
    ])
      expect(use).toThrow(KernelError);
  });

  it('are closed off before a body is opened or closed', () => {
    const body = quantified('forall', 'y', 'Term', r(bound(0, 'Term'), bound(1, 'Term')));
    // At 0 under the inner binder a loose value would be captured by it.
    expect(() => openBody(body, [bound(0, 'Term')])).toThrow(/loose/);
    expect(() => closeBody(body, [x])).toThrow(/loose/);
    expect(() => substitute(p(x), [x], [])).toThrow(/one term for each/);
  });
});

/** A segment that uses its innermost result as of this sort. */
function ranBound(sort: string): Segment {
  const odd = actionSymbol('odd', [sort], undefined, 'Odd');
  return step(odd, [bound(0, sort)], '_', stop);
}
