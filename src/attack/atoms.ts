import {
  closeFormula,
  core,
  type Formula,
  type FunctionSymbol,
  openFormula,
  type PredicateSymbol,
  type Term,
  type Theory,
} from '../kernel/index.js';
import { isApplication, TermMap, type World } from '../semantics/index.js';

type AtomParts = readonly [predicate: PredicateSymbol, args: readonly Term[]];

/** The atoms of a formula, definitions opened. */
export function* atomsOf(theory: Theory, formula: Formula): Iterable<AtomParts> {
  switch (formula.kind) {
    case 'not':
    case 'forall':
    case 'exists':
      return yield* atomsOf(theory, formula.body);
    case 'and':
    case 'or':
      for (const part of formula.parts) yield* atomsOf(theory, part);
      return;
    case 'implies':
      yield* atomsOf(theory, formula.left);
      return yield* atomsOf(theory, formula.right);
    case 'atom': {
      const { predicate, args } = formula;
      const definition = theory.definition(predicate);
      const isClosed = args.every(({ loose }) => loose === 0);
      if (definition === undefined) yield [predicate, args];
      // Under a quantifier, what it says of any values.
      else if (!isClosed) yield* atomsOf(theory, definition.body);
      else yield* atomsOf(theory, openFormula(closeFormula(definition.body, definition.params), [...args].reverse()));
      return;
    }
  }
}

/** The kinds of events that formulas speak of. */
export function eventsIn(theory: Theory, formulas: readonly Formula[]): ReadonlySet<FunctionSymbol> {
  const found = new Set<FunctionSymbol>();
  for (const formula of formulas)
    for (const [predicate, [event]] of atomsOf(theory, formula))
      if (predicate === core.at && event !== undefined && isApplication(event)) found.add(event.symbol);
  return found;
}

/** The locations that formulas speak of, as far as they name them. */
export function locationsIn(world: World, formulas: readonly Formula[]): readonly Term[] {
  const found = new TermMap<true>();
  const look = (term: Term): void => {
    if (term.sort === 'Location' && term.free.length + term.loose === 0) found.set(term, true);
    else if (isApplication(term)) term.args.forEach(look);
  };
  for (const formula of formulas) for (const [, args] of atomsOf(world.theory, formula)) args.forEach(look);
  return [...found.entries()].map(([location]) => location);
}
