import { apply, functionSymbol, type Sort, type Term } from '../kernel/index.js';
import type { World } from '../semantics/index.js';

/** Worlds of one model share their individuals. */
const found = new WeakMap<World['individuals'], Map<string, Term>>();

/** An individual of a sort that the model declares, of this name: a constant that no model has. */
export function someOf({ individuals }: World, sort: Sort, name: string): Term {
  const known = found.get(individuals) ?? new Map<string, Term>();
  found.set(individuals, known);
  const key = `${sort} ${name}`;
  const term = known.get(key) ?? apply(functionSymbol(name, [], sort, 'constructor'));
  known.set(key, term);
  return term;
}
