import type { Formula } from '../../src/kernel/index.js';
import { type Model, showTerm } from '../../src/language/index.js';
import { type Decide, type Prover, proverOf } from '../../src/prover/index.js';
import type { Answer, Solver } from '../../src/solver/index.js';

/** Lets a prover ask the solver, and hands on what it was asked and what it answered. */
export const asking =
  (solver: Solver, listen: (obligation: Formula, answer: Answer) => void = () => undefined): Decide =>
  async (obligation, step) => {
    const answer = await solver.decide(obligation, step);
    listen(obligation, answer);
    return answer.verdict === 'valid'
      ? { valid: true, answer: answer.confirmed }
      : { valid: false, reason: answer.verdict };
  };

export const proverFor = (model: Model, decide: Decide): Prover =>
  proverOf(model, { decide, showTerm: (term) => showTerm(term, model) });
