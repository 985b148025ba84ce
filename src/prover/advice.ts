import type { Formula, Piece, PredicateSymbol, Theorem, Theory } from '../kernel/index.js';

/** The facts that a reason names, and the definitions that it unfolds; without `using`, everything known here. */
export interface Means {
  readonly facts: readonly Theorem[];
  readonly unfold: (predicate: PredicateSymbol) => boolean;
}

/** What is known where a step fails. */
interface Around {
  readonly theory: Theory;
  readonly goal: Formula;
  readonly named: ReadonlyMap<string, Theorem>;
  readonly facts: readonly Theorem[];
  readonly assumptions: readonly Theorem[];
}

/**
 * What stood in the way of a step that fails: an assumption or a step that it does not use, or a definition that is not unfolded. First the step is tried with all
 * of that; where it goes through, with one after the other.
 *
 * @param goesThrough whether the step does, with other means
 * @returns what its author may do about it; undefined where that is not known
 */
export async function advice(
  { facts, unfold }: Means,
  around: Around,
  goesThrough: (means: Means) => Promise<boolean>,
): Promise<string | undefined> {
  const folded = [...definedIn(around.theory, [around.goal, ...[...facts, ...around.facts].map((f) => f.conclusion)])];
  const closed = folded.filter((predicate) => !unfold(predicate));
  const lacks = (theorem: Theorem): boolean => !facts.includes(theorem);
  const unused = around.facts.filter(lacks);
  if (unused.length === 0 && closed.length === 0) return undefined;
  if (!(await goesThrough({ facts: [...facts, ...unused], unfold: () => true }))) return undefined;
  const assumptions = around.assumptions.filter(lacks);
  const isKind = ({ conclusion }: Theorem): boolean =>
    conclusion.kind === 'atom' && around.theory.kind(conclusion.predicate) !== undefined;
  if (assumptions.length > 0 && (await goesThrough({ facts: [...facts, ...assumptions], unfold })))
    return `It goes through with \`assumptions\` as well${assumptions.some(isKind) ? ': of what kind a machine is, is one of them.' : '.'}`;
  for (const predicate of closed)
    if (
      await goesThrough({
        facts,
        unfold: (each) => each === predicate || unfold(each),
      })
    )
      return `It goes through with \`definition ${predicate.name}\` as well: it is folded.`;
  for (const [name, theorem] of around.named)
    if (lacks(theorem) && (await goesThrough({ facts: [...facts, theorem], unfold })))
      return `It goes through with \`${name}\` as well.`;
  const names = closed.map(({ name }) => `definition ${name}`);
  return `It goes through with all that is known here and these unfolded: ${names.join(', ')}. Let it use more of that.`;
}

/** What a step is to use as well, by such a remedy: then it goes through. */
export const usedAsWell = (remedy: string): string | undefined =>
  /^It goes through with `([^`]+)` as well/.exec(remedy)?.[1];

/** The defined predicates in formulas, and in what they are defined by. */
function definedIn(theory: Theory, formulas: readonly Formula[]): ReadonlySet<PredicateSymbol> {
  const found = new Set<PredicateSymbol>();
  const pieces = new Set<Piece>(formulas);
  for (const piece of pieces) {
    for (const part of piece.kids) pieces.add(part);
    const definition = piece.kind === 'atom' ? theory.definition(piece.predicate) : undefined;
    if (definition === undefined) continue;
    found.add(definition.predicate);
    pieces.add(definition.body);
  }
  return found;
}
