import type { PlatformDeclaration, PlatformItem, ReferenceText } from '../ast.js';
import * as T from '../tokens.js';
import { textOf } from './base.js';
import { SetupGrammar } from './setups.js';

/** How models appear on real machines. */
export abstract class PlatformGrammar extends SetupGrammar {
  /** `platform NAME(m: KIND) concludes THEOREM, … { … }` */
  protected readonly platformDeclaration = this.RULE('platformDeclaration', (): PlatformDeclaration => {
    const first = this.CONSUME(T.Platform);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    this.spell([T.Concludes]);
    this.CONSUME(T.Concludes);
    const theorems = this.SUBRULE(this.names);
    this.CONSUME(T.LeftBrace);
    const items = this.items(
      'platform item',
      () => this.SUBRULE(this.platformItem),
      () => this.is(T.RightBrace) || this.startsDeclaration(),
      () => {
        this.skipTo(() => this.is(T.Semicolon) || !this.sameLine());
        if (this.is(T.Semicolon)) this.SKIP_TOKEN();
      },
    );
    this.CONSUME(T.RightBrace);
    return { kind: 'platform', name, params, theorems, items, span: this.since(first) };
  });

  private readonly platformItem = this.RULE('platformItem', (): PlatformItem => {
    const first = this.LA(1);
    const term = this.SUBRULE(this.postfix);
    const register = this.OPTION(() => {
      this.CONSUME(T.On);
      return this.SUBRULE1(this.postfix);
    });
    this.spell([T.Is]);
    this.CONSUME(T.Is);
    const references: ReferenceText[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => references.push(this.SUBRULE(this.reference)) });
    const item = { term, ...(register && { register }), references, span: this.since(first) };
    if (this.RECORDING_PHASE) this.OPTION9(() => this.CONSUME(T.Semicolon));
    else if (this.is(T.Semicolon) || this.lineGoesOn()) this.CONSUME(T.Semicolon, { ERR_MSG: '`;` or a new line' });
    return item;
  });

  /** `any`, or `file "path"`, `digest "sha256:…"` and the like */
  private readonly reference = this.RULE('reference', (): ReferenceText => {
    const first = this.LA(1);
    const word = this.SUBRULE(this.name);
    const text = this.OPTION(() => textOf(this.CONSUME(T.Text)));
    return { word, ...(text !== undefined && { text }), span: this.since(first) };
  });
}
