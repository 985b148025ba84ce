import type { Formula } from '../kernel/index.js';
import { skeletonOf } from './skeleton.js';
import { smtlibText } from './smtlib.js';

/** An obligation as the solvers see it. */
export interface Encoded {
  readonly kind: 'encoded';
  /** SMT-LIB 2.6 commands, up to and with `(check-sat)`; unsatisfiable if the obligation is valid, and only if, where it is exact. */
  readonly text: string;
  /** Whether nothing in the obligation is opaque, so that a counterexample of the text is one of the obligation. */
  readonly exact: boolean;
}

/** The obligation is outside of the fragment. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Z3 in WebAssembly takes a text on its stack of 20 MB. */
const longestText = 8_000_000;

/**
 * An obligation, to be shown valid, as a text whose unsatisfiability shows it. Obligations equal up to the names of variables, functions,
 * predicates and sorts have the same text, and are thus solved once.
 *
 * **The fragment** is quantifier-free formulas over equality, uninterpreted functions and predicates, constructors, and the order of
 * times. Each of the three theories (congruence; the terms of mutually recursive datatypes; linear real arithmetic, of which only < and ≤
 * between times is used) decides its quantifier-free formulas, they share nothing but equality, and each is or can be made stably infinite, so
 * their combination is decidable (Nelson and Oppen 1979; for datatypes Oppen 1980, Barrett, Shikanian and Tinelli 2007). Refused are loose
 * bound variables, constructors of times, and what is too large (over 250,000 distinct parts, or a text of over 8 MB).
 *
 * **Opaque parts.** Quantified formulas and `[P]_I^{tb,te}` become predicates of the closed terms in them (see opaque.ts): the solver knows that
 * such a formula is what it is, and that equals may be put for equals in it.
 *
 * **Soundness.** Let a trace and values of the free variables falsify the obligation. Constructors are free in every model of the logic
 * (injective, disjoint, and no term is a part of itself), but others than those of the obligation may exist; so a sort with constructors
 * becomes a datatype of those that occur and of one more, `o`, that holds everything else of the sort: nothing follows from their being all.
 * The sort's values are exactly the terms of that datatype. A formula without quantifiers looks at finitely many times, and any finite
 * order embeds in that of the reals. So the falsifying values satisfy the text, and a text that is unsatisfiable has none.
 */
export function encode(obligation: Formula): Encoded | Refused {
  const skeleton = skeletonOf(obligation);
  if ('refused' in skeleton) return { kind: 'refused', reason: skeleton.refused };
  const text = smtlibText(skeleton);
  if (text.length > longestText) return { kind: 'refused', reason: `its text is over ${longestText} characters long` };
  return {
    kind: 'encoded',
    text,
    exact: skeleton.nodes.every(({ head }) => head.kind !== 'opaque'),
  };
}
