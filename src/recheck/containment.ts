import type { Piece, Pieces } from './pieces.js';
import { keyOf, type Operator, type Predicate, type Sign } from './symbols.js';
import type { Axiom, Logic } from './theory.js';

/**
 * Whether an axiom says what CONT would of a constructor that the model declares: a term that it makes contains itself, and what its parts contain. That
 * follows from what Contains means, so nobody has to assume it.
 */
export function isContainment(
  { name, formula }: Axiom,
  symbols: readonly Sign[],
  { signs }: Logic,
  pieces: Pieces,
): boolean {
  const contains = signs.get('Contains');
  const symbol = symbols.find((sign): sign is Operator => isMaker(sign) && name === `CONT_${sign.name}`);
  if (symbol === undefined || signs.has(keyOf(symbol)) || contains?.kind !== 'predicate') return false;
  return formula === containment(symbol, contains, pieces);
}

const isMaker = (sign: Sign): boolean =>
  (sign.kind === 'constructor' || sign.kind === 'secret') && sign.result === 'Term';

function containment(symbol: Operator, contains: Predicate, pieces: Pieces): Piece {
  const count = symbol.args.length;
  const args = symbol.args.map((sort, i) => pieces.bound(count - i, sort));
  const x = pieces.bound(0, 'Term');
  const whole = pieces.make({ kind: 'apply', symbol }, args);
  const within = (term: Piece): Piece => pieces.make({ kind: 'atom', symbol: contains }, [term, x]);
  const itself = pieces.make({ kind: '=' }, [whole, x]);
  const inside = args.filter(({ sort }) => sort === 'Term').map(within);
  const what = inside.length === 0 ? itself : pieces.make({ kind: 'or' }, [itself, ...inside]);
  const out = pieces.make({ kind: '=>' }, [within(whole), what]);
  const back = inside.map((part) => pieces.make({ kind: '=>' }, [part, within(whole)]));
  const says = back.length === 0 ? out : pieces.make({ kind: 'and' }, [out, ...back]);
  return [...symbol.args, 'Term'].reduceRight((body, sort) => pieces.make({ kind: 'forall', sort }, [body]), says);
}
