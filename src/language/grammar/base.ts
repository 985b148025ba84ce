import type { Span } from '../../diagnostics/index.js';
import type { Binder, Identifier } from '../ast.js';
import {
  EmbeddedActionsParser,
  EOF,
  type IParserErrorMessageProvider,
  type IToken,
  isRecognitionException,
  type TokenType,
  tokenMatcher,
} from '../chevrotain.js';
import { spanOf } from '../lexer.js';
import type { LostPiece } from '../lost-names.js';
import * as T from '../tokens.js';
import { NextToken } from './lookahead.js';
import { type Advice, type Correction, Said } from './said.js';
import { meantWord } from './spelling.js';

/** How deep parentheses, quantifiers and blocks may nest: far more than anybody writes, and far from the end of the stack. */
const deepest = 100;

/** How many variables one list may bind: each is a quantifier of its own. */
const mostBinders = 1000;

/** What all parts of the grammar share: spans, names, lists of items that go on after a mistake. */
export abstract class BaseGrammar extends EmbeddedActionsParser {
  /** The token at which a nesting became too deep to go on. */
  tooDeep: IToken | undefined;
  /** The pieces that could not be read and are left out. */
  lost: LostPiece[] = [];
  /** The first token of the declaration in which each error was met, which may stand at the first token of the next. */
  readonly metIn = new Map<unknown, IToken>();
  /** What was read as something else that it was meant for. */
  corrections: Correction[] = [];
  private begun: IToken | undefined;
  private depth = 0;

  constructor(messages: IParserErrorMessageProvider, validate: boolean) {
    super(T.vocabulary, {
      maxLookahead: 1,
      lookaheadStrategy: new NextToken(),
      recoveryEnabled: false,
      skipValidations: !validate,
      errorMessageProvider: messages,
    });
  }

  /** Starts with other tokens. */
  begin(tokens: IToken[]): void {
    this.input = tokens;
    this.tooDeep = undefined;
    this.lost = [];
    this.metIn.clear();
    this.corrections = [];
    this.begun = undefined;
    this.depth = 0;
  }

  protected is(type: TokenType, ahead = 1): boolean {
    return tokenMatcher(this.LA(ahead), type);
  }

  /**
   * Whether to ask for an optional part that begins with this token: always while the package records the grammar, and later only where the
   * token is next. Asking costs far more than this look, and most optional parts of most expressions are not there.
   */
  protected maybe(type: TokenType): boolean {
    return this.RECORDING_PHASE || this.LA(1).tokenType === type;
  }

  /** Stops at the next token, with all that there is to say, of it or of another. */
  protected say(message: string, advice?: Advice, token = this.LA(1)): never {
    const error = new Said(message, token, this.LA(0), advice);
    this.errors = [...this.errors, error];
    throw error;
  }

  /** Reads the next token as another, which was meant; that is reported, and reading goes on. */
  protected correct(type: TokenType, message: string, advice: Advice): void {
    const token = this.LA(1);
    this.corrections.push({ token, within: this.begun ?? token, message, advice });
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? -1;
  }

  /** Goes past the next token, which is reported. */
  protected leaveOut(message: string): void {
    const token = this.LA(1);
    this.corrections.push({
      token,
      within: this.begun ?? token,
      message,
      advice: { message: 'leave it out', text: '' },
    });
    this.SKIP_TOKEN();
  }

  /** Where one of some words may stand, and no other: reads a word that is misspelt, or another language's, as the one it was meant for. */
  protected spell(words: readonly TokenType[]): void {
    const { tokenType, image } = this.LA(1);
    if (this.RECORDING_PHASE || !this.is(T.Identifier) || words.includes(tokenType) || this.startsDeclaration()) return;
    const meant = meantWord(image, words);
    if (meant === undefined) return;
    const text = meant.LABEL?.replaceAll('`', '') ?? meant.name;
    this.correct(meant, `\`${image}\` is no word that may stand here`, { message: `did you mean \`${text}\`?`, text });
  }

  /** Whether the next token stands on the line of the one before it. */
  protected sameLine(): boolean {
    return this.LA(1).startLine === this.LA(0).startLine;
  }

  /** From a token to the last one consumed. */
  protected since(first: IToken): Span {
    return { start: spanOf(first).start, end: spanOf(this.LA(0)).end };
  }

