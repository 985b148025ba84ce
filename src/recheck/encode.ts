import { changed } from './change.js';
import type { Head, Piece, Pieces } from './pieces.js';
import { demand } from './refusal.js';
import { core, type Operator } from './symbols.js';

/** More parts than this are refused. */
const mostParts = 250_000;

/**
 * An obligation as SMT-LIB 2.6 commands that are unsatisfiable only if it is valid, up to `(check-sat)`. The obligation has no loose variables. Names end
 * in `$`, for which a session puts what makes them its own.
 *
 * A quantified formula, and `ran`, is a predicate of the closed terms in it, of which nothing else is known: so what the solver decides has no quantifiers.
 * A sort with constructors is a datatype of those that occur, and of one more, for all else that the sort may hold. Times are real numbers, of which
 * only the order is used; a formula without quantifiers looks at finitely many, and any order of these is one of real numbers.
 *
 * Throws a {@link Refusal} where it is too large, or constructs times.
 */
export function encoded(pieces: Pieces, obligation: Piece): string {
  const names = new Map<Piece, string>();
  const known = new Map<unknown, string>();
  const builders = new Map<string, Operator[]>();
  const [declarations, definitions]: [string[], string[]] = [[], []];
  let count = 0;

  const sortName = (sort: string): string => (sort === 'Time' ? 'Real' : nameOf(`sort ${sort}`, 's'));
  /** A name for what a key stands for, declared when it is first used. */
  function nameOf(key: unknown, letter: string, declare?: (name: string) => string): string {
    const before = known.get(key);
    if (before !== undefined) return before;
    const name = `${letter}${known.size}$`;
    known.set(key, name);
    if (declare !== undefined) declarations.push(declare(name));
    return name;
  }
  const declareFun = (args: readonly string[], result: string) => (name: string) =>
    `(declare-fun ${name} (${args.map(sortName).join(' ')}) ${result})`;

  function operatorName(symbol: Operator): string {
    if (symbol.kind === 'function') return nameOf(symbol, 'f', declareFun(symbol.args, sortName(symbol.result)));
    demand(symbol.result !== 'Time', 'it constructs times, which are only ordered');
    if (!known.has(symbol)) builders.set(symbol.result, [...(builders.get(symbol.result) ?? []), symbol]);
    for (const sort of [symbol.result, ...symbol.args]) sortName(sort);
    return nameOf(symbol, 'k');
  }

  /** What stands before a piece's parts in its text, and these; a formula that is not looked into has its closed terms for parts. */
  function opened(piece: Piece): { readonly op: string; readonly parts: readonly Piece[] } {
    const { head, parts } = piece;
    switch (head.kind) {
      case 'variable':
        return { op: nameOf(piece, 'c', declareFun([], sortName(piece.sort))), parts };
      case 'apply':
        return { op: operatorName(head.symbol), parts };
      case 'atom':
        if (head.symbol === core.before || head.symbol === core.notAfter) return { op: head.symbol.name, parts };
        return { op: nameOf(head.symbol, 'p', declareFun(head.symbol.args, 'Bool')), parts };
      case 'and':
      case 'or':
        return parts.length === 0 ? { op: head.kind === 'and' ? 'true' : 'false', parts } : { op: head.kind, parts };
      case 'forall':
      case 'exists':
      case 'ran': {
        const { shape, terms } = shapeOf(pieces, piece);
        const sorts = terms.map(({ sort }) => sort);
        return { op: nameOf(shape, 'q', declareFun(sorts, 'Bool')), parts: terms };
      }
      case 'true':
      case 'false':
      case '=':
      case 'not':
      case '=>':
        return { op: head.kind, parts };
      default:
        return demandTerm(head);
    }
  }

  const stack: Piece[] = [obligation];
  const seen = new Map<Piece, ReturnType<typeof opened>>();
  for (let piece = stack.at(-1); piece !== undefined; piece = stack.at(-1)) {
    const { op, parts } = seen.get(piece) ?? opened(piece);
    const waiting = names.has(piece) ? [] : parts.filter((part) => !names.has(part));
    if (waiting.length > 0) {
      seen.set(piece, { op, parts });
      stack.push(...waiting.toReversed());
      continue;
    }
    stack.pop();
    if (names.has(piece)) continue;
    demand(++count <= mostParts, `it has more than ${mostParts} parts`);
    const name = parts.length === 0 ? op : `d${definitions.length}$`;
    if (parts.length > 0) {
      const sort = piece.is === 'term' ? sortName(piece.sort) : 'Bool';
      const written = parts.map((part) => names.get(part)).join(' ');
      // Not all solvers know a conjunction of one part.
      const isAlone = parts.length === 1 && (op === 'and' || op === 'or');
      definitions.push(`(define-fun ${name} () ${sort} ${isAlone ? written : `(${op} ${written})`})`);
    }
    names.set(piece, name);
  }

  const goal = `(assert (not ${names.get(obligation)}))`;
  return [...sortCommands(), ...declarations, ...definitions, goal, '(check-sat)', ''].join('\n');

  function sortCommands(): readonly string[] {
    const sorts = [...known].flatMap(([key, name]) =>
      typeof key === 'string' ? [{ sort: key.slice('sort '.length), name }] : [],
    );
    const datatypes = sorts.flatMap(({ sort, name }) => {
      const symbols = builders.get(sort);
      return symbols === undefined ? [] : [{ name, symbols }];
    });
    const caseOf = (symbol: Operator): string => {
      const name = known.get(symbol);
      return `(${[name, ...symbol.args.map((sort, i) => `(${name}${i} ${sortName(sort)})`)].join(' ')})`;
    };
    const bodies = datatypes.map(
      ({ name, symbols }) => `(${[...symbols.map(caseOf), `(o${name} (o${name}0 u${name}))`].join(' ')})`,
    );
    return [
      ...sorts.flatMap(({ sort, name }) =>
        builders.has(sort) ? [`(declare-sort u${name} 0)`] : [`(declare-sort ${name} 0)`],
      ),
      ...(datatypes.length === 0
        ? []
        : [`(declare-datatypes (${datatypes.map(({ name }) => `(${name} 0)`).join(' ')}) (${bodies.join(' ')}))`]),
    ];
  }
}

function demandTerm({ kind }: Head): never {
  throw new Error(`${kind} stands where a term or a formula should`);
}

/** A formula with its largest closed terms numbered in place of what they are; and these terms. */
function shapeOf(pieces: Pieces, formula: Piece): { readonly shape: Piece; readonly terms: readonly Piece[] } {
  const places = new Map<Piece, Piece>();
  const shape = changed(pieces, formula, (piece) => {
    if (piece.is !== 'term' || piece.loose > 0) return undefined;
    const place = places.get(piece) ?? pieces.make({ kind: 'variable', name: `!${places.size}`, sort: piece.sort });
    places.set(piece, place);
    return place;
  });
  return { shape, terms: [...places.keys()] };
}
