import type { Term } from '../kernel/index.js';
import { type Model, showTerm, type TheoremDecl } from '../language/index.js';
import { proverOf } from '../prover/index.js';
import type { CheckedTheorem } from '../report/check-result.js';
import type { Certifying } from './certifying.js';
import { decider } from './oracle.js';
import type { Progress } from './progress.js';
import type { Solving } from './solving.js';
import type { Timing } from './timing.js';
import { vacuity } from './vacuity.js';
import { checkTheorem } from './verdict.js';

export interface Proving {
  readonly asked: Solving;
  /** The names of the theorems that are wanted; all, where it is absent. */
  readonly only: readonly string[] | undefined;
  readonly clock: Timing;
  readonly progress: Progress;
  readonly certifying: Certifying | undefined;
}

/** The theorems and lemmas of a model's own file. */
export const ownTheorems = ({ theorems }: Model): readonly TheoremDecl[] =>
  theorems.filter(({ imported }) => !imported);

/** Proves what some models declare, all at once; those that a model imports only where they are needed. One list for each model. */
export function proveTheorems(
  models: readonly Model[],
  proving: Proving,
): Promise<readonly (readonly CheckedTheorem[])[]> {
  const { only, progress, clock, asked, certifying } = proving;
  const wanted = models.map((model) =>
    ownTheorems(model).filter(({ name }) => only === undefined || only.includes(name)),
  );
  let done = 0;
  progress.set(done, wanted.flat().length);

  return Promise.all(
    models.map((model, i) => {
      const options = { decide: decider(asked, model.root), showTerm: (term: Term) => showTerm(term, model) };
      const prover = proverOf(model, options);
      return Promise.all(
        (wanted[i] ?? []).map(async (decl) => {
          const end = clock.begin(`${model.root}: ${decl.name}`);
          const result = await checkTheorem(model, decl, {
            prover,
            solver: asked.tool,
            isVacuous: vacuity(model, decl, options),
          });
          if (certifying !== undefined && result.verdict === 'proved') {
            const attempt = await prover.prove(decl.name);
            if (attempt.proved) certifying.add(model, decl, attempt.theorem);
          }
          end();
          progress.set(++done, wanted.flat().length);
          return result;
        }),
      );
    }),
  );
}
