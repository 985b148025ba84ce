import { posix } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Formula } from '../../src/kernel/index.js';
import { type FileSource, reader } from '../../src/language/index.js';
import { type Answer, createSolver, encode, type SolverName } from '../../src/solver/index.js';
import { logic, textsUnder } from '../language/texts.js';
import { installed } from '../support/programs.js';
import { asking, proverFor } from '../support/proving.js';

/** Those beside Z3 in WebAssembly, with the programs that they are. */
const peers: readonly { readonly name: SolverName; readonly command: string }[] = [
  { name: 'native-z3', command: 'z3' },
  { name: 'cvc5', command: 'cvc5' },
];

/** What the proofs ask takes some thousand steps of the two millions, and milliseconds of these seconds. */
const limits = { rlimit: 2_000_000, seconds: 600 };

interface Asked {
  readonly obligation: Formula;
  readonly file: string;
  readonly verdict: Answer['verdict'];
}

/** By its text, so that each counts once. */
const asked = new Map<string, Asked>();

/** Proves everything under proofs/, and notes what Z3 in WebAssembly was asked on the way. */
beforeAll(async () => {
  const texts = new Map(['models', 'proofs'].flatMap(textsUnder).map(({ path, text }) => [path, text]));
  const source: FileSource = { read: (path) => texts.get(path), identity: posix.normalize, logic };
  const { read } = reader(source);
  const solver = createSolver('z3', { limits });
  for (const file of [...texts.keys()].filter((path) => path.startsWith('proofs/'))) {
    const { model } = read(file);
    const noted = asking(solver, (obligation, { verdict }) => {
      const encoded = encode(obligation);
      if (encoded.kind === 'encoded') asked.set(encoded.text, { obligation, file, verdict });
    });
    const decide = Object.assign(noted, { everything: true });
    const prover = proverFor(model, decide);
    await Promise.all(model.theorems.filter(({ imported }) => !imported).map(({ name }) => prover.prove(name)));
  }
  await solver.close();
});

test('the proofs ask many things, some of which do not hold', () => {
  const verdicts = [...asked.values()].map(({ verdict }) => verdict);
  expect(verdicts.filter((verdict) => verdict === 'valid').length).toBeGreaterThan(50);
  expect(verdicts.filter((verdict) => verdict === 'invalid').length).toBeGreaterThan(5);
});

for (const { name, command } of peers) {
  test.skipIf(!installed(command))(`what the proofs ask, ${name} answers as Z3 in WebAssembly does`, async () => {
    const solver = createSolver(name, { limits });
    const compared = await Promise.all(
      [...asked].map(async ([text, { obligation, file, verdict }]) => {
        const answer = await solver.decide(obligation, file);
        return { text, file, ours: verdict, theirs: answer.verdict };
      }),
    );
    await solver.close();
    const known = compared.filter(({ ours, theirs }) => ours !== 'unknown' && theirs !== 'unknown');
    const unknown = compared.length - known.length;
    process.stdout.write(`${name}: ${compared.length} obligations, ${unknown} of them unknown to one of the two\n`);
    expect(known.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
    // Silence is no disagreement; but the test is to compare something.
    expect(known.length).toBeGreaterThan(0.9 * compared.length);
  });
}
