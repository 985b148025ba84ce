import { match } from 'ts-pattern';
import {
  and,
  exists,
  type Formula,
  forall,
  implies,
  logic,
  not,
  openBody,
  or,
  type PredicateSymbol,
  sameFormula,
  type Theorem,
  type Variable,
} from '../kernel/index.js';
import type { Cases, Fix, Obtain, Reason, Step, Suppose, Use } from '../language/model.js';
import { advice, type Means } from './advice.js';
import { auto } from './auto/auto.js';
import { attempt, axiomOf, type Context, demandProof, Stuck } from './context.js';
import { opening } from './derive.js';
import type { unfoldings } from './memo.js';
import { byProgramRule } from './program-proof.js';

/** What a step of a script may use. */
export interface Known {
  /** Steps and assumptions by name. */
  readonly named: ReadonlyMap<string, Theorem>;
  /** All steps and assumptions so far, unnamed ones too. */
  readonly facts: readonly Theorem[];
  readonly assumptions: readonly Theorem[];
}

/** Where proved theorems come from; stuck where the theorem is not proved. */
export type Library = (name: string) => Promise<Theorem>;

export interface ScriptContext extends Context {
  readonly unfolding: ReturnType<typeof unfoldings>;
  readonly library: Library;
  /** Whether it is said of steps that fail what they might have used: that takes more tries. */
  readonly advises: boolean;
}

/** Runs the steps, which must end by proving the goal. */
export function runSteps(
  context: ScriptContext,
  steps: readonly Step[],
  goal: Formula,
  known: Known,
): Promise<Theorem> {
  const [step, ...rest] = steps;
  if (step === undefined) throw stuck('the end of the proof', goal, known, 'the steps end before the goal is shown');
  return match(step)
    .with({ kind: 'have' }, async (have) => {
      const theorem = await justify(context, have.formula, have.by, known, label(have));
      return runSteps(context, rest, goal, extend(known, have.name, theorem));
    })
    .with({ kind: 'obtain' }, (opened) => obtain(context, opened, rest, goal, known))
    .with({ kind: 'fix' }, (fixed) => fix(context, fixed, rest, goal, known))
    .with({ kind: 'suppose' }, async (supposed) => {
      const theorem = await suppose(context, supposed, known);
      return runSteps(context, rest, goal, extend(known, supposed.name, theorem));
    })
    .with({ kind: 'cases' }, (split) => cases(context, split, goal, known))
    .with({ kind: 'show' }, (last) => justify(context, goal, last.by, known, label(last)))
    .exhaustive();
}

/** Where a step stands, for reports: its name if it has one, and its line. */
function label(step: Step): string {
  const name = 'name' in step && step.name !== undefined ? `step ${step.name}` : `the step "${step.kind}"`;
  return `${name} (line ${step.span.start.line})`;
}

const stuck = (step: string, goal: Formula, known: Known, reason: string): Stuck =>
  new Stuck({ step, goal, known: known.facts.map((fact) => fact.conclusion), reason });

export function extend(known: Known, name: string | undefined, theorem: Theorem): Known {
  const named = name === undefined ? known.named : new Map([...known.named, [name, theorem]]);
  return { ...known, named, facts: [...known.facts, theorem] };
}

const inTurn = (variables: readonly Variable[]): (() => Variable) => {
  let next = 0;
  return () => variables[next++] as Variable;
};

async function obtain(
  context: ScriptContext,
  step: Obtain,
  rest: readonly Step[],
  goal: Formula,
  known: Known,
): Promise<Theorem> {
  const existence = await justify(context, exists(step.variables, step.formula), step.by, known, label(step));
  const opened = logic.assume(context.theory, step.formula);
  const shown = await runSteps(context, rest, goal, extend(known, step.name, opened));
  return opening(existence, step.variables.length, inTurn(step.variables), () => shown);
}

async function fix(
  context: ScriptContext,
  step: Fix,
  rest: readonly Step[],
  goal: Formula,
  known: Known,
): Promise<Theorem> {
  let inner = goal;
  let inside = known;
  const closings: ((th: Theorem) => Theorem)[] = [];
  for (const v of step.variables) {
    if (inner.kind !== 'forall' || inner.sort !== v.sort)
      throw stuck(label(step), goal, known, `the goal is not universal in a ${v.sort}`);
    inner = openBody(inner.body, [v]);
    closings.push((th) => logic.forallIntro(v, th));
    const guard = step.guards.find((g) => g.free.some((f) => f.name === v.name));
    if (guard !== undefined && inner.kind === 'implies' && sameFormula(inner.left, guard)) {
      inner = inner.right;
      inside = extend(inside, undefined, logic.assume(context.theory, guard));
      closings.push((th) => logic.impliesIntro(guard, th));
    }
  }
  const shown = await runSteps(context, rest, inner, inside);
  return closings.reduceRight((th, close) => close(th), shown);
}

/** formula ⊃ the last fact of the block. */
async function suppose(context: ScriptContext, step: Suppose, known: Known): Promise<Theorem> {
  const inside = extend(known, step.name, logic.assume(context.theory, step.formula));
  const last = step.steps.at(-1);
  if (last?.kind !== 'have')
    throw stuck(label(step), step.formula, known, 'a supposition ends with the fact that follows from it: have …');
  const theorem = await runSteps(context, [...step.steps, showStep(last)], last.formula, inside);
  return logic.impliesIntro(step.formula, theorem);
}

