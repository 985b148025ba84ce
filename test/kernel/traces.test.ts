import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  atom,
  closeSegment,
  core,
  exists,
  type Formula,
  forall,
  type Invariant,
  implies,
  initialSegments,
  jump,
  logic,
  not,
  openSegment,
  or,
  programs,
  ran,
  type Segment,
  type Term,
  type Theorem,
  variable,
} from '../../src/kernel/index.js';
import {
  boards,
  counterexample,
  isTrue,
  Launcher,
  Loop,
  launcherBody,
  loopBody,
  randomTrace,
  type Trace,
} from './traces.js';
import { Box, I, Loader, loaderBody, m, Rom, romBody, t, u, x } from './world.js';

const rom = apply(Rom, m);
const honestPrograms = ['Rom(M0)', 'Loop(M0)'];

function pickerOf(gen: fc.GeneratorValue): (most: number) => number {
  return (most) => gen(fc.nat, { max: most - 1 });
}

/** Random traces, a third of them with an honest principal A: the same ones for every rule. */
const traces: readonly Trace[] = fc.sample(
  fc.gen().map((gen) => {
    const pick = pickerOf(gen);
    return randomTrace(pick, pick(3) === 0 ? honestPrograms : undefined);
  }),
  { numRuns: 1500, seed: 20261122 },
);

type Sequent = Pick<Theorem, 'hypotheses' | 'conclusion'>;

const refuted = (sequent: Sequent, among = traces): boolean =>
  among.some((trace) => counterexample(sequent, trace) !== undefined);

/** `⋁_Q [Q]_I^{t,u}`: what the segments say of a thread, and the strongest that is to be had from premises of them. */
const oneOf = (segments: readonly Segment[]): Formula => or(...segments.map((Q) => ran(Q, I, t, u)));

/** A premise for each segment, that a thread which did it did one of them all. */
const proofOf = (segments: readonly Segment[]): Invariant => ({
  thread: I,
  begin: t,
  end: u,
  premises: segments.map((Q, i) => logic.orIntro(oneOf(segments), i, logic.assume(boards, ran(Q, I, t, u)))),
});

/** `∀u. t < u ⊃ …` */
const later = (formula: Formula): Formula => forall([u], implies(core.lessThan(t, u), formula));
const jumped = (program: Term): Formula => core.happens(core.jumpEvent, [I, program], t);
const started = (program: Term): Formula => core.happens(core.startEvent, [I, program], t);

const codes: readonly (readonly [string, Term, Segment])[] = [
  ['Rom', rom, romBody],
  ['Loader', apply(Loader, m), loaderBody],
  ['Launcher', apply(Launcher, m), launcherBody],
  ['Loop', apply(Loop, m), loopBody],
];

/** How often an event of this kind happens in all traces. */
const count = (start: string): number =>
  traces.reduce((sum, { events }) => sum + events.filter(({ what }) => what.startsWith(start)).length, 0);

describe('the program rules on random traces of the semantics', () => {
  it('are put to the test: everything happens often', () => {
    for (const event of ['Start(', 'Reset(', 'LateLaunch(', 'Jump(', 'Read(', 'Send('])
      expect(count(event), event).toBeGreaterThan(200);
    for (const [name] of codes)
      for (const thread of ['T0', 'T3']) expect(count(`Jump(${thread},${name}(`)).toBeGreaterThan(10);
  });

  it.each(codes)('Jump to %s', (_, program, body) => {
    expect(refuted(programs.jump(program, proofOf(initialSegments(body))))).toBe(false);
  });

  it('Reset and LateLaunch', () => {
    expect(refuted(programs.reset(atom(Box, m), proofOf(initialSegments(romBody))))).toBe(false);
    expect(refuted(programs.lateLaunch(atom(Box, m), proofOf(initialSegments(loaderBody))))).toBe(false);
  });

  it('Honesty', () => {
    const set = apply(core.alsoProgram, rom, apply(core.alsoProgram, apply(Loop, m), apply(core.noPrograms)));
    const A = variable('A', 'Principal');
    const honest = atom(core.honest, A, set);
    const segments = [...initialSegments(romBody), ...initialSegments(loopBody)];
    expect(refuted(programs.honesty(honest, proofOf(segments)))).toBe(false);
    const values = new Map([...m.free.map((v) => [v.name, 'M0'] as const), ['A', 'A']]);
    const honestly = traces.filter((trace) => isTrue(honest, trace, values));
    expect(honestly.length).toBeGreaterThan(100);
    expect(honestly.length).toBeLessThan(traces.length);
  });

  it('Act and Seq, of what programs do from any action on', () => {
    let sequents = 0;
    for (const [, , body] of codes)
      for (const whole of initialSegments(body)) {
        const parts: Segment[] = [openSegment(closeSegment(whole, [m]), [m])];
        for (let rest = whole; rest.kind === 'step'; parts.push(rest))
          rest = openSegment(rest.rest, rest.action.result === undefined ? [] : [x]);
        for (const part of parts) {
          const rule = part.kind === 'step' ? programs.seq : programs.act;
          const th = rule(boards, part, I, t, u);
          expect(refuted(th, traces.slice(0, 60))).toBe(false);
          sequents++;
        }
      }
    expect(sequents).toBeGreaterThan(30);
  });
});

