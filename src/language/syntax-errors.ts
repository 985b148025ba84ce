import { type Diagnostic, diagnostic, type Fix, type Related } from '../diagnostics/index.js';
import {
  EOF,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type TokenType,
  tokenMatcher,
} from './chevrotain.js';
import { type Advice, type Correction, Said } from './grammar/said.js';
import { spanOf } from './lexer.js';
import * as T from './tokens.js';

/** The parser's own messages say only what was expected; the diagnostic made of them says the rest. */
export const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => label(expected),
  buildNotAllInputParsedMessage: () => 'the end of the file',
  buildNoViableAltMessage: ({ customUserDescription, expectedPathsPerAlt }) =>
    customUserDescription ?? oneOf(expectedPathsPerAlt),
  buildEarlyExitMessage: ({ customUserDescription, expectedIterationPaths }) =>
    customUserDescription ?? oneOf([expectedIterationPaths]),
};

const label = (type: TokenType): string => type.LABEL ?? type.name;

function oneOf(paths: readonly TokenType[][][]): string {
  const labels = new Set(paths.flat(2).map(label));
  return [...labels].join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** What the parser could not read, as a diagnostic. */
export function syntaxError(error: IRecognitionException, tokens: readonly IToken[], file: string): Diagnostic {
  const found = error.token;
  const at = { file, span: spanOf(found) };
  const expected = error.message;
  if (error instanceof Said) return diagnostic('LS2-0104', expected, at, { fix: adviceOn(found, error.advice) });
  if (expected === label(T.Identifier) && T.reservedWords.includes(found.tokenType) && /^[a-z]/.test(found.image)) {
    return diagnostic('LS2-0106', `\`${found.image}\` is a reserved word and no name`, at);
  }
  const opened = unclosed(expected, found, tokens, file);
  if (opened !== undefined) {
    return diagnostic('LS2-0105', `expected ${expected} before ${described(found)}`, at, { related: [opened] });
  }
  const fix = adviceOn(found, separator(expected, found, tokens));
  return diagnostic('LS2-0104', `expected ${expected}, found ${described(found)}`, at, { fix });
}

/** Whether the end of a bracket or a proof was expected. */
export const isEnd = ({ message }: IRecognitionException): boolean => ends.has(message);

const ends: ReadonlySet<string> = new Set([...T.closers, T.Qed].map(label));

/** What was read as something else that it was meant for, as a diagnostic. */
export const correction = ({ token, message, advice }: Correction, file: string): Diagnostic =>
  diagnostic('LS2-0104', message, { file, span: spanOf(token) }, { fix: adviceOn(token, advice) });

function adviceOn(token: IToken, advice: Advice | undefined): Fix | undefined {
  if (advice === undefined) return undefined;
  const { message, text } = advice;
  return { message, ...(text !== undefined && { edit: { span: spanOf(token), text } }) };
}

/** What to write between two things that stand beside each other. */
function separator(expected: string, found: IToken, tokens: readonly IToken[]): Advice | undefined {
  const before = tokens[tokens.indexOf(found) - 1];
  const begins = tokenMatcher(found, T.Identifier) || T.openers.has(found.tokenType);
  if (before === undefined || !begins || before.startLine !== found.startLine) return undefined;
  if (expected === '`;` or a new line')
    return { message: `write \`;\` before \`${found.image}\``, text: `; ${found.image}` };
  const listed = expected.startsWith(label(T.Memory)) && tokenMatcher(before, T.Identifier);
  if (listed) return { message: `is a \`,\` missing before \`${found.image}\`?` };
  const mark = [label(T.RightParen), label(T.RightBrace), label(T.Dot)].includes(expected) ? ',' : undefined;
  return mark && { message: `is a \`${mark}\` missing before \`${found.image}\`?` };
}

const described = (token: IToken): string => (token.tokenType === EOF ? 'the end of the file' : `\`${token.image}\``);

/** The bracket that is still open where its end was expected, if it stands on an earlier line or the text ends. */
function unclosed(expected: string, found: IToken, tokens: readonly IToken[], file: string): Related | undefined {
  const closing = [...T.closers].find((type) => label(type) === expected);
  if (closing === undefined) return undefined;
  let open = 0;
  for (let i = tokens.indexOf(found) - 1; i >= 0; i -= 1) {
    const token = tokens[i];
    if (token === undefined) break;
    if (T.closers.has(token.tokenType)) open += 1;
    if (!T.openers.has(token.tokenType)) continue;
    if (open > 0) {
      open -= 1;
    } else {
      const wanted =
        token.tokenType === T.openerOf.get(closing) && (found.tokenType === EOF || token.startLine !== found.startLine);
      return wanted ? { message: 'opened here', file, span: spanOf(token) } : undefined;
    }
  }
  return undefined;
}
