import type * as Chevrotain from 'chevrotain';

/**
 * The parser package as the single file that it ships beside its modules: it loads in 8 ms where the modules, with the library they
 * import, take 180. The package's exports name only the modules, so the file is found from them.
 */
const modules = import.meta.resolve('chevrotain');
const chevrotain: typeof Chevrotain = await import(new URL('../chevrotain.min.mjs', modules).href);

export const {
  Alternation,
  Alternative: Sequence,
  createToken,
  EmbeddedActionsParser,
  EOF,
  isRecognitionException,
  LLkLookaheadStrategy,
  MismatchedTokenException,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
  tokenMatcher,
} = chevrotain;
export type {
  ILookaheadStrategy,
  IParserErrorMessageProvider,
  IProduction,
  IRecognitionException,
  IToken,
  Rule,
  TokenType,
} from 'chevrotain';
