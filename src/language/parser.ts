import { type Diagnostic, diagnostic, inOrder, type Span, startOfFile } from '../diagnostics/index.js';
import type { Declaration, SourceFile } from './ast.js';
import type { IToken } from './chevrotain.js';
import { Grammar } from './grammar/declarations.js';
import { type Comment, lex, spanOf } from './lexer.js';
import { type LostNames, type LostPiece, namesLost } from './lost-names.js';
import { messages, syntaxError } from './syntax-errors.js';

export interface Parsed {
  readonly file: SourceFile;
  readonly comments: readonly Comment[];
  /** What could not be read: where, and the names that may be declared there. */
  readonly lost: readonly (LostNames & { readonly span: Span })[];
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
  const last = tokens.at(-1);
  const span: Span = { start: startOfFile.start, end: last === undefined ? startOfFile.end : spanOf(last).end };
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
  const at = { file: path, span: spanOf(tooDeep) };
  return [
    ...before.map((error) => syntaxError(error, tokens, path)),
    diagnostic('LS2-0107', 'this is nested too deeply; what follows was not read', at),
  ];
}

function lostPiece(piece: LostPiece): Parsed['lost'] {
  const [first, last] = [piece.tokens[0], piece.tokens.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ span: { start: spanOf(first).start, end: spanOf(last).end }, ...namesLost(piece) }];
}

/** Gives each declaration the text of the `///` comments just before its first token. */
function withDocs(
  declarations: readonly Declaration[],
  comments: readonly Comment[],
  tokens: readonly IToken[],
): readonly Declaration[] {
  const docs = new Map<number, string[]>();
  for (const { doc, text, tokensBefore } of comments) {
    const next = tokens[tokensBefore];
    if (!doc || next === undefined) continue;
    const lines = docs.get(next.startOffset) ?? [];
    lines.push(text.slice(3).replace(/^ /, ''));
    docs.set(next.startOffset, lines);
  }
  if (docs.size === 0) return declarations;
  return declarations.map((declaration) => {
    const lines = docs.get(declaration.span.start.offset);
    return lines === undefined ? declaration : { ...declaration, doc: lines.join('\n') };
  });
}
