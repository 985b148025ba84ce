import { type Diagnostic, diagnostic, inOrder, type Span } from '../diagnostics/index.js';
import type { Declaration, SourceFile } from './ast.js';
import { EOF, type IToken, tokenMatcher } from './chevrotain.js';
import { endOf, startOf } from './grammar/base.js';
import { Grammar } from './grammar/declarations.js';
import { type Comment, lex } from './lexer.js';
import { messages, syntaxError } from './syntax-errors.js';
import { Identifier } from './tokens.js';

export interface Parsed {
  readonly file: SourceFile;
  readonly comments: readonly Comment[];
  /** What could not be read: where, and the names in it, of which nobody knows what they are. */
  readonly lost: readonly { readonly span: Span; readonly names: readonly string[] }[];
  readonly diagnostics: readonly Diagnostic[];
}

let grammar: Grammar | undefined;

/** Reads a text. Whatever can be read is in the tree; every place that cannot be is a diagnostic. */
export function parse(text: string, path: string): Parsed {
  const { tokens, comments, diagnostics } = lex(text, path);
  grammar ??= new Grammar(messages, false);
  grammar.begin(tokens);
  const read = grammar.file();
  const declarations = withDocs(read, comments, tokens);
  const span: Span = { start: { offset: 0, line: 1, column: 1 }, end: positionOfEnd(tokens) };
  return {
    file: { path, declarations, span },
    comments,
    lost: grammar.lost.flatMap(lostPiece),
    diagnostics: inOrder([...diagnostics, ...mistakes(grammar, tokens, path)]),
  };
}

function mistakes(parser: Grammar, tokens: readonly IToken[], path: string): readonly Diagnostic[] {
  const { tooDeep } = parser;
  if (tooDeep === undefined) return parser.errors.map((error) => syntaxError(error, tokens, path));
  const before = parser.errors.filter(({ token }) => token.startOffset < tooDeep.startOffset);
  const at = { file: path, span: { start: startOf(tooDeep), end: endOf(tooDeep) } };
  return [
    ...before.map((error) => syntaxError(error, tokens, path)),
    diagnostic('LS2-0107', 'this is nested too deeply; what follows was not read', at),
  ];
}

function lostPiece(tokens: readonly IToken[]): Parsed['lost'] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) return [];
  const names = tokens.filter((token) => tokenMatcher(token, Identifier)).map((token) => token.image);
  return [{ span: { start: startOf(first), end: endOf(last) }, names }];
}

function positionOfEnd(tokens: readonly IToken[]): Span['end'] {
  const last = tokens.at(-1);
  return last === undefined || last.tokenType !== EOF ? { offset: 0, line: 1, column: 1 } : startOf(last);
}

/** Gives each declaration the text of the `///` comments between it and the token before it. */
function withDocs(declarations: readonly Declaration[], comments: readonly Comment[], tokens: readonly IToken[]): Declaration[] {
  const docs = comments.filter((comment) => comment.doc);
  if (docs.length === 0) return [...declarations];
  const ends = new Map(tokens.map((token, i) => [token.startOffset, tokens[i - 1]?.endOffset ?? -1]));
  let next = 0;
  return declarations.map((declaration) => {
    const start = declaration.span.start.offset;
    const after = ends.get(start) ?? start;
    const lines: string[] = [];
    for (let doc = docs[next]; doc !== undefined && doc.span.start.offset < start; doc = docs[next]) {
      if (doc.span.start.offset > after) lines.push(doc.text.slice(3).replace(/^ /, ''));
      next += 1;
    }
    return lines.length === 0 ? declaration : { ...declaration, doc: lines.join('\n') };
  });
}
