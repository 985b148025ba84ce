import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { characterMutants, tokenMutants } from '../../src/fuzz/arbitraries/mutations.js';
import { type Change, changes, falsehood, negated, withChanges } from '../../src/fuzz/arbitraries/proof-mutations.js';
import { type Subject, subjectsOf, textWith } from '../../src/fuzz/arbitraries/subjects.js';
import { type Ast, type FileSource, type Model, reader } from '../../src/language/index.js';
import { createSolver } from '../../src/solver/index.js';
import { logic, textsUnder } from '../language/texts.js';
import { proveSoundly } from './soundness.js';
import { watchdog } from './watchdog.js';

const seed = 20_261;
const texts = new Map(['models', 'proofs', 'test/fuzz'].flatMap(textsUnder).map(({ path, text }) => [path, text]));
const textOf = (path: string): string => texts.get(path) ?? '';
const path = 'proofs/tvp-qt/mutant.ls2';

// An obligation that takes more is left unknown, which is an answer like any other here.
const solver = createSolver('z3', { limits: { rlimit: 300_000, seconds: 600 } });
const watch = watchdog();
const counted = { inputs: 0, proved: 0 };

afterAll(async () => {
  await solver.close();
  process.stdout.write(`seed ${seed}: ${counted.inputs} inputs, in ${counted.proved} of them something was proved\n`);
});

const read = (text: string): Model => {
  const source: FileSource = {
    read: (file) => (file === path ? text : texts.get(file)),
    identity: (file) => file,
    logic,
  };
  return reader(source).read(path).model;
};

/** Which of the theorems are proved in a text, with the errors that it may have; of all where none is named. */
async function provedIn(text: string, ...names: readonly string[]): Promise<readonly string[]> {
  watch.begin(text);
  const model = read(text);
  const own = model.theorems.filter(({ imported }) => !imported).map(({ name }) => name);
  const proved = await proveSoundly(model, names.length > 0 ? names : own, solver);
  watch.end();
  counted.inputs++;
  if (proved.length > 0) counted.proved++;
  return proved;
}

type Restated = (theorem: Ast.TheoremDeclaration) => Ast.TheoremDeclaration;

/** The subject's theorem, as it is restated, with so much changed of its proof, as a text. */
const mutants = (
  subjects: readonly Subject[],
  restated: Restated,
  list: fc.Arbitrary<readonly Change[]> = changes,
): fc.Arbitrary<readonly [string, string]> =>
  fc
    .tuple(fc.constantFrom(...subjects), list)
    .map(([subject, change]) => [
      subject.name,
      textWith(subject, withChanges(restated(subject.theorem), change, subject.pool)),
    ]);

const asItIs: Restated = (theorem) => theorem;

/** Neither follows from assumptions that can be true together, where the conclusion does. */
const untrue: readonly Restated[] = [
  (theorem) => ({ ...theorem, conclusion: falsehood }),
  (theorem) => ({ ...theorem, ...(theorem.conclusion && { conclusion: negated(theorem.conclusion) }) }),
];

const fuzz = (
  inputs: fc.Arbitrary<readonly [string, string]>,
  numRuns: number,
  holds: (proved: readonly string[]) => void = () => undefined,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(inputs, async ([name, text]) => {
      holds(await provedIn(text, name));
    }),
    { seed, numRuns },
  );

const nothing = (proved: readonly string[]): void => expect(proved).toEqual([]);

const small = subjectsOf('test/fuzz/small.ls2', textOf('test/fuzz/small.ls2'));
const script = subjectsOf('proofs/tvp-qt/script.ls2', textOf('proofs/tvp-qt/script.ls2'));
const lemmas = script.filter(({ theorem }) => theorem.kind === 'lemma');
const theorems = script.filter(({ theorem }) => theorem.kind === 'theorem');

test.each(small)('$name is proved as it stands', async (subject) => {
  expect(await provedIn(textWith(subject, subject.theorem), subject.name)).toEqual([subject.name]);
});

describe('whatever changes in a proof, it proves what is stated or nothing', () => {
  test('small theorems', () => fuzz(mutants(small, asItIs), 1500));
  test('lemmas of TVP-QT', () => fuzz(mutants(lemmas, asItIs), 150));
  test('theorems of TVP-QT', () => fuzz(mutants(theorems, asItIs), 12));
});

describe.each(untrue)('what is not true is not proved, whatever the proof (%#)', (restated) => {
  test('small theorems', () => fuzz(mutants(small, restated, fc.oneof(fc.constant([]), changes)), 400, nothing));
  test('lemmas of TVP-QT', () => fuzz(mutants(lemmas, restated, fc.oneof(fc.constant([]), changes)), 50, nothing));
  test('theorems of TVP-QT', () => fuzz(mutants(theorems, restated, fc.oneof(fc.constant([]), changes)), 6, nothing));
});

describe('whatever changes in a text, its theorems are proved as they then stand, or not', () => {
  const inputs = (texts: fc.Arbitrary<string>, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(texts, async (text) => void (await provedIn(text))),
      { seed, numRuns },
    );
  const pieces = small.map((subject) => textWith(subject, subject.theorem));

  test('tokens', () => inputs(fc.oneof(tokenMutants(pieces, 1), tokenMutants(pieces, 4)), 400));
  test('characters', () => inputs(fc.oneof(characterMutants(pieces, 1), characterMutants(pieces, 4)), 150));
});
