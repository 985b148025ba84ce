import type { Binder, Expr, Identifier, Interval, ProgramText, Statement } from '../ast.js';
import { EOF, type IToken, type TokenType } from '../chevrotain.js';
import { spanOf } from '../lexer.js';
import * as T from '../tokens.js';
import { BaseGrammar } from './base.js';
import { checks, faultOf } from './conditions.js';
import { group, type Link, type Operand } from './operators.js';
import { binding, control } from './spelling.js';

const isOperator: ReadonlySet<TokenType> = new Set([
  T.And,
  T.Or,
  T.Implies,
  T.Iff,
  T.Equals,
  T.Unequal,
  T.Less,
  T.AtMost,
]);
const isSuffix: ReadonlySet<TokenType> = new Set([T.Dot, T.LeftBracket, T.Inverse]);

/** What ends a condition, beside the end of its line. */
const endsCondition: ReadonlySet<TokenType> = new Set([T.LeftBrace, T.RightBrace, T.Semicolon, EOF]);

/** How many `.field`, `[index]`, `⁻¹` or `@ t` may follow each other: more than anything can mean. */
const longest = 8;

/** Terms and formulas. Which of the two is meant, the checker decides. */
export abstract class ExpressionGrammar extends BaseGrammar {
  // Alternatives are made once: expressions are most of a text.
  private readonly operators = [...isOperator].map((type) => ({ ALT: () => this.CONSUME(type) }));

  /** Operands with operators between them; `group` puts them together by precedence. */
  readonly expression = this.RULE('expression', (): Expr => this.nested(() => this.operandsAndOperators()));

  // The methods from here to `named` are no rules of their own: entering a rule costs more than what most of them do.

  private operandsAndOperators(): Expr {
    const first = this.operand();
    const links: Link[] = [];
    if (this.RECORDING_PHASE)
      this.MANY9(() => {
        this.OR1(this.operators);
        this.SUBRULE9(this.expression);
      });
    while (!this.RECORDING_PHASE && (isOperator.has(this.LA(1).tokenType) || this.meantOperator())) {
      const operator = this.OR1(this.operators);
      links.push({ operator: operator.tokenType, operand: this.operand() });
    }
    return this.ACTION(() => group(first, links));
  }

  /** Whether a sign or word stands there that an operator was meant by, which can be nothing else between two operands. */
  private meantOperator(): boolean {
    const { tokenType, image } = this.LA(1);
    if (tokenType === T.Defines) {
      const advice = { message: 'write `=` between terms, `iff` between formulas', text: '=' };
      this.correct(T.Equals, `\`${image}\` makes a definition, and no formula`, advice);
    } else if (tokenType === T.Hat && !this.is(T.LeftBrace, 2)) {
      this.correct(T.And, '`^` stands before a name, whose owner it means', {
        message: 'write `∧`, or `/\\`',
        text: '∧',
      });
    } else if (tokenType === T.Identifier) {
      if (/^(?:and|or|implies|equiv|iff)$/i.test(image)) this.spell([T.And, T.Or, T.Implies, T.Iff]);
      else if (image === 'then' || image === 'else') this.sayConditional(image);
    }
    return isOperator.has(this.LA(1).tokenType);
  }

  private sayConditional(image: string): never {
    this.say(`a formula has no \`${image}\`: "if A then B" is an implication`, {
      message: 'write `A ⊃ B`, or `A => B`',
    });
  }

  private readonly operands = {
    DEF: [
      { ALT: () => this.postfixed() },
      { ALT: () => this.SUBRULE(this.quantifier) },
      { ALT: () => this.SUBRULE(this.modal) },
    ],
    ERR_MSG: 'a term or a formula',
  };

  /** `¬ … A @ t on i`: signs of negation, a formula without connectives, its times, an interval for all of it. */
  private operand(): Operand {
    const negations: IToken[] = [];
    if (this.LA(1).image === 'if' && !this.RECORDING_PHASE && this.is(T.Identifier, 2) && !this.is(T.Or, 2))
      this.sayConditional('if');
    if (this.maybe(T.Not)) this.MANY(() => negations.push(this.CONSUME(T.Not)));
    let expr = this.nested(() => this.OR<Expr>(this.operands), negations.length);
    if (this.maybe(T.At)) {
      let times = 0;
      this.MANY1(() => {
        this.CONSUME(T.At);
        times += 1;
        if (times > longest) this.giveUp();
        const time = this.SUBRULE(this.postfix);
        expr = this.ACTION(() => ({ kind: 'at', body: expr, time, span: this.sinceSpan(expr) }));
      });
    }
    const interval = this.maybe(T.On) ? this.OPTION(() => this.SUBRULE(this.duration)) : undefined;
    return { negations, expr, interval, end: this.LA(0) };
  }