  protected sinceSpan(first: { readonly span: Span }): Span {
    return { start: first.span.start, end: spanOf(this.LA(0)).end };
  }

  protected identifierOf(token: IToken): Identifier {
    return { name: token.image, span: spanOf(token) };
  }

  /** Parses what is so many levels deeper than what is around it. */
  protected nested<R>(parse: () => R, levels = 1): R {
    this.depth += levels;
    if (this.depth > deepest && !this.RECORDING_PHASE) this.giveUp();
    try {
      return parse();
    } finally {
      this.depth -= levels;
    }
  }

  /** Goes to the end of the text, because what stands here is nested too deeply. */
  protected giveUp(): void {
    this.tooDeep ??= this.LA(1);
    while (!this.is(EOF)) this.SKIP_TOKEN();
  }

  /**
   * Items until `done`. One that cannot be read is left out: its error is kept, `resume` skips to where the next may begin, and
   * reading goes on, so that one run reports every mistake.
   */
  protected items<R>(
    kind: LostPiece['kind'],
    item: () => R,
    done: () => boolean,
    resume: (first: IToken) => void,
  ): R[] {
    const read: R[] = [];
    // The package is shown the loop as one of its own: docs/grammar.md is made of what it records.
    if (this.RECORDING_PHASE) this.MANY9(() => read.push(item()));
    while (!this.RECORDING_PHASE && !(this.is(EOF) || done())) {
      const first = this.LA(1);
      const begins = this.startsDeclaration();
      if (kind === 'declaration') this.begun = first;
      try {
        read.push(item());
      } catch (error) {
        if (!(error instanceof Error && isRecognitionException(error))) throw error;
        this.metIn.set(error, this.begun ?? first);
        resume(first);
        if (this.LA(1) === first && !this.is(EOF)) this.SKIP_TOKEN();
        const tokens = this.input.slice(this.input.indexOf(first), this.input.indexOf(this.LA(1)));
        this.lost.push({ kind, tokens, begins });
      }
    }
    return read;
  }

  /** Skips up to a token that `stops` accepts outside of the brackets opened on the way, or that closes the block around. */
  protected skipTo(stops: () => boolean): void {
    let open = 0;
    while (!this.is(EOF) && !this.startsDeclaration()) {
      if (open === 0 && (stops() || this.is(T.RightBrace))) return;
      if (this.is(T.LeftBrace)) open += 1;
      if (this.is(T.RightBrace)) open -= 1;
      this.SKIP_TOKEN();
    }
  }

  /** Whether the next token is the first word of a declaration, and stands first on its line with a name or text after it. */
  protected startsDeclaration(): boolean {
    return (
      T.declarationWords.has(this.LA(1).tokenType) &&
      !this.sameLine() &&
      (this.is(T.Text, 2) || (this.is(T.Identifier, 2) && !connectives.has(this.LA(2).tokenType)))
    );
  }

  protected readonly name = this.RULE('name', (): Identifier => this.identifierOf(this.CONSUME(T.Identifier)));

  protected readonly names = this.RULE('names', (): Identifier[] => {
    const names: Identifier[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => names.push(this.SUBRULE(this.name)) });
    return names;
  });

  /** `x, y: Sort, z` */
  protected readonly binders = this.RULE('binders', (): Binder[] => {
    const binders: Binder[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        const sort = this.OPTION(() => {
          this.CONSUME(T.Colon);
          return this.SUBRULE1(this.name);
        });
        binders.push(sort === undefined ? name : { ...name, sort });
        if (binders.length > mostBinders) this.giveUp();
      },
    });
    return binders;
  });

  /** `(x: Sort, …)`, `()`, or nothing */
  protected readonly params = this.RULE('params', (): Binder[] => {
    const binders = this.OPTION(() => {
      this.CONSUME(T.LeftParen);
      const list = this.OPTION1(() => this.SUBRULE(this.binders));
      this.CONSUME(T.RightParen);
      return list;
    });
    return binders ?? [];
  });
}

/** Names that stand between formulas: before one of them stands a name, and no first word of a declaration. */
const connectives: ReadonlySet<TokenType> = new Set([T.Or, T.Iff, T.On]);

/** What a text in quotes says. */
export const textOf = (token: IToken): string => token.image.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
