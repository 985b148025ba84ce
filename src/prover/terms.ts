import {
  and,
  apply,
  atom,
  choice,
  type Definition,
  equal,
  type Formula,
  type FunctionSymbol,
  jump,
  type Segment,
  step,
  type Term,
  type Theory,
  truth,
} from '../kernel/index.js';

/** The term with each outermost part for which `change` gives a replacement replaced. */
export function mapTerm(term: Term, change: (part: Term) => Term | undefined): Term {
  const changed = change(term);
  if (changed !== undefined || term.kind !== 'application' || term.args.length === 0) return changed ?? term;
  return apply(term.symbol, ...term.args.map((arg) => mapTerm(arg, change)));
}

/** The same for every term of a segment. */
export function mapSegment(segment: Segment, change: (part: Term) => Term | undefined): Segment {
  if (segment.kind === 'jump') return jump(mapTerm(segment.target, change));
  if (segment.kind === 'choice') return choice(mapSegment(segment.first, change), mapSegment(segment.second, change));
  if (segment.kind !== 'step') return segment;
  const { action, args, hint, rest } = segment;
  return step(
    action,
    args.map((arg) => mapTerm(arg, change)),
    hint,
    mapSegment(rest, change),
  );
}

/**
 * The atoms and equations that a definition joins by ∧, of these arguments; ⊤ for its other parts. The arguments may have loose variables, so
 * this is no formula to prove anything with: it only says what such an atom looks like.
 */
export function plainInstance({ params, body }: Definition, args: readonly Term[]): Formula {
  const instance = (term: Term): Term =>
    mapTerm(term, (part) => (part.kind === 'variable' ? args[params.findIndex((p) => p === part)] : undefined));
  const plain = (part: Formula): Formula => {
    if (part.kind === 'and') return and(...part.parts.map(plain));
    if (part.kind === 'atom') return atom(part.predicate, ...part.args.map(instance));
    return part.kind === 'equal' ? equal(instance(part.left), instance(part.right)) : truth;
  };
  return plain(body);
}

/** Visits every term of a formula, quantified parts included, and every part of it. */
export function eachTerm(formula: Formula, visit: (term: Term) => void): void {
  const inTerm = (term: Term): void => {
    visit(term);
    if (term.kind === 'application') for (const arg of term.args) inTerm(arg);
  };
  const inFormula = (part: Formula): void => {
    switch (part.kind) {
      case 'atom':
        part.args.forEach(inTerm);
        break;
      case 'equal':
        [part.left, part.right].forEach(inTerm);
        break;
      case 'not':
      case 'forall':
      case 'exists':
        inFormula(part.body);
        break;
      case 'and':
      case 'or':
        part.parts.forEach(inFormula);
        break;
      case 'implies':
        [part.left, part.right].forEach(inFormula);
        break;
      case 'ran':
        [part.thread, part.from, part.to].forEach(inTerm);
        break;
      default:
    }
  };
  inFormula(formula);
}

/** The constructors of the locations that a formula speaks of, itself or through what its defined predicates abbreviate. */
export function locationsIn(theory: Theory, formula: Formula): ReadonlySet<FunctionSymbol> {
  const found = new Set<FunctionSymbol>();
  const seen = new Set<unknown>();
  const visit = (part: Formula): void => {
    eachTerm(part, (term) => {
      if (term.kind === 'application' && term.sort === 'Location') found.add(term.symbol);
    });
    eachAtom(part, ({ predicate }) => {
      const definition = seen.has(predicate) ? undefined : theory.definition(predicate);
      seen.add(predicate);
      if (definition) visit(definition.body);
    });
  };
  visit(formula);
  return found;
}

function eachAtom(formula: Formula, visit: (atom: Formula & { kind: 'atom' }) => void): void {
  if (formula.kind === 'atom') visit(formula);
  if (formula.kind === 'not' || formula.kind === 'forall' || formula.kind === 'exists') eachAtom(formula.body, visit);
  if (formula.kind === 'and' || formula.kind === 'or') for (const part of formula.parts) eachAtom(part, visit);
  if (formula.kind === 'implies') for (const part of [formula.left, formula.right]) eachAtom(part, visit);
}