/** What rules would conclude that were not those of the kernel. */
describe('a wrong program rule is refuted by them', () => {
  const say = (conclusion: Formula): Sequent => ({ hypotheses: [], conclusion });
  const segments = initialSegments(romBody);
  const jumpRule = (claim: Formula) => say(forall([I, t], implies(jumped(rom), later(claim))));

  it('the right one is not', () => {
    expect(refuted(jumpRule(oneOf(segments)))).toBe(false);
  });

  it.each(segments.map((_, i) => i))('Jump without the premise for initial segment %i', (i) => {
    expect(refuted(jumpRule(oneOf(segments.filter((_, j) => j !== i))))).toBe(true);
  });

  it('Jump that speaks of what the thread did before it jumped', () => {
    const before = variable('b', 'Time');
    const since = or(...segments.map((Q) => ran(Q, I, before, u)));
    const always = forall([before, u], implies(core.lessThan(before, u), since));
    expect(refuted(say(forall([I, t], implies(jumped(rom), always))))).toBe(true);
  });

  it('Jump for any beginning: of a thread that was started to run another program', () => {
    expect(refuted(say(forall([I, t], implies(started(apply(Loop, m)), later(oneOf(segments))))))).toBe(true);
    expect(refuted(say(forall([I, t], implies(started(rom), later(oneOf(segments))))))).toBe(false);
  });

  it('Honesty of whoever is not honest, or that every thread comes to the end', () => {
    const A = variable('A', 'Principal');
    const set = apply(core.alsoProgram, rom, apply(core.alsoProgram, apply(Loop, m), apply(core.noPrograms)));
    const honest = atom(core.honest, A, set);
    const { conclusion } = programs.honesty(honest, proofOf([...segments, ...initialSegments(loopBody)]));
    expect(refuted(say((conclusion as { right: Formula }).right))).toBe(true);
    const done = forall([I, t], implies(started(rom), later(ran(romBody, I, t, u))));
    expect(refuted(say(implies(honest, done)))).toBe(true);
  });

  it('Act that has a thread idle after its jump', () => {
    const [v, w] = [variable('v', 'Time'), variable('w', 'Time')];
    const inside = and(core.lessThan(v, w), core.atMost(w, u));
    const idle = forall([w], implies(inside, not(atom(core.acts, I, w))));
    const jumps = and(core.lessThan(t, v), core.atMost(v, u), core.happens(core.jumpEvent, [I, rom], v));
    const hypotheses = [ran(jump(rom), I, t, u)];
    expect(refuted({ hypotheses, conclusion: exists([v], jumps) })).toBe(false);
    expect(refuted({ hypotheses, conclusion: exists([v], and(jumps, idle)) })).toBe(true);
  });
});

it('traces of the test know what is true', () => {
  const trace: Trace = {
    events: [
      { time: 1, what: 'Start(T0,Rom(M0))' },
      { time: 2, what: 'Read(T0,c(),Loader(M0))', by: 'T0' },
      { time: 4, what: 'Send(T0,Loader(M0))', by: 'T0' },
    ],
    ownerOf: { T0: 'A' },
    machineOf: { T0: 'M0' },
  };
  const at = (from: number, to: number) =>
    new Map<string, string | number>([
      ['I', 'T0'],
      ['t', from],
      ['u', to],
      ['m', 'M0'],
    ]);
  const [none, one, two, whole] = initialSegments(romBody).map((Q) => ran(Q, I, t, u)) as [
    Formula,
    Formula,
    Formula,
    Formula,
  ];
  const truths = (from: number, to: number) => [none, one, two, whole].map((f) => isTrue(f, trace, at(from, to)));
  expect(truths(1, 1)).toEqual([true, false, false, false]);
  expect(truths(1, 3)).toEqual([false, true, false, false]);
  expect(truths(1, 4)).toEqual([false, false, true, false]);
  expect(truths(2, 3)).toEqual([true, false, false, false]);
  expect(truths(2, 4)).toEqual([false, false, false, false]);
  expect(isTrue(core.happens(core.startEvent, [I, rom], t), trace, at(1, 1))).toBe(true);
});
