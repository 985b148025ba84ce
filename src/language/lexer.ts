import { type Diagnostic, diagnostic, type Fix, type Position, type Span, startOfFile } from '../diagnostics/index.js';
import { EOF, type IToken, type TokenType } from './chevrotain.js';
import { assigns, foreignSigns } from './foreign.js';
import { mended } from './mended.js';
import {
  Bar,
  Comma,
  closers,
  declarationWords,
  Hat,
  Identifier,
  LeftBrace,
  LeftParen,
  Numeral,
  openers,
  signs,
  Text,
  words,
} from './tokens.js';
import { tooLong, unreadable } from './unreadable.js';

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
  /** Why a part of the text, in which anything may be declared, is not among the tokens: it is no text, or in a comment without an end. */
  readonly hidden: boolean;
}

/** The circumflex of V̂, which makes a name its owner. */
const hat = '\u0302';
const wholly = /^[0-9]+$/;
const ascii = /^[A-Za-z0-9_']+$/;
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const foreign = [...foreignSigns.keys(), ...assigns].sort((a, b) => b.length - a.length).map(escaped);
const [longSigns, shortSigns] = [foreign.filter((sign) => [...sign].length > 1), foreign];

/**
 * One lexeme at a position. What begins a comment or text and has no end goes on as far as it may. Signs of other languages that begin like one of
 * this stand before those, except where they are comments here.
 */
const lexeme = new RegExp(
  [
    String.raw`[ \t\r\n\uFEFF]+`,
    String.raw`[A-Za-z][A-Za-z0-9_]*'*(?![\p{L}\p{M}₀-₉′’ʹʼ]|(?!\uFEFF)\p{Cf}|-[A-Za-z])`,
    String.raw`\p{L}${hat}?(?:[\p{L}\p{M}\p{Nd}_₀-₉]|(?!\uFEFF)\p{Cf}|-(?=[A-Za-z]))*['′’ʹʼ]*`,
    '[0-9]+(?![A-Za-z_])',
    "[0-9]+[A-Za-z0-9_]+'*",
    String.raw`//[^\n]*|/\*(?:[^]*?\*/|[^]*)`,
    String.raw`--(?![>-])[^\n]*|[#%][^\n]*|\(\*[^]*?\*\)|\*/`,
    String.raw`(?:/\\|\\/|\.\.\.|\^-1|⁻¹|\{\||\|\}|\|-)`,
    ...longSigns,
    String.raw`=>|==|!=|<=|[∀∃¬~⊤⊥∧∨⊃⊢≡⟺≠≤<=^@.…·,:;_()[\]{}]`,
    String.raw`"(?:[^"\\\n]|\\["\\])*"?`,
    String.raw`[“„«][^“”„«»"\n]*[“”»"]|'[^'\n]*'`,
    String.raw`\\[A-Za-z]+`,
    ...shortSigns,
    '[^]',
  ].join('|'),
  'uy',
);

/** Cuts a text into tokens. What is no part of the language is reported, and read as what it was meant for, or else left out. */
export function lex(text: string, file: string): Lexed {
  const long = tooLong(text, file);
  if (long !== undefined) return nothing(long, file);
  const lexing = new Lexing(file);
  const unread = text.includes('\0') ? text.indexOf('\0') : lexing.read(text);
  return unread === undefined ? lexing : nothing(unreadable(text, unread, file), file);
}

/** What is read of a file of which nothing can be read. */
function nothing(reason: Diagnostic, file: string): Lexed {
  const none = new Lexing(file);
  none.read('');
  return { tokens: none.tokens, comments: [], diagnostics: [reason], hidden: true };
}

class Lexing implements Lexed {
  readonly tokens: IToken[] = [];
  readonly comments: Comment[] = [];
  readonly diagnostics: Diagnostic[] = [];
  hidden = false;
  private readonly file: string;
  private line = 1;
  private lineStart = 0;
  /** The first word of the declaration that is being read. */
  private declares: TokenType | undefined;
  /** The brackets that are open: a set of programs stands among arguments. */
  private readonly open: ('set' | 'other')[] = [];
  /** What is reported where it stands first, and not again. */
  private readonly reported = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  /** Reads all of a text; or up to a character that no text has, whose offset it gives. */
  read(text: string): number | undefined {
    for (let offset = 0; offset < text.length; offset = lexeme.lastIndex) {
      lexeme.lastIndex = offset;
      const image = lexeme.exec(text)?.[0] ?? text.slice(offset, offset + 1);
      const end = offset + image.length;
      lexeme.lastIndex = end;
      const type = signs.get(image);
      const first = image.charCodeAt(0);
      if (type !== undefined) this.push(type, image, offset);
      else if (isBlank(first)) this.newLines(image, offset);
      else if (isLetter(first)) this.name(image, offset);
      else if (isDigit(first) && wholly.test(image)) this.push(Numeral, image, offset);
      else if (image.startsWith('//') || image.startsWith('/*')) this.comment(image, offset);
      else if (first === quote) this.quoted(image, offset);
      else if (/^(?:\ufffd|[\ud800-\udfff]$)/.test(image)) return offset;
      else if (image === '|' && this.open.at(-1) === 'set') this.push(Bar, image, offset);
      else this.strange(image, offset);
      // Searching for what was meant uses the same expression for other texts.
      lexeme.lastIndex = end;
    }
    this.push(EOF, '', text.length);
    return undefined;
  }

  private position(offset: number): Position {
    return { offset, line: this.line, column: offset - this.lineStart + 1 };
  }

  private push(tokenType: TokenType, image: string, offset: number, length = image.length): void {
    const payload: Span = { start: this.position(offset), end: this.position(offset + length) };
    if (declarationWords.has(tokenType)) this.declares = tokenType;
    if (closers.has(tokenType)) this.open.pop();
    if (openers.has(tokenType)) this.open.push(tokenType === LeftBrace && this.isArgument() ? 'set' : 'other');
    this.tokens.push({
      image,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? -1,
      startOffset: offset,
      startLine: this.line,
      payload,
    });
  }

  private isArgument(): boolean {
    const before = this.tokens.at(-1)?.tokenType;
    return before === Comma || before === LeftParen;
  }

  private report(code: Diagnostic['code'], message: string, span: Span, fix?: Fix): void {
    this.diagnostics.push(diagnostic(code, message, { file: this.file, span }, { fix }));
  }

  private newLines(image: string, offset: number): void {
    for (let at = image.indexOf('\n'); at >= 0; at = image.indexOf('\n', at + 1)) {
      this.line += 1;
      this.lineStart = offset + at + 1;
    }
  }

  private comment(image: string, offset: number): void {
    const start = this.position(offset);
    this.newLines(image, offset);
    const span = { start, end: this.position(offset + image.length) };
    if (image.startsWith('/*') && (image.length < 4 || !image.endsWith('*/'))) {
      this.report('LS2-0103', 'this comment is not closed', span);
      this.hidden = true;
    }
    const doc = image.startsWith('///') && !image.startsWith('////');
    this.comments.push({ text: image.trimEnd(), span, doc, tokensBefore: this.tokens.length });
  }

  private quoted(image: string, offset: number): void {
    const closed = image.length > 1 && /(?:^|[^\\])(?:\\\\)*"$/.test(image.slice(1));
    const span = { start: this.position(offset), end: this.position(offset + image.length) };
    if (!closed) this.report('LS2-0102', 'this text in quotes has no end on its line', span);
    this.push(Text, closed ? image : `${image}"`, offset, image.length);
  }

  /** A name, or a word; a circumflex on its first letter is a token of its own, as is `^`. */
  private name(image: string, offset: number): void {
    const word = words.get(image);
    if (word !== undefined || ascii.test(image)) {
      this.push(word ?? Identifier, image, offset);
      return;
    }
    const plain = image.normalize('NFD');
    const hatted = plain[1] === hat;
    const bare = hatted ? plain[0] + plain.slice(2) : plain;
    if (!/^[A-Za-z]/.test(bare) || bare.includes(hat) || !ascii.test(bare)) {
      this.strange(image, offset);
      return;
    }
    if (hatted) this.push(Hat, '^', offset, image.length);
    this.push(hatted ? Identifier : (words.get(bare) ?? Identifier), bare, offset, image.length);
  }

  /** What the language has not. */
  private strange(image: string, offset: number): void {
    const { message, fix, token, once } = mended(image, this.declares);
    const start = this.position(offset);
    this.newLines(image, offset);
    const span = { start, end: this.position(offset + image.length) };
    if (!this.reported.has(image)) {
      const edit = fix?.text === undefined ? {} : { edit: { span, text: fix.text } };
      this.report('LS2-0101', message, span, fix && { message: fix.message, ...edit });
    }
    if (once) this.reported.add(image);
    const last = this.comments.at(-1);
    // What stands between was to be a comment, too.
    if (image === '*/' && last?.text.includes('/*', 2)) this.tokens.length = last.tokensBefore;
    if (token !== undefined) this.push(token.type, token.image, offset, image.length);
  }
}
