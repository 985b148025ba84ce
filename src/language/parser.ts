import { type Diagnostic, diagnostic, inOrder, type Span, startOfFile } from '../diagnostics/index.js';
import type { Declaration, SourceFile } from './ast.js';
import { type IToken, type TokenType, tokenMatcher } from './chevrotain.js';
import { Grammar } from './grammar/declarations.js';
import { type Comment, lex, spanOf } from './lexer.js';
import { type Lost, type LostPiece, namesLost } from './lost-names.js';
import { type Met, type Piece, piecesOf } from './pieces.js';
import { correction, isEnd, messages, syntaxError } from './syntax-errors.js';
import { Axiom, Identifier, Lemma, Theorem } from './tokens.js';

export interface Parsed {
  readonly file: SourceFile;
  readonly comments: readonly Comment[];
  /** What could not be read: where, and the names that may be declared there. */
  readonly lost: readonly Lost[];
  /** The file cut into its declarations, with the errors of each. */
  readonly pieces: readonly Piece[];
  /** Whether a part of the text, in which anything may be declared, is hidden in a comment without an end, or is no text. */
  readonly hidden: boolean;
  /** The declarations that have an error among them, so that a part of them may be missing. */
  readonly damaged: ReadonlySet<Piece['content']>;
  readonly diagnostics: readonly Diagnostic[];
}

let grammar: Grammar | undefined;

/** Reads a text. Whatever can be read is in the tree; every place that cannot be is a diagnostic. */
export function parse(text: string, path: string): Parsed {
  const { tokens, comments, diagnostics, hidden } = lex(text, path);
  grammar ??= new Grammar(messages, false);
  grammar.begin(tokens);
  const read = grammar.file();
  const declarations = withDocs(read, comments, tokens);
  const last = tokens.at(-1);
  const span: Span = { start: startOfFile.start, end: last === undefined ? startOfFile.end : spanOf(last).end };
  const lost = grammar.lost.flatMap(lostPiece);
  const { pieces, diagnostics: kept } = piecesOf(declarations, lost, [
    ...diagnostics.map(lexical),
    ...mistakes(grammar, tokens, path),
  ]);
  return {
    file: { path, declarations, span },
    comments,
    lost,
    hidden,
    pieces,
    damaged: new Set(pieces.filter(({ errors }) => errors.length > 0).map(({ content }) => content)),
    diagnostics: inOrder(kept),
  };
}

/** An error of the lexer: it left out what it has nothing to put in place of. */
function lexical(met: Diagnostic): Met {
  const leftOut = met.code !== 'LS2-0101' || met.fix === undefined;
  return { diagnostic: met, at: met.span.start.offset, of: leftOut ? 'left out' : 'mended' };
}

/** What the grammar met. */
function mistakes(parser: Grammar, tokens: readonly IToken[], path: string): readonly Met[] {
  const { tooDeep, metIn, corrections } = parser;
  const all = [
    ...corrections.map(
      (each): Met => ({ diagnostic: correction(each, path), at: each.within.startOffset, of: 'mended' }),
    ),
    ...parser.errors.map(
      (error): Met => ({
        diagnostic: syntaxError(error, tokens, path),
        at: (metIn.get(error) ?? error.token).startOffset,
        of: isEnd(error) ? 'end' : 'grammar',
      }),
    ),
  ];
  if (tooDeep === undefined) return all;
  const at = { file: path, span: spanOf(tooDeep) };
  const deep = diagnostic('LS2-0107', 'this is nested too deeply; what follows was not read', at);
  return [
    ...all.filter((each) => offsetOf(each) < tooDeep.startOffset),
    { diagnostic: deep, at: tooDeep.startOffset, of: 'left out' },
  ];
}

const offsetOf = ({ diagnostic: { span } }: Met): number => span.start.offset;

function lostPiece(piece: LostPiece): Parsed['lost'] {
  const [first, last] = [piece.tokens[0], piece.tokens.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = { start: spanOf(first).start, end: spanOf(last).end };
  const role = claims.get(first.tokenType);
  const [, second] = piece.tokens;
  const named = role !== undefined && second !== undefined && tokenMatcher(second, Identifier);
  return [
    {
      kind: piece.kind,
      begins: piece.begins,
      ...(named && { claim: { role, name: second.image } }),
      span,
      ...namesLost(piece),
    },
  ];
}

const claims: ReadonlyMap<TokenType, 'theorem' | 'lemma' | 'axiom'> = new Map([
  [Theorem, 'theorem'],
  [Lemma, 'lemma'],
  [Axiom, 'axiom'],
] as const);

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
