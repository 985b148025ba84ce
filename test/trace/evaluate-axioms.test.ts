import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewOf, naiveOf } from '../../src/fuzz/evaluator/domains.js';
import { TooLong } from '../../src/fuzz/evaluator/naive.js';
import { randomFormula } from '../../src/fuzz/evaluator/random-formula.js';
import { exists, type Formula, forall, type Theory } from '../../src/kernel/index.js';
import { type Adversary, isApplication, type Occurrence, type World } from '../../src/semantics/index.js';
import { History } from '../../src/trace/history.js';
import { Judge } from '../../src/trace/index.js';
import { scoped } from './scoped.js';
import { aTape, aTrace, platform, sceneAndHistory, traceOf, worldOf } from './short-traces.js';
import { boardWithWrongAxioms, wrong } from './wrong-axioms.js';

const board = boardWithWrongAxioms();

/** Of many short traces of some lengths those in which the most different things happen. */
function eventful(world: World): readonly (readonly Occurrence[])[] {
  const kinds = (trace: readonly Occurrence[]): number =>
    new Set(trace.map(({ event }) => (isApplication(event) ? event.symbol : undefined))).size;
  const asked = { adversary: 'full' as Adversary, changes: { locks: 'any' as const } };
  return [4, 5, 6].flatMap((length) => {
    const traces = Array.from({ length: 400 }, (_, seed) => traceOf(world, { ...asked, seed, length }));
    return traces.sort((one, other) => kinds(other) - kinds(one)).slice(0, 4);
  });
}

const worlds = [
  { name: 'the board', model: board, traces: eventful(worldOf(board)) },
  { name: 'the platform', model: platform, traces: eventful(worldOf(platform)) },
];

/** What a formula comes to, looked up and by the definitions; undefined where one of them does not say. */
function compared(
  theory: Theory,
  formula: Formula,
  traces: readonly (readonly Occurrence[])[],
  world: World,
  patience = 100_000,
): readonly { readonly found: boolean | undefined; readonly is: boolean | undefined }[] {
  const judge = new Judge(theory, { name: 'it', params: [], premises: [], conclusion: formula });
  const plain = scoped(theory, formula);
  return traces.map((trace) => {
    const history = History.of(world, trace);
    const { verdict } = judge.judge(history);
    const found = verdict === 'undecided' ? undefined : verdict !== 'violated';
    try {
      return { found, is: naiveOf(history, trace, patience, fewOf(history)).isTrue(plain) };
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      return { found, is: undefined };
    }
  });
}

it('quantifiers are moved inside without a change of truth', () => {
  const seen = { true: 0, false: 0 };
  const property = fc.property(aTrace, aTape, (asked, tape) => {
    const { world, history, occurrences } = sceneAndHistory(asked);
    const formula = randomFormula(tape, history);
    const naive = naiveOf(history, occurrences);
    const is = naive.isTrue(formula);
    expect(naive.isTrue(scoped(world.theory, formula))).toBe(is);
    seen[`${is}`]++;
  });
  fc.assert(property, { seed: 20261123, numRuns: 400 });
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(80);
});

describe.each(worlds)('on short traces of $name', ({ model, traces }) => {
  const { theory } = model;
  const statements: readonly (readonly [string, Formula])[] = [
    ...model.axioms.map(({ name, formula }) => [name, formula] as const),
    ...theory.definitions.map(({ predicate, params, body }) => [predicate.name, forall(params, body)] as const),
  ];

  const untried: string[] = [];

  it.each(statements)('%s is looked up as it is meant', (name, formula) => {
    const results = compared(theory, formula, traces, worldOf(model));
    const certain = results.filter(({ found, is }) => found !== undefined && is !== undefined);
    for (const { found, is } of certain) expect(found).toBe(is);
    // Only what is said of all terms whatsoever is not looked up, and only what has a great many cases is not tried.
    const isOfTerms = results.every(({ found }) => found === undefined);
    if (results.every(({ is }) => is === undefined)) untried.push(name);
    else if (!isOfTerms) expect(certain.length).toBeGreaterThanOrEqual(3);
    else expect(results.map(({ is }) => is)).not.toContain(false);
  });

  it('hardly any has too many cases to be tried', () => {
    expect(untried.length).toBeLessThanOrEqual(2);
  });
});

it('wrong axioms are false among them', () => {
  const { theory } = board;
  const [{ traces }] = worlds as [(typeof worlds)[0]];
  const violated = Object.keys(wrong).filter((name) =>
    compared(theory, theory.axiom(name)?.formula as Formula, traces, worldOf(board)).some(({ is }) => is === false),
  );
  expect(violated.length).toBeGreaterThanOrEqual(6);
});

it.each([
  ['MeasuredBoot_Boot', board, 14],
  ['MeasuredBoot_SRTM', platform, 24],
] as const)('%s comes true in a boot, at its end and no sooner', (name, model, length) => {
  const definition = model.theory.definitions.find(({ predicate }) => predicate.name === name);
  const { params, body } = definition as NonNullable<typeof definition>;
  const world = worldOf(model);
  const trace = traceOf(world, { adversary: 'none', seed: 1, length, changes: { births: 1 } });
  const prefixes = trace.map((_, i) => trace.slice(0, i + 1));
  const results = compared(model.theory, exists(params, body), prefixes, world, Number.POSITIVE_INFINITY);
  const truths = results.map(({ is }) => is);
  expect(results.map(({ found }) => found)).toEqual(truths);
  expect(truths[0]).toBe(false);
  expect(truths.at(-1)).toBe(true);
});
