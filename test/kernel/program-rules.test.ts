import { describe, expect, it } from 'vitest';
import {
  actionSymbol,
  and,
  apply,
  atom,
  choice,
  core,
  equal,
  exists,
  type Formula,
  falsity,
  forall,
  functionSymbol,
  implies,
  initialSegments,
  jump,
  latelaunch,
  logic,
  not,
  or,
  predicateSymbol,
  programs,
  ran,
  type Segment,
  sameFormula,
  sameSegment,
  step,
  stop,
  substitute,
  type Term,
  type Theorem,
  theory,
  truth,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { honestPrograms } from '../../src/prover/honest-programs.js';
import { byHonesty } from '../../src/prover/honesty.js';
import { confirmed } from './confirmed.js';
import {
  acts,
  Box,
  c,
  Foreign,
  I,
  Loader,
  loaderBody,
  m,
  p,
  Rom,
  read,
  romBody,
  send,
  small,
  t,
  u,
  x,
} from './world.js';

const w = variable('w', 'Time');
const rom = apply(Rom, m);
const loader = apply(Loader, m);
const invariant = { thread: I, begin: t, end: u };

/** A premise for each initial segment, made from the formula as a hypothesis-free theorem. */
function premisesFor(body: Segment, formula: Formula = truth): Theorem[] {
  return initialSegments(body).map((segment) => {
    const shown = formula === truth ? logic.truthIntro(small) : logic.oracle(small, confirmed(formula, 'test', ''));
    const did = logic.assume(small, ran(segment, I, t, u));
    return logic.andElim(logic.andIntro(shown, did), 0);
  });
}

describe('initial segments', () => {
  it('are the program after none, one, two … of its actions, and the whole with its jump', () => {
    const value = variable('v', 'Term');
    const after = (rest: Segment): Segment => step(read, [c], 'b', rest);
    const found = initialSegments(romBody);
    expect(found).toHaveLength(4);
    expect(sameSegment(found[0] as Segment, stop)).toBe(true);
    expect(sameSegment(found[1] as Segment, after(stop))).toBe(true);
    expect(sameSegment(found[3] as Segment, romBody)).toBe(true);
    expect(sameSegment(found[2] as Segment, found[3] as Segment)).toBe(false);
    expect(initialSegments(loaderBody)).toHaveLength(2);
    expect(initialSegments(jump(value))).toHaveLength(2);
    expect(initialSegments(latelaunch)).toHaveLength(2);
    expect(initialSegments(stop)).toHaveLength(1);
  });

  it('are those of either branch, none of which has a branch; the empty one, and what comes before, once', () => {
    const reads = (rest: Segment): Segment => step(read, [c], 'b', rest);
    const sends = (rest: Segment): Segment => step(send, [x], 'y', rest);
    const found = initialSegments(reads(choice(sends(jump(x)), reads(choice(stop, jump(c))))));
    const expected = [
      stop,
      reads(stop),
      reads(sends(stop)),
      reads(sends(jump(x))),
      reads(reads(stop)),
      reads(reads(jump(c))),
    ];
    expect(found).toHaveLength(expected.length);
    for (const [i, segment] of expected.entries()) expect(sameSegment(found[i] as Segment, segment)).toBe(true);
  });

  it('ask for a premise each: of a program that branches nothing is proved by one branch', () => {
    const [one, other] = [step(send, [c], 'y', stop), jump(c)];
    const own = [{ symbol: Loader, params: [m], body: choice(one, other) }];
    const branching = theory({ ...small, programs: own, kinds: [] });
    const premises = (body: Segment): Theorem[] =>
      initialSegments(body).map((segment) => {
        const did = logic.assume(branching, ran(segment, I, t, u));
        return logic.andElim(logic.andIntro(logic.truthIntro(branching), did), 0);
      });
    const jumped = (body: Segment): Theorem => programs.jump(loader, { ...invariant, premises: premises(body) });
    expect(jumped(choice(one, other)).hypotheses).toHaveLength(0);
    for (const body of [one, other]) expect(() => jumped(body)).toThrow('a premise is missing');
    // What the premises of the branches the other way round suppose of a thread is not what the rule takes away.
    expect(() => jumped(choice(other, one))).toThrow('I is free');
  });
});

describe('Act and Seq', () => {
  const idle = (from: Term, to: Term, closed: boolean): Formula =>
    forall([w], implies(and(core.lessThan(from, w), closed ? core.atMost(w, to) : core.lessThan(w, to)), not(acts(w))));

  it('say that a thread that did nothing did nothing', () => {
    const th = programs.act(small, stop, I, t, u);
    expect(th.hypotheses).toHaveLength(1);
    expect(sameFormula(th.hypotheses[0] as Formula, ran(stop, I, t, u))).toBe(true);
    expect(sameFormula(th.conclusion, idle(t, u, true))).toBe(true);
  });

  it('say when a thread jumped, and nothing of what it did then', () => {
    const v = variable('v', 'Time');
    const jumped = and(
      core.lessThan(t, v),
      core.atMost(v, u),
      idle(t, v, false),
      core.happens(core.jumpEvent, [I, c], v),
    );
    expect(sameFormula(programs.act(small, jump(c), I, t, u).conclusion, exists([v], jumped))).toBe(true);
  });

  it('say of a choice that it was the one or the other, and no more', () => {
    const th = programs.act(small, choice(jump(c), stop), I, t, u);
    expect(th.hypotheses).toHaveLength(1);
    expect(sameFormula(th.conclusion, or(ran(jump(c), I, t, u), ran(stop, I, t, u)))).toBe(true);
  });

  it('say of an action its event, its result, and what came before and after', () => {
    const v = variable('v', 'Time');
    const rest = step(send, [x], '_', jump(x));
    const event = core.happens(read.event, [I, c, x], v);
    const body = and(core.lessThan(t, v), core.atMost(v, u), idle(t, v, false), event, ran(rest, I, v, u));
    expect(sameFormula(programs.act(small, romBody, I, t, u).conclusion, exists([v, x], body))).toBe(true);
  });

  it('tell a result from the time of its action, where both are times and of one name', () => {
    const clock = actionSymbol('clock', [], 'Time', 'Clock');
    const [v, now] = [variable('v', 'Time'), variable('now', 'Time')];
    const event = core.happens(clock.event, [I, now], v);
    const body = and(core.lessThan(t, v), core.atMost(v, u), idle(t, v, false), event, ran(stop, I, v, u));
    for (const hint of ['t', "t'", 'now', 'u'])
      expect(
        sameFormula(programs.act(small, step(clock, [], hint, stop), I, t, u).conclusion, exists([v, now], body)),
      ).toBe(true);
  });

  it('capture no variable, whatever a segment or a thread is called by', () => {
    const clash = variable('t', 'Time');
    const th = programs.act(small, step(send, [variable('u', 'Term')], '_', stop), I, clash, variable('t', 'Time'));
    // ∃t'. t < t' ∧ t' ≤ t …: the bound time is not the free one.
    const body = (th.conclusion as { body: { parts: readonly Formula[] } }).body;
    expect(th.conclusion.free.some((v) => v.name === 't')).toBe(true);
    expect(body.parts[0]?.free.map((v) => v.name)).toEqual(['t']);
    expect(body.parts[0]?.loose).toBe(1);
  });
});

describe('Jump, Reset and LateLaunch', () => {
  const later = (formula: Formula): Formula => forall([u], implies(core.lessThan(t, u), formula));

  it('conclude from a premise for each initial segment', () => {
    const jumped = programs.jump(rom, { ...invariant, premises: premisesFor(romBody) });
    const began = core.happens(core.jumpEvent, [I, rom], t);
    expect(sameFormula(jumped.conclusion, forall([I, t], implies(began, later(truth))))).toBe(true);
    expect(jumped.hypotheses).toHaveLength(0);
    const kind = atom(Box, m);
    const reset = programs.reset(kind, { ...invariant, premises: premisesFor(romBody) });
    const booted = core.happens(core.resetEvent, [m, I], t);
    expect(sameFormula(reset.conclusion, implies(kind, forall([I, t], implies(booted, later(truth)))))).toBe(true);
    const launch = programs.lateLaunch(kind, { ...invariant, premises: premisesFor(loaderBody) });
    const launched = core.happens(core.lateLaunchEvent, [m, I], t);
    expect(sameFormula(launch.conclusion, implies(kind, forall([I, t], implies(launched, later(truth)))))).toBe(true);
  });

  it('want every initial segment, in order, and no more', () => {
    const all = premisesFor(romBody, p(c));
    const jumpWith = (premises: readonly Theorem[]) => () => programs.jump(rom, { ...invariant, premises });
    expect(jumpWith(all)).not.toThrow();
    expect(jumpWith(all.slice(1))).toThrow(/missing|free/);
    expect(jumpWith([...all, all[0] as Theorem])).toThrow(/more premises/);
    expect(jumpWith([all[1] as Theorem, all[0] as Theorem, ...all.slice(2)])).toThrow(/free in the hypotheses/);
    expect(jumpWith([...all.slice(0, 3), premisesFor(romBody, p(x))[3] as Theorem])).toThrow(/different things/);
    expect(jumpWith(premisesFor(loaderBody, p(c)))).toThrow(/missing/);
  });

  it('want eigenvariables that nothing else speaks of', () => {
    const hypothesis = (formula: Formula) =>
      premisesFor(romBody).map((th) => logic.andElim(logic.andIntro(th, logic.assume(small, formula)), 0));
    const jumpUnder = (formula: Formula) => () => programs.jump(rom, { ...invariant, premises: hypothesis(formula) });
    expect(jumpUnder(p(x))).not.toThrow();
    expect(jumpUnder(core.lessThan(t, u))).not.toThrow();
    expect(jumpUnder(acts(w))).toThrow(/I is free/);
    expect(jumpUnder(core.lessThan(u, t))).toThrow(/free in the hypotheses/);
    expect(jumpUnder(core.atMost(t, w))).toThrow(/t is free/);
    const same = { thread: I, begin: t, end: t, premises: premisesFor(romBody).map(() => logic.truthIntro(small)) };
    expect(() => programs.jump(rom, same)).toThrow(/from one time to another/);
  });

  it('want eigenvariables that the program and the machine do not speak of', () => {
    const At = functionSymbol('At', ['Time'], 'Term', 'constructor');
    const timed = theory({
      programs: [
        { symbol: At, params: [w], body: stop },
        { symbol: Rom, params: [m], body: stop },
      ],
      definitions: [],
      axioms: [],
      kinds: [{ predicate: Box, reset: Rom, lateLaunch: Rom }],
    });
    const proof = { ...invariant, premises: [logic.truthIntro(timed)] };
    expect(() => programs.jump(apply(At, w), proof)).not.toThrow();
    expect(() => programs.jump(apply(At, t), proof)).toThrow(/t is free/);
    expect(() => programs.jump(apply(At, u), proof)).toThrow(/u is free/);
    // ∀I. Reset(machineOf(I),I) … would bind the I of the machine that the kind is said of.
    const own = atom(Box, apply(core.machineOf, I));
    expect(() => programs.reset(own, proof)).toThrow(/I is free/);
    expect(() => programs.lateLaunch(own, proof)).toThrow(/I is free/);
    expect(() => programs.start(apply(At, t), proof)).toThrow(/t is free/);
    const list = apply(core.alsoProgram, apply(At, w), apply(core.noPrograms));
    // ∀I. Î = Î ∧ … would bind the I whose owner is called honest.
    const honest = (of: Term) => programs.honesty(timed, atom(core.honest, apply(core.owner, of), list)).conclusion;
    for (const each of [I, variable('J', 'Thread')]) expect(honest(each).free).toContain(each);
    expect(sameFormula(honest(I), substitute(honest(variable('J', 'Thread')), [variable('J', 'Thread')], [I]))).toBe(
      true,
    );
  });

  it('know nothing of code that is not given, of other machines, or of what is no program', () => {
    expect(() => programs.jump(apply(Foreign), { ...invariant, premises: premisesFor(stop) })).toThrow(/not known/);
    expect(() => programs.jump(x, { ...invariant, premises: premisesFor(stop) })).toThrow(/not a program/);
    expect(() => programs.reset(p(c), { ...invariant, premises: premisesFor(romBody) })).toThrow(/starts no such/);
    // The premises are of this machine's program: of another's they are still hypotheses.
    const other = variable('m2', 'Machine');
    const th = programs.reset(atom(Box, other), { ...invariant, premises: premisesFor(romBody) });
    expect(th.conclusion.free.map((v) => v.name)).toEqual(['m2']);
  });
});

describe('Honesty', () => {
  const X = variable('X', 'Principal');
  const set = apply(core.alsoProgram, rom, apply(core.alsoProgram, loader, apply(core.noPrograms)));
  const honest = atom(core.honest, X, set);
  const both = [...premisesFor(romBody, p(c)), ...premisesFor(loaderBody, p(c))];

  it('concludes for every thread of the principal, from premises for each of its programs', () => {
    const th = byHonesty(small, honest, { ...invariant, premises: both });
    expect(th.hypotheses).toHaveLength(0);
    expect(th.conclusion.kind).toBe('implies');
    expect(th.conclusion.free.map((v) => v.name).sort()).toEqual(['X', 'm']);
  });

  it('concludes the same whatever the eigenvariables are called, and captures nothing', () => {
    const free = variable('u', 'Time');
    const concluded = (begin: Variable, end: Variable, other: Variable): Formula => {
      const formula = or(core.atMost(begin, end), core.lessThan(other, end));
      const premises = both.map(() => logic.oracle(small, confirmed(formula, 'test', '')));
      return byHonesty(small, honest, { thread: I, begin, end, premises }).conclusion;
    };
    const time = (name: string): Variable => variable(name, 'Time');
    const plain = concluded(time('a'), time('b'), time('c'));
    expect(plain.free.map((v) => v.name).sort()).toEqual(['X', 'c', 'm']);
    for (const [begin, end] of [
      ['u', 'w'],
      ['w', 'u'],
      ["u'", 'u'],
    ] as const)
      expect(sameFormula(concluded(time(begin), time(end), time('c')), plain)).toBe(true);
    for (const other of ['u', 'w', "u'"])
      expect(
        sameFormula(concluded(time('a'), time('b'), time(other)), substitute(plain, [time('c')], [time(other)])),
      ).toBe(true);
    expect(concluded(time('a'), time('b'), free).free).toContainEqual(free);
  });

  it('wants all of its programs, with their code, and a list of them', () => {
    expect(() => byHonesty(small, honest, { ...invariant, premises: premisesFor(romBody, p(c)) })).toThrow(/theorems/);
    const unknown = atom(core.honest, X, apply(core.alsoProgram, apply(Foreign), apply(core.noPrograms)));
    expect(() => byHonesty(small, unknown, { ...invariant, premises: both })).toThrow();
    const refusal = (formula: Formula) => expect(() => programs.honesty(small, formula));
    refusal(atom(core.honest, X, variable('S', 'Programs'))).toThrow(/not listed/);
    refusal(atom(core.honest, X, apply(core.noPrograms))).toThrow(/not listed/);
    refusal(falsity).toThrow(/not Honest/);
    refusal(atom(predicateSymbol('Honest', ['Principal', 'Programs']), X, set)).toThrow(/not Honest/);
    expect(() => programs.honesty({ ...small }, honest)).toThrow(/not a theory/);
  });

  it('is that each thread which acts was started with one of them before, and did nothing until then', () => {
    const [v, s] = [variable('v', 'Time'), variable('s', 'Time')];
    const startsAs = (program: Term): Formula => core.happens(core.startEvent, [I, program], s);
    const life = and(
      core.lessThan(s, v),
      or(startsAs(rom), startsAs(loader)),
      forall([w], implies(core.atMost(w, s), not(acts(w)))),
    );
    const acting = and(equal(apply(core.owner, I), X), acts(v));
    const th = programs.honesty(small, honest);
    expect(th.hypotheses).toEqual([]);
    expect(sameFormula(th.conclusion, implies(honest, forall([I, v], implies(acting, exists([s], life)))))).toBe(true);
  });

  describe('of programs for all machines of a kind', () => {
    const All = functionSymbol('Loader*Box', ['Programs'], 'Programs', 'constructor');
    const family = { symbol: All, program: Loader, kinds: [Box] };
    const parts = { definitions: [], axioms: [], kinds: small.kinds, programs: small.programs };
    const many = theory({ ...parts, families: [family] });
    const h2 = variable('h2', 'Machine');
    const any = atom(core.honest, X, apply(core.alsoProgram, rom, apply(All, apply(core.noPrograms))));
    const [h] = honestPrograms(many, any).flatMap(({ machines }) => machines) as [Variable];
    const isBox = atom(Box, h);
    /** The premises of both, with hypotheses on what the loader's are about. */
    const premisesOf = (claim: Formula, about: readonly Formula[] = [isBox]): Theorem[] =>
      [romBody, loaderBody].flatMap((body, i) =>
        initialSegments(body).map((segment) => {
          const said = i === 0 ? [] : about.map((formula) => logic.assume(many, formula));
          const shown = logic.oracle(many, confirmed(claim, 'test', ''));
          const did = logic.assume(many, ran(segment, I, t, u));
          return logic.andElim(logic.andIntro(shown, did, ...said), 0);
        }),
      );
    const by = (premises: readonly Theorem[]): Theorem => byHonesty(many, any, { ...invariant, premises });

    it('is concluded from premises for any such machine, that of some such machine one was started', () => {
      const end = variable('v', 'Time');
      const startsAs = (program: Term): Formula => core.happens(core.startEvent, [I, program], t);
      const life = and(
        core.lessThan(t, end),
        or(startsAs(rom), exists([h], and(isBox, startsAs(apply(Loader, h))))),
        forall([w], implies(core.atMost(w, t), not(acts(w)))),
        forall([u], implies(core.lessThan(t, u), p(c))),
      );
      const acting = and(equal(apply(core.owner, I), X), acts(end));
      const expected = implies(any, forall([I, end], implies(acting, exists([t], life))));
      const th = by(premisesOf(p(c)));
      expect(th.hypotheses).toHaveLength(0);
      expect(sameFormula(th.conclusion, expected)).toBe(true);
    });

    it('is not concluded from premises for one of them', () => {
      expect(() => by(premisesOf(p(c), [isBox, equal(h, m)]))).toThrow(/not fresh/);
      expect(() => by(premisesOf(p(c), [atom(Box, h2)]))).not.toThrow();
      expect(by(premisesOf(p(c), [atom(Box, h2)])).hypotheses).toEqual([atom(Box, h2)]);
      expect(() => by(premisesOf(exists([x], equal(apply(Loader, h), x))))).toThrow(/not fresh/);
    });

    it('is a set of the theory that declares it, and of no other', () => {
      expect(() => programs.honesty(small, any)).toThrow(/not listed/);
      const wrong = [
        { ...family, kinds: [undefined] },
        { ...family, kinds: [Box, Box] },
        { ...family, kinds: [predicateSymbol('Kind', ['Term'])] },
        { ...family, symbol: functionSymbol('Loader*Box', [], 'Programs', 'constructor') },
        { ...family, symbol: functionSymbol('Loader*Box', ['Programs'], 'Programs') },
        { ...family, program: functionSymbol('Pair', ['Term'], 'Term', 'constructor') },
      ];
      for (const each of wrong) expect(() => theory({ ...parts, families: [each] })).toThrow();
    });

    it('is no other reading of {P, …}', () => {
      // Or `Honest(X, {Q})` would say that X runs Of(Q, m) of whatever m, and not Q.
      const of = functionSymbol('Of', ['Term', 'Machine'], 'Term', 'constructor');
      const again = { symbol: core.alsoProgram, program: of, kinds: [undefined, Box] };
      expect(() => theory({ ...parts, families: [again] })).toThrow(/also has a meaning already/);
    });
  });
});
