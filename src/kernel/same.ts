import type { Formula, Piece, Segment, Term } from './piece.js';

/** A piece and all that is in it. */
export function piecesOf(root: Piece): ReadonlySet<Piece> {
  const pieces = new Set([root]);
  for (const piece of pieces) for (const part of piece.kids) pieces.add(part);
  return pieces;
}

/** Equality, of formulas and segments up to the names of bound variables. */
const same = (a: Piece, b: Piece): boolean => a === b || a.plain === b.plain;

export const sameTerm = (a: Term, b: Term): boolean => a === b;
export const sameSegment: (a: Segment, b: Segment) => boolean = same;
export const sameFormula: (a: Formula, b: Formula) => boolean = same;
