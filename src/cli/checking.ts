import { type Model, showTerm } from '../language/index.js';
import { proverOf } from '../prover/index.js';
import type { CheckedTheorem } from '../report/check-result.js';
import { decider } from './oracle.js';
import type { Progress } from './progress.js';
import type { Solving } from './solving.js';
import type { Timing } from './timing.js';
import { UsageError } from './usage-error.js';
import { checkTheorem } from './verdict.js';

export interface Checking extends Solving {
  /** The names of the theorems that are wanted; all, where it is absent. */
  readonly only: readonly string[] | undefined;
  readonly clock: Timing;
  readonly progress: Progress;
}

/**
 * Proves the theorems of some models, all at once; those that a model imports only where they are needed. Lemmas are among the result where they
 * were asked for, or are not as expected. Throws {@link UsageError} where a wanted theorem is in none of the models.
 */
export async function checkTheorems(models: readonly Model[], checking: Checking): Promise<readonly CheckedTheorem[]> {
  const { only, progress, clock, tool } = checking;
  const jobs = models.flatMap((model) => {
    const wanted = ownTheorems(model).filter(({ name }) => only === undefined || only.includes(name));
    if (wanted.length === 0) return [];
    const prover = proverOf(model, { decide: decider(checking, model.root), showTerm: (term) => showTerm(term, model) });
    return wanted.map((decl) => ({ model, decl, prover }));
  });
  for (const name of only ?? []) if (!jobs.some(({ decl }) => decl.name === name)) throw new UsageError(missing(name, models));
  let done = 0;
  progress.set(done, jobs.length);
  const checked = await Promise.all(
    jobs.map(async ({ model, decl, prover }) => {
      const end = clock.begin(`${model.root}: ${decl.name}`);
      const result = await checkTheorem(model, decl, prover, tool);
      end();
      progress.set(++done, jobs.length);
      return result;
    }),
  );
  return checked.filter(({ role, verdict, expected }) => only !== undefined || role === 'theorem' || verdict !== expected);
}

const ownTheorems = ({ theorems }: Model): Model['theorems'] => theorems.filter(({ imported }) => !imported);

function missing(name: string, models: readonly Model[]): string {
  const names = models.flatMap(ownTheorems).map((theorem) => theorem.name);
  const there = names.length > 20 ? `${names.slice(0, 20).join(', ')} …` : names.join(', ');
  return `no theorem is called ${name}; there is ${names.length === 0 ? 'none' : there}`;
}
