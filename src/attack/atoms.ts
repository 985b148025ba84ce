import {
  closeBody,
  core,
  type Definition,
  type Formula,
  type FunctionSymbol,
  openBody,
  type PredicateSymbol,
  type Term,
  type Theory,
} from '../kernel/index.js';
import { isApplication, restsOf, type World } from '../semantics/index.js';

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
      if (definition === undefined) yield [predicate, args];
      else yield* atomsOf(theory, unfolded(definition, args));
      return;
    }
  }
}

/** How often a formula says that somebody runs a piece of program, definitions opened. */
export function runsIn(theory: Theory, formula: Formula): number {
  switch (formula.kind) {
    case 'not':
    case 'forall':
    case 'exists':
      return runsIn(theory, formula.body);
    case 'and':
    case 'or':
      return formula.parts.reduce((sum, part) => sum + runsIn(theory, part), 0);
    case 'implies':
      return runsIn(theory, formula.left) + runsIn(theory, formula.right);
    case 'ran':
      return 1;
    case 'atom': {
      const definition = theory.definition(formula.predicate);
      return definition === undefined ? 0 : runsIn(theory, definition.body);
    }
    default:
      return 0;
  }
}

/** What a definition says of arguments; of those that a quantifier binds, what it says of any. */
export function unfolded({ params, body }: Definition, args: readonly Term[]): Formula {
  const closed = params.flatMap((param, i) => {
    const arg = args[i] as Term;
    return arg.loose === 0 ? [[param, arg] as const] : [];
  });
  return openBody(
    closeBody(
      body,
      closed.map(([param]) => param),
    ),
    closed.map(([, arg]) => arg).reverse(),
  );
}

/** The terms that formulas speak of, definitions opened, each with its parts as far as no variable is in them. */
export function* termsIn(theory: Theory, formulas: readonly Formula[]): Iterable<Term> {
  for (const formula of formulas) for (const term of topTerms(theory, formula)) yield* groundParts(term);
}

function* topTerms(theory: Theory, formula: Formula): Iterable<Term> {
  switch (formula.kind) {
    case 'not':
    case 'forall':
    case 'exists':
      return yield* topTerms(theory, formula.body);
    case 'and':
    case 'or':
      for (const part of formula.parts) yield* topTerms(theory, part);
      return;
    case 'implies':
      yield* topTerms(theory, formula.left);
      return yield* topTerms(theory, formula.right);
    case 'equal':
      yield formula.left;
      return yield formula.right;
    case 'ran':
      for (const at of restsOf(formula.segment)) {
        if (at.kind === 'jump') yield at.target;
        if (at.kind === 'step') yield* at.args;
      }
      return;
    case 'atom': {
      const definition = theory.definition(formula.predicate);
      if (definition === undefined) yield* formula.args;
      else yield* topTerms(theory, unfolded(definition, formula.args));
    }
  }
}

/** A term and its parts, without those in which there are variables. A register's value is as deep as it has entries. */
function* groundParts(term: Term): Iterable<Term> {
  const open = [term];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each.free.length === 0 && each.loose === 0) yield each;
    if (isApplication(each)) open.push(...each.args.toReversed());
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
  const found = new Map<Term, true>();
  const look = (term: Term): void => {
    if (term.sort === 'Location' && term.free.length + term.loose === 0) found.set(term, true);
    else if (isApplication(term)) term.args.forEach(look);
  };
  for (const formula of formulas) for (const [, args] of atomsOf(world.theory, formula)) args.forEach(look);
  return [...found.entries()].map(([location]) => location);
}