  private readonly primaries = {
    DEF: [
      // Where an operand is missing, the next declaration is not taken for one.
      { GATE: () => !this.startsDeclaration(), ALT: () => this.named() },
      { ALT: () => this.SUBRULE(this.parenthesised) },
      { ALT: () => this.SUBRULE(this.owner) },
      { ALT: () => this.SUBRULE(this.programSet) },
      { ALT: () => this.truth(this.CONSUME(T.True), true) },
      { ALT: () => this.truth(this.CONSUME(T.False), false) },
    ],
    ERR_MSG: 'a term or a formula',
  };

  /** A primary with what follows it: `.field`, `[index]`, `⁻¹`, and `{| body |}` after a name with a key in brackets. */
  private postfixed(): Expr {
    let expr = this.OR2<Expr>(this.primaries);
    if (this.RECORDING_PHASE || isSuffix.has(this.LA(1).tokenType)) {
      let parts = 0;
      this.MANY2(() => {
        parts += 1;
        if (parts > longest) this.giveUp();
        expr = this.SUBRULE(this.suffix, { ARGS: [expr] });
      });
    }
    return expr;
  }

  private named(): Expr {
    const callee = this.CONSUME(T.Identifier);
    const args = this.maybe(T.LeftParen) ? this.OPTION1(() => this.SUBRULE(this.args)) : undefined;
    return this.ACTION(() => {
      const identifier = this.identifierOf(callee);
      return args === undefined ? { kind: 'name', ...identifier } : applied(identifier, args, this.since(callee));
    });
  }

  protected readonly postfix = this.RULE('postfix', (): Expr => this.postfixed());

  /** `on (t, u]` */
  private readonly duration = this.RULE('duration', (): Interval => {
    this.CONSUME(T.On);
    const open = this.OR({
      DEF: [{ ALT: () => this.CONSUME(T.LeftParen) }, { ALT: () => this.CONSUME(T.LeftBracket) }],
      ERR_MSG: 'an interval',
    });
    const from = this.SUBRULE(this.expression);
    this.CONSUME(T.Comma);
    const to = this.SUBRULE1(this.expression);
    const close = this.OR1({
      DEF: [{ ALT: () => this.CONSUME(T.RightParen) }, { ALT: () => this.CONSUME(T.RightBracket) }],
      ERR_MSG: '`)` or `]`',
    });
    return { from, to, fromOpen: open.tokenType === T.LeftParen, toOpen: close.tokenType === T.RightParen };
  });

  private readonly quantifier = this.RULE('quantifier', (): Expr => {
    const sign = this.OR([{ ALT: () => this.CONSUME(T.Forall) }, { ALT: () => this.CONSUME(T.Exists) }]);
    const binders = this.SUBRULE(this.binders);
    this.CONSUME(T.Dot);
    const body = this.SUBRULE(this.expression);
    return { kind: sign.tokenType === T.Forall ? 'forall' : 'exists', binders, body, span: this.since(sign) };
  });

  /** `[P]_I^{from, to} A` */
  private readonly modal = this.RULE('modal', (): Expr => {
    const open = this.CONSUME(T.LeftBracket);
    const program = this.SUBRULE(this.modalProgram);
    this.CONSUME(T.RightBracket);
    this.CONSUME(T.Underscore);
    const thread = this.SUBRULE(this.postfix);
    this.CONSUME(T.Hat);
    this.CONSUME(T.LeftBrace);
    const from = this.SUBRULE1(this.expression);
    this.CONSUME(T.Comma);
    const to = this.SUBRULE2(this.expression);
    this.CONSUME(T.RightBrace);
    const body = this.SUBRULE3(this.expression);
    return { kind: 'modal', program, thread, from, to, body, span: this.since(open) };
  });

  /** `P(m)`, or actions, or `·` (or nothing) for none. */
  private readonly modalProgram = this.RULE('modalProgram', (): Expr | ProgramText => {
    if (!this.RECORDING_PHASE && this.is(T.RightBracket)) return this.noActions(this.LA(1));
    return this.OR<Expr | ProgramText>({
      DEF: [
        { GATE: () => this.statementsFollow(), ALT: () => this.SUBRULE(this.programText) },
        { ALT: () => this.noActions(this.CONSUME(T.Stop)) },
        { ALT: () => this.SUBRULE(this.expression) },
      ],
      ERR_MSG: 'a program or actions',
    });
  });

  private noActions(token: IToken): ProgramText {
    return { kind: 'program text', statements: [], span: this.identifierOf(token).span };
  }

