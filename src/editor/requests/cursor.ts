import type { IToken } from '../../language/chevrotain.js';
import { lex, spanOf } from '../../language/lexer.js';
import { Comma, closers, declarationWords, Identifier, LeftParen, openers, Semicolon } from '../../language/tokens.js';
import type { Analysis } from '../workspace.js';

/** Where a cursor stands among the tokens of a text. */
export interface Cursor {
  readonly offset: number;
  /** The tokens before it, the nearest first; a name that is being written is not among them. */
  readonly before: readonly IToken[];
  /** The first word of the declaration around it, and the tokens from there on, in the order of the text. */
  readonly inside: readonly IToken[];
  /** Whether nothing stands before it on its line. */
  readonly beginsLine: boolean;
  /** The brackets that are open around it. */
  readonly depth: number;
}

export function cursorAt({ text, path }: Analysis, offset: number): Cursor {
  const tokens = lex(text, path).tokens.filter((token) => {
    const { start, end } = spanOf(token);
    return end.offset > start.offset && end.offset <= offset;
  });
  const last = tokens.at(-1);
  const isWriting = last !== undefined && isWord(last) && spanOf(last).end.offset === offset;
  const done = isWriting ? tokens.slice(0, -1) : tokens;
  const from = isWriting ? spanOf(last).start.offset : offset;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const begin = done.findLastIndex(
    (token) => declarationWords.has(token.tokenType) && isFirstOnLine(text, spanOf(token).start.offset, true),
  );
  const inside = begin < 0 ? done : done.slice(begin);
  return {
    offset,
    before: [...done].reverse(),
    inside,
    beginsLine: text.slice(lineStart, from).trim() === '',
    depth: inside.reduce(
      (depth, { tokenType }) => depth + (openers.has(tokenType) ? 1 : closers.has(tokenType) ? -1 : 0),
      0,
    ),
  };
}

const isWord = ({ image }: IToken): boolean => /^[A-Za-z]/.test(image);

function isFirstOnLine(text: string, offset: number, atMargin = false): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return atMargin ? before === '' : before.trim() === '';
}

/** What is being called around a cursor, and which of its arguments is being written. */
export interface Call {
  readonly callee: IToken;
  readonly argument: number;
}

/** `f(a, |`, or of an action `extend l, |`. */
export function callAround({ before }: Cursor, text: string, isAction: (name: string) => boolean): Call | undefined {
  let [depth, commas] = [0, 0];
  for (const [i, token] of before.entries()) {
    const { tokenType, image } = token;
    if (closers.has(tokenType)) depth += 1;
    else if (openers.has(tokenType)) {
      depth -= 1;
      if (depth < 0) {
        const callee = before[i + 1];
        if (tokenType === LeftParen && callee !== undefined && isWord(callee)) return { callee, argument: commas };
        if (tokenType !== LeftParen) return undefined;
        [depth, commas] = [0, 0];
      }
    } else if (depth === 0 && tokenType === Comma) commas += 1;
    else if (depth === 0 && (tokenType === Semicolon || image === '=')) return undefined;
    else if (depth === 0 && isAction(image) && isStatement(before[i + 1], token, text))
      return { callee: token, argument: commas };
  }
  return undefined;
}

/** An action stands after `=`, `;` or `{`, or begins a line. */
const isStatement = (previous: IToken | undefined, token: IToken, text: string): boolean =>
  previous === undefined ||
  ['=', ';', '{', '['].includes(previous.image) ||
  isFirstOnLine(text, spanOf(token).start.offset);

/** The binders that stand before a cursor in its declaration, for texts whose tree is not whole: names and what is said of their sorts. */
export function bindersBefore({ inside }: Cursor): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const [i, token] of inside.entries()) {
    const [next, sort] = [inside[i + 1], inside[i + 2]];
    if (isWord(token) && next?.image === ':' && sort !== undefined && isWord(sort)) found.set(token.image, sort.image);
    if (isWord(token) && next?.image === '=' && token.tokenType === Identifier && inside[0]?.image === 'program')
      found.set(token.image, 'Term');
  }
  return found;
}
