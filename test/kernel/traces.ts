import {
  apply,
  bound,
  core,
  type Formula,
  type FunctionSymbol,
  functionSymbol,
  jump,
  latelaunch,
  type Segment,
  step,
  type Term,
  theory,
} from '../../src/kernel/index.js';
import { Box, c, Foreign, Loader, loaderBody, m, Rom, read, romBody, send } from './world.js';

/**
 * The operational semantics in small, written from its description: machines, threads, resets, late launches, foreign code; and the truth of
 * a formula on one of its traces. What the program rules conclude has to be true on every trace.
 */

export const Launcher = functionSymbol('Launcher', ['Machine'], 'Term', 'constructor');
export const Loop = functionSymbol('Loop', ['Machine'], 'Term', 'constructor');
/** send c; launch */
export const launcherBody: Segment = step(send, [c], '_', latelaunch);
/** read c; read what it says; jump to Rom(m) */
export const loopBody: Segment = step(
  read,
  [c],
  'a',
  step(read, [bound(0, 'Term')], 'b', step(send, [bound(1, 'Term')], '_', jump(apply(Rom, m)))),
);

const bodies = new Map<FunctionSymbol, Segment>([
  [Rom, romBody],
  [Loader, loaderBody],
  [Launcher, launcherBody],
  [Loop, loopBody],
]);

export const boards = theory({
  programs: [...[...bodies].map(([symbol, body]) => ({ symbol, params: [m], body })), { symbol: Foreign, params: [] }],
  definitions: [],
  axioms: [],
  kinds: [{ predicate: Box, reset: Rom, lateLaunch: Loader }],
});

/** Times are numbers, all else is written out. */
type Value = string | number;

const threads = ['T0', 'T1', 'T2', 'T3', 'T4'];
const machines = ['M0', 'M1'];
const programsIn = (machine: string): readonly string[] => [...bodies.keys()].map(({ name }) => `${name}(${machine})`);
const terms = ['c()', 'Foreign()', ...machines.flatMap(programsIn)];
const lastTime = 8;

const domains: Readonly<Record<string, readonly Value[]>> = {
  Thread: threads,
  Machine: machines,
  Principal: ['A', 'B'],
  Term: terms,
  Time: Array.from({ length: lastTime + 1 }, (_, i) => i),
};

interface Event {
  readonly time: number;
  readonly what: string;
  readonly by?: string;
}

export interface Trace {
  readonly events: readonly Event[];
  readonly ownerOf: Readonly<Record<string, string>>;
  readonly machineOf: Readonly<Record<string, string>>;
}

type Free = ReadonlyMap<string, Value>;

const written = (symbol: { readonly name: string }, args: readonly Value[]): string => `${symbol.name}(${args.join()})`;

/** `inner` holds the values of bound variables, the innermost last. */
function meaning(term: Term, inner: readonly Value[], free: Free, trace: Trace): Value {
  if (term.kind === 'bound') return inner.at(-1 - term.index) as Value;
  if (term.kind === 'variable') return free.get(term.name) as Value;
  const args = term.args.map((arg) => meaning(arg, inner, free, trace));
  if (term.symbol === core.owner) return trace.ownerOf[args[0] as string] as string;
  if (term.symbol === core.machineOf) return trace.machineOf[args[0] as string] as string;
  return written(term.symbol, args);
}

/** `[P]_I^{from,to}`, from its definition: in (from,to] I does exactly P's actions; after its jump, if it has one, anything. */
function didExactly(
  segment: Segment,
  did: readonly Event[],
  thread: string,
  value: (term: Term, inner: readonly Value[]) => Value,
) {
  let rest = segment;
  let inner: readonly Value[] = [];
  for (const event of did) {
    if (rest.kind === 'stop') return false;
    if (rest.kind === 'jump') return event.what === written(core.jumpEvent, [thread, value(rest.target, inner)]);
    if (rest.kind === 'latelaunch') return did.at(-1) === event && event.what.startsWith('LateLaunch(');
    const args = [thread, ...rest.args.map((arg) => value(arg, inner))];
    const { action } = rest;
    const results: readonly Value[][] =
      action.result === undefined ? [[]] : (domains[action.result] ?? []).map((v) => [v]);
    const result = results.find((r) => event.what === written(action.event, [...args, ...r]));
    if (result === undefined) return false;
    inner = [...inner, ...result];
    rest = rest.rest;
  }
  return rest.kind === 'stop';
}

