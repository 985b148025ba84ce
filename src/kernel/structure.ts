import { and, atom, equal, type Formula, implies, not, or, quantified, ran } from './formula.js';
import { jump, type Segment, step } from './segment.js';
import { apply, type Term } from './term.js';

export type Piece = Term | Segment | Formula;

interface Anatomy {
  /** All that a piece is besides its kind, its parts and names in print. */
  readonly head: readonly unknown[];
  /** Its immediate parts, in order. */
  readonly parts: readonly Piece[];
  /** The same piece of other parts. The constructors check them: no sort is taken on trust. */
  readonly remake: (...parts: readonly never[]) => Piece;
  /** Whether the first part is under a binder. */
  readonly binds?: boolean;
}

/** What a piece consists of. Whoever looks into pieces of all kinds does it through this one table. */
export function anatomy(piece: Piece): Anatomy {
  switch (piece.kind) {
    case 'bound':
      return { head: [piece.index, piece.sort], parts: [], remake: () => piece };
    case 'variable':
      return { head: [piece.name, piece.sort], parts: [], remake: () => piece };
    case 'application':
      return { head: [piece.symbol], parts: piece.args, remake: (...args) => apply(piece.symbol, ...args) };
    case 'atom':
      return { head: [piece.predicate], parts: piece.args, remake: (...args) => atom(piece.predicate, ...args) };
    case 'equal':
      return { head: [], parts: [piece.left, piece.right], remake: equal };
    case 'implies':
      return { head: [], parts: [piece.left, piece.right], remake: implies };
    case 'not':
      return { head: [], parts: [piece.body], remake: not };
    case 'and':
    case 'or':
      return { head: [], parts: piece.parts, remake: piece.kind === 'and' ? and : or };
    case 'forall':
    case 'exists': {
      const { kind, hint, sort, body } = piece;
      return { head: [sort], parts: [body], remake: (inside) => quantified(kind, hint, sort, inside), binds: true };
    }
    case 'ran':
      return { head: [], parts: [piece.segment, piece.thread, piece.from, piece.to], remake: ran };
    case 'jump':
      return { head: [], parts: [piece.target], remake: jump };
    case 'step': {
      const { action, args, hint, rest } = piece;
      const remake = (after: never, ...given: readonly never[]): Segment => step(action, given, hint, after);
      return { head: [action], parts: [rest, ...args], remake, binds: action.result !== undefined };
    }
    case 'true':
    case 'false':
    case 'stop':
    case 'latelaunch':
      return { head: [], parts: [], remake: () => piece };
  }
}

/** A piece and all that is in it. */
export function piecesOf(root: Piece): ReadonlySet<Piece> {
  const pieces = new Set([root]);
  for (const piece of pieces) for (const part of anatomy(piece).parts) pieces.add(part);
  return pieces;
}

/** Equality up to the names of bound variables. Not recursive, so that depth does not matter. */
function same(a: Piece, b: Piece): boolean {
  const pairs: (readonly [Piece, Piece])[] = [[a, b]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [one, two] = pair;
    if (one === two) continue;
    if (one.hash !== two.hash || one.kind !== two.kind) return false;
    const [mine, other] = [anatomy(one), anatomy(two)];
    if (mine.parts.length !== other.parts.length || mine.head.some((value, i) => value !== other.head[i])) return false;
    for (const [i, part] of mine.parts.entries()) pairs.push([part, other.parts[i] as Piece]);
  }
  return true;
}

export const sameTerm: (a: Term, b: Term) => boolean = same;
export const sameSegment: (a: Segment, b: Segment) => boolean = same;
export const sameFormula: (a: Formula, b: Formula) => boolean = same;
