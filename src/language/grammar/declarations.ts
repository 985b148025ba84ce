import type {
  ActionDeclaration,
  Assumption,
  AxiomDeclaration,
  ChainDeclaration,
  ConstantDeclaration,
  Declaration,
  DefineDeclaration,
  Expr,
  Identifier,
  ImportDeclaration,
  MachineDeclaration,
  MachineItem,
  Measure,
  ProgramDeclaration,
  SortDeclaration,
  Stage,
  SymbolDeclaration,
  TheoremDeclaration,
} from '../ast.js';
import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from '../chevrotain.js';
import * as T from '../tokens.js';
import { textOf } from './base.js';
import { PlatformGrammar } from './platforms.js';

/** The whole grammar: a file is a list of declarations. */
export class Grammar extends PlatformGrammar {
  constructor(messages: IParserErrorMessageProvider, validate: boolean) {
    super(messages, validate);
    this.performSelfAnalysis();
  }

  readonly file = this.RULE('file', (): Declaration[] =>
    this.items(
      'declaration',
      () => {
        this.firstWord();
        return this.SUBRULE(this.declaration);
      },
      () => false,
      () => {
        while (!this.is(EOF) && !this.startsDeclaration()) this.SKIP_TOKEN();
      },
    ),
  );

  /** What can be said of a word or bracket with which no declaration begins. */
  private firstWord(): void {
    if (this.RECORDING_PHASE) return;
    const { image, tokenType } = this.LA(1);
    if (T.closers.has(tokenType))
      this.say(`no bracket is open that this \`${image}\` would close`, { message: 'leave it out', text: '' });
    if (this.is(T.Identifier, 2) || this.is(T.Text, 2)) this.spell(firstWords);
  }

  private readonly declaration = this.RULE(
    'declaration',
    (): Declaration =>
      this.OR<Declaration>({
        DEF: [
          { ALT: () => this.SUBRULE(this.importDeclaration) },
          { ALT: () => this.SUBRULE(this.sortDeclaration) },
          { ALT: () => this.SUBRULE(this.symbolDeclaration) },
          { ALT: () => this.SUBRULE(this.actionDeclaration) },
          { ALT: () => this.SUBRULE(this.constantDeclaration) },
          { ALT: () => this.SUBRULE(this.axiomDeclaration) },
          { ALT: () => this.SUBRULE(this.defineDeclaration) },
          { ALT: () => this.SUBRULE(this.machineDeclaration) },
          { ALT: () => this.SUBRULE(this.programDeclaration) },
          { ALT: () => this.SUBRULE(this.chainDeclaration) },
          { ALT: () => this.SUBRULE(this.setupDeclaration) },
          { ALT: () => this.SUBRULE(this.platformDeclaration) },
          { ALT: () => this.SUBRULE(this.theoremDeclaration) },
        ],
        ERR_MSG: 'a declaration (such as `machine`, `program`, `define` or `theorem`)',
      }),
  );

  private readonly importDeclaration = this.RULE('importDeclaration', (): ImportDeclaration => {
    const first = this.CONSUME(T.Import);
    const path = this.CONSUME(T.Text);
    return { kind: 'import', path: textOf(path), pathSpan: this.identifierOf(path).span, span: this.since(first) };
  });

  private readonly sortDeclaration = this.RULE('sortDeclaration', (): SortDeclaration => {
    const first = this.CONSUME(T.Sort);
    const names = this.SUBRULE(this.names);
    return { kind: 'sort', names, span: this.since(first) };
  });

  /** `(Sort, …)`, `()`, or nothing */
  private readonly sorts = this.RULE('sorts', (): Identifier[] => {
    const names = this.OPTION(() => {
      this.CONSUME(T.LeftParen);
      const list: Identifier[] = [];
      this.MANY_SEP({ SEP: T.Comma, DEF: () => list.push(this.SUBRULE(this.name)) });
      this.CONSUME(T.RightParen);
      return list;
    });
    return names ?? [];
  });

  /** `: Sort`, or nothing */
  private readonly result = this.RULE('result', (): Identifier | undefined =>
    this.OPTION(() => {
      this.CONSUME(T.Colon);
      return this.SUBRULE(this.name);
    }),
  );

