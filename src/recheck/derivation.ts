import type { CertifiedModel } from './format.js';
import { groundRules } from './ground-rules.js';
import type { LoadedModel } from './load.js';
import { logicRules } from './logic-rules.js';
import type { Piece, Pieces } from './pieces.js';
import { programRules } from './program-rules.js';
import { demand, within } from './refusal.js';
import type { Rule, Sequent } from './sequent.js';

const rules: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...logicRules, ...groundRules, ...programRules }));

/** What a model's steps come to. */
export interface Derivation {
  readonly sequents: readonly Sequent[];
  /** What is left to a solver, by the steps that leave it. */
  readonly obligations: ReadonlyMap<number, Piece>;
}

/** Checks the steps, each from those before it. Throws a {@link Refusal} for the first that does not follow. */
export function derived({ steps }: CertifiedModel, { nodes, theory }: LoadedModel, pieces: Pieces): Derivation {
  const sequents: Sequent[] = [];
  const obligations = new Map<number, Piece>();
  const node = (position: number): Piece => {
    const found = nodes[position];
    demand(found !== undefined, `there is no node ${position}`);
    return found;
  };
  for (const [i, [name, of, premises, given]] of steps.entries()) {
    const sequent = within(`step ${i} (${name})`, () => {
      const rule = rules.get(name);
      demand(rule !== undefined, 'there is no such rule');
      const claim = node(of);
      demand(claim.is === 'formula' && claim.loose === 0, 'what it claims is no formula without loose variables');
      const from = premises.map((position) => {
        const premise = sequents[position];
        demand(premise !== undefined, `step ${position} does not come before it`);
        return premise;
      });
      const owe = (obligation: Piece): void => void obligations.set(i, obligation);
      const hypotheses = rule({ premises: from, claim, given: given.map(node) }, { pieces, theory, owe });
      return { hypotheses, conclusion: claim };
    });
    sequents.push(sequent);
  }
  return { sequents, obligations };
}

/** The steps that some steps rest on, themselves among them. */
export function stepsUnder({ steps }: CertifiedModel, ...last: readonly number[]): ReadonlySet<number> {
  const found = new Set(last);
  for (const i of found) for (const premise of steps[i]?.[2] ?? []) found.add(premise);
  return found;
}
