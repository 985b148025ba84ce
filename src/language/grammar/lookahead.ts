import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Sequence,
  Terminal,
} from '../chevrotain.js';

/** The parser that asks. */
interface Asking {
  LA(ahead: number): IToken;
}

/** What a production can begin with, by the numbers of token types, and whether it can be empty. */
interface Begin {
  readonly tokens: ReadonlySet<number>;
  readonly empty: boolean;
}

/**
 * Decides by the next token alone. The package's own strategy looks further and does so for every rule before the first text is read, which
 * takes longer than reading most texts; this one finds out what a production begins with when it is first asked.
 */
export class NextToken implements ILookaheadStrategy {
  private readonly rules = new Map<string, Begin>();

  validate(options: Parameters<ILookaheadStrategy['validate']>[0]): ReturnType<ILookaheadStrategy['validate']> {
    return new LLkLookaheadStrategy({ maxLookahead: 1 }).validate(options);
  }

  buildLookaheadForAlternation({ rule, prodOccurrence }: { readonly rule: Rule; readonly prodOccurrence: number }) {
    let begins: readonly Begin[] | undefined;
    const find = (): readonly Begin[] => {
      const found = productions(rule).find((p) => p instanceof Alternation && p.idx === prodOccurrence);
      return found instanceof Alternation
        ? found.definition.map((alternative) => this.sequence(partsOf(alternative)))
        : [];
    };
    return function (
      this: Asking,
      alternatives?: readonly { readonly GATE?: (() => boolean) | undefined }[],
    ): number | undefined {
      begins ??= find();
      const next = this.LA(1).tokenTypeIdx;
      const chosen = begins.findIndex(
        (begin, i) => begin.tokens.has(next) && alternatives?.[i]?.GATE?.call(this) !== false,
      );
      return chosen < 0 ? undefined : chosen;
    };
  }

  buildLookaheadForOptional({
    rule,
    prodOccurrence,
    prodType,
  }: {
    readonly rule: Rule;
    readonly prodOccurrence: number;
    readonly prodType: string;
  }) {
    let tokens: ReadonlySet<number> | undefined;
    const find = (): ReadonlySet<number> => {
      const kind = optionals[prodType];
      const found = productions(rule).find((p) => kind !== undefined && p instanceof kind && p.idx === prodOccurrence);
      return found === undefined ? new Set() : this.sequence(partsOf(found)).tokens;
    };
    return function (this: Asking): boolean {
      tokens ??= find();
      return tokens.has(this.LA(1).tokenTypeIdx);
    };
  }

  private sequence(items: readonly IProduction[]): Begin {
    const tokens = new Set<number>();
    for (const item of items) {
      const begin = this.one(item);
      for (const token of begin.tokens) tokens.add(token);
      if (!begin.empty) return { tokens, empty: false };
    }
    return { tokens, empty: true };
  }

  private one(item: IProduction): Begin {
    if (item instanceof Terminal) {
      const { tokenTypeIdx = -1, categoryMatches = [] } = item.terminalType;
      return { tokens: new Set([tokenTypeIdx, ...categoryMatches]), empty: false };
    }
    if (item instanceof NonTerminal) return this.rule(item.referencedRule);
    if (item instanceof Alternation) {
      const begins = item.definition.map((alternative) => this.sequence(partsOf(alternative)));
      return {
        tokens: new Set(begins.flatMap((begin) => [...begin.tokens])),
        empty: begins.some((begin) => begin.empty),
      };
    }
    const begin = this.sequence(partsOf(item));
    const mandatory = item instanceof RepetitionMandatory || item instanceof RepetitionMandatoryWithSeparator;
    return mandatory || item instanceof Sequence ? begin : { ...begin, empty: true };
  }

  private rule(rule: Rule): Begin {
    const known = this.rules.get(rule.name);
    if (known !== undefined) return known;
    const begin = this.sequence(rule.definition);
    this.rules.set(rule.name, begin);
    return begin;
  }
}

const optionals: Readonly<Record<string, typeof Option | typeof Repetition | typeof RepetitionMandatory | undefined>> =
  {
    Option,
    Repetition,
    RepetitionMandatory,
    RepetitionWithSeparator,
    RepetitionMandatoryWithSeparator,
  };

/** The productions of a rule, those inside of others included. */
function productions(rule: Rule): readonly IProduction[] {
  const found: IProduction[] = [...rule.definition];
  for (const item of found) found.push(...partsOf(item));
  return found;
}

function partsOf(item: IProduction): readonly IProduction[] {
  if (item instanceof NonTerminal || !('definition' in item)) return [];
  return Array.isArray(item.definition) ? item.definition : [];
}
