import type { Formula, Segment, Term } from '../kernel/index.js';
import type { Model } from '../language/index.js';

type Piece = Term | Segment | Formula;

/**
 * Whether two readings of a model say the same: programs, definitions, axioms, kinds of machines, and the statements of theorems, up to the names
 * of bound variables. Proofs are no part of that. Symbols are the same by their names: each reading has its own.
 */
export function sayTheSame(one: Model, other: Model): boolean {
  const [mine, its] = [sayingsOf(one), sayingsOf(other)];
  return mine.size === its.size && [...mine].every(([name, saying]) => sameSaying(saying, its.get(name)));
}

/** What is said of something: texts, and pieces of the kernel. */
export interface Saying {
  readonly texts: readonly string[];
  readonly pieces: readonly Piece[];
}

export function sayingsOf({
  theory,
  signature,
  theorems,
  axioms,
  definitions,
  chains,
  kinds,
}: Model): ReadonlyMap<string, Saying> {
  const sayings = new Map<string, Saying>();
  const note = (name: string, pieces: readonly Piece[], ...texts: readonly string[]): void => {
    sayings.set(name, { texts, pieces });
  };
  for (const symbol of signature.functions.values()) {
    const program = theory.program(symbol);
    if (program !== undefined)
      note(`program ${symbol.name}`, [...program.params, ...(program.body === undefined ? [] : [program.body])]);
  }
  const ofChains = chains.flatMap(({ protectedBy, alone, measuredBoot }) => [protectedBy, alone, measuredBoot]);
  for (const { predicate, params, body } of [...definitions.map(({ definition }) => definition), ...ofChains])
    note(`definition ${predicate.name}`, [...params, body]);
  for (const { name, formula } of axioms) note(`axiom ${name}`, [formula]);
  for (const { name, reset, lateLaunch } of kinds) {
    note(`reset of ${name}`, [], reset?.name ?? '');
    note(`late launch of ${name}`, [], lateLaunch?.name ?? '');
  }
  for (const { name, params, guards, assumptions, conclusion } of theorems)
    note(`theorem ${name}`, [...params, ...guards, ...assumptions.map(({ formula }) => formula), conclusion]);
  return sayings;
}

export const sameSaying = (one: Saying, other: Saying | undefined): boolean =>
  other !== undefined &&
  one.texts.join() === other.texts.join() &&
  one.pieces.length === other.pieces.length &&
  one.pieces.every((piece, i) => samePiece(piece, other.pieces[i] as Piece));

/** Not recursive, so that depth does not matter. */
function samePiece(one: Piece, other: Piece): boolean {
  const pairs: (readonly [Piece, Piece])[] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a.hash !== b.hash || a.kind !== b.kind) return false;
    const [mine, its] = [look(a), look(b)];
    if (mine.head !== its.head || mine.parts.length !== its.parts.length) return false;
    for (const [i, part] of mine.parts.entries()) pairs.push([part, its.parts[i] as Piece]);
  }
  return true;
}

/** A piece's own say, and its parts. */
function look(piece: Piece): { readonly head: string; readonly parts: readonly Piece[] } {
  switch (piece.kind) {
    case 'bound':
      return { head: `${piece.index} ${piece.sort}`, parts: [] };
    case 'variable':
      return { head: `${piece.name} ${piece.sort}`, parts: [] };
    case 'application':
      return { head: piece.symbol.name, parts: piece.args };
    case 'atom':
      return { head: piece.predicate.name, parts: piece.args };
    case 'equal':
    case 'implies':
      return { head: '', parts: [piece.left, piece.right] };
    case 'not':
      return { head: '', parts: [piece.body] };
    case 'and':
    case 'or':
      return { head: '', parts: piece.parts };
    case 'forall':
    case 'exists':
      return { head: piece.sort, parts: [piece.body] };
    case 'ran':
      return { head: '', parts: [piece.segment, piece.thread, piece.from, piece.to] };
    case 'jump':
      return { head: '', parts: [piece.target] };
    case 'step':
      return { head: piece.action.name, parts: [piece.rest, ...piece.args] };
    case 'true':
    case 'false':
    case 'stop':
    case 'latelaunch':
      return { head: '', parts: [] };
  }
}
