import type { Formula, Piece, Segment, Term } from './piece.js';

/** A piece and all that is in it. */
export function piecesOf(root: Piece): ReadonlySet<Piece> {
  const pieces = new Set([root]);
  for (const piece of pieces) for (const part of piece.kids) pieces.add(part);
  return pieces;
}

/** All that a piece is besides its parts and names in print. */
function headOf(piece: Piece): unknown {
  switch (piece.kind) {
    case 'atom':
      return piece.predicate;
    case 'step':
      return piece.action;
    case 'forall':
    case 'exists':
      return piece.sort;
    default:
      return undefined;
  }
}

/** Equality up to the names of bound variables: what has none in it is equal only to itself. */
function same(a: Piece, b: Piece): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash) return false;
  const seen = new Map<Piece, Piece>();
  const pairs: (readonly [Piece, Piece])[] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [one, two] = pair;
    if (one === two || seen.get(one) === two) continue;
    if (one.hash !== two.hash || one.kind !== two.kind || one.kids.length !== two.kids.length) return false;
    // Terms have no names of bound variables in them.
    if (one.kids.length === 0 || one.kind === 'application' || headOf(one) !== headOf(two)) return false;
    seen.set(one, two);
    for (const [i, part] of one.kids.entries()) pairs.push([part, two.kids[i] as Piece]);
  }
  return true;
}

export const sameTerm = (a: Term, b: Term): boolean => a === b;
export const sameSegment: (a: Segment, b: Segment) => boolean = same;
export const sameFormula: (a: Formula, b: Formula) => boolean = same;
