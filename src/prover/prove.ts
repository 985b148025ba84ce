import { match } from 'ts-pattern';
import { type Formula, forall, implies, logic, sameFormula, type Theorem } from '../kernel/index.js';
import type { Model, Step, TheoremDecl } from '../language/model.js';
import { auto } from './auto/auto.js';
import { attempt, type Context, Stuck } from './context.js';
import { discharge, generalize, supply } from './derive.js';
import { memo, unfoldings } from './memo.js';
import { type Attempt, type Decide, type Failure, failed } from './oracle.js';
import { runSteps, type ScriptContext } from './script.js';

export interface ProverOptions {
  readonly decide: Decide;
  /** A term in the language's own words, for reports. */
  readonly showTerm: Context['showTerm'];
  /** Whether it is said of steps that fail what they might have used: that takes more tries. */
  readonly advises?: boolean;
  /** A theorem of the kernel that was found before, whatever it says: it counts where it is the statement's. */
  readonly kept?: (decl: TheoremDecl) => Promise<Theorem | undefined>;
}

/** Proves theorems of one model; each at most once, whoever asks. */
export interface Prover {
  prove(name: string): Promise<Attempt>;
}

/** What a theorem says, closed: `∀params. guards ⊃ assumptions ⊃ conclusion`. Only a kernel theorem of exactly this is a proof of it. */
export function statement(decl: TheoremDecl): Formula {
  const given = [...decl.guards, ...decl.assumptions.map((a) => a.formula)];
  return forall(
    decl.params,
    given.reduceRight((rest, formula) => implies(formula, rest), decl.conclusion),
  );
}

export function proverOf(model: Model, { decide, showTerm, kept, advises = false }: ProverOptions): Prover {
  const decls = new Map(model.theorems.map((decl) => [decl.name, decl]));
  const attempts = new Map<string, Promise<Attempt>>();
  const shared = { memo: memo(), unfolding: unfoldings() };
  /** What was proved but for what is admitted: kernel theorems, with that as hypotheses. */
  const unfinished = new Map<string, Theorem>();

  function prove(name: string): Promise<Attempt> {
    const decl = decls.get(name);
    if (decl === undefined) throw new Error(`the model has no theorem ${name}`);
    const known = attempts.get(name);
    if (known) return known;
    const circle = circleFrom(decls, name);
    const result =
      circle === undefined ? attempt(() => proofOf(decl)) : Promise.resolve(failed(circular(decl, circle)));
    attempts.set(name, result);
    return result;
  }

  async function proofOf(decl: TheoremDecl): Promise<Theorem> {
    const before = await kept?.(decl);
    if (before !== undefined && before.theory === model.theory && proves(before, decl)) return before;
    const library = async (name: string): Promise<Theorem> => {
      const lemma = await prove(name);
      if (lemma.proved) return lemma.theorem;
      const rest = unfinished.get(name);
      if (rest !== undefined) return rest;
      const { failure } = lemma;
      throw new Stuck({
        ...failure,
        step: failure.step.startsWith('lemma ') ? failure.step : `lemma ${name}: ${failure.step}`,
      });
    };
    const { theory, signature } = model;
    const context: ScriptContext = {
      theory,
      signature,
      decide,
      fresh: supply(),
      showTerm,
      ...shared,
      library,
      advises,
    };
    const guards = decl.guards.map((formula) => logic.assume(theory, formula));
    const assumptions = decl.assumptions.map(({ formula }) => logic.assume(theory, formula));
    const facts = [...guards, ...assumptions];
    const theorem = await proofBy(context, decl, facts, assumptions);
    const closed = generalize(
      decl.params,
      discharge(
        facts.map((fact) => fact.conclusion),
        theorem,
      ),
    );
    if (!sameFormula(closed.conclusion, statement(decl)))
      throw new Error(`the proof of ${decl.name} ends in another theorem`);
    if (closed.hypotheses.length === 0) return closed;
    unfinished.set(decl.name, closed);
    throw new Stuck({
      step: 'what is admitted',
      goal: closed.hypotheses[0] as Formula,
      known: [],
      reason: 'the rest is proved, supposing what is admitted',
      admitted: closed.hypotheses,
    });
  }

  return { prove };
}

/** Whether a theorem of the kernel is what a declaration states, of no hypotheses. */
const proves = ({ hypotheses, conclusion }: Theorem, decl: TheoremDecl): boolean =>
  hypotheses.length === 0 && sameFormula(conclusion, statement(decl));

const circular = (decl: TheoremDecl, circle: readonly string[]): Failure => ({
  step: 'the proof',
  goal: decl.conclusion,
  known: [],
  reason: `it rests on itself: ${circle.join(', then ')}`,
});

/** A way from a theorem through those its proof uses back to one on the way; undefined where there is none. */
function circleFrom(
  decls: ReadonlyMap<string, TheoremDecl>,
  name: string,
  way: readonly string[] = [],
): readonly string[] | undefined {
  if (way.includes(name)) return [...way, name];
  const decl = decls.get(name);
  if (decl?.proof.kind !== 'script') return undefined;
  for (const used of theoremsUsed(decl.proof.steps)) {
    const circle = circleFrom(decls, used, [...way, name]);
    if (circle) return circle;
  }
  return undefined;
}

/** The names of the theorems that the steps of a script use. */
export function theoremsUsed(steps: readonly Step[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const step of steps) {
    if (step.kind === 'suppose') for (const name of theoremsUsed(step.steps)) used.add(name);
    if (step.kind === 'cases') for (const one of step.cases) for (const name of theoremsUsed(one.steps)) used.add(name);
    if (step.kind !== 'have' && step.kind !== 'obtain' && step.kind !== 'show') continue;
    const { rule, uses } = step.by;
    for (const use of rule.kind === 'apply' ? [rule.fact, ...uses] : uses)
      if (use.kind === 'theorem') used.add(use.name);
  }
  return used;
}

function proofBy(
  context: ScriptContext,
  decl: TheoremDecl,
  facts: readonly Theorem[],
  assumptions: readonly Theorem[],
): Promise<Theorem> {
  return match(decl.proof)
    .with({ kind: 'none' }, () => {
      throw new Stuck({
        step: 'the proof',
        goal: decl.conclusion,
        known: facts.map((f) => f.conclusion),
        reason: 'it has none',
      });
    })
    .with({ kind: 'auto' }, () => auto(context, decl.conclusion, facts))
    .with({ kind: 'script' }, ({ steps }) => {
      const named = decl.assumptions.flatMap(({ name }, i) =>
        name === undefined ? [] : [[name, assumptions[i] as Theorem] as const],
      );
      return runSteps(context, steps, decl.conclusion, { named: new Map(named), facts, assumptions: facts });
    })
    .exhaustive();
}
