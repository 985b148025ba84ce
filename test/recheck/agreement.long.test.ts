import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tables } from '../../src/certificate/tables.js';
import {
  apply,
  atom,
  core,
  equal,
  exists,
  type Formula,
  falsity,
  forall,
  functionSymbol,
  ground,
  implies,
  initialSegments,
  logic,
  not,
  or,
  programs,
  type Segment,
  type Theorem,
  truth,
  type Variable,
  variable,
} from '../../src/kernel/index.js';
import { decide } from '../../src/recheck/decide.js';
import { encoded } from '../../src/recheck/encode.js';
import { solvers } from '../../src/recheck/index.js';
import { loadNodes, loadSymbols } from '../../src/recheck/load.js';
import { Pieces } from '../../src/recheck/pieces.js';
import { coreSigns } from '../../src/recheck/symbols.js';
import { createSolver } from '../../src/solver/index.js';
import { Box, codeOf, programNamed, theory } from '../kernel/boards.js';
import { shippedModel } from '../models/shipped.js';
import { obligations } from '../solver/obligations.js';
import { limits, recheckText } from './draft.js';
import { certified } from './proved.js';

const [x, y, z, m] = [...['x', 'y', 'z'].map((name) => variable(name, 'Term')), variable('m', 'Machine')] as [
  Variable,
  Variable,
  Variable,
  Variable,
];
const [I, t, u, A] = [
  variable('I', 'Thread'),
  variable('t', 'Time'),
  variable('u', 'Time'),
  variable('A', 'Principal'),
];
const [n, w] = [variable('n', 'Machine'), variable('w', 'Time')];
const wrap = functionSymbol('wrap', ['Term'], 'Term', 'constructor');
const box = atom(Box, m);
const assume = (formula: Formula): Theorem => logic.assume(theory, formula);
const itself = exists([z], equal(z, x));
const existing = logic.existsIntro(itself, x, logic.reflexivity(theory, x));
const runs = (segment: Segment): readonly [Segment, typeof I, typeof t, typeof u] => [segment, I, t, u];
const pieceOf = (name: string, i: number): Segment => initialSegments(codeOf(name)).at(i) as Segment;

/** ⊤, whatever a thread of the program has done. */
const whatever = (...names: readonly string[]) => {
  const segments = names.flatMap((name) => initialSegments(codeOf(name)));
  return { thread: I, begin: t, end: u, premises: segments.map(() => logic.truthIntro(theory)) };
};

/** What a solver confirms. */
const solver = createSolver('z3', { jobs: 1 });
const answer = await solver.decide(implies(equal(x, y), equal(y, x)), 'symmetry');
await solver.close();
if (answer.verdict !== 'valid') throw new Error('z3 does not know that equality is symmetric');
const symmetry = answer.confirmed;

/** A theorem by each rule of the kernel. */
const byRule: Readonly<Record<string, Theorem>> = {
  Assume: assume(equal(x, y)),
  '⊤I': logic.truthIntro(theory),
  '⊥E': logic.falsityElim(assume(falsity), equal(x, y)),
  '⊃I': logic.impliesIntro(equal(x, y), assume(equal(x, y))),
  '⊃E': logic.impliesElim(assume(implies(box, equal(x, y))), assume(box)),
  '∧I': logic.andIntro(assume(box), assume(equal(x, y)), assume(box)),
  '∧E': logic.andElim(logic.andIntro(assume(box), assume(equal(x, y))), 1),
  '∨I': logic.orIntro(or(box, equal(x, y)), 1, assume(equal(x, y))),
  '∨E': logic.orElim(assume(or(box, falsity)), [assume(box), logic.falsityElim(assume(falsity), box)]),
  '¬I': logic.notIntro(box, logic.notElim(assume(not(box)), assume(box))),
  '¬E': logic.notElim(assume(not(box)), assume(box)),
  EM: logic.excludedMiddle(theory, box),
  '∀I': logic.forallIntro(x, existing),
  '∀E': logic.forallElim(assume(forall([x, y], equal(x, y))), y, z),
  '∃I': existing,
  '∃E': logic.existsElim(existing, z, logic.existsIntro(itself, z, assume(equal(z, x)))),
  '=I': logic.reflexivity(theory, x),
  '=E': logic.rewrite(assume(equal(x, y)), z, equal(z, x), logic.reflexivity(theory, x)),
  Inj: ground.injective(assume(equal(apply(programNamed('Rom'), m), apply(programNamed('Rom'), n))), 0),
  Apart: ground.apart(assume(equal(apply(programNamed('Rom'), m), apply(programNamed('Loop'), m)))),
  'Apart, of a term within itself': ground.apart(assume(equal(x, apply(wrap, apply(wrap, x))))),
  Order: ground.ordered('<', assume(core.lessThan(t, u)), assume(core.atMost(u, w))),
  'Order, of equal times': ground.ordered('<=', assume(equal(t, u))),
  'Order, of a time before itself': ground.ordered('⊥', assume(core.lessThan(t, t))),
  'Order, there and back': ground.ordered('=', assume(core.atMost(t, u)), assume(core.atMost(u, t))),
  Total: ground.total(theory, t, u),
  Axiom: logic.axiom(theory, 'MEM'),
  Oracle: logic.oracle(theory, symmetry),
  Seq: programs.act(theory, ...runs(codeOf('Rom'))),
  Act: programs.act(theory, ...runs(pieceOf('Rom', 0))),
  Jump: programs.jump(apply(programNamed('Loop'), m), whatever('Loop')),
  Start: programs.start(apply(programNamed('Loop'), m), whatever('Loop')),
  Reset: programs.reset(box, whatever('Rom')),
  LateLaunch: programs.lateLaunch(box, whatever('Loader')),
  Honesty: programs.honesty(theory, atom(core.honest, A, setOf('Rom', 'Launcher'))),
};

