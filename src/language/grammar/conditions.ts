import { type IToken, type TokenType, tokenMatcher } from '../chevrotain.js';
import * as T from '../tokens.js';
import type { Advice } from './said.js';

/** Actions that may not go through, whatever else is so: an `if` may be of them. */
export const checks: ReadonlySet<string> = new Set(['verify', 'proj1', 'proj2']);

/** What no `if` asks, and what to write instead. */
interface Fault {
  readonly token: IToken;
  readonly message: string;
  readonly advice: Advice;
}

const negated: readonly [string, string] = [
  'an `if` asks whether two terms are equal, and not whether they differ',
  "ask for `e = e'`, and write after `else` what is done where they differ",
];
const unordered: readonly [string, string] = [
  'terms have no order: an `if` asks whether two of them are equal',
  "write `if e = e' { … } else { … }`",
];
const ofFormulas: readonly [string, string] = [
  'an `if` of a program asks no formula, but whether two terms are equal',
  "write `if e = e' { … } else { … }`",
];
const both: readonly [string, string] = ['an `if` asks one thing', 'write one in the other: `if A { if B { … } }`'];
const either: readonly [string, string] = ['an `if` asks one thing', 'write `if A { … } else if B { … }`'];

const signs: ReadonlyMap<TokenType, readonly [message: string, advice: string]> = new Map([
  [T.And, both],
  [T.Or, either],
  [T.Unequal, negated],
  [T.Not, negated],
  [T.Less, unordered],
  [T.AtMost, unordered],
  [T.Implies, ofFormulas],
  [T.Iff, ofFormulas],
]);

/** What no `if` asks of what stands between it and its branch, by the signs; `braced`: a branch in braces follows. */
export function faultOf(condition: readonly IToken[], braced: boolean): Fault | undefined {
  for (const token of condition) {
    const said = signs.get(token.tokenType) ?? (/^and$/i.test(token.image) ? both : undefined);
    if (said !== undefined) return { token, message: said[0], advice: { message: said[1] } };
  }
  const [action, argument] = condition.slice(condition[1]?.tokenType === T.Equals ? 2 : 0);
  if (!braced || action === undefined || argument === undefined || checks.has(action.image)) return undefined;
  if (![action, argument].every((each) => tokenMatcher(each, T.Identifier)) || argument.tokenType === T.On)
    return undefined;
  return { token: action, ...noCheck(action.image) };
}

/** Said of an action that an `if` is not of. */
export const noCheck = (action: string): { readonly message: string; readonly advice: Advice } => ({
  message: `no \`if\` is of \`${action}\`: of actions it asks only whether \`verify\`, \`proj1\` or \`proj2\` gives a result`,
  advice: {
    message:
      action === 'match'
        ? "write `if e = e' { … } else { … }`"
        : `do it on a line of its own before the \`if\`, as in \`y = ${action} …\``,
  },
});
