import type { ActionSymbol, Formula, FunctionSymbol, PredicateSymbol, Segment, Term } from '../kernel/index.js';
import { definitionsOfChain, type KindDecl, type Model, type Signature } from '../language/index.js';

type Piece = Term | Segment | Formula;
type Declared = FunctionSymbol | PredicateSymbol | ActionSymbol;

/**
 * Whether two readings of a model say the same: what is declared, programs, definitions, axioms, kinds of machines, and the statements of theorems, up to
 * the names of bound variables. Proofs are no part of that. Each reading has symbols of its own: those are the same that are declared alike.
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

const known = new WeakMap<Model, ReadonlyMap<string, Saying>>();

/** What a model says, by the kind and name of what it is said of. Names of two files that are the same are one there. */
export function sayingsOf(model: Model): ReadonlyMap<string, Saying> {
  const sayings = known.get(model) ?? made(model);
  known.set(model, sayings);
  return sayings;
}

function made({ theory, signature, theorems, axioms, definitions, chains, kinds }: Model): ReadonlyMap<string, Saying> {
  const sayings = new Map<string, Saying>();
  const note = (name: string, pieces: readonly Piece[], ...texts: readonly string[]): void => {
    const { texts: before = [], pieces: others = [] } = sayings.get(name) ?? {};
    sayings.set(name, { texts: [...before, ...texts], pieces: [...others, ...pieces] });
  };
  for (const [name, symbol] of symbolsOf(signature)) note(name, [], declared(symbol));
  for (const symbol of signature.functions.values()) {
    const program = theory.program(symbol);
    if (program !== undefined)
      note(`program ${symbol.name}`, [...program.params, ...(program.body === undefined ? [] : [program.body])]);
  }
  const ofChains = chains.flatMap(definitionsOfChain);
  for (const { predicate, params, body } of [...definitions.map(({ definition }) => definition), ...ofChains])
    note(`definition ${predicate.name}`, [...params, body]);
  for (const { name, formula } of axioms) note(`axiom ${name}`, [formula]);
  for (const kind of kinds) {
    const { name, reset, lateLaunch } = kind;
    note(`machine ${name}`, [], ...placesOf(kind));
    note(`reset of ${name}`, [], reset?.name ?? '');
    note(`late launch of ${name}`, [], lateLaunch?.name ?? '');
  }
  for (const { name, params, guards, assumptions, conclusion } of theorems)
    note(`theorem ${name}`, [...params, ...guards, ...assumptions.map(({ formula }) => formula), conclusion]);
  return sayings;
}

/** Whether all symbols of a model are there in another one, declared alike. */
export const keepsSymbols = ({ signature }: Model, other: Model): boolean => {
  const its = new Map(symbolsOf(other.signature));
  return symbolsOf(signature).every(([name, symbol]) => {
    const same = its.get(name);
    return same !== undefined && (same === symbol || declared(same) === declared(symbol));
  });
};

/** The symbols of a model by what they are used as: a function and a predicate may have one name. */
function symbolsOf(signature: Signature): readonly (readonly [string, Declared])[] {
  const { functions, events, predicates, fluents, actions, names } = signature;
  const uses = { function: functions, event: events, predicate: predicates, fluent: fluents, action: actions, names };
  return Object.entries(uses).flatMap(([use, symbols]) =>
    [...symbols].map(([name, symbol]) => [`${use} ${name}`, symbol] as const),
  );
}

/** How a symbol is declared. No two that differ in anything but their identity have the same. */
function declared(symbol: Declared): string {
  const { name, args, result } = { result: undefined, ...symbol };
  const [constructs, secret] = 'constructs' in symbol ? [symbol.constructs, symbol.secret] : [];
  return JSON.stringify([name, args, result, constructs, secret]);
}

const placesOf = ({ virtual, memory, pcrs, dpcrs, principals }: KindDecl): readonly string[] =>
  [virtual, memory, pcrs, dpcrs, principals.map(declared)].map((places) => JSON.stringify(places));

export const sameSaying = (one: Saying, other: Saying | undefined): boolean =>
  other !== undefined &&
  sameLists(one.texts, other.texts, (a, b) => a === b) &&
  sameLists(one.pieces, other.pieces, samePiece);

const sameLists = <T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean =>
  one.length === other.length && one.every((item, i) => same(item, other[i] as T));

/** Not recursive, so that depth does not matter; pieces that are in several places are looked at once. */
function samePiece(one: Piece, other: Piece): boolean {
  const seen = new Map<Piece, Piece>();
  const pairs: (readonly [Piece, Piece])[] = [[one, other]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a === b || seen.get(a) === b) continue;
    seen.set(a, b);
    if (a.kind !== b.kind) return false;
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
      return { head: declared(piece.symbol), parts: piece.args };
    case 'atom':
      return { head: declared(piece.predicate), parts: piece.args };
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
    case 'choice':
      return { head: '', parts: [piece.first, piece.second] };
    case 'step':
      return { head: declared(piece.action), parts: [piece.rest, ...piece.args] };
    case 'true':
    case 'false':
    case 'stop':
    case 'latelaunch':
      return { head: '', parts: [] };
  }
}
