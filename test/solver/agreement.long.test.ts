import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSolver, type SolverName } from '../../src/solver/index.js';
import { wasmBackend } from '../../src/solver/wasm.js';
import { installed } from '../support/programs.js';
import { obligations } from './obligations.js';
import { textOf } from './texts.js';

const peers: readonly { readonly name: SolverName; readonly command: string }[] = [
  { name: 'native-z3', command: 'z3' },
  { name: 'cvc5', command: 'cvc5' },
];
const formulas = fc.sample(obligations, { numRuns: 1500, seed: 42 });

async function verdicts(name: SolverName): Promise<readonly string[]> {
  const solver = createSolver(name);
  const answers = await Promise.all(formulas.map((formula) => solver.decide(formula, 'random')));
  await solver.close();
  return answers.map((answer) => answer.verdict);
}

test('random obligations are of both kinds, and none is too hard', async () => {
  const found = await verdicts('z3');
  expect(found.filter((verdict) => verdict === 'valid').length).toBeGreaterThan(200);
  expect(found.filter((verdict) => verdict === 'invalid').length).toBeGreaterThan(200);
  expect(found).not.toContain('unknown');
});

test('Z3 answers alone in a fresh context what it answers in a session after others', async () => {
  const texts = [...new Set(formulas.slice(0, 400).map(textOf))];
  const backend = wasmBackend({ rlimit: 0, onStart: () => undefined });
  expect(await backend.ready()).toBeUndefined();
  const [together, apart]: [string[], string[]] = [[], []];
  await backend.ask({ texts, alone: false }, (output) => together.push(output));
  for (const text of texts) await backend.ask({ texts: [text], alone: true }, (output) => apart.push(output));
  await backend.end();
  expect(together).toEqual(apart);
});

for (const { name, command } of peers) {
  test.skipIf(!installed(command))(`${name} answers random obligations as Z3 in WebAssembly does`, async () => {
    expect(await verdicts(name)).toEqual(await verdicts('z3'));
  });
}
