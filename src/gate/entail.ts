import {
  type Formula,
  freshVariable,
  logic,
  openBody,
  sameFormula,
  type Theorem,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import { type Decide, entailed } from '../prover/index.js';

export interface Means {
  readonly theory: Theory;
  readonly decide: Decide;
}

/**
 * Γ ⊢ goal from Γ ⊢ given, where the two are built alike: quantifiers are opened together, implications and negations taken from both sides, the
 * parts of a conjunction found among those of the other, definitions taken for what they abbreviate where they differ. What is left without a
 * quantifier goes to the solver, with all that is known there; quantified parts of it stand for themselves. Undefined where that does not lead there.
 */
export async function entail(
  given: Theorem,
  goal: Formula,
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  const known = conjuncts(given).find((part) => sameFormula(part.conclusion, goal));
  if (known !== undefined) return known;
  if (goal.kind === 'and' && goal.parts.length > 0) return conjunction(given, goal.parts, facts, means);
  return (
    (await alike(given, goal, facts, means)) ??
    (await fromPart(given, goal, facts, means)) ??
    (await byDefinition(given, goal, facts, means)) ??
    (await bySolver(goal, [...facts, given], means))
  );
}

function conjuncts(th: Theorem): readonly Theorem[] {
  if (th.conclusion.kind !== 'and') return [th];
  return [th, ...th.conclusion.parts.flatMap((_, i) => conjuncts(logic.andElim(th, i)))];
}

async function conjunction(
  given: Theorem,
  parts: readonly Formula[],
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  const shown: Theorem[] = [];
  for (const part of parts) {
    const th = await entail(given, part, facts, means);
    if (th === undefined) return undefined;
    shown.push(th);
  }
  return logic.andIntro(...shown);
}

/** Both of one kind, each part from its own. */
async function alike(
  given: Theorem,
  goal: Formula,
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  const { theory } = means;
  const { conclusion } = given;
  if (conclusion.kind === 'forall' && goal.kind === 'forall' && conclusion.sort === goal.sort) {
    const v = apart(goal, given, facts);
    const shown = await entail(logic.forallElim(given, v), openBody(goal.body, [v]), facts, means);
    return shown && logic.forallIntro(v, shown);
  }
  if (conclusion.kind === 'exists' && goal.kind === 'exists' && conclusion.sort === goal.sort) {
    const v = apart(goal, given, facts);
    const opened = logic.assume(theory, openBody(conclusion.body, [v]));
    const shown = await entail(opened, openBody(goal.body, [v]), facts, means);
    return shown && logic.existsElim(given, v, logic.existsIntro(goal, v, shown));
  }
  if (conclusion.kind === 'implies' && goal.kind === 'implies') {
    const assumed = logic.assume(theory, goal.left);
    const left = await entail(assumed, conclusion.left, facts, means);
    const right = left && logic.impliesElim(given, left);
    const shown = right && (await entail(right, goal.right, [...facts, assumed], means));
    return shown && logic.impliesIntro(goal.left, shown);
  }
  if (conclusion.kind === 'not' && goal.kind === 'not') {
    const body = await entail(logic.assume(theory, goal.body), conclusion.body, facts, means);
    return body && logic.notIntro(goal.body, logic.notElim(given, body));
  }
  if (conclusion.kind === 'or' && goal.kind === 'or') {
    const cases: Theorem[] = [];
    for (const part of conclusion.parts) {
      const shown = await somePart(logic.assume(theory, part), goal, facts, means);
      if (shown === undefined) return undefined;
      cases.push(shown);
    }
    return cases.length === 0 ? undefined : logic.orElim(given, cases);
  }
  return undefined;
}

async function somePart(
  given: Theorem,
  goal: Extract<Formula, { kind: 'and' | 'or' }>,
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  const same = goal.parts.findIndex((part) => sameFormula(part, given.conclusion));
  if (same >= 0) return logic.orIntro(goal, same, given);
  for (const [i, part] of goal.parts.entries()) {
    if (part.kind !== given.conclusion.kind) continue;
    const shown = await entail(given, part, facts, means);
    if (shown !== undefined) return logic.orIntro(goal, i, shown);
  }
  return undefined;
}

/** A quantified or defined goal from one part of a conjunction; everything else the solver finds in all of them together. */
async function fromPart(
  given: Theorem,
  goal: Formula,
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  if (given.conclusion.kind !== 'and' || !(isQuantified(goal) || isDefined(goal, means))) return undefined;
  const others = [...facts, ...conjuncts(given).slice(1)];
  for (const part of conjuncts(given).slice(1)) {
    if (part.conclusion.kind === 'and' || !mayEntail(part.conclusion, goal, means)) continue;
    const shown = await entail(part, goal, others, means);
    if (shown !== undefined) return shown;
  }
  return undefined;
}

const isQuantified = (formula: Formula): boolean => formula.kind === 'forall' || formula.kind === 'exists';

const isDefined = (formula: Formula, { theory }: Means): formula is Formula & { readonly kind: 'atom' } =>
  formula.kind === 'atom' && theory.definition(formula.predicate) !== undefined;

const mayEntail = (given: Formula, goal: Formula, means: Means): boolean =>
  isDefined(given, means) || isDefined(goal, means) || given.kind === goal.kind;

/** Definitions of both sides are unfolded together, so that one that only has another name is found. */
async function byDefinition(
  given: Theorem,
  goal: Formula,
  facts: readonly Theorem[],
  means: Means,
): Promise<Theorem | undefined> {
  const { theory } = means;
  const { conclusion } = given;
  if (!isDefined(conclusion, means) && !isDefined(goal, means)) return undefined;
  const inside = isDefined(conclusion, means)
    ? logic.impliesElim(logic.andElim(logic.definition(theory, conclusion), 0), given)
    : given;
  if (!isDefined(goal, means)) return entail(inside, goal, facts, means);
  const fold = logic.andElim(logic.definition(theory, goal), 1);
  const shown =
    fold.conclusion.kind === 'implies' ? await entail(inside, fold.conclusion.left, facts, means) : undefined;
  return shown && logic.impliesElim(fold, shown);
}

/** One question, of all facts. */
export async function bySolver(
  goal: Formula,
  facts: readonly Theorem[],
  { theory, decide }: Means,
): Promise<Theorem | undefined> {
  if (facts.length === 0) return undefined;
  const found = await entailed(facts, goal, { theory, decide, step: 'whether a statement implies another' });
  return found.proved ? found.theorem : undefined;
}

/** A variable for what a quantifier binds that is free nowhere here. */
function apart(
  goal: Formula & { readonly kind: 'forall' | 'exists' },
  given: Theorem,
  facts: readonly Theorem[],
): Variable {
  const around = [given, ...facts].flatMap(({ hypotheses, conclusion }) => [...hypotheses, conclusion]);
  return freshVariable(goal.hint, goal.sort, goal, ...around);
}
