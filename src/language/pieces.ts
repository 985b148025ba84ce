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
}

/**
 * The pieces of a file in order. What could not be read and does not begin like a declaration may be the rest of the one before it: its
 * errors are that one's, too. Errors before the first piece are everybody's.
 */
export function piecesOf(
  declarations: readonly Declaration[],
  lost: readonly Lost[],
  met: readonly Met[],
): readonly Piece[] {
  const contents = [...declarations, ...lost.filter(({ kind }) => kind === 'declaration')].sort(
    (a, b) => a.span.start.offset - b.span.start.offset,
  );
  const errors: Diagnostic[][] = contents.map(() => []);
  for (const { diagnostic, at } of met) {
    const owner = pieceAt(contents, at);
    if (owner < 0) for (const each of errors) each.push(diagnostic);
    for (let i = owner; i >= 0; i -= 1) {
      errors[i]?.push(diagnostic);
      const content = contents[i];
      if (content === undefined || !('begins' in content) || content.begins) break;
    }
  }
  return contents.map((content, i) => ({ start: content.span.start.offset, content, errors: errors[i] ?? [] }));
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
