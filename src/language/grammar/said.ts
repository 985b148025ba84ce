import { type IToken, MismatchedTokenException } from '../chevrotain.js';

/** What to do about a mistake: a sentence, and where one is enough, what to write in place of the token. */
export interface Advice {
  readonly message: string;
  readonly text?: string;
}

/** An error of the grammar that says by itself all that there is to say, and not only what was expected. */
export class Said extends MismatchedTokenException {
  readonly advice: Advice | undefined;

  constructor(message: string, token: IToken, before: IToken, advice: Advice | undefined) {
    super(message, token, before);
    this.advice = advice;
  }
}

/** A word or sign that was read as another one, which was meant. */
export interface Correction {
  readonly token: IToken;
  /** A token of the declaration in which it stands. */
  readonly within: IToken;
  readonly message: string;
  readonly advice: Advice;
}
