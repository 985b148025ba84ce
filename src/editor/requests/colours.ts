import { SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { Span } from '../../diagnostics/index.js';
import { lex, spanOf } from '../../language/lexer.js';
import { Numeral, Text, words } from '../../language/tokens.js';
import type { Kind } from '../names/meaning.js';
import type { Analysis } from '../workspace.js';

const types = [
  'comment',
  'keyword',
  'string',
  'number',
  'operator',
  'type',
  'struct',
  'function',
  'macro',
  'method',
  'event',
  'property',
  'variable',
  'parameter',
  'class',
  'enumMember',
] as const;
type Type = (typeof types)[number];

export const legend: SemanticTokensLegend = {
  tokenTypes: [...types],
  tokenModifiers: ['declaration', 'documentation'],
};

const typeOf: Readonly<Record<Kind, Type>> = {
  sort: 'type',
  machine: 'struct',
  principal: 'property',
  location: 'property',
  function: 'function',
  constant: 'enumMember',
  event: 'event',
  predicate: 'function',
  action: 'keyword',
  definition: 'macro',
  program: 'method',
  chain: 'macro',
  axiom: 'class',
  theorem: 'class',
  variable: 'variable',
  fact: 'parameter',
};

const keywords = new Set(words.values());

interface Piece {
  readonly span: Span;
  readonly type: Type;
  readonly modifiers: number;
}

/** What each token is: by what it means where it is a name, else by what it looks like. */
export function colours({ text, path, occurrences }: Analysis): number[] {
  const meant = new Map(occurrences.map((each) => [each.span.start.offset, each]));
  const { tokens, comments } = lex(text, path);
  const pieces: Piece[] = comments.map(({ span, doc }) => ({ span, type: 'comment', modifiers: doc ? 2 : 0 }));
  for (const token of tokens) {
    const span = spanOf(token);
    const occurrence = meant.get(span.start.offset);
    const type = occurrence === undefined ? looks(token) : typeOf[occurrence.meaning.kind];
    if (type !== undefined && span.end.offset > span.start.offset)
      pieces.push({ span, type, modifiers: occurrence?.declares === true ? 1 : 0 });
  }
  const builder = new SemanticTokensBuilder();
  const inOrder = pieces.flatMap((piece) => byLine(text, piece)).sort((a, b) => a.line - b.line || a.column - b.column);
  // What was mended may have been read as two tokens of one text.
  let end = { line: 0, column: 0 };
  for (const { line, column, length, type, modifiers } of inOrder) {
    if (line === end.line && column < end.column) continue;
    builder.push(line, column, length, types.indexOf(type), modifiers);
    end = { line, column: column + length };
  }
  return builder.build().data;
}

function looks({ tokenType, image }: ReturnType<typeof lex>['tokens'][number]): Type | undefined {
  if (keywords.has(tokenType)) return /^[a-zA-Z]/.test(image) ? 'keyword' : 'operator';
  if (tokenType === Text) return 'string';
  if (tokenType === Numeral) return 'number';
  return undefined;
}

/** A token of the protocol stands on one line. */
function byLine(text: string, { span, type, modifiers }: Piece) {
  const lines = text.slice(span.start.offset, span.end.offset).split('\n');
  return lines.flatMap((line, i) => {
    const length = line.replace(/\r$/, '').length;
    if (length === 0) return [];
    return [{ line: span.start.line - 1 + i, column: i === 0 ? span.start.column - 1 : 0, length, type, modifiers }];
  });
}
