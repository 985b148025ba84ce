import {
  type Formula,
  implies as implication,
  logic,
  sameFormula,
  type Theorem,
  type Theory,
  type Variable,
  variable,
} from '../kernel/index.js';
import type { TheoremDecl } from '../language/index.js';
import { type Decide, statement } from '../prover/index.js';
import { bySolver, entail, type Means } from './entail.js';

/** Whether one statement implies another: the kernel has a theorem of it; the solver says no; or neither. */
export type Implication = { readonly answer: 'yes' | 'no' } | { readonly answer: 'unsure'; readonly reason: string };

/** Parameters of the one statement may be meant by those of the other in so many ways, and no more are tried. */
const mostMeanings = 24;

/**
 * Whether what one theorem says implies what another says. "No" is the solver's: of what was left to it where the two are taken apart together it
 * said that it does not follow. No axioms are used, and no proof is searched that takes the statements apart in another way.
 */
export async function implies(
  theory: Theory,
  from: TheoremDecl,
  to: TheoremDecl,
  decide: Decide,
): Promise<Implication> {
  let unsure: string | undefined;
  const asking: Decide = async (obligation, step) => {
    const decision = await decide(obligation, step);
    if (!decision.valid && decision.refused !== true) unsure ??= decision.reason;
    return decision;
  };
  for (const meaning of meanings(from.params, to.params)) {
    const shown = await shownBy(from, to, meaning, { theory, decide: asking });
    if (shown !== undefined) return { answer: 'yes' };
  }
  return unsure === undefined ? { answer: 'no' } : { answer: 'unsure', reason: unsure };
}

/** What the parameters of one statement may stand for among those of another, the likeliest first: in order, sort by sort. */
function meanings(from: readonly Variable[], to: readonly Variable[]): readonly (readonly Variable[])[] {
  let all: readonly (readonly Variable[])[] = [[]];
  for (const [i, { name, sort }] of from.entries()) {
    const own = to.filter((v) => v.sort === sort);
    const place = from.slice(0, i).filter((v) => v.sort === sort).length;
    // One that stands for nothing in particular: every sort has something in it.
    const choices = own.length === 0 ? [variable(`${name}'`, sort)] : [...own.slice(place), ...own.slice(0, place)];
    all = all.flatMap((before) => choices.map((choice) => [...before, choice])).slice(0, mostMeanings);
  }
  return all;
}

/** ⊢ from ⊃ to, with the parameters of the one meant by those of the other. */
async function shownBy(
  from: TheoremDecl,
  to: TheoremDecl,
  meaning: readonly Variable[],
  means: Means,
): Promise<Theorem | undefined> {
  const { theory } = means;
  const said = logic.assume(theory, statement(from));
  const premises = [...to.guards, ...to.assumptions.map(({ formula }) => formula)];
  const facts = premises.map((formula) => logic.assume(theory, formula));
  let conclusion: Theorem = logic.forallElim(said, ...meaning);
  for (let left = from.guards.length + from.assumptions.length; left > 0; left--) {
    const premise =
      conclusion.conclusion.kind === 'implies' ? await among(facts, conclusion.conclusion.left, means) : undefined;
    if (premise === undefined) return undefined;
    conclusion = logic.impliesElim(conclusion, premise);
  }
  const shown = await entail(conclusion, to.conclusion, facts, means);
  if (shown === undefined) return undefined;
  const open = premises.reduceRight((th, premise) => logic.impliesIntro(premise, th), shown);
  const closed = [...to.params].reduceRight((th, param) => logic.forallIntro(param, th), open);
  const theorem = logic.impliesIntro(said.conclusion, closed);
  const wanted = implication(statement(from), statement(to));
  if (theorem.hypotheses.length > 0 || !sameFormula(theorem.conclusion, wanted))
    throw new Error(`${from.name} ⊃ ${to.name} ends in another theorem`);
  return theorem;
}

/** A premise that is one of the facts, or follows from one that is built like it, or from all. */
async function among(facts: readonly Theorem[], premise: Formula, means: Means): Promise<Theorem | undefined> {
  const known = facts.find((fact) => sameFormula(fact.conclusion, premise));
  if (known !== undefined) return known;
  for (const fact of facts) {
    if (fact.conclusion.kind !== premise.kind) continue;
    const shown = await entail(fact, premise, facts, means);
    if (shown !== undefined) return shown;
  }
  return bySolver(premise, facts, means);
}
