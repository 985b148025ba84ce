import { expect } from 'vitest';
import { isTheorem, sameFormula } from '../../src/kernel/index.js';
import type { Model } from '../../src/language/index.js';
import { type Attempt, statement } from '../../src/prover/index.js';
import type { Solver } from '../../src/solver/index.js';
import { asking, proverFor } from '../support/proving.js';

/** No proof here asks so much: the bound on the work that an input may make. */
const mostQuestions = 3000;

/**
 * Lets the prover at theorems of a model, one after the other. Whatever it calls proved has to be a theorem of the kernel, of the model's own theory, that says
 * what was stated and nothing less. Which were proved.
 */
export async function proveSoundly(model: Model, names: readonly string[], solver: Solver): Promise<readonly string[]> {
  let questions = 0;
  const prover = proverFor(
    model,
    asking(solver, () => {
      questions++;
    }),
  );
  const proved: string[] = [];
  for (const name of names) {
    const decl = model.theorems.find((theorem) => theorem.name === name);
    if (decl === undefined) continue;
    const attempt: Attempt = await prover.prove(name);
    expect(questions).toBeLessThan(mostQuestions);
    if (!attempt.proved) continue;
    const { theorem } = attempt;
    expect(isTheorem(theorem)).toBe(true);
    expect(theorem.theory).toBe(model.theory);
    expect(theorem.hypotheses).toEqual([]);
    expect(sameFormula(theorem.conclusion, statement(decl))).toBe(true);
    proved.push(name);
  }
  return proved;
}
