import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { entryOf } from '../../src/diagnostics/index.js';
import { characterMutants, soups, tokenMutants } from '../../src/fuzz/arbitraries/mutations.js';
import { piecesOf } from '../../src/fuzz/arbitraries/pieces.js';
import { sourceFiles } from '../../src/fuzz/arbitraries/syntax.js';
import { type FileSource, reader } from '../../src/language/index.js';
import { printFile } from '../../src/language/printer.js';
import { statement } from '../../src/prover/index.js';
import { diagnosticText } from '../../src/report/diagnostics-text.js';
import { samples } from '../language/samples.js';
import { logic, textsUnder } from '../language/texts.js';
import { watchdog } from './watchdog.js';

const seed = 20_260;
const shipped = ['models', 'proofs'].flatMap(textsUnder);
const texts = new Map(shipped.map(({ path, text }) => [path, text]));
/** Where the imports of the shipped files lead to something. */
const path = 'proofs/tvp-qt/mutant.ls2';

/** The texts in pieces, each with the imports of the whole. */
const pieces = piecesOf({
  texts: [...shipped, ...textsUnder('test/fuzz'), ...textsUnder('test/golden')],
  logic,
  subjects: [],
});

const watch = watchdog();
const counted = { inputs: 0, faultless: 0 };

/** Reads a text as a file among the shipped ones; whatever it is, there are diagnostics of it, and a model whose theorems are formulas. */
function readSoundly(text: string): void {
  const source: FileSource = {
    read: (file) => (file === path ? text : texts.get(file)),
    identity: (file) => file,
    logic,
  };
  const { model, diagnostics } = reader(source).read(path);
  for (const { code, file, span, related } of diagnostics) {
    expect(entryOf(code).title).not.toBe('');
    expect(file === path || texts.has(file)).toBe(true);
    for (const { start, end } of [span, ...related.filter((r) => r.file === path).map((r) => r.span)]) {
      expect(start.offset).toBeLessThanOrEqual(end.offset);
      if (file === path) expect(end.offset).toBeLessThanOrEqual(text.length);
    }
  }
  // What is wrong with a text is at most something at every character, and something with the file.
  expect(diagnostics.length).toBeLessThanOrEqual(2 * text.length + 2);
  for (const shown of diagnostics.slice(0, 50)) expect(diagnosticText(shown, () => text)).toContain(shown.code);
  for (const decl of model.theorems) {
    const { loose, free } = statement(decl);
    expect({ loose, free: free.length }).toEqual({ loose: 0, free: 0 });
  }
  counted.inputs++;
  if (diagnostics.every(({ severity }) => severity === 'warning')) counted.faultless++;
}

/** Failing prints the seed, and the smallest input that fails. */
const fuzz = (inputs: fc.Arbitrary<string>, numRuns: number): void =>
  fc.assert(
    fc.property(inputs, (text) => {
      watch.begin(text);
      readSoundly(text);
      watch.end();
    }),
    { seed, numRuns },
  );

test('whatever tokens change, a text is read', () =>
  fuzz(fc.oneof(tokenMutants(pieces, 1), tokenMutants(pieces, 6)), 3500));

test('whatever characters change, a text is read', () =>
  fuzz(fc.oneof(characterMutants(pieces, 1), characterMutants(pieces, 6)), 2000));

test('whole files with changes are read', () => fuzz(tokenMutants([...samples, ...texts.values()], 20), 60));

test('what is no text of the language is read', () => fuzz(soups(pieces), 1000));

test('what the grammar allows is read, whether it means something or not', () => fuzz(sourceFiles.map(printFile), 800));

afterAll(() => {
  process.stdout.write(`seed ${seed}: ${counted.inputs} inputs, ${counted.faultless} of them without an error\n`);
});
