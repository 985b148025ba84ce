import { claimOf, type Searched, type SearchLimits, searchAttacks } from '../attack/index.js';
import { type Model, showFormula, type TheoremDecl } from '../language/index.js';
import type { AttackOnMutant, SearchedMutant } from '../report/mutation-result.js';
import { termText } from '../semantics/index.js';

/** Looks for a trace that refutes a theorem of a mutant. */
export function attackMutant(model: Model, decl: TheoremDecl, limits: Partial<SearchLimits>): SearchedMutant {
  const searched = searchAttacks(model, claimOf(decl), limits);
  return { ...attackIn(searched, model), bound: searched.bound };
}

function attackIn({ attacks }: Searched, model: Model): { readonly attack?: AttackOnMutant } {
  const [attack] = attacks;
  if (attack === undefined) return {};
  const { world, occurrences, violation } = attack;
  return {
    attack: {
      length: occurrences.length,
      events: occurrences.map(({ event }) => termText(world.words, event)),
      violated: showFormula(violation.conjunct, model),
    },
  };
}
