import { type Formula, type Term, type Theorem, variable } from '../kernel/index.js';

/**
 * What the rule of a theorem was given besides its premises, as docs/certificates.md lists it: from what the theorem remembers, or shows itself. The names of
 * the variables that a rule binds are the names that its conclusion has for them.
 */
export function givenTo({ origin, hypotheses, conclusion }: Theorem): readonly (Term | Formula)[] {
  switch (origin.rule) {
    case '∀I':
      return conclusion.kind === 'forall' ? [variable(conclusion.hint, conclusion.sort)] : unexpected(origin.rule);
    case 'Act':
    case 'Seq':
      return hypotheses;
    case 'Jump':
    case 'Start': {
      const { names, body } = opened(conclusion, 2);
      const began = body.kind === 'implies' && body.left.kind === 'atom' ? body.left.args[0] : undefined;
      const program = began?.kind === 'application' ? began.args[1] : undefined;
      if (program === undefined || body.kind !== 'implies') return unexpected(origin.rule);
      return [program, ...names, ...opened(body.right, 1).names];
    }
    case 'Reset':
    case 'LateLaunch': {
      if (conclusion.kind !== 'implies') return unexpected(origin.rule);
      const { names, body } = opened(conclusion.right, 2);
      if (body.kind !== 'implies') return unexpected(origin.rule);
      return [conclusion.left, ...names, ...opened(body.right, 1).names];
    }
    default:
      return origin.given ?? [];
  }
}

/** What so many quantifiers bind, as variables of those names, and the formula within them. */
function opened(formula: Formula, count: number): { readonly names: readonly Term[]; readonly body: Formula } {
  const names: Term[] = [];
  let body = formula;
  for (let i = 0; i < count && body.kind === 'forall'; i++) {
    names.push(variable(body.hint, body.sort));
    body = body.body;
  }
  return { names, body };
}

function unexpected(rule: string): never {
  throw new Error(`a theorem by ${rule} has another form than ${rule} gives`);
}
