import { type Diagnostic, diagnostic, type Position, type Span } from '../diagnostics/index.js';
import { EOF, type IToken, type TokenType } from './chevrotain.js';
import { Hat, Identifier, signs, Text, words } from './tokens.js';

/** A comment as it stands in the text, with its marks. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
  /** `///`: says something of the next declaration. */
  readonly doc: boolean;
}

export interface Lexed {
  /** Ends with an EOF token that stands where the text ends. */
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The circumflex of V̂, which makes a name its owner. */
const hat = '\u0302';
const start = String.raw`[A-Za-z\u00C0-\u017F\u1E00-\u1EFF]`;

/** One lexeme, by kind, at a position: blank, comment, name, text or sign. */
const lexeme = new RegExp(
  [
    String.raw`(?<blank>[ \t\r\n\uFEFF]+)`,
    String.raw`(?<comment>//[^\n]*|/\*[^]*?\*/)`,
    String.raw`(?<name>${start}${hat}?[A-Za-z0-9_]*'*)`,
    String.raw`(?<text>"(?:[^"\\\n]|\\["\\])*")`,
    String.raw`(?<sign>\.\.\.|\^-1|⁻¹|=>|==|!=|<=|\|-|/\\|\\/|\{\||\|\}|⟺|[∀∃¬~⊤⊥∧∨⊃⊢≡≠≤<=^@.…,:;_()[\]{}])`,
    String.raw`(?<openComment>/\*[^]*)`,
    String.raw`(?<openText>"[^\n]*)`,
    String.raw`(?<other>[^])`,
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
    tokens.push({
      image,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? -1,
      startOffset: offset,
      endOffset: offset + length - 1,
      startLine: line,
      endLine: line,
      startColumn: offset - lineStart + 1,
      endColumn: offset - lineStart + length,
    });
  };
  const report = (code: 'LS2-0101' | 'LS2-0102' | 'LS2-0103', message: string, from: Position, offset: number): void => {
    diagnostics.push(diagnostic(code, message, { file, span: { start: from, end: position(offset) } }));
  };

  for (let match = lexeme.exec(text); match !== null; match = lexeme.exec(text)) {
    const [image] = match;
    const groups = match.groups ?? {};
    const offset = match.index;
    const from = position(offset);
    const end = offset + image.length;
    if (groups['name'] !== undefined) {
      name(image, offset);
    } else if (groups['sign'] !== undefined) {
      push(signs.get(image) ?? Identifier, image, offset, image.length);
    } else if (groups['text'] !== undefined) {
      push(Text, image, offset, image.length);
    } else if (groups['openText'] !== undefined) {
      report('LS2-0102', 'this text in quotes has no end on its line', from, end);
      push(Text, `${image}"`, offset, image.length);
    } else if (groups['other'] !== undefined) {
      report('LS2-0101', `\`${image}\` is no part of the language`, from, end);
    } else {
      for (let at = image.indexOf('\n'); at >= 0; at = image.indexOf('\n', at + 1)) {
        line += 1;
        lineStart = offset + at + 1;
      }
      if (groups['openComment'] !== undefined) report('LS2-0103', 'this comment is not closed', from, end);
      if (groups['comment'] !== undefined) {
        const doc = /^\/\/\/(?!\/)/.test(image);
        comments.push({ text: image.trimEnd(), span: { start: from, end: position(end) }, doc });
      }
    }
  }
  push(EOF, '', text.length, 0);
  return { tokens, comments, diagnostics };

  /** A name, or a word; a circumflex on its first letter is a token of its own, as is `^`. */
  function name(image: string, offset: number): void {
    const plain = image.normalize('NFD');
    const hatted = plain[1] === hat;
    const bare = hatted ? plain[0] + plain.slice(2) : plain;
    if (!/^[A-Za-z]/.test(bare) || bare.includes(hat) || /[^A-Za-z0-9_']/.test(bare)) {
      report('LS2-0101', `\`${image}\` is no name: names are of Latin letters without accents`, position(offset), offset + image.length);
      return;
    }
    if (hatted) push(Hat, '^', offset, image.length);
    push(hatted ? Identifier : (words.get(bare) ?? Identifier), bare, offset, image.length);
  }
}
