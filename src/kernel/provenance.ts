import type { Formula } from './piece.js';
import { type OracleAnswer, type Theorem, theoryOf } from './theorem.js';

/** All that a theorem rests on besides its hypotheses, each list in the order of first use. */
export interface Provenance {
  readonly axioms: readonly string[];
  readonly definitions: readonly string[];
  readonly rules: readonly string[];
  /** What the oracle was believed: the obligation, and who answered. */
  readonly oracle: readonly { readonly obligation: Formula; readonly answer: OracleAnswer }[];
}

/** Walks the derivation, each theorem once. */
export function provenance(theorem: Theorem): Provenance {
  theoryOf(theorem);
  const seen = new Set<Theorem>([theorem]);
  const axioms = new Set<string>();
  const definitions = new Set<string>();
  const rules = new Set<string>();
  const oracle: { obligation: Formula; answer: OracleAnswer }[] = [];
  for (const { origin, conclusion } of seen) {
    rules.add(origin.rule);
    if (origin.axiom !== undefined) axioms.add(origin.axiom);
    if (origin.definition !== undefined) definitions.add(origin.definition);
    if (origin.oracle !== undefined) oracle.push({ obligation: conclusion, answer: origin.oracle });
    for (const premise of origin.premises) seen.add(premise);
  }
  return { axioms: [...axioms], definitions: [...definitions], rules: [...rules], oracle };
}
