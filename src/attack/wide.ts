import { core, type Formula, freshVariable, openBody, type Term, type Theory, type Variable } from '../kernel/index.js';
import { individual, instances, isApplication, isHonest, isPublic, placeOf, type World } from '../semantics/index.js';
import { termsIn, unfolded } from './atoms.js';
import type { Demands } from './demands.js';
import type { Wide } from './hunt.js';
import type { Setting } from './setting.js';

/** Of the terms that a claim names so many are tried as values, and so many principals as owners. */
const [mostTerms, mostOwners] = [16, 3];

/** What a search looks at that does not only follow what it aims at. */
export function wideIn(theory: Theory, { world, formulas }: Setting, { owners: spoken }: Demands): Wide {
  const named = new Map<Term, true>();
  for (const term of termsIn(theory, formulas)) named.set(term, true);
  const terms = [...named.entries()].map(([term]) => term);
  const programs = instances(world);
  const malware = individual(world, 'foreign', 'malware');
  const data = ['challenge', 'other'].map((name) => individual(world, 'data', name));
  const values = new Map<Term, true>();
  const told = terms.filter((term) => isValue(world, term)).slice(0, mostTerms);
  for (const value of [malware, ...programs, ...told, ...data]) values.set(value, true);
  const owners = new Map<Term, true>();
  for (const principal of [
    ...spoken.map((each) => each.principal),
    ...terms.filter(({ sort }) => sort === 'Principal'),
  ])
    if (principal.free.length === 0 && !isHonest(world, principal)) owners.set(principal, true);
  return {
    values: keysOf(values),
    data,
    programs,
    owners: keysOf(owners).slice(0, mostOwners),
    locations: terms.flatMap((term) => (term.sort === 'Location' ? (placeOf(world, term)?.location ?? []) : [])),
  };
}

const keysOf = (terms: Map<Term, true>): readonly Term[] => [...terms.entries()].map(([term]) => term);

/** What somebody may read or receive, and no register's value. */
function isValue(world: World, term: Term): boolean {
  if (term.sort !== 'Term' || !isPublic(world, term) || !isApplication(term)) return false;
  const { H, sinit, dinit, unset } = world.words;
  return term.symbol !== H && ![sinit, dinit, unset].includes(term);
}

/** The events that premises ask for, where something else happens: `∀t. A @ t ⊃ ∃u. B @ u`. */
export function askedBy(theory: Theory, formulas: readonly Formula[]): readonly Term[] {
  const names: Variable[] = [];
  return formulas.flatMap((formula) => [...positive(formula, true)]);

  function* positive(formula: Formula, isSo: boolean): Iterable<Term> {
    switch (formula.kind) {
      case 'not':
        return yield* positive(formula.body, !isSo);
      case 'and':
      case 'or':
        for (const part of formula.parts) yield* positive(part, isSo);
        return;
      case 'implies':
        yield* positive(formula.left, !isSo);
        return yield* positive(formula.right, isSo);
      case 'forall':
      case 'exists': {
        const name = freshVariable(formula.hint, formula.sort, formula, ...names);
        names.push(name);
        return yield* positive(openBody(formula.body, [name]), isSo);
      }
      case 'atom': {
        const definition = theory.definition(formula.predicate);
        if (definition !== undefined) yield* positive(unfolded(definition, formula.args), isSo);
        else if (isSo && formula.predicate === core.at) yield formula.args[0] as Term;
      }
    }
  }
}
