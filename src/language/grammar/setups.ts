import type { SetupDeclaration, SetupItem } from '../ast.js';
import * as T from '../tokens.js';
import { textOf } from './base.js';
import { ProofGrammar } from './proofs.js';

/** How machines are set up. */
export abstract class SetupGrammar extends ProofGrammar {
  protected readonly setupDeclaration = this.RULE('setupDeclaration', (): SetupDeclaration => {
    const first = this.CONSUME(T.Setup);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.LeftParen);
    const self = this.SUBRULE1(this.name);
    this.CONSUME(T.RightParen);
    this.CONSUME(T.LeftBrace);
    const items = this.items(
      'setup item',
      () => this.SUBRULE(this.setupItem),
      () => this.is(T.RightBrace) || this.startsDeclaration(),
      () => {
        this.skipTo(() => this.is(T.Semicolon) || !this.sameLine());
        if (this.is(T.Semicolon)) this.SKIP_TOKEN();
      },
    );
    this.CONSUME(T.RightBrace);
    return { kind: 'setup', name, self, items, span: this.since(first) };
  });

  private readonly setupItem = this.RULE('setupItem', (): SetupItem => {
    const item = this.OR<SetupItem>({
      DEF: [
        { GATE: () => this.is(T.Identifier, 2), ALT: () => this.SUBRULE(this.imageItem) },
        // A bracket would go on with the term of the line before.
        { GATE: () => this.is(T.Identifier), ALT: () => this.SUBRULE(this.placeItem) },
      ],
      ERR_MSG: 'a location, a register or `image`',
    });
    if (this.RECORDING_PHASE) this.OPTION9(() => this.CONSUME(T.Semicolon));
    else if (this.is(T.Semicolon) || this.lineGoesOn()) this.CONSUME(T.Semicolon, { ERR_MSG: '`;` or a new line' });
    return item;
  });

  /** `image PROGRAM "file"` */
  private readonly imageItem = this.RULE('imageItem', (): SetupItem => {
    const first = this.CONSUME(T.Image);
    const program = this.SUBRULE(this.name);
    const file = textOf(this.CONSUME(T.Text));
    return { kind: 'image', program, file, span: this.since(first) };
  });

  /** `LOCATION holds TERM`, or `REGISTER is PCR n` */
  private readonly placeItem = this.RULE('placeItem', (): SetupItem => {
    const first = this.LA(1);
    const place = this.SUBRULE(this.postfix);
    this.spell([T.Holds, T.Is]);
    return this.OR<SetupItem>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.Holds);
            const value = this.SUBRULE(this.expression);
            return { kind: 'holds', location: place, value, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Is);
            this.CONSUME(T.Register);
            const index = this.CONSUME(T.Numeral);
            const indexSpan = this.identifierOf(index).span;
            return { kind: 'register', register: place, index: index.image, indexSpan, span: this.since(first) };
          },
        },
      ],
      ERR_MSG: '`holds` or `is`',
    });
  });
}