/** A block that ends with a fact is read as a proof of that fact. */
const showStep = (last: Step & { kind: 'have' }): Step => ({
  kind: 'show',
  by: { rule: { kind: 'z3' }, uses: [], text: '', span: last.span },
  text: '',
  span: last.span,
});

async function cases(context: ScriptContext, step: Cases, goal: Formula, known: Known): Promise<Theorem> {
  const { theory } = context;
  const named = step.of.kind === 'fact' ? known.named.get(step.of.name) : undefined;
  const [first] = step.cases;
  const disjunction =
    step.of.kind === 'formula' && first ? excludedMiddle(theory, first.formula, step.of.formula) : named;
  const parts = disjunction?.conclusion.kind === 'or' ? disjunction.conclusion.parts : [];
  if (disjunction === undefined || parts.length !== step.cases.length)
    throw stuck(label(step), goal, known, 'the cases are not those of a known disjunction');
  const shown: Theorem[] = [];
  for (const [i, one] of step.cases.entries()) {
    const part = parts[i] as Formula;
    if (!sameFormula(one.formula, part))
      throw stuck(label(step), goal, known, `case ${i + 1} is not part ${i + 1} of the disjunction`);
    shown.push(await runSteps(context, one.steps, goal, extend(known, one.name, logic.assume(theory, part))));
  }
  return logic.orElim(disjunction, shown);
}

/** A ∨ ¬A, where the formula is that disjunction. */
function excludedMiddle(theory: Context['theory'], one: Formula, disjunction: Formula): Theorem | undefined {
  return sameFormula(disjunction, or(one, not(one))) ? logic.excludedMiddle(theory, one) : undefined;
}

async function means(context: ScriptContext, reason: Reason, known: Known): Promise<Means> {
  if (reason.uses.length === 0) return { facts: known.facts, unfold: context.unfolding(new Set()) };
  const facts: Theorem[] = [];
  const unfolded = new Set<PredicateSymbol>();
  for (const use of reason.uses) {
    if (use.kind === 'definition') unfolded.add(use.predicate);
    else facts.push(...(await resolve(context, use, known)));
  }
  return { facts, unfold: context.unfolding(unfolded) };
}

async function resolve(
  context: ScriptContext,
  use: Exclude<Use, { kind: 'definition' }>,
  known: Known,
): Promise<readonly Theorem[]> {
  if (use.kind === 'assumptions') return known.assumptions;
  const theorem =
    use.kind === 'axiom'
      ? axiomOf(context, use.name)
      : use.kind === 'theorem'
        ? await context.library(use.name)
        : known.named.get(use.name);
  if (theorem === undefined) throw new Error(`the language let ${use.name} through, which nothing here is named`);
  return [use.args === undefined ? theorem : logic.forallElim(theorem, ...use.args)];
}

async function justify(
  context: ScriptContext,
  goal: Formula,
  reason: Reason,
  known: Known,
  step: string,
): Promise<Theorem> {
  const given = await means(context, reason, known);
  const tried = (means: Means): Promise<Theorem> => by(context, goal, reason, means, known, step);
  const found = await attempt(() => tried(given));
  if (found.proved) return found.theorem;
  const { failure } = found;
  const isOpen = context.advises && failure.step === step && failure.limit !== true;
  const goesThrough = async (more: Means): Promise<boolean> => (await attempt(() => tried(more))).proved;
  const remedy = isOpen ? await advice(given, { ...known, theory: context.theory, goal }, goesThrough) : undefined;
  throw new Stuck(remedy === undefined ? failure : { ...failure, remedy });
}

async function by(
  context: ScriptContext,
  goal: Formula,
  reason: Reason,
  { facts, unfold }: Means,
  known: Known,
  step: string,
): Promise<Theorem> {
  const { rule } = reason;
  switch (rule.kind) {
    case 'z3':
      return (
        facts.find((fact) => sameFormula(fact.conclusion, goal)) ?? demandProof(context, step, goal, facts, { unfold })
      );
    case 'auto':
      return auto(context, goal, facts);
    case 'admit':
      return admitted(context, goal, facts);
    case 'apply': {
      if (rule.fact.kind === 'definition') return demandProof(context, step, goal, known.facts, { unfold });
      const applied = await resolve(context, rule.fact, known);
      return demandProof(context, step, goal, [...applied, ...(reason.uses.length === 0 ? known.facts : facts)], {
        unfold,
      });
    }
    default:
      return byProgramRule(context, rule.kind, goal, { facts, guards: known.facts, unfold, step });
  }
}

/**
 * The goal, supposing what is left to be proved: that it follows from the facts, whatever their variables stand for. So the theorem has that as a
 * hypothesis, and nothing that rests on it is without.
 */
function admitted({ theory }: Context, goal: Formula, facts: readonly Theorem[]): Theorem {
  const given = facts.map(({ conclusion }) => conclusion);
  const left = given.length === 0 ? goal : implies(and(...given), goal);
  const variables = left.free;
  const supposed = logic.assume(theory, forall(variables, left));
  const here = variables.length === 0 ? supposed : logic.forallElim(supposed, ...variables);
  return given.length === 0 ? here : logic.impliesElim(here, logic.andIntro(...facts));
}
