import { demand } from './refusal.js';
import type { Action, Operator, Predicate } from './symbols.js';

/** What stands at the top of a piece. Bound variables are counted (de Bruijn), so that they need no names. */
export type Head =
  | { readonly kind: 'variable'; readonly name: string; readonly sort: string }
  | { readonly kind: 'bound'; readonly index: number; readonly sort: string }
  | { readonly kind: 'apply'; readonly symbol: Operator }
  | { readonly kind: 'atom'; readonly symbol: Predicate }
  /** Its one part is under a binder of this sort. */
  | { readonly kind: 'forall' | 'exists'; readonly sort: string }
  /** Its first part is what follows, under a binder if the action has a result; the others are the action's arguments. */
  | { readonly kind: 'step'; readonly symbol: Action }
  | { readonly kind: PlainKind };

/** What needs nothing but its parts. `ran` has a segment, a thread and two times; `choice` two segments, one of which is gone on with. */
export const plainKinds = [
  'true',
  'false',
  '=',
  'not',
  'and',
  'or',
  '=>',
  'ran',
  'stop',
  'latelaunch',
  'jump',
  'choice',
] as const;
type PlainKind = (typeof plainKinds)[number];

/** A term, a formula or a segment of a program. Equal ones are one object. */
export interface Piece {
  readonly id: number;
  readonly head: Head;
  readonly parts: readonly Piece[];
  readonly is: 'term' | 'formula' | 'segment';
  /** The sort of a term. */
  readonly sort: string;
  /** One more than the largest index of a bound variable whose binder is outside. */
  readonly loose: number;
  /** Those bound variables, by their ids. */
  readonly outer: readonly Piece[];
  /** The free variables, by their ids. */
  readonly free: readonly Piece[];
}

/** The sort that a piece binds in its first part, if it binds one. */
export function boundSort(head: Head): string | undefined {
  if (head.kind === 'forall' || head.kind === 'exists') return head.sort;
  return head.kind === 'step' ? head.symbol.result : undefined;
}

/** Makes pieces, each once, and only such as are well-sorted. Memory grows with the different pieces alone, however often they are used. */
export class Pieces {
  readonly #known = new Map<string, Piece>();
  readonly #symbols = new Map<object, number>();

  /** Throws a {@link Refusal} where the parts are not of the right sorts. */
  make(head: Head, parts: readonly Piece[] = []): Piece {
    const key = `${this.#keyOf(head)} ${parts.map(({ id }) => id).join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const type = typeOf(head, parts);
    const variables = this.#variables(head, parts);
    // Only now: the variables may be new pieces.
    const piece: Piece = { id: this.#known.size, head, parts, ...type, ...variables };
    if (head.kind === 'variable') (piece.free as Piece[]).push(piece);
    if (head.kind === 'bound') (piece.outer as Piece[]).push(piece);
    this.#known.set(key, piece);
    return piece;
  }

  bound(index: number, sort: string): Piece {
    return this.make({ kind: 'bound', index, sort });
  }

  #keyOf(head: Head): string {
    switch (head.kind) {
      case 'variable':
        return `variable ${head.name} ${head.sort}`;
      case 'bound':
        return `bound ${head.index} ${head.sort}`;
      case 'forall':
      case 'exists':
        return `${head.kind} ${head.sort}`;
      case 'apply':
      case 'atom':
      case 'step':
        return `${head.kind} ${this.#numberOf(head.symbol)}`;
      default:
        return head.kind;
    }
  }

  #numberOf(symbol: object): number {
    const known = this.#symbols.get(symbol) ?? this.#symbols.size;
    this.#symbols.set(symbol, known);
    return known;
  }

  #variables(head: Head, parts: readonly Piece[]): Pick<Piece, 'loose' | 'outer' | 'free'> {
    if (head.kind === 'bound') return { loose: head.index + 1, outer: [], free: nothing };
    if (head.kind === 'variable') return { loose: 0, outer: nothing, free: [] };
    const sort = boundSort(head);
    let [outer, free] = [nothing, nothing];
    for (const [i, part] of parts.entries()) {
      outer = union(outer, sort !== undefined && i === 0 ? this.#outside(part, sort) : part.outer);
      free = union(free, part.free);
    }
    return { loose: outer.reduce((most, variable) => Math.max(most, variable.loose), 0), outer, free };
  }

  /** The outer variables of a body as they are seen from outside of its binder. */
  #outside({ outer }: Piece, sort: string): readonly Piece[] {
    const seen = outer.flatMap(({ head }) => {
      if (head.kind !== 'bound') return [];
      demand(head.index > 0 || head.sort === sort, 'a bound variable is not of the sort of its binder');
      return head.index === 0 ? [] : [this.bound(head.index - 1, head.sort)];
    });
    return seen.sort((a, b) => a.id - b.id);
  }
}

const nothing: readonly Piece[] = [];

/** The union of two lists without repetition that are sorted by id; one of the two where it holds the other. */
export function union(a: readonly Piece[], b: readonly Piece[]): readonly Piece[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const mine = new Set(a);
  const others = b.filter((piece) => !mine.has(piece));
  if (others.length === 0) return a;
  return a.length + others.length === b.length ? b : [...a, ...others].sort((x, y) => x.id - y.id);
}

function typeOf(head: Head, parts: readonly Piece[]): Pick<Piece, 'is' | 'sort'> {
  const are = (...wanted: readonly string[]): boolean =>
    parts.length === wanted.length &&
    parts.every(({ is, sort }, i) => (is === 'term' ? sort : `a ${is}`) === wanted[i]);
  const formula = (fits: boolean): Pick<Piece, 'is' | 'sort'> => typed(fits, 'formula');
  const typed = (fits: boolean, is: Piece['is'], sort = ''): Pick<Piece, 'is' | 'sort'> => {
    const what = 'symbol' in head ? head.symbol.name : head.kind;
    demand(fits, `\`${what}\` has parts of other sorts than it takes`);
    return { is, sort };
  };
  switch (head.kind) {
    case 'variable':
    case 'bound':
      return typed(are(), 'term', head.sort);
    case 'apply':
      return typed(are(...head.symbol.args), 'term', head.symbol.result);
    case 'atom':
      return formula(are(...head.symbol.args));
    case 'true':
    case 'false':
      return formula(are());
    case '=':
      return formula(parts[0]?.is === 'term' && are(parts[0].sort, parts[0].sort));
    case 'not':
    case 'forall':
    case 'exists':
      return formula(are('a formula'));
    case 'and':
    case 'or':
      return formula(parts.every(({ is }) => is === 'formula'));
    case '=>':
      return formula(are('a formula', 'a formula'));
    case 'ran':
      return formula(are('a segment', 'Thread', 'Time', 'Time'));
    case 'stop':
    case 'latelaunch':
      return typed(are(), 'segment');
    case 'jump':
      return typed(are('Term'), 'segment');
    case 'choice':
      return typed(are('a segment', 'a segment'), 'segment');
    case 'step':
      return typed(are('a segment', ...head.symbol.args), 'segment');
  }
}
