import type {
  Binder,
  Expectation,
  Expr,
  Identifier,
  Justification,
  ProofCase,
  ProofStep,
  ProofText,
  UseText,
} from '../ast.js';
import type { IToken, TokenType } from '../chevrotain.js';
import * as T from '../tokens.js';
import { ExpressionGrammar } from './expressions.js';

/** Proofs: `by auto`, or steps between `proof` and `qed`. */
export abstract class ProofGrammar extends ExpressionGrammar {
  protected readonly expectation = this.RULE('expectation', (): Expectation => {
    this.CONSUME(T.Expect);
    this.spell([T.Proved, T.Refuted, T.Unknown, T.Unfinished]);
    return this.OR<Expectation>({
      DEF: [
        { ALT: () => this.said(this.CONSUME(T.Proved), 'proved') },
        { ALT: () => this.said(this.CONSUME(T.Vacuous), 'vacuous') },
        { ALT: () => this.said(this.CONSUME(T.Refuted), 'refuted') },
        { ALT: () => this.said(this.CONSUME(T.Unknown), 'unknown') },
        { ALT: () => this.said(this.CONSUME(T.Unfinished), 'unfinished') },
      ],
      ERR_MSG: '`proved`, `vacuous`, `refuted`, `unknown` or `unfinished`',
    });
  });

  private said(_word: IToken, expected: Expectation): Expectation {
    return expected;
  }

  protected readonly proof = this.RULE('proof', (): ProofText => {
    const first = this.LA(1);
    return this.OR<ProofText>([
      {
        ALT: () => {
          this.CONSUME(T.By);
          this.tactic();
          this.CONSUME(T.Auto);
          return { kind: 'auto', span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Proof);
          const steps = this.SUBRULE(this.steps);
          this.CONSUME(T.Qed);
          return { kind: 'script', steps, span: this.since(first) };
        },
      },
    ]);
  });

