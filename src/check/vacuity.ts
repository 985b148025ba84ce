import { type Formula, falsity, implies } from '../kernel/index.js';
import type { Model, TheoremDecl } from '../language/index.js';
import { type ProverOptions, proverOf } from '../prover/index.js';

/** Asks the kernel whether a theorem's premises contradict each other: whether its proof would prove anything at all. */
export const vacuity = (model: Model, decl: TheoremDecl, options: ProverOptions) => async (): Promise<boolean> =>
  (await proverOf(vacuously(model, decl), options).prove(decl.name)).proved;

/** The model where a theorem claims what nothing satisfies. */
function vacuously(model: Model, decl: TheoremDecl): Model {
  const claim = { ...decl, conclusion: withoutEnd(decl.conclusion) };
  return { ...model, theorems: model.theorems.map((each) => (each === decl ? claim : each)) };
}

const withoutEnd = (conclusion: Formula): Formula =>
  conclusion.kind === 'implies' ? implies(conclusion.left, withoutEnd(conclusion.right)) : falsity;
