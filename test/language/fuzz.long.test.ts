import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expressions, sourceFiles } from '../../src/fuzz/arbitraries/syntax.js';
import { format } from '../../src/language/format.js';
import { lex } from '../../src/language/lexer.js';
import { parse } from '../../src/language/parser.js';
import { printFile } from '../../src/language/printer.js';
import { samples } from './samples.js';
import { check, host } from './texts.js';

const runs = Number(process.env['RUNS'] ?? 0) || 2500;
const texts = samples.map((text) => text.slice(0, 6000)).filter((text) => text.length > 100);
const pieces = texts
  .flatMap((text) => lex(text, 'x').tokens.map((token) => token.image))
  .filter((image) => image !== '');

/** A text of the language, spoilt: pieces of it deleted, doubled, exchanged for others, cut off. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(
      fc.tuple(
        fc.nat(100_000),
        fc.constantFrom('delete', 'double', 'other', 'cut', 'character'),
        fc.constantFrom(...pieces),
        fc.string({ unit: 'binary', maxLength: 2 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((whole, [place, change, piece, characters]) => {
      const { tokens } = lex(whole, 'x');
      const token = tokens[place % tokens.length];
      const [from, to] = [token?.startOffset ?? 0, (token?.startOffset ?? 0) + (token?.image.length ?? 0)];
      if (change === 'delete') return whole.slice(0, from) + whole.slice(to);
      if (change === 'double') return whole.slice(0, to) + whole.slice(from);
      if (change === 'other') return `${whole.slice(0, from)} ${piece} ${whole.slice(to)}`;
      if (change === 'cut') return whole.slice(0, from);
      return whole.slice(0, from) + characters + whole.slice(from);
    }, text),
  );

/** Everything that can be done with a text; gives how many errors it has. */
function all(text: string): number {
  const { diagnostics, model } = check(text);
  for (const { span, code } of diagnostics) {
    expect(span.start.offset, code).toBeLessThanOrEqual(span.end.offset);
    expect(span.end.offset, code).toBeLessThanOrEqual(text.length);
  }
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const syntax = parse(text, 'x').diagnostics.length;
  expect(format(text, 'x').kind).toBe(syntax > 0 ? 'unreadable' : 'formatted');
  if (syntax > 0) expect(errors).toBeGreaterThan(0);
  expect(model.theory).toBeDefined();
  return errors;
}

describe('no text makes it crash or hang', () => {
  test('spoilt texts', () => {
    fc.assert(
      fc.property(spoilt, (text) => void all(text)),
      { numRuns: runs },
    );
  });

  test('any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void all(text)),
      { numRuns: runs },
    );
  });

  test('any tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (list) => void all(list.join(' '))),
      { numRuns: runs },
    );
  });

  test('any syntax tree, whatever it means', () => {
    fc.assert(
      fc.property(sourceFiles, (file) => void all(printFile(file))),
      { numRuns: runs / 2 },
    );
    fc.assert(
      fc.property(expressions, (expr) => {
        const declaration = {
          kind: 'define',
          name: { name: 'X', span: expr.span },
          params: [],
          body: expr,
          span: expr.span,
        } as const;
        all(`${host}${printFile({ path: 'x', declarations: [declaration], span: expr.span })}`);
      }),
      { numRuns: runs / 2 },
    );
  });
});
