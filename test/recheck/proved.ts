import { certificateOf } from '../../src/certificate/index.js';
import type { Theorem, Theory } from '../../src/kernel/index.js';
import type { Model } from '../../src/language/index.js';
import { type Certificate, certificateText } from '../../src/recheck/index.js';
import { createSolver } from '../../src/solver/index.js';
import { asking, proverFor } from '../support/proving.js';

const answered = { solver: 'z3', version: 'as tested' };

/** The certificate of all theorems and lemmas of a model's own file. */
export async function certificateFor(model: Model): Promise<Certificate> {
  const solver = createSolver('z3');
  const prover = proverFor(model, asking(solver));
  const theorems = await Promise.all(
    model.theorems
      .filter(({ imported }) => !imported)
      .map(async ({ role, name }) => {
        const attempt = await prover.prove(name);
        if (!attempt.proved) throw new Error(`${name}: ${attempt.failure.step}: ${attempt.failure.reason}`);
        return { role, name, theorem: attempt.theorem };
      }),
  );
  await solver.close();
  return certificateOf(
    [{ file: model.root, theory: model.theory, theorems }],
    { name: 'ls2', version: 'test' },
    answered,
  );
}

/** The text of a certificate of theorems that the kernel made. */
export function certified(theory: Theory, theorems: Readonly<Record<string, Theorem>>): string {
  const proved = Object.entries(theorems).map(([name, theorem]) => ({ role: 'theorem', name, theorem }) as const);
  return certificateText(
    certificateOf([{ file: 'kernel.ls2', theory, theorems: proved }], { name: 'ls2', version: 'test' }, answered),
  );
}
