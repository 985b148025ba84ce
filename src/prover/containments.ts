import type { Formula, FunctionSymbol, Term, Theorem, Theory } from '../kernel/index.js';
import { containmentName } from '../language/containment-name.js';

/** What CONT says of the logic's constructors, for those of the model that a goal and its facts speak of: where the one is given, the others are too. */
export function containments(
  theory: Theory,
  axiom: (name: string) => Theorem,
  goal: Formula,
  facts: readonly Theorem[],
): readonly Theorem[] {
  if (theory.axiom('CONT') === undefined || !facts.includes(axiom('CONT'))) return [];
  const symbols = constructorsIn([goal, ...facts.map(({ conclusion }) => conclusion)]);
  return [...symbols].flatMap(({ name }) => {
    const generated = containmentName(name);
    return theory.axiom(generated) === undefined ? [] : [axiom(generated)];
  });
}

function constructorsIn(formulas: readonly Formula[]): ReadonlySet<FunctionSymbol> {
  const found = new Set<FunctionSymbol>();
  const seen = new Set<Formula | Term>();
  const open: (Formula | Term)[] = [...formulas];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    if (seen.has(piece)) continue;
    seen.add(piece);
    if (piece.kind === 'application' && piece.symbol.constructs) found.add(piece.symbol);
    open.push(...partsOf(piece));
  }
  return found;
}

function partsOf(piece: Formula | Term): readonly (Formula | Term)[] {
  switch (piece.kind) {
    case 'application':
    case 'atom':
      return piece.args;
    case 'equal':
    case 'implies':
      return [piece.left, piece.right];
    case 'and':
    case 'or':
      return piece.parts;
    case 'not':
    case 'forall':
    case 'exists':
      return [piece.body];
    default:
      return [];
  }
}
