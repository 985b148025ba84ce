import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expressions, sourceFiles } from '../../src/fuzz/arbitraries/syntax.js';
import { bare } from '../../src/fuzz/arbitraries/tree.js';
import { parse } from '../../src/language/parser.js';
import { printExpression, printFile } from '../../src/language/printer.js';
import { samples } from './samples.js';
import { brief } from './texts.js';

const read = (text: string) => {
  const { file, diagnostics } = parse(text, 'example.ls2');
  expect(diagnostics.map(brief), text).toEqual([]);
  return file;
};

describe('printing and reading are inverse', () => {
  test.each(samples)('of sample %#', (text) => {
    const file = read(text);
    expect(bare(read(printFile(file)))).toEqual(bare(file));
  });

  test('of any expression, at any width', () => {
    fc.assert(
      fc.property(expressions, fc.constantFrom(20, 100, Number.POSITIVE_INFINITY), (expr, width) => {
        const [declaration] = read(`define X ≡ ${printExpression(expr, width)}`).declarations;
        expect(declaration?.kind === 'define' && bare(declaration.body)).toEqual(bare(expr));
      }),
      { numRuns: 2000 },
    );
  });

  test('of any file', () => {
    fc.assert(
      fc.property(sourceFiles, (file) => {
        expect(bare(read(printFile(file)))).toEqual(bare(file));
      }),
      { numRuns: 1000 },
    );
  });
});