  private readonly symbolDeclaration = this.RULE('symbolDeclaration', (): SymbolDeclaration => {
    const first = this.OR([
      { ALT: () => this.CONSUME(T.Constructor) },
      { ALT: () => this.CONSUME(T.FunctionWord) },
      { ALT: () => this.CONSUME(T.Event) },
      { ALT: () => this.CONSUME(T.Predicate) },
      { ALT: () => this.CONSUME(T.Fluent) },
    ]);
    const name = this.SUBRULE(this.name);
    const args = this.SUBRULE(this.sorts);
    const result = this.SUBRULE(this.result);
    const secret = this.OPTION({ GATE: () => first.tokenType === T.Constructor, DEF: () => this.CONSUME(T.Secret) });
    const kind = symbolKinds.get(first.tokenType) ?? 'predicate';
    return { kind, name, args, ...(result && { result }), secret: secret !== undefined, span: this.since(first) };
  });

  private readonly actionDeclaration = this.RULE('actionDeclaration', (): ActionDeclaration => {
    const first = this.CONSUME(T.Action);
    const name = this.SUBRULE(this.name);
    const args = this.SUBRULE(this.sorts);
    const result = this.SUBRULE(this.result);
    this.CONSUME(T.Event);
    const event = this.SUBRULE1(this.name);
    return { kind: 'action', name, args, ...(result && { result }), event, span: this.since(first) };
  });

  private readonly constantDeclaration = this.RULE('constantDeclaration', (): ConstantDeclaration => {
    const first = this.CONSUME(T.Constant);
    const names = this.SUBRULE(this.names);
    this.CONSUME(T.Colon);
    const sort = this.SUBRULE(this.name);
    return { kind: 'constant', names, sort, span: this.since(first) };
  });

  private readonly axiomDeclaration = this.RULE('axiomDeclaration', (): AxiomDeclaration => {
    const first = this.CONSUME(T.Axiom);
    const name = this.SUBRULE(this.name);
    const means = this.OPTION(() => {
      this.CONSUME(T.Means);
      return textOf(this.CONSUME(T.Text));
    });
    const source = this.OPTION1(() => {
      this.CONSUME(T.Source);
      return textOf(this.CONSUME1(T.Text));
    });
    this.CONSUME(T.Colon);
    const formula = this.SUBRULE(this.expression);
    const told = { ...(means !== undefined && { means }), ...(source !== undefined && { source }) };
    return { kind: 'axiom', name, ...told, formula, span: this.since(first) };
  });

  private readonly defineDeclaration = this.RULE('defineDeclaration', (): DefineDeclaration => {
    const first = this.CONSUME(T.Define);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    const result = this.SUBRULE(this.result);
    if (this.is(T.Equals) || this.is(T.Implies) || this.is(T.Iff))
      this.correct(T.Defines, `\`${this.LA(1).image}\` makes no definition`, {
        message: 'write `≡`, or `==`',
        text: '≡',
      });
    this.CONSUME(T.Defines);
    const body = this.SUBRULE(this.expression);
    return { kind: 'define', name, params, ...(result && { result }), body, span: this.since(first) };
  });