export function isTrue(formula: Formula, trace: Trace, free: Free, inner: readonly Value[] = []): boolean {
  const value = (term: Term): Value => meaning(term, inner, free, trace);
  const part = (f: Formula): boolean => isTrue(f, trace, free, inner);
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'equal':
      return value(formula.left) === value(formula.right);
    case 'not':
      return !part(formula.body);
    case 'and':
      return formula.parts.every(part);
    case 'or':
      return formula.parts.some(part);
    case 'implies':
      return !part(formula.left) || part(formula.right);
    case 'forall':
      return (domains[formula.sort] ?? []).every((v) => isTrue(formula.body, trace, free, [...inner, v]));
    case 'exists':
      return (domains[formula.sort] ?? []).some((v) => isTrue(formula.body, trace, free, [...inner, v]));
    case 'ran': {
      const [thread, from, to] = [value(formula.thread), value(formula.from), value(formula.to)];
      const did = trace.events.filter(({ by, time }) => by === thread && time > Number(from) && time <= Number(to));
      return didExactly(formula.segment, did, String(thread), (term, results) =>
        meaning(term, [...inner, ...results], free, trace),
      );
    }
    case 'atom': {
      const args = formula.args.map(value);
      switch (formula.predicate) {
        case core.before:
          return Number(args[0]) < Number(args[1]);
        case core.notAfter:
          return Number(args[0]) <= Number(args[1]);
        case core.at:
          return trace.events.some(({ what, time }) => what === args[0] && time === args[1]);
        case core.acts:
          return trace.events.some(({ by, time }) => by === args[0] && time === args[1]);
        case core.honest:
          return isHonest(String(args[0]), String(args[1]), trace);
        default:
          // Every machine is a Box.
          return formula.predicate === Box;
      }
    }
  }
}

