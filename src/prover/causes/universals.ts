import { type Formula, logic, type Term, type Theorem, variable } from '../../kernel/index.js';
import { conjuncts, generalize } from '../derive.js';

/** The theorems `∀x…. Ai`, one for each conjunct of ⊢ ∀x…. A1 ∧ …, over the variables that it has. */
export function universalParts(theorem: Theorem): readonly Theorem[] {
  const known = partsOf.get(theorem) ?? split(theorem);
  partsOf.set(theorem, known);
  return known;
}

const partsOf = new WeakMap<Theorem, readonly Theorem[]>();

function split(theorem: Theorem): readonly Theorem[] {
  const { sorts, body } = block(theorem.conclusion, 'forall');
  if (sorts.length === 0 || body.kind !== 'and') return [theorem];
  const variables = sorts.map((sort, i) => variable(`?${i}`, sort));
  return conjuncts(logic.forallElim(theorem, ...variables)).map((part) =>
    generalize(
      variables.filter((v) => part.conclusion.free.some((f) => f.name === v.name)),
      part,
    ),
  );
}

/** A block of like quantifiers: the sorts of its variables, the outermost first, and what is under it. */
export function block(
  formula: Formula,
  kind: 'forall' | 'exists',
): { readonly sorts: readonly string[]; readonly body: Formula } {
  const sorts: string[] = [];
  let body = formula;
  while (body.kind === kind) {
    sorts.push(body.sort);
    body = body.body;
  }
  return { sorts, body };
}

/** Γ ⊢ ∀x…. E(…)@t ⊃ B at the event and time of an atom, where the theorem's own event has a different variable for each argument. */
export function atEvent(theorem: Theorem, event: Formula & { kind: 'atom' }): Theorem {
  const { sorts, body } = block(theorem.conclusion, 'forall');
  const premise = body.kind === 'implies' && body.left.kind === 'atom' ? body.left : undefined;
  const values: Term[] = [];
  const match = (pattern: Term, term: Term): void => {
    if (pattern.kind === 'bound') values[sorts.length - 1 - pattern.index] = term;
    if (pattern.kind === 'application' && term.kind === 'application')
      pattern.args.forEach((arg, i) => {
        match(arg, term.args[i] as Term);
      });
  };
  premise?.args.forEach((arg, i) => {
    match(arg, event.args[i] as Term);
  });
  return logic.forallElim(theorem, ...values);
}