  /** Whether actions stand in the brackets of a modal formula, and not the name of a program with its arguments. */
  private statementsFollow(): boolean {
    if (!this.is(T.Identifier) || this.is(T.RightBracket, 2)) return false;
    if (!this.is(T.LeftParen, 2)) return true;
    let ahead = 3;
    for (let open = 1; open > 0; ahead += 1) {
      const type = this.LA(ahead).tokenType;
      // An interval may open with one kind of bracket and close with another.
      if (T.openers.has(type)) open += 1;
      else if (T.closers.has(type)) open -= 1;
      else if (type === EOF) return false;
    }
    return !this.is(T.RightBracket, ahead);
  }

  private readonly programText = this.RULE('programText', (): ProgramText => {
    const first = this.LA(1);
    const statements = this.SUBRULE(this.statements);
    return { kind: 'program text', statements, span: this.since(first) };
  });

  /** What makes another expression of the one before it. */
  private readonly suffix = this.RULE(
    'suffix',
    (expr: Expr): Expr =>
      this.OR<Expr>([
        {
          ALT: () => {
            this.CONSUME(T.Dot);
            const field = this.SUBRULE(this.name);
            return this.ACTION(() => ({ kind: 'member', object: expr, field, span: this.sinceSpan(expr) }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.LeftBracket);
            const index = this.SUBRULE(this.expression);
            this.CONSUME(T.RightBracket);
            const body = this.OPTION({
              GATE: () => expr.kind === 'name',
              DEF: () => {
                this.CONSUME(T.OpenSealed);
                const inside = this.SUBRULE1(this.expression);
                this.CONSUME(T.CloseSealed);
                return inside;
              },
            });
            return this.ACTION(() => {
              const span = this.sinceSpan(expr);
              if (body === undefined || expr.kind !== 'name') return { kind: 'index', object: expr, index, span };
              return { kind: 'sealed', seal: { name: expr.name, span: expr.span }, key: index, body, span };
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Inverse);
            const args = this.OPTION1(() => this.SUBRULE(this.args));
            return this.ACTION(() => {
              const span = this.sinceSpan(expr);
              const key = args === undefined || expr.kind !== 'name' ? expr : applied(expr, args, span);
              return { kind: 'inverse', key, span };
            });
          },
        },
      ]),
  );

  /** `^I` */
  private readonly owner = this.RULE('owner', (): Expr => {
    const sign = this.CONSUME(T.Hat);
    const of = this.nested(() => this.SUBRULE(this.postfix));
    return { kind: 'hat', of, span: this.since(sign) };
  });

  private truth(token: IToken, value: boolean): Expr {
    return { kind: 'truth', value, span: this.since(token) };
  }

  /** `(e)`, or a tuple `(e, e, …)` */
  private readonly parenthesised = this.RULE('parenthesised', (): Expr => {
    const open = this.CONSUME(T.LeftParen);
    const items = this.SUBRULE(this.expressions);
    this.CONSUME(T.RightParen);
    return this.ACTION(() => {
      const [only, ...others] = items;
      const span = this.since(open);
      return only !== undefined && others.length === 0 ? { ...only, span } : { kind: 'tuple', items, span };
    });
  });

  private readonly programSet = this.RULE('programSet', (): Expr => {
    const open = this.CONSUME(T.LeftBrace);
    const items: Expr[] = [];
    this.MANY_SEP({ SEP: T.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    const over = (): Binder[] => {
      this.CONSUME(T.Bar);
      return this.SUBRULE(this.binders);
    };
    const binders = this.maybe(T.Bar) ? this.OPTION(over) : undefined;
    if (!this.RECORDING_PHASE && (this.is(T.Colon) || this.is(T.Identifier)))
      this.say('programs for all machines of a kind are listed otherwise', { message: 'write `{P(m) | m: KIND}`' });
    this.CONSUME(T.RightBrace);
    return { kind: 'set', items, binders: binders ?? [], span: this.since(open) };
  });

  readonly expressions = this.RULE('expressions', (): Expr[] => {
    const items: Expr[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    return items;
  });

  /** `(e, …)`, or `(init; e, …)` */
  protected readonly args = this.RULE('args', (): Arguments => {
    this.CONSUME(T.LeftParen);
    if (!this.RECORDING_PHASE && this.is(T.RightParen))
      this.say('nothing stands in these brackets', { message: 'write the name alone, without `()`' });
    const first = this.SUBRULE(this.expressions);
    const after = (): Expr[] => {
      this.CONSUME(T.Semicolon);
      return this.SUBRULE1(this.expressions);
    };
    const rest = this.maybe(T.Semicolon) ? this.OPTION(after) : undefined;
    this.CONSUME(T.RightParen);
    return this.ACTION(() => {
      const [init] = first;
      return rest === undefined || init === undefined ? { args: first } : { init, args: [...first.slice(1), ...rest] };
    });
  });

  /** `x = action e, …; …` */
  protected readonly statements = this.RULE('statements', (): Statement[] =>
    this.items(
      'action',
      () => {
        if (this.is(T.Ellipsis))
          this.say('`…` stands for a whole program, and for no part of one', {
            message: 'write the actions; or declare a program `{ … }`, and jump to it',
          });
        this.meantWord(T.If, T.Identifier);
        return this.SUBRULE(this.statement);
      },
      () => this.is(T.RightBrace) || this.is(T.RightBracket) || this.startsDeclaration(),
      (first) => {
        if (this.LA(1) === first && !this.is(T.LeftBrace)) this.SKIP_TOKEN();
        do {
          if (this.LA(1).image === 'else') this.SKIP_TOKEN();
          this.skipTo(() => this.is(T.Semicolon) || this.is(T.RightBracket) || !this.sameLine());
          if (this.is(T.Semicolon)) this.SKIP_TOKEN();
        } while (this.LA(1).image === 'else');
      },
    ),
  );

  private readonly statement = this.RULE(
    'statement',
    (): Statement =>
      this.OR<Statement>([
        { GATE: () => !this.is(T.Equals, 2), ALT: () => this.SUBRULE(this.branching) },
        { ALT: () => this.SUBRULE(this.plainStatement) },
      ]),
  );

  /** Reads `If`, or `Else`, as the word that it was meant for: where a branch follows, and such a word, or a bracket, is next. */
  private meantWord(type: TokenType, next: TokenType): void {
    const { image, tokenType } = this.LA(1);
    const word = type.name;
    if (this.RECORDING_PHASE || tokenType !== T.Identifier || image.toLowerCase() !== word) return;
    if (this.is(next, 2) && this.condition(2).braced)
      this.correct(type, `\`${image}\` is no word that may stand here`, {
        message: `did you mean \`${word}\`?`,
        text: word,
      });
  }

  /** What stands from a token on to the end of its line, or to the branch, and whether a branch follows. */
  private condition(from: number): { readonly tokens: readonly IToken[]; readonly braced: boolean } {
    const tokens: IToken[] = [];
    const line = this.LA(from - 1).startLine;
    const ends = (token: IToken): boolean => endsCondition.has(token.tokenType) || token.startLine !== line;
    let ahead = from;
    for (; !ends(this.LA(ahead)); ahead += 1) tokens.push(this.LA(ahead));
    return { tokens, braced: this.is(T.LeftBrace, ahead) };
  }

  /** Stops where no branch in braces is next; a `;` before it is left out. */
  private demandBraces(): void {
    if (this.RECORDING_PHASE || this.is(T.LeftBrace)) return;
    if (this.is(T.Semicolon) && this.is(T.LeftBrace, 2)) this.leaveOut('no `;` stands before a branch of an `if`');
    else this.say('the branches of an `if` stand in braces', { message: "write `if e = e' { … } else { … }`" });
  }

  /** Stops at what no `if` asks. */
  private demandCondition(): void {
    if (this.RECORDING_PHASE) return;
    if (this.thenFollows())
      this.say('the branches of an `if` stand in braces', { message: "write `if e = e' { … } else { … }`" });
    const { tokens, braced } = this.condition(1);
    const fault = faultOf(tokens, braced);
    if (fault !== undefined) this.say(fault.message, fault.advice, fault.token);
  }

  /** `if e = e' { … } else { … }`, or of another check: `if x = verify e, K { … }`. */
  private readonly branching = this.RULE('branching', (): Statement => {
    const first = this.CONSUME(T.If);
    this.demandCondition();
    const begin = this.LA(1);
    const check = this.OR<Pick<Statement, 'result' | 'action' | 'args'>>([
      { GATE: () => this.checkFollows(), ALT: () => this.SUBRULE(this.check) },
      { ALT: () => this.equation(first, begin, this.SUBRULE(this.expression)) },
    ]);
    this.demandBraces();
    const then = this.SUBRULE(this.branch);
    this.meantWord(T.Else, this.is(T.If, 2) ? T.If : T.LeftBrace);
    const otherwise = this.OPTION(() => {
      this.CONSUME(T.Else);
      if (!this.is(T.If)) this.demandBraces();
      return this.OR1<readonly Statement[]>([
        { ALT: () => [this.nested(() => this.SUBRULE(this.branching))] },
        { ALT: () => this.SUBRULE1(this.branch) },
      ]);
    });
    const span = this.since(first);
    if (this.RECORDING_PHASE || this.is(T.Semicolon)) this.OPTION9(() => this.CONSUME(T.Semicolon));
    return { ...check, branches: { holds: then, fails: otherwise ?? [] }, span };
  });

  private readonly branch = this.RULE('branch', (): Statement[] => {
    this.CONSUME(T.LeftBrace);
    const statements = this.nested(() => this.SUBRULE(this.statements));
    this.CONSUME(T.RightBrace);
    return statements;
  });

  /** Whether another language's `then` stands where a brace should. */
  private thenFollows(): boolean {
    let ahead = 1;
    while (!this.is(T.LeftBrace, ahead) && !this.is(EOF, ahead) && this.LA(ahead).image !== 'then') ahead += 1;
    return this.LA(ahead).image === 'then' && this.LA(ahead).startLine === this.LA(0).startLine;
  }

  /** Whether a check is next that is an action, and no equation. */
  private checkFollows(): boolean {
    const at = this.is(T.Equals, 2) ? 3 : 1;
    return checks.has(this.LA(at).image) && !this.is(T.Equals, at + 1);
  }

  private readonly check = this.RULE('check', (): Pick<Statement, 'result' | 'action' | 'args'> => {
    const result = this.OPTION({
      GATE: () => this.is(T.Equals, 2),
      DEF: () => {
        const name = this.SUBRULE(this.name);
        this.CONSUME(T.Equals);
        return name;
      },
    });
    const action = this.SUBRULE1(this.name);
    const args = this.SUBRULE(this.expressions);
    return { ...(result && { result }), action, args };
  });

  /** What an equation is as an action. */
  private equation(first: IToken, begin: IToken, expr: Expr): Pick<Statement, 'action' | 'args'> {
    const [only, ...more] = this.RECORDING_PHASE || expr.kind !== 'comparison' ? [] : expr.rest;
    if (!this.RECORDING_PHASE && (expr.kind !== 'comparison' || only?.relation !== '=' || more.length > 0))
      this.say(
        "no such condition: a program asks whether two terms are equal, `if e = e' { … } else { … }`",
        { message: 'or whether something goes through: `if x = verify e, K`, `if x = proj1 e`' },
        begin,
      );
    const args = expr.kind === 'comparison' && only !== undefined ? [expr.first, only.right] : [];
    return { action: { name: 'match', span: spanOf(first) }, args };
  }

  /** The first argument stands on the line of its action, since the next line may begin with a name as well. */
  private readonly plainStatement = this.RULE('plainStatement', (): Statement => {
    let first = this.LA(1);
    if (binding.has(first.image) && this.is(T.Identifier, 2) && this.is(T.Equals, 3)) {
      this.leaveOut(`there is no \`${first.image}\`: \`=\` alone binds a result`);
      first = this.LA(1);
    }
    const instead = this.is(T.Equals, 2) ? undefined : control.get(first.image);
    if (instead !== undefined)
      this.say(`there is no \`${first.image}\`: a program is a list of actions, done one after the other`, {
        message: instead,
      });
    const result = this.OPTION({
      GATE: () => this.is(T.Equals, 2),
      DEF: () => {
        const name = this.SUBRULE(this.name);
        this.CONSUME(T.Equals);
        return name;
      },
    });
    const action = this.SUBRULE1(this.name);
    if (result !== undefined && this.is(T.Dot))
      this.say('no action stands here', { message: `say what is done with it: \`${result.name} = read …\`` });
    const args = this.OPTION1({ GATE: () => this.sameLine(), DEF: () => this.SUBRULE(this.expressions) });
    const span = this.since(first);
    if (this.RECORDING_PHASE) this.OPTION9(() => this.CONSUME(T.Semicolon));
    else if (this.is(T.Semicolon) || this.lineGoesOn()) this.CONSUME(T.Semicolon, { ERR_MSG: '`;` or a new line' });
    return { ...(result && { result }), action, args: args ?? [], span };
  });

  /** Whether something stands on the line after what was read, and no bracket closes before it. */
  protected lineGoesOn(): boolean {
    return this.sameLine() && !(this.is(T.RightBrace) || this.is(T.RightBracket) || this.is(EOF));
  }
}

interface Arguments {
  readonly init?: Expr;
  readonly args: readonly Expr[];
}

const applied = (callee: Identifier, { init, args }: Arguments, span: Expr['span']): Expr => ({
  kind: 'apply',
  callee: { name: callee.name, span: callee.span },
  ...(init && { init }),
  args,
  span,
});
