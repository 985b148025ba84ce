import { describe, expect, it } from 'vitest';
import {
  and,
  apply,
  atom,
  closeBody,
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
  openBody,
  or,
  programs,
  ran,
  type Segment,
  sameSegment,
  substitute,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { honestPrograms } from '../../src/prover/honest-programs.js';
import { byHonesty } from '../../src/prover/honesty.js';
import { unstopped } from '../../src/stop/index.js';
import { compile } from '../../src/trace/compile.js';
import type { Value } from '../../src/trace/facts.js';
import { History, Judge } from '../../src/trace/index.js';
import { Search } from '../../src/trace/search.js';
import { Universe } from '../../src/trace/universe.js';
import {
  A,
  anybody,
  Box,
  codeOf,
  honestly,
  nextOf,
  programNamed,
  randomTraces,
  theory,
  threadNamed,
} from './boards.js';
import { I, m, t, u, x } from './world.js';

const [rom, loop] = [apply(programNamed('Rom'), m), apply(programNamed('Loop'), m)];
const [romBody, loopBody] = [codeOf('Rom'), codeOf('Loop')];

/** The same ones for every rule. */
const traces = randomTraces(500, 20261122);

type Sequent = Pick<Theorem, 'hypotheses' | 'conclusion'>;

function judgeOf({ hypotheses, conclusion }: Sequent): Judge {
  const free = [conclusion, ...hypotheses].flatMap((formula) => formula.free);
  const params = [...new Map(free.map((v) => [v.name, v])).values()];
  return new Judge(theory, { name: 'sequent', params, premises: hypotheses, conclusion });
}

/** Whether it is false on a trace. Each trace says, and where it is not false its hypotheses hold on some. */
function refuted(sequent: Sequent, among = traces): boolean {
  const judge = judgeOf(sequent);
  const verdicts = among.map((trace) => judge.judge(trace).verdict);
  expect(verdicts).not.toContain('undecided');
  const isRefuted = verdicts.includes('violated');
  if (!isRefuted) expect(verdicts).toContain('holds');
  return isRefuted;
}

/** `⋁_Q [Q]_I^{t,u}`: what the segments say of a thread, and the strongest that is to be had from premises of them. */
const oneOf = (segments: readonly Segment[]): Formula => or(...segments.map((Q) => ran(Q, I, t, u)));

/** A premise for each segment, that a thread which did it did one of them all. */
const proofOf = (segments: readonly Segment[]): Invariant => ({
  thread: I,
  begin: t,
  end: u,
  premises: segments.map((Q, i) => logic.orIntro(oneOf(segments), i, logic.assume(theory, ran(Q, I, t, u)))),
});

/** `∀u. t < u ⊃ …` */
const later = (formula: Formula): Formula => forall([u], implies(core.lessThan(t, u), formula));
const jumped = (program: Term): Formula => core.happens(core.jumpEvent, [I, program], t);
const started = (program: Term): Formula => core.happens(core.startEvent, [I, program], t);

const codes: readonly (readonly [string, Term, Segment])[] = ['Rom', 'Loader', 'Launcher', 'Loop'].map((name) => [
  name,
  apply(programNamed(name), m),
  codeOf(name),
]);

/** Of what there is in all traces, that which is so. */
const count = (is: (event: History['events'][0]['event']) => boolean): number =>
  traces.reduce((sum, { events }) => sum + events.filter(({ event }) => is(event)).length, 0);

describe('the program rules on random traces of the semantics', () => {
  it('are put to the test: everything happens often', () => {
    for (const name of ['Start', 'Reset', 'LateLaunch', 'Jump', 'Read', 'Send', 'Write', 'Receive'])
      expect(
        count(({ symbol }) => symbol.name === name),
        name,
      ).toBeGreaterThan(name === 'Write' ? 30 : 100);
    for (const [name] of codes)
      expect(
        count(({ symbol, args }) => {
          const [, target] = args;
          const isTo = target?.kind === 'application' && target.symbol === programNamed(name);
          return symbol === core.jumpEvent && isTo;
        }),
        name,
      ).toBeGreaterThan(30);
  });

  it.each(codes)('Jump to %s, and Start', (_, program, body) => {
    expect(refuted(programs.jump(program, proofOf(initialSegments(body))))).toBe(false);
    expect(refuted(programs.start(program, proofOf(initialSegments(body))))).toBe(false);
  });

  it('Reset and LateLaunch', () => {
    expect(refuted(programs.reset(atom(Box, m), proofOf(initialSegments(romBody))))).toBe(false);
    expect(refuted(programs.lateLaunch(atom(Box, m), proofOf(initialSegments(codeOf('Loader')))))).toBe(false);
  });

  it('Honesty', () => {
    const set = apply(core.alsoProgram, rom, apply(core.alsoProgram, loop, apply(core.noPrograms)));
    const P = variable('P', 'Principal');
    const honest = atom(core.honest, P, set);
    const segments = [...initialSegments(romBody), ...initialSegments(loopBody)];
    expect(refuted(byHonesty(theory, honest, proofOf(segments)))).toBe(false);
    const [machine] = honestly.machines as [(typeof honestly.machines)[0]];
    const values: Values = [
      [m, machine.term],
      [P, A],
    ];
    const isSo = traces.filter((trace) => isTrue(honest, trace, values));
    expect(isSo.length).toBeGreaterThan(100);
    expect(isSo.length).toBeLessThan(traces.length);
  });

  it('Honesty, of programs for all machines of a kind', () => {
    const P = variable('P', 'Principal');
    const { body } = theory.definitions.find(({ predicate }) => predicate.name === 'Boots') as { body: Formula };
    const honest = atom(core.honest, P, (body as { args: readonly Term[] }).args[1] as Term);
    const machines = honestPrograms(theory, honest).map((each) => each.machines[0] as Variable);
    const segments = [...initialSegments(romBody), ...initialSegments(loopBody)];
    const said = exists([m], and(atom(Box, m), oneOf(segments)));
    const premises = machines.flatMap((machine, i) =>
      initialSegments(i === 0 ? romBody : loopBody).map((Q) => {
        const did = substitute(ran(Q, I, t, u), [m], [machine]);
        const place = segments.findIndex((other) => sameSegment(other, Q));
        const whole = substitute(oneOf(segments), [m], [machine]);
        const one = logic.orIntro(whole, place, logic.assume(theory, did));
        return logic.existsIntro(said, machine, logic.andIntro(logic.assume(theory, atom(Box, machine)), one));
      }),
    );
    const rule = byHonesty(theory, honest, { thread: I, begin: t, end: u, premises });
    expect(rule.hypotheses).toEqual([]);
    expect(refuted(rule)).toBe(false);
    // What is said of one machine's programs alone is false where those of others may be run.
    const [first] = honestly.machines as [(typeof honestly.machines)[0]];
    const isSo = traces.filter((trace) => isTrue(honest, trace, [[P, A]]));
    expect(isSo.length).toBeGreaterThan(100);
    const own = atom(
      core.honest,
      P,
      apply(core.alsoProgram, apply(programNamed('Rom'), first.term), apply(core.noPrograms)),
    );
    expect(traces.some((trace) => isTrue(own, trace, [[P, A]]))).toBe(false);
  });

  it('Act and Seq, of what programs do from any action on', () => {
    let sequents = 0;
    for (const [, , body] of codes)
      for (const whole of initialSegments(body)) {
        const parts: Segment[] = [openBody(closeBody(whole, [m]), [m])];
        for (let rest = whole; rest.kind === 'step'; parts.push(rest))
          rest = openBody(rest.rest, rest.action.result === undefined ? [] : [x]);
        for (const part of parts) {
          const th = programs.act(theory, part, I, t, u);
          expect(refuted(th, traces.slice(0, 90))).toBe(false);
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
    expect(refuted(say(forall([I, t], implies(started(loop), later(oneOf(segments))))))).toBe(true);
    expect(refuted(say(forall([I, t], implies(started(rom), later(oneOf(segments))))))).toBe(false);
  });

  it('Honesty of whoever is not honest, or that every thread comes to the end', () => {
    const P = variable('P', 'Principal');
    const set = apply(core.alsoProgram, rom, apply(core.alsoProgram, loop, apply(core.noPrograms)));
    const honest = atom(core.honest, P, set);
    const { conclusion } = byHonesty(theory, honest, proofOf([...segments, ...initialSegments(loopBody)]));
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

type Values = readonly (readonly [Variable, Value])[];

/** Whether a formula holds on a trace of these values of its variables. */
function isTrue(formula: Formula, history: History, values: Values): boolean | undefined {
  const compiled = compile(
    theory,
    formula,
    values.map(([v]) => v),
  );
  const search = new Search(history, new Universe(history), compiled, unstopped);
  for (const [i, [, value]] of values.entries()) search.assume(compiled.params[i] as number, value);
  return search.truth(compiled.node);
}

it('what a thread ran is known of each part of the times', () => {
  const [{ term: machine }] = anybody.machines as [(typeof anybody.machines)[0]];
  const { events } = anybody.words;
  const [boot, thread] = [threadNamed('I1'), threadNamed('I2')];
  const location = nextOf(machine);
  const program = apply(programNamed('Loop'), machine);
  const history = History.of(anybody, [
    { event: apply(core.resetEvent, machine, boot), birth: { owner: A, machine, locks: [] } },
    {
      event: apply(core.startEvent, thread, apply(programNamed('Rom'), machine)),
      birth: { owner: A, machine, locks: [] },
    },
    { event: apply(events.Read, thread, location, program) },
    { event: apply(events.Read, boot, location, program) },
    { event: apply(events.Send, thread, program) },
  ]);
  const at = (from: number, to: number): Values => [
    [I, thread],
    [t, from],
    [u, to],
    [m, machine],
  ];
  const segments = initialSegments(romBody).map((Q) => ran(Q, I, t, u));
  const truths = (from: number, to: number) => segments.map((f) => isTrue(f, history, at(from, to)));
  expect(truths(2, 2)).toEqual([true, false, false, false]);
  expect(truths(2, 4)).toEqual([false, true, false, false]);
  expect(truths(2, 5)).toEqual([false, false, true, false]);
  expect(truths(3, 4.5)).toEqual([true, false, false, false]);
  expect(truths(3, 5)).toEqual([false, false, false, false]);
  expect(isTrue(core.happens(core.startEvent, [I, rom], t), history, at(2, 2))).toBe(true);
});
