import { type Formula, openBody, type Variable, variable } from '../../kernel/index.js';
import { unstopped } from '../../stop/index.js';
import { compile } from '../../trace/compile.js';
import type { Claim, History } from '../../trace/index.js';
import { Search } from '../../trace/search.js';
import { Universe } from '../../trace/universe.js';

/** What the evaluator says of a closed formula; undefined where it does not know. */
export function truthOf(history: History, formula: Formula): boolean | undefined {
  const compiled = compile(history.world.theory, formula, []);
  return new Search(history, new Universe(history), compiled, unstopped).truth(compiled.node);
}

/** The sorts that a formula quantifies over. */
export function sortsIn(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'forall':
    case 'exists':
      return [formula.sort, ...sortsIn(formula.body)];
    case 'not':
      return sortsIn(formula.body);
    case 'and':
    case 'or':
      return formula.parts.flatMap(sortsIn);
    case 'implies':
      return [formula.left, formula.right].flatMap(sortsIn);
    default:
      return [];
  }
}

/** `∀x. A ⊃ B` as a statement about x, with the premise A. */
export function claimOf(formula: Formula, params: readonly Variable[] = [], premises: readonly Formula[] = []): Claim {
  if (formula.kind === 'implies') return claimOf(formula.right, params, [...premises, formula.left]);
  if (formula.kind !== 'forall' || premises.length > 0) return { name: 'it', params, premises, conclusion: formula };
  const param = variable(formula.hint, formula.sort);
  return claimOf(openBody(formula.body, [param]), [...params, param]);
}
