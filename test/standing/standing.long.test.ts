import { afterAll, expect, test } from 'vitest';
import { forall, ran, stop, variable } from '../../src/kernel/index.js';
import { standingLimits, standingOf, standingsOf } from '../../src/prover/standing/index.js';
import { createTextSolver, type Reply, type TextSolver } from '../../src/solver/index.js';
import { model } from '../language/texts.js';
import { installed } from '../support/programs.js';
import { untrueAxioms } from './untrue-axioms.js';

/** Less than what users get: the proofs below need no more, and what is false is given up sooner. */
const limits = { ...standingLimits, rlimit: 3_000_000 };
// Whatever of logic/ is proved takes less than a million steps.
const solver = createTextSolver('z3', { limits: { ...limits, rlimit: 1_000_000 } });
const native = installed('z3') ? createTextSolver('native-z3', { limits }) : undefined;
afterAll(() => Promise.all([solver.close(), native?.close()]));

/** The axioms of logic/ that are shown to hold of every trace. Their contrary may be found of none of them; of these it would show. */
const proved = [
  ...['ONE', 'DOES', 'BORN', 'BIRTH', 'ONCE', 'READ', 'MEM', 'MEM0', 'WRITE', 'KEEP', 'KEEPS', 'KEEPD', 'EXT', 'DEXT'],
  ...['RST', 'PCR', 'PCR0', 'DPCR', 'DPCR0', 'LOCK1', 'LOCKX', 'LOCKM', 'LOCK', 'DLOCK', 'SIGN', 'CHECK', 'MATCH'],
  ...['CRYPT', 'PARTS', 'CONT', 'CONTI', 'PCRC', 'BOOTSIGN', 'BOOTKEY', 'DERIVEDKEY'],
  ...['READALL', 'MEMALL', 'MEMALLI'],
];

// That Z3 in WebAssembly proves them, `ls2 check logic/` shows in its own tests.
test.skipIf(native === undefined)('a native Z3 proves the axioms from the semantics as well', async () => {
  const logic = model('');
  const standings = standingsOf(logic, (native as TextSolver).ask);
  const found: string[] = [];
  for (const { name, formula } of logic.axioms) if ((await standings.of(formula)) === 'proved') found.push(name);
  // Of one, Debian's z3 knows nothing within these limits.
  expect(proved.filter((name) => !found.includes(name) && name !== 'ONCE')).toEqual([]);
});

test('nothing that is not so is proved', async () => {
  const texts = Object.entries(untrueAxioms).map(([name, text]) => `axiom ${name} means "m" source "s" : ${text}\n`);
  const logic = model(texts.join(''));
  const standings = standingsOf(logic, solver.ask);
  for (const { name, formula } of logic.axioms) {
    if (!(name in untrueAxioms)) continue;
    expect([name, await standings.of(formula)]).toEqual([name, { unproved: expect.stringContaining('hold') }]);
  }
});

test('says why it does not try', async () => {
  const [I, t] = [variable('I', 'Thread'), variable('t', 'Time')];
  const formula = forall([I, t], ran(stop, I, t, t));
  const standing = await standingOf({ formula }, model(''), () => Promise.reject(new Error('nobody is asked')));
  expect(standing).toEqual({ unproved: 'it is about what programs do' });
});

test('one axiom by itself', async () => {
  const logic = model('');
  const axiom = logic.axioms.find(({ name }) => name === 'READ') as (typeof logic.axioms)[0];
  expect(await standingOf(axiom, logic, solver.ask)).toBe('proved');
});

test('only unsat is a proof', async () => {
  const logic = model('');
  const axiom = logic.axioms[0] as (typeof logic.axioms)[0];
  const replies: readonly Reply[] = [
    { kind: 'sat' },
    { kind: 'none', why: 'gave-up', detail: 'gave up' },
    { kind: 'none', why: 'time-limit', detail: 'too late' },
    { kind: 'none', why: 'not-an-answer', detail: '(error …) unsat' },
  ];
  for (const reply of replies)
    expect(await standingOf(axiom, logic, () => Promise.resolve(reply))).toEqual({ unproved: expect.any(String) });
});
