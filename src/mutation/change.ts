import type { Span } from '../diagnostics/index.js';
import type { Expr } from '../language/ast.js';
import { printExpression } from '../language/printer.js';
import type { Addition } from './scope.js';

/** What becomes of a formula: it says less, more, or something else. Of a term: it is another one. */
export type Effect = 'weaker' | 'stronger' | 'other';

/** An expression with one place changed. */
export interface Change {
  readonly expr: Expr;
  readonly effect: Effect;
  /** In words: ``without `A` ``, or ``with `A` in place of `B` ``. */
  readonly how: string;
  readonly span: Span;
  /** The innermost conjunct around the place, and the way to it: of each conjunction on the way, which part. */
  readonly conjunct?: Expr;
  readonly path: readonly number[];
  readonly adds?: Addition;
}

export const shown = (expr: Expr): string => `\`${printExpression(expr, Number.POSITIVE_INFINITY)}\``;

/** One expression in place of another. */
export const replaced = (old: Expr, expr: Expr, effect: Effect = 'other', adds?: Addition): Change => ({
  expr,
  effect,
  how: `with ${shown(expr)} in place of ${shown(old)}`,
  span: old.span,
  path: [],
  ...(adds && { adds }),
});

/** An expression without one of its parts. */
export const without = (part: Expr, expr: Expr, effect: Effect = 'other'): Change => ({
  expr,
  effect,
  how: `without ${shown(part)}`,
  span: part.span,
  path: [],
});

/** The changes of a part, made in the whole. */
export const inside = (changes: readonly Change[], whole: (part: Expr) => Expr): readonly Change[] =>
  changes.map((change) => ({ ...change, expr: whole(change.expr) }));

/** The changes of each of a list of parts, made in the list. */
export const insideEach = (
  parts: readonly Expr[],
  changesOf: (part: Expr) => readonly Change[],
  whole: (parts: readonly Expr[]) => Expr,
): readonly Change[] => parts.flatMap((part, i) => inside(changesOf(part), (changed) => whole(parts.with(i, changed))));

const opposite = { weaker: 'stronger', stronger: 'weaker', other: 'other' } as const;

/** Changes of what stands under a negation. */
export const flipped = (changes: readonly Change[]): readonly Change[] =>
  changes.map((change) => ({ ...change, effect: opposite[change.effect] }));

/** Changes of which nobody knows what becomes of the whole. */
export const unclear = (changes: readonly Change[]): readonly Change[] =>
  changes.map((change) => ({ ...change, effect: 'other' }));

/** Each part left out, and each two neighbours swapped. */
export function rearranged(
  parts: readonly Expr[],
  whole: (parts: readonly Expr[]) => Expr,
  fewest: number,
): readonly Change[] {
  const dropped = parts.length <= fewest ? [] : parts.map((part, i) => without(part, whole(parts.toSpliced(i, 1))));
  const swapped = parts.slice(1).flatMap((second, i): readonly Change[] => {
    const first = parts[i];
    if (first === undefined) return [];
    const expr = whole(parts.with(i, second).with(i + 1, first));
    return [
      { expr, effect: 'other', how: `with ${shown(first)} and ${shown(second)} swapped`, span: first.span, path: [] },
    ];
  });
  return [...dropped, ...swapped];
}
