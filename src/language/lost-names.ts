import type { Span } from '../diagnostics/index.js';
import { chainNames } from './chain-names.js';
import { type IToken, type TokenType, tokenMatcher } from './chevrotain.js';
import * as T from './tokens.js';

/** A piece of text that could not be read, by what it was to be; its first token is where that began. */
export interface LostPiece {
  readonly kind: 'declaration' | 'machine item' | 'stage' | 'setup item' | 'platform item' | 'action' | 'step';
  readonly tokens: readonly IToken[];
  /** Whether a declaration begins there, and not what may be the rest of the one before. */
  readonly begins: boolean;
}

/** The names that a piece may declare: to all that is read with it, or in the declaration around it. Of an unread import they may be any. */
export interface LostNames {
  readonly names: readonly string[] | 'any';
  readonly local: boolean;
}

/** A text that could not be read: in a declaration, or in the place of one. */
export interface Lost extends LostNames {
  readonly kind: LostPiece['kind'];
  /** Whether it begins with the first word of a declaration, and so is not the rest of the one before it. */
  readonly begins: boolean;
  /** The theorem, lemma or axiom that it was to be. */
  readonly claim?: { readonly role: 'theorem' | 'lemma' | 'axiom'; readonly name: string };
  readonly span: Span;
}

export function namesLost({ kind, tokens }: LostPiece): LostNames {
  switch (kind) {
    case 'declaration':
      return { names: is(tokens[0], T.Import) ? 'any' : [...declared(tokens), ...located(tokens)], local: false };
    case 'machine item':
      // What could not be read may be the end of a list, whose beginning was.
      return {
        names: is(tokens[0], T.On)
          ? []
          : beforeRun(tokens)
              .filter(isName)
              .map(({ image }) => image),
        local: false,
      };
    case 'stage':
      return { names: listed(tokens, 0), local: false };
    case 'setup item':
    case 'platform item':
      return { names: [], local: false };
    case 'action':
      return { names: is(tokens[1], T.Equals) ? listed(tokens, 0) : [], local: true };
    case 'step':
      return { names: labelled(tokens), local: true };
  }
}

function beforeRun(tokens: readonly IToken[]): readonly IToken[] {
  const at = tokens.findIndex((token) => is(token, T.Run));
  return at < 0 ? tokens : tokens.slice(0, at);
}

const is = (token: IToken | undefined, type: TokenType): boolean => token?.tokenType === type;
const isName = (token: IToken | undefined): boolean => token !== undefined && tokenMatcher(token, T.Identifier);

/** The names of a list with commas that begins there; their sorts are passed over. */
function listed(tokens: readonly IToken[], from: number): readonly string[] {
  const names: string[] = [];
  for (let at = from; isName(tokens[at]); at += 1) {
    names.push(tokens[at]?.image ?? '');
    at += is(tokens[at + 1], T.Colon) && is(tokens[at + 3], T.Comma) ? 3 : 1;
    if (!is(tokens[at], T.Comma)) break;
  }
  return names;
}

/** What stands after the word of a declaration, after a word in its place, or in place of that word; and the programs of a chain. */
function declared(tokens: readonly IToken[]): readonly string[] {
  const chain = tokens.some((token) => is(token, T.Reads));
  return tokens.flatMap((token, i) => {
    const previous = tokens[i - 1];
    const begins = previous === undefined;
    const names = begins || (T.declarationWords.has(token.tokenType) && !usedBy(previous)) ? listed(tokens, i + 1) : [];
    const [first] = names;
    const stage = chain && isName(token) && (startsLine(token, previous) || is(tokens[i + 1], T.Reads));
    return [
      ...names,
      ...(first !== undefined && (chain || is(token, T.Chain)) ? chainNames(first) : []),
      ...(stage || (begins && isName(token) && !T.declarationWords.has(token.tokenType)) ? [token.image] : []),
    ];
  });
}

/** Whether an axiom, a lemma or a theorem stands there to be used, and not to be declared. */
const usedBy = (previous: IToken): boolean => [T.Using, T.Comma, T.By].some((type) => is(previous, type));

const startsLine = (token: IToken, previous: IToken | undefined): boolean =>
  previous?.startLine !== token.startLine || is(previous, T.Semicolon) || is(previous, T.LeftBrace);

/** The locations and principals of a machine. */
const located = (tokens: readonly IToken[]): readonly string[] =>
  tokens.flatMap(({ tokenType }, i) =>
    listWords.has(tokenType) && !is(tokens[i - 1], T.Dot) ? listed(tokens, i + 1) : [],
  );

const listWords: ReadonlySet<TokenType> = new Set([T.Memory, T.Pcr, T.Dpcr, T.Principal]);

/** The labels and variables of steps. */
const labelled = (tokens: readonly IToken[]): readonly string[] =>
  tokens.flatMap(({ tokenType }, i) => (labelWords.has(tokenType) ? listed(tokens, i + 1) : []));

const labelWords: ReadonlySet<TokenType> = new Set([T.Have, T.Obtain, T.With, T.Fix, T.Suppose, T.Case]);
