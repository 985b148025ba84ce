import { covering } from '../../diagnostics/index.js';
import type { Connective, Expr, Interval, Relation } from '../ast.js';
import type { IToken, TokenType } from '../chevrotain.js';
import { spanOf } from '../lexer.js';
import * as T from '../tokens.js';

/** What stands between two operators. */
export interface Operand {
  readonly negations: readonly IToken[];
  readonly expr: Expr;
  readonly interval: Interval | undefined;
  /** Its last token. */
  readonly end: IToken;
}

export interface Link {
  readonly operator: TokenType;
  readonly operand: Operand;
}

const relations: ReadonlyMap<TokenType, Relation> = new Map([
  [T.Equals, '='],
  [T.Unequal, '≠'],
  [T.Less, '<'],
  [T.AtMost, '≤'],
]);

/** The connectives from loose to tight. */
const connectives: readonly (readonly [TokenType, Connective['kind']])[] = [
  [T.Iff, 'iff'],
  [T.Implies, 'implies'],
  [T.Or, 'or'],
  [T.And, 'and'],
];

/** Puts operands together by the precedence of the operators between them: `iff`, `⊃`, `∨`, `∧`, `on`, `¬`, comparisons. */
export function group(first: Operand, links: readonly Link[]): Expr {
  if (links.length === 0) return wrapped(first, negated(first, first.expr), true);
  return connected([{ operator: T.And, operand: first }, ...links], 0);
}

/** The first link's operator does not count. */
function connected(links: readonly Link[], level: number): Expr {
  const connective = connectives[level];
  if (connective === undefined) return compared(links);
  const [operator, kind] = connective;
  const parts: Expr[] = [];
  let from = 0;
  for (let i = 1; i <= links.length; i += 1) {
    if (i < links.length && links[i]?.operator !== operator) continue;
    parts.push(connected(links.slice(from, i), level + 1));
    from = i;
  }
  const [one, last] = [parts[0], parts.at(-1)];
  if (one === undefined || last === undefined) throw new Error('an expression has an operand');
  return parts.length === 1 ? one : { kind, parts, span: covering(one.span, last.span) };
}

/** A chain of comparisons; the signs of negation before it and the interval after it belong to the whole of it. */
function compared(links: readonly Link[]): Expr {
  const [head, ...tail] = links;
  const last = links.at(-1);
  if (head === undefined || last === undefined) throw new Error('an expression has an operand');
  const rest = tail.flatMap(({ operator, operand }, i) => {
    const relation = relations.get(operator);
    const right = wrapped(operand, operand.expr, i < tail.length - 1);
    return relation === undefined ? [] : [{ relation, right: negated(operand, right) }];
  });
  const chain: Expr =
    rest.length === 0
      ? head.operand.expr
      : {
          kind: 'comparison',
          first: wrapped(head.operand, head.operand.expr, true),
          rest,
          span: { start: head.operand.expr.span.start, end: rest.at(-1)?.right.span.end ?? head.operand.expr.span.end },
        };
  return wrapped(last.operand, negated(head.operand, chain), true);
}

function negated(operand: Operand, expr: Expr): Expr {
  return operand.negations.reduceRight<Expr>(
    (body, sign) => ({ kind: 'not', body, span: { start: spanOf(sign).start, end: body.span.end } }),
    expr,
  );
}

function wrapped(operand: Operand, expr: Expr, here: boolean): Expr {
  const { interval, end } = operand;
  if (interval === undefined || !here) return expr;
  return { kind: 'on', body: expr, interval, span: { start: expr.span.start, end: spanOf(end).end } };
}
