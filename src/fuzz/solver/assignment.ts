import { core, type Formula, type Term } from '../../kernel/index.js';

/**
 * The truth of an obligation in one of many interpretations: constructors are free, as text; times are a few numbers; all else is read off a seed.
 * What is valid is true in each.
 */
export function isTrueIn(seed: number, formula: Formula, times: readonly number[] = []): boolean {
  const value = (term: Term): string | number => {
    if (term.kind === 'bound') return times[term.index] as number;
    const { sort } = term;
    if (term.kind === 'variable') return sort === 'Time' ? timeOf(seed, term.name) : nameOf(seed, sort, term.name);
    const args = term.args.map(value);
    if (term.symbol.constructs) return `${term.symbol.name}(${args.join()})`;
    const called = `${term.symbol.name} ${args.join()}`;
    return sort === 'Time' ? timeOf(seed, called) : nameOf(seed, sort, called);
  };
  const inside = (part: Formula): boolean => isTrueIn(seed, part, times);
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'equal':
      return value(formula.left) === value(formula.right);
    case 'not':
      return !inside(formula.body);
    case 'and':
      return formula.parts.every(inside);
    case 'or':
      return formula.parts.some(inside);
    case 'implies':
      return !inside(formula.left) || inside(formula.right);
    case 'forall':
      return instants.every((time) => isTrueIn(seed, formula.body, [time, ...times]));
    case 'exists':
      return instants.some((time) => isTrueIn(seed, formula.body, [time, ...times]));
    case 'atom': {
      const [a, b] = formula.args.map(value) as [number, number];
      if (formula.predicate === core.before) return a < b;
      if (formula.predicate === core.notAfter) return a <= b;
      // Mostly true: a statement of all times is to be true now and then.
      return hash(seed, `${formula.predicate.name} ${formula.args.map(value).join()}`) % 4 > 0;
    }
    case 'ran':
      throw new Error('programs have no place in this evaluator');
  }
}

const instants = [0, 1, 2];
/** Terms that variables stand for; some are made of others, so that equations come true. */
const terms = ['zero()', 'd', 'H(zero())', 'H(d)', 'pair(zero(),d)', 'H(pair(d,d))'];

const timeOf = (seed: number, name: string): number => hash(seed, name) % instants.length;
const nameOf = (seed: number, sort: string, name: string): string =>
  sort === 'Term' ? (terms[hash(seed, name) % terms.length] as string) : `${sort}${hash(seed, name) % 2}`;

/** FNV-1a, of a seed and a text. */
function hash(seed: number, text: string): number {
  let h = Math.imul(seed ^ 0x811c9dc5, 0x01000193);
  for (const char of text) h = Math.imul(h ^ char.charCodeAt(0), 0x01000193);
  return (h ^ (h >>> 13)) >>> 0;
}
