import type { Term } from '../../kernel/index.js';
import type { Clause, Pattern, Trigger } from './clause.js';
import { clashes, type Pool, type Seen } from './pool.js';

/** Values for the variables of a clause, and how far from the given facts the farthest atom was. */
export interface Match {
  readonly terms: readonly Term[];
  readonly generation: number;
}

/** Where a trigger of several atoms can be met in more ways than this, the first ones have to do. */
const mostPartial = 400;

/** So many matches of a trigger are looked at in one round. */
const mostMatches = 4000;

type Bindings = readonly (Term | undefined)[];

/**
 * Every way to instantiate the clause so that its trigger looks like atoms of the pool. It looks loosely: where pattern and atom differ in a
 * part that may yet turn out equal, they still match, and the solver decides. The generations of a match's atoms add up, to the limit.
 * Variables that no pattern has range over the listed terms, for atoms of the given facts alone.
 */
export const matches = (clause: Clause, pool: Pool, limit: number): readonly Match[] =>
  clause.triggers.flatMap((trigger) => matchesOf(clause, trigger, pool, limit));

function matchesOf(clause: Clause, trigger: Trigger, pool: Pool, limit: number): readonly Match[] {
  const count = clause.sorts.length;
  let partial: { bindings: Bindings; generation: number }[] = [
    { bindings: clause.sorts.map(() => undefined), generation: 0 },
  ];
  for (const pattern of trigger.patterns) {
    const alike = pool.atomsLike(pattern.atom);
    const atoms = trigger.open ? alike.filter(({ given }) => given) : alike;
    partial = partial.slice(0, mostPartial).flatMap(({ bindings, generation }) =>
      atoms.flatMap((seen) =>
        generation + seen.generation > limit
          ? []
          : matchAtom(pattern, seen, bindings, count, pool).map((b) => ({
              bindings: b,
              generation: generation + seen.generation,
            })),
      ),
    );
  }
  clause.sorts.forEach((sort, place) => {
    partial = partial
      .flatMap(({ bindings, generation }) =>
        bindings[place] === undefined
          ? pool.termsOf(sort).map((term) => ({ bindings: bind(bindings, place, term), generation }))
          : [{ bindings, generation }],
      )
      .slice(0, mostMatches);
  });
  return partial.map(({ bindings, generation }) => ({ terms: bindings as readonly Term[], generation }));
}

const bind = (bindings: Bindings, place: number, term: Term): Bindings =>
  bindings.map((b, i) => (i === place ? term : b));

function matchAtom({ atom, depth }: Pattern, seen: Seen, bindings: Bindings, count: number, pool: Pool): Bindings[] {
  let results: Bindings[] = [bindings];
  atom.args.forEach((arg, i) => {
    results = results.flatMap((b) => matchTerm(arg, seen.atom.args[i] as Term, b, count, depth, pool));
  });
  return results;
}

function matchTerm(
  pattern: Term,
  term: Term,
  bindings: Bindings,
  count: number,
  depth: number,
  pool: Pool,
): Bindings[] {
  if (pattern.kind === 'bound') {
    const place = count - 1 - (pattern.index - depth);
    return pattern.index < depth || bindings[place] !== undefined ? [bindings] : [bind(bindings, place, term)];
  }
  if (pattern.kind === 'variable') return [bindings];
  const shapes = pool.shapes(term);
  if (pattern.loose <= depth) return clashes(pattern, term) ? [] : [bindings];
  if (term.kind === 'application' && clashes(pattern, term)) return [];
  return shapes
    .filter((shape) => shape.symbol === pattern.symbol)
    .flatMap((shape) => {
      let results: Bindings[] = [bindings];
      pattern.args.forEach((arg, i) => {
        results = results.flatMap((b) => matchTerm(arg, shape.args[i] as Term, b, count, depth, pool));
      });
      return results;
    });
}
