/** The parser package by its name, for who bundles ls2 for a browser: package.json says that this stands for `chevrotain.ts` there. */
export {
  Alternation,
  Alternative as Sequence,
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
} from 'chevrotain';