  private readonly machineDeclaration = this.RULE('machineDeclaration', (): MachineDeclaration => {
    const virtual = this.OPTION(() => this.CONSUME(T.Virtual));
    const word = this.CONSUME(T.Machine);
    const first = virtual ?? word;
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.LeftParen);
    const self = this.SUBRULE1(this.name);
    this.CONSUME(T.RightParen);
    this.CONSUME(T.LeftBrace);
    const items = this.items(
      'machine item',
      () => this.SUBRULE(this.machineItem),
      () => this.is(T.RightBrace) || this.startsDeclaration(),
      () => this.skipTo(() => !this.sameLine() && machineWords.includes(this.LA(1).tokenType)),
    );
    this.CONSUME(T.RightBrace);
    return { kind: 'machine', virtual: virtual !== undefined, name, self, items, span: this.since(first) };
  });

  private readonly machineItem = this.RULE('machineItem', (): MachineItem => {
    this.spell(machineWords);
    const first = this.LA(1);
    const item = this.OR<MachineItem>({
      DEF: [
        { ALT: () => this.namesItem('memory', this.CONSUME(T.Memory), this.SUBRULE(this.names)) },
        { ALT: () => this.namesItem('pcr', this.CONSUME(T.Pcr), this.SUBRULE1(this.names)) },
        { ALT: () => this.namesItem('dpcr', this.CONSUME(T.Dpcr), this.SUBRULE2(this.names)) },
        { ALT: () => this.namesItem('principal', this.CONSUME(T.Principal), this.SUBRULE3(this.names)) },
        {
          ALT: () => {
            this.CONSUME(T.On);
            this.spell([T.Reset, T.LateLaunch]);
            const when = this.OR1({
              DEF: [{ ALT: () => this.CONSUME(T.Reset) }, { ALT: () => this.CONSUME(T.LateLaunch) }],
              ERR_MSG: '`reset` or `latelaunch`',
            });
            this.spell([T.Run]);
            this.CONSUME(T.Run);
            const program = this.SUBRULE(this.postfix);
            const kind = when.tokenType === T.Reset ? 'reset' : 'latelaunch';
            return { kind, program, span: this.since(first) };
          },
        },
      ],
      ERR_MSG: '`memory`, `pcr`, `dpcr`, `principal` or `on`',
    });
    this.OPTION(() => this.CONSUME(T.Semicolon));
    return item;
  });

  private namesItem(
    kind: Exclude<MachineItem['kind'], 'reset' | 'latelaunch'>,
    first: IToken,
    names: readonly Identifier[],
  ): MachineItem {
    return { kind, names, span: this.since(first) };
  }

  private readonly programDeclaration = this.RULE('programDeclaration', (): ProgramDeclaration => {
    const first = this.CONSUME(T.Program);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    this.CONSUME(T.LeftBrace);
    const unknown = this.OPTION(() => this.CONSUME(T.Ellipsis));
    if (unknown !== undefined && !this.RECORDING_PHASE) {
      this.CONSUME(T.RightBrace);
      return { kind: 'program', name, params, span: this.since(first) };
    }
    const body = this.SUBRULE(this.statements);
    this.CONSUME1(T.RightBrace);
    return { kind: 'program', name, params, body, span: this.since(first) };
  });

  private readonly chainDeclaration = this.RULE('chainDeclaration', (): ChainDeclaration => {
    const first = this.CONSUME(T.Chain);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    this.CONSUME(T.On);
    const register = this.SUBRULE(this.postfix);
    this.CONSUME(T.LeftBrace);
    const stages = this.items(
      'stage',
      () => this.SUBRULE(this.stage),
      () => this.is(T.RightBrace) || this.startsDeclaration(),
      () => {
        this.skipTo(() => this.is(T.Semicolon) || !this.sameLine());
        if (this.is(T.Semicolon)) this.SKIP_TOKEN();
      },
    );
    this.CONSUME(T.RightBrace);
    return { kind: 'chain', name, params, register, stages, span: this.since(first) };
  });

  private readonly stage = this.RULE('stage', (): Stage => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    if (this.sameLine()) this.spell([T.Reads, T.Measures]);
    const measures = this.SUBRULE(this.measured);
    const next = this.OPTION(() => {
      this.CONSUME(T.Reads);
      const reads = this.SUBRULE(this.postfix);
      const into = this.SUBRULE(this.intoRegister);
      return { reads, ...(into && { into }) };
    });
    const then = this.SUBRULE1(this.measured);
    const span = this.since(first);
    this.OPTION1(() => this.CONSUME(T.Semicolon));
    return this.ACTION(() => ({
      name,
      ...(measures.length > 0 && { measures }),
      ...next,
      ...(then.length > 0 && { then }),
      span,
    }));
  });

  private readonly measured = this.RULE('measured', (): readonly Measure[] => {
    const measures: Measure[] = [];
    this.MANY(() => {
      const first = this.CONSUME(T.Measures);
      const what = this.SUBRULE(this.postfix);
      const as = this.OPTION(() => {
        this.CONSUME(T.As);
        return this.SUBRULE1(this.postfix);
      });
      const into = this.SUBRULE(this.intoRegister);
      measures.push({ what, ...(as && { as }), ...(into && { into }), span: this.since(first) });
    });
    return measures;
  });

  private readonly intoRegister = this.RULE('intoRegister', (): Expr | undefined => {
    if (!this.RECORDING_PHASE && this.is(T.On) && this.is(T.Dot, 3))
      this.say('the register that a stage extends stands after `into`', { message: 'write `into`', text: 'into' });
    return this.OPTION(() => {
      this.CONSUME(T.Into);
      return this.SUBRULE(this.postfix);
    });
  });

  private readonly theoremDeclaration = this.RULE('theoremDeclaration', (): TheoremDeclaration => {
    const first = this.OR([{ ALT: () => this.CONSUME(T.Theorem) }, { ALT: () => this.CONSUME(T.Lemma) }]);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    const assumptions: Assumption[] = [];
    this.spell(theoremWords);
    this.MANY(() => {
      assumptions.push(this.SUBRULE(this.assumption));
      this.spell(theoremWords);
    });
    const shown = this.OPTION(() => this.SUBRULE(this.shown));
    this.spell(theoremWords);
    const expected = this.OPTION1(() => this.SUBRULE(this.expectation));
    if (expected !== undefined) this.spell(theoremWords);
    const proof = this.OPTION2(() => this.SUBRULE(this.proof));
    if (!this.RECORDING_PHASE && proof !== undefined && this.is(T.Expect))
      this.say(
        expected === undefined ? 'the expected verdict comes before the proof' : 'the expected verdict is said already',
        { message: `\`show …\`, then \`expect ${this.LA(2).image}\`, then the proof` },
      );
    const kind = first.tokenType === T.Theorem ? 'theorem' : 'lemma';
    return this.ACTION(() => {
      const conclusion = shown?.conclusion;
      const rest = { ...(conclusion && { conclusion }), ...(expected && { expected }), ...(proof && { proof }) };
      return { kind, name, params, assumptions, premises: shown?.premises ?? [], ...rest, span: this.since(first) };
    });
  });

  private readonly assumption = this.RULE('assumption', (): Assumption => {
    const first = this.CONSUME(T.Assume);
    const labelled = this.SUBRULE(this.labelled);
    return { ...labelled, span: this.since(first) };
  });

  /** `show A`, or `show A, B ⊢ C`, or `show ⊢ C` */
  private readonly shown = this.RULE('shown', (): Pick<TheoremDeclaration, 'premises' | 'conclusion'> => {
    this.CONSUME(T.Show);
    const premises = () =>
      this.OPTION({ GATE: () => !this.is(T.Turnstile), DEF: () => this.SUBRULE(this.expressions) });
    if (this.RECORDING_PHASE)
      this.OPTION9(() => {
        premises();
        this.CONSUME1(T.Turnstile);
      });
    const before = this.RECORDING_PHASE ? [] : premises();
    if (!this.RECORDING_PHASE && !this.is(T.Turnstile)) {
      const [only, ...others] = before ?? [];
      if (only !== undefined && others.length === 0) return { premises: [], conclusion: only };
    }
    if (!this.RECORDING_PHASE) this.CONSUME(T.Turnstile);
    const conclusion = this.SUBRULE(this.expression);
    return { premises: before ?? [], conclusion };
  });
}

const symbolKinds: ReadonlyMap<TokenType, SymbolDeclaration['kind']> = new Map([
  [T.Constructor, 'constructor'],
  [T.FunctionWord, 'function'],
  [T.Event, 'event'],
  [T.Predicate, 'predicate'],
  [T.Fluent, 'fluent'],
] as const);

const firstWords: readonly TokenType[] = [...T.declarationWords];
const machineWords: readonly TokenType[] = [T.Memory, T.Pcr, T.Dpcr, T.Principal, T.On];
const theoremWords: readonly TokenType[] = [T.Assume, T.Show, T.Expect, T.By, T.Proof];
