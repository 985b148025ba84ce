import { boundSort, type Piece, type Pieces } from './pieces.js';
import { demand } from './refusal.js';

/** What becomes of a piece under so many binders, where that does not follow from its parts. */
type Change = (piece: Piece, depth: number) => Piece | undefined;

/** More binders than this around a part are refused. */
const deepest = 2 ** 20;

/** Changes a piece from its leaves up. Each part is changed once for each number of binders that it stands under, and depth is no matter. */
export function changed(pieces: Pieces, root: Piece, change: Change): Piece {
  const done = new Map<number, Piece>();
  const stack: (readonly [Piece, number])[] = [[root, 0]];
  const place = (piece: Piece, depth: number): number => depth * 2 ** 32 + piece.id;
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const [piece, depth] = top;
    const result = done.get(place(piece, depth)) ?? change(piece, depth);
    if (result !== undefined) {
      done.set(place(piece, depth), result);
      stack.pop();
      continue;
    }
    const inside = boundSort(piece.head) === undefined ? depth : depth + 1;
    demand(inside <= deepest, `over ${deepest} binders stand within one another`);
    const depthOf = (i: number): number => (i === 0 ? inside : depth);
    const waiting = piece.parts.flatMap((part, i) =>
      done.has(place(part, depthOf(i))) ? [] : [[part, depthOf(i)] as const],
    );
    if (waiting.length > 0) stack.push(...waiting.reverse());
    else {
      const parts = piece.parts.map((part, i) => done.get(place(part, depthOf(i))) as Piece);
      done.set(place(piece, depth), pieces.make(piece.head, parts));
    }
  }
  return done.get(place(root, 0)) as Piece;
}

/** The body of binders with terms for what they bind: the last for the innermost. The terms have no loose variables, and there is one for each binder. */
export function open(pieces: Pieces, body: Piece, values: readonly Piece[]): Piece {
  demand(body.loose <= values.length, 'a bound variable has no binder');
  demand(
    values.every(({ is, loose }) => is === 'term' && loose === 0),
    'a variable stands for a term without loose variables',
  );
  return changed(pieces, body, (piece, depth) => {
    if (piece.loose <= depth) return piece;
    if (piece.head.kind !== 'bound') return undefined;
    const value = values[values.length - 1 - (piece.head.index - depth)];
    demand(value !== undefined && value.sort === piece.sort, 'a variable stands for a term of its sort');
    return value;
  });
}

/** Binds variables in a body: the last of them by the innermost of the binders that are to be put around it. */
export function close(pieces: Pieces, body: Piece, variables: readonly Piece[]): Piece {
  demand(body.loose === 0, 'a bound variable has no binder');
  return changed(pieces, body, (piece, depth) => {
    if (!piece.free.some((variable) => variables.includes(variable))) return piece;
    const i = variables.indexOf(piece);
    return i < 0 ? undefined : pieces.bound(depth + variables.length - 1 - i, piece.sort);
  });
}

/** A formula or segment with terms in place of free variables, all at once. */
export const substituted = (
  pieces: Pieces,
  body: Piece,
  variables: readonly Piece[],
  values: readonly Piece[],
): Piece => open(pieces, close(pieces, body, variables), values);

/** Quantifies over variables that are free in a formula, the first of them outermost. */
export const quantified = (
  pieces: Pieces,
  kind: 'forall' | 'exists',
  variables: readonly Piece[],
  body: Piece,
): Piece =>
  variables.reduceRight((inside, { sort }) => pieces.make({ kind, sort }, [inside]), close(pieces, body, variables));
