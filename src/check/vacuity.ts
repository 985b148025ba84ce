import {
  type Formula,
  falsity,
  forall,
  freshVariable,
  implies,
  openBody,
  type PredicateSymbol,
  type Theorem,
  type Theory,
} from '../kernel/index.js';
import type { Model, Proof, Step, TheoremDecl, Use } from '../language/index.js';
import { type ProverOptions, proverOf } from '../prover/index.js';

/**
 * Asks the kernel whether a theorem's premises contradict each other: whether its proof would prove anything at all. Where its own proof does not show
 * that, one step has another try, from all that the proof uses and the definitions of what the premises speak of.
 */
export const vacuity = (model: Model, decl: TheoremDecl, options: ProverOptions) => async (): Promise<boolean> =>
  (await contradictionOf(model, decl, options)) !== undefined;

/** The kernel's theorem that a theorem's premises contradict each other; undefined where none is found. */
export async function contradictionOf(
  model: Model,
  decl: TheoremDecl,
  options: ProverOptions,
): Promise<Theorem | undefined> {
  for (const proof of [decl.proof, atOnce(model.theory, decl)]) {
    const claim: TheoremDecl = { ...decl, conclusion: withoutEnd(decl.conclusion), proof };
    const theorems = model.theorems.map((each) => (each === decl ? claim : each));
    const attempt = await proverOf({ ...model, theorems }, options).prove(decl.name);
    if (attempt.proved) return attempt.theorem;
  }
  return undefined;
}

/** What a conclusion supposes by itself is a premise, too; but `A ⊃ ⊥` is the claim that A is not so. */
function withoutEnd(conclusion: Formula): Formula {
  if (conclusion.kind === 'forall') {
    const variable = freshVariable(conclusion.hint, conclusion.sort, conclusion);
    return forall([variable], withoutEnd(openBody(conclusion.body, [variable])));
  }
  if (conclusion.kind !== 'implies' || conclusion.right.kind === 'false') return falsity;
  return implies(conclusion.left, withoutEnd(conclusion.right));
}

function atOnce(theory: Theory, { assumptions, conclusion, proof, span }: TheoremDecl): Proof {
  const predicates = new Set([...assumptions.map(({ formula }) => formula), conclusion].flatMap(predicatesOf));
  const definitions = [...predicates].flatMap((predicate): readonly Use[] =>
    theory.definition(predicate) === undefined ? [] : [{ kind: 'definition', name: predicate.name, predicate, span }],
  );
  const known = proof.kind === 'script' ? proof.steps.flatMap(usesOf) : [];
  const uses: readonly Use[] = [{ kind: 'assumptions', span }, ...known, ...definitions];
  const by = { rule: { kind: 'z3' }, uses, text: '', span } as const;
  return { kind: 'script', steps: [{ kind: 'show', by, text: '', span }], span };
}

/** What a step uses that is known outside of its proof. */
function usesOf(step: Step): readonly Use[] {
  const inside = step.kind === 'cases' ? step.cases.flatMap(({ steps }) => steps) : 'steps' in step ? step.steps : [];
  const own = 'by' in step ? [...(step.by.rule.kind === 'apply' ? [step.by.rule.fact] : []), ...step.by.uses] : [];
  const lasting = own.flatMap((use): readonly Use[] => {
    if (use.kind === 'definition') return [use];
    return use.kind === 'axiom' || use.kind === 'theorem' ? [{ kind: use.kind, name: use.name, span: use.span }] : [];
  });
  return [...lasting, ...inside.flatMap(usesOf)];
}

function predicatesOf(formula: Formula): readonly PredicateSymbol[] {
  switch (formula.kind) {
    case 'atom':
      return [formula.predicate];
    case 'not':
    case 'forall':
    case 'exists':
      return predicatesOf(formula.body);
    case 'and':
    case 'or':
      return formula.parts.flatMap(predicatesOf);
    case 'implies':
      return [...predicatesOf(formula.left), ...predicatesOf(formula.right)];
    case 'true':
    case 'false':
    case 'equal':
    case 'ran':
      return [];
  }
}