/** Each of its threads that was born was started to run one of the programs. */
function isHonest(principal: string, set: string, { events, ownerOf }: Trace): boolean {
  const births = events.filter(({ what }) => /^(Start|Reset|LateLaunch)\(/.test(what));
  return births.every(({ what }) => {
    const [, name = '', first = '', second = ''] = /^(\w+)\((\w+),(.*)\)$/.exec(what) ?? [];
    const thread = name === 'Start' ? first : second;
    if (ownerOf[thread] !== principal) return true;
    return name === 'Start' && set.includes(`also(${second},`);
  });
}

/** The first free variables' values that make the hypotheses true and the conclusion false. */
export function counterexample(
  { hypotheses, conclusion }: { readonly hypotheses: readonly Formula[]; readonly conclusion: Formula },
  trace: Trace,
): Free | undefined {
  const variables = [...new Map([conclusion, ...hypotheses].flatMap((f) => f.free).map((v) => [v.name, v])).values()];
  const assignments = variables.reduce<readonly Free[]>(
    (all, v) => all.flatMap((free) => (domains[v.sort] ?? []).map((value) => new Map(free).set(v.name, value))),
    [new Map()],
  );
  return assignments.find(
    (free) => hypotheses.every((h) => isTrue(h, trace, free)) && !isTrue(conclusion, trace, free),
  );
}

/** What a thread still has to run: the rest of a program, with the results so far; or any code at all. */
type Running = { readonly rest: Segment; readonly inner: readonly Value[]; readonly machine: string } | 'foreign';

/**
 * A trace made by choices: the semantics takes the step that `pick` picks among those that are enabled. Threads of A run what `honest`
 * lists where it is given, and anything otherwise.
 */
export function randomTrace(pick: (most: number) => number, honest?: readonly string[]): Trace {
  const one = <T>(from: readonly T[]): T => from[pick(from.length)] as T;
  const ownerOf = Object.fromEntries(threads.map((thread) => [thread, one(['A', 'B'])]));
  const machineOf: Record<string, string> = Object.fromEntries(threads.map((thread) => [thread, one(machines)]));
  const trace = { events: [] as Event[], ownerOf, machineOf };
  const unborn = [...threads];
  const running = new Map<string, Running>();

  const code = (program: string): Running | undefined => {
    if (program === 'Foreign()') return 'foreign';
    const [, name, machine = ''] = /^(\w+)\((M\d)\)$/.exec(program) ?? [];
    const body = [...bodies].find(([symbol]) => symbol.name === name)?.[1];
    return body && { rest: body, inner: [], machine };
  };
  const born = (thread: string, program: string): void => {
    unborn.splice(unborn.indexOf(thread), 1);
    running.set(thread, code(program) as Running);
  };
  const happen = (time: number, symbol: { readonly name: string }, args: readonly Value[], by?: string): void => {
    trace.events.push({ time, what: written(symbol, args), ...(by !== undefined && { by }) });
  };

  /** What can happen at this time, each with its effect. */
  function enabled(time: number): readonly (() => void)[] {
    const steps: (() => void)[] = [];
    for (const thread of unborn) {
      const machine = machineOf[thread] as string;
      const isHonestly = honest !== undefined && ownerOf[thread] === 'A';
      const program = one(isHonestly ? honest : terms.filter((e) => e !== 'c()'));
      steps.push(() => {
        happen(time, core.startEvent, [thread, program]);
        born(thread, program);
      });
      if (isHonestly) continue;
      steps.push(() => {
        happen(time, core.resetEvent, [machine, thread]);
        for (const other of running.keys()) if (machineOf[other] === machine) running.delete(other);
        born(thread, `Rom(${machine})`);
      });
    }
    for (const [thread, state] of running) steps.push(...stepsOf(time, thread, state));
    return steps;
  }

  function stepsOf(time: number, thread: string, state: Running): readonly (() => void)[] {
    const jumpTo = (program: string) => (): void => {
      happen(time, core.jumpEvent, [thread, program], thread);
      running.set(thread, code(program) as Running);
    };
    const launch = (): void => {
      const fresh = unborn.find((t) => machineOf[t] === machineOf[thread] && !(honest && ownerOf[t] === 'A'));
      if (fresh === undefined) return;
      happen(time, core.lateLaunchEvent, [machineOf[thread] as string, fresh], thread);
      running.delete(thread);
      born(fresh, `Loader(${machineOf[thread]})`);
    };
    if (state === 'foreign')
      return [
        () => happen(time, read.event, [thread, one(terms), one(terms)], thread),
        () => happen(time, send.event, [thread, one(terms)], thread),
        jumpTo(one(terms.filter((e) => e !== 'c()'))),
        launch,
      ];
    const { rest, inner, machine } = state;
    const value = (term: Term): Value => meaning(term, inner, new Map([['m', machine]]), trace);
    if (rest.kind === 'stop') return [];
    if (rest.kind === 'latelaunch') return [launch];
    if (rest.kind === 'jump') {
      const program = String(value(rest.target));
      return code(program) === undefined ? [] : [jumpTo(program)];
    }
    const results = rest.action.result === undefined ? [] : [one(terms)];
    return [
      () => {
        happen(time, rest.action.event, [thread, ...rest.args.map(value), ...results], thread);
        running.set(thread, { rest: rest.rest, inner: [...inner, ...results], machine });
      },
    ];
  }

  for (let time = pick(2); time <= lastTime; time += 1 + (pick(4) === 0 ? 1 : 0)) {
    const steps = enabled(time);
    const going = steps.slice(-running.size);
    // Threads that go on are more telling than threads that are born.
    const chosen = going.length > 0 && pick(3) > 0 ? one(going) : steps.length > 0 ? one(steps) : undefined;
    chosen?.();
  }
  return trace;
}
