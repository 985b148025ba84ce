import { type Diagnostic, diagnostic, type Position, type Span, startOfFile } from '../diagnostics/index.js';
import { EOF, type IToken, type TokenType } from './chevrotain.js';
import { Hat, Identifier, Numeral, signs, Text, words } from './tokens.js';

/** A comment as it stands in the text, with its marks. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
  /** `///`: says something of the next declaration. */
  readonly doc: boolean;
  /** How many tokens come before it. */
  readonly tokensBefore: number;
}

const quote = 0x22;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
/** Of Latin script: whether it may stand in a name is seen later. */
const isLetter = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0xc0 && code <= 0x17f) ||
  (code >= 0x1e00 && code <= 0x1eff);

/** Where a token stands. */
export const spanOf = (token: IToken): Span => token.payload ?? startOfFile;

export interface Lexed {
  /** Each with its span as payload. Ends with an EOF token that stands where the text ends. */
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The circumflex of V̂, which makes a name its owner. */
const hat = '\u0302';
const ascii = /^[A-Za-z0-9_']+$/;
const start = String.raw`[A-Za-z\u00C0-\u017F\u1E00-\u1EFF]`;

/** One lexeme at a position. What begins a comment or text and has no end goes on as far as it may. */
const lexeme = new RegExp(
  [
    String.raw`[ \t\r\n\uFEFF]+`,
    `${start}${hat}?[A-Za-z0-9_]*'*`,
    '[0-9]+',
    String.raw`\.\.\.|\^-1|⁻¹|=>|==|!=|<=|\|-|/\\|\\/|\{\||\|\}|[∀∃¬~⊤⊥∧∨⊃⊢≡⟺≠≤<=^@.…·,:;_()[\]{}]`,
    String.raw`//[^\n]*|/\*(?:[^]*?\*/|[^]*)`,
    String.raw`"(?:[^"\\\n]|\\["\\])*"?`,
    '[^]',
  ].join('|'),
  'uy',
);

/** Cuts a text into tokens. What is no part of the language is reported and left out. */
export function lex(text: string, file: string): Lexed {
  const tokens: IToken[] = [];
  const comments: Comment[] = [];
  const diagnostics: Diagnostic[] = [];
  let [line, lineStart] = [1, 0];
  lexeme.lastIndex = 0;

  const position = (offset: number): Position => ({ offset, line, column: offset - lineStart + 1 });
  const push = (tokenType: TokenType, image: string, offset: number, length: number): void => {
    const payload: Span = { start: position(offset), end: position(offset + length) };
    tokens.push({
      image,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? -1,
      startOffset: offset,
      startLine: line,
      payload,
    });
  };
  const report = (
    code: 'LS2-0101' | 'LS2-0102' | 'LS2-0103',
    message: string,
    from: Position,
    offset: number,
  ): void => {
    diagnostics.push(diagnostic(code, message, { file, span: { start: from, end: position(offset) } }));
  };

  for (let offset = 0; offset < text.length; offset = lexeme.lastIndex) {
    lexeme.lastIndex = offset;
    const image = lexeme.exec(text)?.[0] ?? text.slice(offset, offset + 1);
    const end = offset + image.length;
    lexeme.lastIndex = end;
    const type = signs.get(image);
    const first = image.charCodeAt(0);
    if (type !== undefined) push(type, image, offset, image.length);
    else if (isBlank(first)) newLines(image, offset);
    else if (isLetter(first)) name(image, offset);
    else if (isDigit(first)) push(Numeral, image, offset, image.length);
    else if (image.startsWith('//') || image.startsWith('/*')) comment(image, offset, end);
    else if (first === quote) quoted(image, offset, end);
    else report('LS2-0101', `\`${image}\` is no part of the language`, position(offset), end);
    lexeme.lastIndex = end;
  }
  push(EOF, '', text.length, 0);
  return { tokens, comments, diagnostics };

  function newLines(image: string, offset: number): void {
    for (let at = image.indexOf('\n'); at >= 0; at = image.indexOf('\n', at + 1)) {
      line += 1;
      lineStart = offset + at + 1;
    }
  }

  function comment(image: string, offset: number, end: number): void {
    const from = position(offset);
    newLines(image, offset);
    if (image.startsWith('/*') && (image.length < 4 || !image.endsWith('*/')))
      report('LS2-0103', 'this comment is not closed', from, end);
    const doc = image.startsWith('///') && !image.startsWith('////');
    comments.push({
      text: image.trimEnd(),
      span: { start: from, end: position(end) },
      doc,
      tokensBefore: tokens.length,
    });
  }

  function quoted(image: string, offset: number, end: number): void {
    const closed = image.length > 1 && /(?:^|[^\\])(?:\\\\)*"$/.test(image.slice(1));
    if (!closed) report('LS2-0102', 'this text in quotes has no end on its line', position(offset), end);
    push(Text, closed ? image : `${image}"`, offset, image.length);
  }

  /** A name, or a word; a circumflex on its first letter is a token of its own, as is `^`. */
  function name(image: string, offset: number): void {
    const word = words.get(image);
    if (word !== undefined || ascii.test(image)) {
      push(word ?? Identifier, image, offset, image.length);
      return;
    }
    const plain = image.normalize('NFD');
    const hatted = plain[1] === hat;
    const bare = hatted ? plain[0] + plain.slice(2) : plain;
    if (!/^[A-Za-z]/.test(bare) || bare.includes(hat) || /[^A-Za-z0-9_']/.test(bare)) {
      report(
        'LS2-0101',
        `\`${image}\` is no name: names are of Latin letters without accents`,
        position(offset),
        offset + image.length,
      );
      return;
    }
    if (hatted) push(Hat, '^', offset, image.length);
    push(hatted ? Identifier : (words.get(bare) ?? Identifier), bare, offset, image.length);
  }
}