function setOf(...names: readonly string[]) {
  return names.reduceRight(
    (rest, name) => apply(core.alsoProgram, apply(programNamed(name), m), rest),
    apply(core.noPrograms),
  );
}

/** ⊢ ∀… ∧Γ ⊃ A. */
function closed(theorem: Theorem): Theorem {
  const open = theorem.hypotheses.reduce((rest, hypothesis) => logic.impliesIntro(hypothesis, rest), theorem);
  return open.conclusion.free.reduce((rest, v) => logic.forallIntro(v, rest), open);
}

describe('what the kernel makes is accepted', () => {
  test.each(Object.entries(byRule))('by %s', async (name, theorem) => {
    const [rule] = name.split(',') as [string];
    expect(theorem.origin.rule).toBe(rule);
    const outcome = await recheckText(certified(theory, { It: closed(theorem) }));
    expect(outcome).toMatchObject({ verdict: 'accepted', theorems: [{ rules: expect.arrayContaining([rule]) }] });
  });

  test('by Act, of a jump and of a late launch', async () => {
    const [launched, jumped] = ['Launcher', 'Loop'].map((name) => programs.act(theory, endOf(codeOf(name)), I, t, u));
    if (launched === undefined || jumped === undefined) throw new Error('nothing was made');
    const outcome = await recheckText(certified(theory, { Launched: closed(launched), Jumped: closed(jumped) }));
    expect(outcome).toMatchObject({ verdict: 'accepted', theorems: [{}, {}] });
  });

  test('by Def', async () => {
    const { theory: boot } = shippedModel('models/uboot/board.ls2');
    const { predicate, params } = boot.definitions.at(-1) as (typeof boot.definitions)[number];
    const unfolded = logic.definition(boot, atom(predicate, ...params));
    expect(await recheckText(certified(boot, { It: closed(unfolded) }))).toMatchObject({ verdict: 'accepted' });
  });
});

function endOf(segment: Segment): Segment {
  let end = segment;
  while (end.kind === 'step') end = end.rest;
  return end;
}

test('every axiom is read by the checker as the language reads it', async () => {
  expect(theory.axioms.length).toBeGreaterThan(25);
  const axioms = Object.fromEntries(theory.axioms.map(({ name }) => [name, logic.axiom(theory, name)]));
  const outcome = await recheckText(certified(theory, axioms));
  if (outcome.verdict !== 'accepted') throw new Error(JSON.stringify(outcome));
  for (const { name, axioms: known, assumedAxioms } of outcome.theorems)
    expect({ known, assumedAxioms }).toEqual({ known: [name], assumedAxioms: [] });
});

test('random obligations are valid to the checker if they are valid to the prover', async () => {
  const formulas = fc.sample(obligations, { numRuns: 600, seed: 7 });
  const solver = createSolver('z3');
  const before = await Promise.all(formulas.map((formula) => solver.decide(formula, 'random')));
  await solver.close();
  const replies = await decide(formulas.map(textOf), solvers.z3, limits);
  const [valid, invalid] = [replies.filter((reply) => reply === 'unsat'), replies.filter((reply) => reply === 'sat')];
  expect([valid.length > 100, invalid.length > 100, valid.length + invalid.length]).toEqual([true, true, 600]);
  expect(replies.map((reply) => (reply === 'unsat' ? 'valid' : 'invalid'))).toEqual(
    before.map(({ verdict }) => verdict),
  );
});

/** An obligation as the checker would ask it. */
function textOf(formula: Formula): string {
  const tables = new Tables();
  const root = tables.node(formula);
  const pieces = new Pieces();
  const symbols = loadSymbols(tables.symbols, { signs: coreSigns(), axioms: new Map() });
  const nodes = loadNodes(tables.nodes, symbols, pieces);
  return encoded(pieces, nodes[root] as (typeof nodes)[number]);
}

test('what is deep is written and accepted: 20,000 steps upon one another, of formulas within one another', async () => {
  let theorem = logic.truthIntro(theory);
  for (let i = 0; i < 20_000; i++) theorem = logic.impliesIntro(i % 2 === 0 ? truth : falsity, theorem);
  const outcome = await recheckText(certified(theory, { Deep: theorem }));
  expect(outcome).toMatchObject({ verdict: 'accepted', theorems: [{ steps: 20_001 }] });
});