  /** After `by`, in a theorem: what rules of steps stand there is said with the way to use them. */
  private tactic(): void {
    if (this.RECORDING_PHASE || this.is(T.Auto)) return;
    const { image } = this.LA(1);
    this.spell([T.Auto]);
    if (this.is(T.Auto)) return;
    const rule = this.is(T.Identifier) && !this.startsDeclaration() ? image : undefined;
    const rest = 'what else proves a theorem are steps between `proof` and `qed`';
    this.say(`a theorem is proved \`by auto\`, not ${rule === undefined ? 'by nothing' : `by \`${rule}\``}; ${rest}`, {
      message: `write \`by auto\`, or \`proof show by ${rule ?? 'z3'} … qed\` with the facts that it uses`,
    });
  }

  private readonly steps = this.RULE('steps', (): ProofStep[] =>
    this.nested(() =>
      this.items(
        'step',
        () => this.SUBRULE(this.step),
        () => {
          this.spellEnd();
          return this.is(T.Qed) || this.is(T.RightBrace) || this.startsDeclaration();
        },
        () => this.skipTo(() => this.is(T.Qed) || (!this.sameLine() && stepWords.has(this.LA(1).tokenType))),
      ),
    ),
  );

  /** `qed`, misspelt. */
  private spellEnd(): void {
    if (!this.sameLine() && !stepWords.has(this.LA(1).tokenType)) this.spell([...stepWordList, T.Qed]);
  }

  private readonly step = this.RULE('step', (): ProofStep => {
    this.spell(stepWordList);
    if (!this.RECORDING_PHASE && this.is(T.By))
      this.say('no step begins with `by`', {
        message: 'the step that proves the goal is written `show by …`',
        text: 'show by',
      });
    const first = this.LA(1);
    return this.OR<ProofStep>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.Have);
            const { name, formula } = this.SUBRULE(this.labelled);
            const by = this.SUBRULE(this.justification);
            return { kind: 'have', ...(name && { name }), formula, by, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Obtain);
            const binders = this.SUBRULE(this.obtained);
            const name = this.OPTION(() => {
              this.CONSUME(T.With);
              return this.SUBRULE(this.name);
            });
            this.CONSUME(T.Colon);
            const formula = this.SUBRULE(this.expression);
            const by = this.SUBRULE1(this.justification);
            return { kind: 'obtain', binders, ...(name && { name }), formula, by, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Fix);
            const binders = this.SUBRULE(this.binders);
            return { kind: 'fix', binders, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Suppose);
            const { name, formula } = this.SUBRULE1(this.labelled);
            const steps = this.SUBRULE(this.block);
            return { kind: 'suppose', ...(name && { name }), formula, steps, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Cases);
            const of = this.SUBRULE1(this.expression);
            this.CONSUME(T.LeftBrace);
            const cases = this.items(
              'step',
              () => this.SUBRULE(this.proofCase),
              () => this.is(T.RightBrace) || this.is(T.Qed) || this.startsDeclaration(),
              () => this.skipTo(() => this.is(T.Qed) || this.is(T.Case)),
            );
            this.CONSUME(T.RightBrace);
            return { kind: 'cases', of, cases, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Show);
            const by = this.SUBRULE2(this.justification);
            return { kind: 'show', by, span: this.since(first) };
          },
        },
      ],
      ERR_MSG: 'a step of the proof (`have`, `obtain`, `fix`, `suppose`, `cases`, `show`) or `qed`',
    });
  });

  /** `x, y: Sort, z` before a `:` that a formula follows, which may begin like a sort. */
  private readonly obtained = this.RULE('obtained', (): Binder[] => {
    const binders: Binder[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        const sort = this.OPTION({
          GATE: () => this.is(T.Identifier, 2) && (this.is(T.Comma, 3) || this.is(T.Colon, 3) || this.is(T.With, 3)),
          DEF: () => {
            this.CONSUME(T.Colon);
            return this.SUBRULE1(this.name);
          },
        });
        binders.push(sort === undefined ? name : { ...name, sort });
      },
    });
    return binders;
  });

  private readonly proofCase = this.RULE('proofCase', (): ProofCase => {
    const first = this.CONSUME(T.Case);
    const { name, formula } = this.SUBRULE(this.labelled);
    const steps = this.SUBRULE(this.block);
    return { ...(name && { name }), formula, steps, span: this.since(first) };
  });

  private readonly block = this.RULE('block', (): ProofStep[] => {
    this.CONSUME(T.LeftBrace);
    const steps = this.SUBRULE(this.steps);
    this.CONSUME(T.RightBrace);
    return steps;
  });

  /** `[NAME :] FORMULA` */
  protected readonly labelled = this.RULE('labelled', (): { readonly name?: Identifier; readonly formula: Expr } => {
    const name = this.OPTION({
      GATE: () => this.is(T.Colon, 2),
      DEF: () => {
        const label = this.SUBRULE(this.name);
        this.CONSUME(T.Colon);
        return label;
      },
    });
    const formula = this.SUBRULE(this.expression);
    return { ...(name && { name }), formula };
  });

  /** `by RULE(args) using USE, …` */
  private readonly justification = this.RULE('justification', (): Justification => {
    this.spell([T.By]);
    const by = this.CONSUME(T.By);
    const rule = this.SUBRULE(this.name);
    const args = this.OPTION(() => this.SUBRULE(this.args));
    const uses: UseText[] = [];
    if (this.sameLine()) this.spell([T.Using]);
    this.OPTION1(() => {
      this.CONSUME(T.Using);
      this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => uses.push(this.SUBRULE(this.use)) });
    });
    return this.ACTION(() => ({ rule, ...(args && { args: args.args }), uses, span: this.since(by) }));
  });

  private readonly use = this.RULE('use', (): UseText => {
    const first = this.LA(1);
    const kind = this.OPTION({
      GATE: () => useKinds.has(first.tokenType) && this.is(T.Identifier, 2) && !stepWords.has(this.LA(2).tokenType),
      DEF: () => this.CONSUME(T.Identifier).tokenType,
    });
    const name = this.SUBRULE(this.name);
    const args = this.OPTION1(() => this.SUBRULE(this.args));
    return this.ACTION(() => {
      const all = first.tokenType === T.Assumptions ? 'assumptions' : 'name';
      const said = kind === undefined ? undefined : useKinds.get(kind);
      return { kind: said ?? all, name, ...(args && { args: args.args }), span: this.since(first) };
    });
  });
}

const useKinds: ReadonlyMap<TokenType, UseText['kind']> = new Map([
  [T.Axiom, 'axiom'],
  [T.Lemma, 'lemma'],
  [T.Theorem, 'theorem'],
  [T.Definition, 'definition'],
] as const);

const stepWordList: readonly TokenType[] = [T.Have, T.Obtain, T.Fix, T.Suppose, T.Cases, T.Show];
const stepWords: ReadonlySet<TokenType> = new Set(stepWordList);
