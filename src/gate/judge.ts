import { occurs, type Variable } from '../kernel/index.js';
import type { FileSource, TheoremDecl } from '../language/index.js';
import type { Decide } from '../prover/index.js';
import type { Judge, Judgement } from './compared.js';
import { earlierReader } from './earlier.js';
import { type Implication, implies } from './implication.js';

/** Judges statements by what the kernel proves of them, with a solver's help, in the models as they are now. */
export function judgeBy(source: FileSource, decide: Decide): Judge {
  const readAgain = earlierReader(source);
  return async ({ before, declarations, now, without }) => {
    const earlier = readAgain({ before: before.statement, declarations, now });
    if (!earlier.readable) {
      const unsure = `what it said cannot be read any more: ${earlier.reason}`;
      return { relation: 'incomparable', unsure };
    }
    const { theory } = earlier.model;
    const left = now.statement.assumptions.map((assumption) => !without.includes(assumption));
    const stripped = withAssumptions(earlier.now, (place) => left[place] === true);
    const forth = await implies(theory, stripped, earlier.before, decide);
    const back = await implies(theory, earlier.before, stripped, decide);
    // A refutation of what says less is worth more.
    const wanted = before.verdict === 'refuted' ? back : forth;
    return { relation: relationOf(forth, back), ...(wanted.answer === 'unsure' && { unsure: wanted.reason }) };
  };
}

function relationOf({ answer: forth }: Implication, { answer: back }: Implication): Judgement['relation'] {
  if (forth === 'yes') return back === 'yes' ? 'equivalent' : 'stronger';
  return back === 'yes' ? 'weaker' : 'incomparable';
}

/** A theorem with some of its assumptions. Parameters that only the others speak of go with those. */
function withAssumptions(theorem: TheoremDecl, isKept: (place: number) => boolean): TheoremDecl {
  const { params, guards, conclusion } = theorem;
  const assumptions = theorem.assumptions.filter((_, place) => isKept(place));
  const said = [conclusion, ...assumptions.map(({ formula }) => formula)];
  const others = theorem.assumptions.filter((_, place) => !isKept(place)).map(({ formula }) => formula);
  const isGone = (param: Variable): boolean =>
    others.some((formula) => occurs(param, formula)) && !said.some((formula) => occurs(param, formula));
  const gone = params.filter(isGone);
  return {
    ...theorem,
    assumptions,
    params: params.filter((param) => !gone.includes(param)),
    guards: guards.filter((guard) => !gone.some((param) => occurs(param, guard))),
  };
}
