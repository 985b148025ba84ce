import {
  type Formula,
  remade,
  type Segment,
  substitute,
  type Term,
  type Variable,
  variable,
} from '../../../kernel/index.js';

type Piece = Term | Formula | Segment;

/**
 * A formula that is not looked into: its shape, with a variable for each of the largest terms in it that hold no bound variable, and those terms. Formulas of
 * one shape are true together where their terms are equal.
 */
export interface Abstract {
  readonly shape: Formula;
  readonly places: readonly Variable[];
  readonly terms: readonly Term[];
}

const abstracts = new WeakMap<Formula, Abstract>();

export function abstractOf(formula: Formula): Abstract {
  const known = abstracts.get(formula);
  if (known !== undefined) return known;
  const places = new Map<Term, Variable>();
  const done = new Map<Piece, Piece>();
  const stack: Piece[] = [formula];
  for (let piece = stack.at(-1); piece !== undefined; piece = stack.at(-1)) {
    if (!done.has(piece) && isClosedTerm(piece)) {
      const place = places.get(piece) ?? variable(`\u0001${places.size}`, piece.sort);
      places.set(piece, place);
      done.set(piece, place);
    }
    const waiting = done.has(piece) ? [] : piece.kids.filter((kid) => !done.has(kid));
    for (const kid of waiting.reverse()) stack.push(kid);
    if (waiting.length > 0) continue;
    stack.pop();
    if (!done.has(piece))
      done.set(
        piece,
        remade(
          piece,
          piece.kids.map((kid) => done.get(kid) as Piece),
        ),
      );
  }
  const made = { shape: done.get(formula) as Formula, places: [...places.values()], terms: [...places.keys()] };
  abstracts.set(formula, made);
  return made;
}

/** The formula of this shape and other terms. */
export const concrete = ({ shape, places }: Abstract, terms: readonly Term[]): Formula =>
  substitute(shape, places, terms);

const isClosedTerm = (piece: Piece): piece is Term =>
  piece.loose === 0 && (piece.kind === 'variable' || piece.kind === 'application');
