import type { Diagnostic } from '../diagnostics/index.js';
import type { Declaration } from './ast.js';
import type { Lost } from './lost-names.js';

/**
 * A declaration of a file, or a text in the place of one that could not be read, up to where the next begins; with the errors that the
 * reading of the text met in it. Whatever has one may lack a part, so nothing is to be made of it, however well the rest reads.
 */
export interface Piece {
  /** The offset of its first character. */
  readonly start: number;
  readonly content: Declaration | Lost;
  readonly errors: readonly Diagnostic[];
}

/** An error, and an offset in the piece in which it was met. */
export interface Met {
  readonly diagnostic: Diagnostic;
  readonly at: number;
  /**
   * What it is of: a sign that was read as another, one that was left out, what the grammar could not read, or the end of a bracket or proof
   * that it missed.
   */
  readonly of: 'mended' | 'left out' | 'grammar' | 'end';
}

type Contents = readonly Piece['content'][];

/** Whether it may be the rest of the piece before it. */
const isRest = (content: Piece['content'] | undefined): boolean =>
  content !== undefined && 'begins' in content && !content.begins;

/**
 * The errors of a text without those that follow from others: what the grammar finds after something was left out, an end that it misses because it
 * skipped something, and the rest of a declaration that has an error already.
 */
function withoutFollowing(contents: Contents, met: readonly Met[]): readonly Met[] {
  const states = new Map<number, { readonly leftOut: boolean }>();
  const kept = new Set<Met>();
  const inText = [...met].sort((a, b) => a.diagnostic.span.start.offset - b.diagnostic.span.start.offset);
  for (const each of inText) {
    const owner = pieceAt(contents, each.at);
    let whole = owner;
    while (isRest(contents[whole]) && whole > 0) whole -= 1;
    const before = states.get(whole);
    const follows =
      before !== undefined && (each.of === 'end' || (each.of === 'grammar' && (before.leftOut || whole !== owner)));
    if (follows) continue;
    kept.add(each);
    states.set(whole, { leftOut: each.of === 'left out' || before?.leftOut === true });
  }
  return met.filter((each) => kept.has(each));
}

/**
 * The pieces of a file in order. What could not be read and does not begin like a declaration may be the rest of the one before it: its
 * errors are that one's, too. Errors before the first piece are everybody's.
 */
export function piecesOf(
  declarations: readonly Declaration[],
  lost: readonly Lost[],
  met: readonly Met[],
): { readonly pieces: readonly Piece[]; readonly diagnostics: readonly Diagnostic[] } {
  const contents = [...declarations, ...lost.filter(({ kind }) => kind === 'declaration')].sort(
    (a, b) => a.span.start.offset - b.span.start.offset,
  );
  const kept = withoutFollowing(contents, met);
  const errors: Diagnostic[][] = contents.map(() => []);
  for (const { diagnostic, at } of kept) {
    const owner = pieceAt(contents, at);
    if (owner < 0) for (const each of errors) each.push(diagnostic);
    for (let i = owner; i >= 0; i -= 1) {
      errors[i]?.push(diagnostic);
      if (!isRest(contents[i])) break;
    }
  }
  for (const [i, content] of contents.entries()) {
    // The error of the rest may be known by that of the beginning alone.
    if (isRest(content) && errors[i]?.length === 0) errors[i]?.push(...(errors[i - 1] ?? []));
  }
  return {
    pieces: contents.map((content, i) => ({ start: content.span.start.offset, content, errors: errors[i] ?? [] })),
    diagnostics: kept.map(({ diagnostic }) => diagnostic),
  };
}

/** The index of the last piece that begins at or before an offset; -1 before the first. */
export function pieceAt(contents: readonly { readonly span: Declaration['span'] }[], offset: number): number {
  let [low, high] = [0, contents.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((contents[middle]?.span.start.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
