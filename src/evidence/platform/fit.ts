import type { Term } from '../../kernel/index.js';
import { type Model, type PlatformDecl, showTerm } from '../../language/index.js';
import { type Claim, claimOf } from './claim.js';
import { alike, type References } from './reference.js';

/** A platform whose references are all that its theorems ask for, and no more. */
export interface Fitted {
  /** In the order in which the platform names them. */
  readonly claims: readonly Claim[];
}

export interface FitProblem {
  readonly problem: string;
  readonly span: PlatformDecl['span'];
  readonly code: 'LS2-1508' | 'LS2-1509';
}

/** Holds a platform against the theorems that it names: whether evidence can be an instance of them, and whether each term that a register is extended by has its reference. */
export function fitPlatform(
  model: Model,
  platform: PlatformDecl,
  references: References,
): Fitted | readonly FitProblem[] {
  const problems: FitProblem[] = [];
  const show = (term: Term): string => showTerm(term, model);
  const claims = platform.theorems.flatMap(({ name, span }) => {
    const theorem = model.theorems.find((each) => each.name === name);
    // A theorem that could not be read is among the model's errors.
    const claim = theorem && claimOf(model, platform, theorem);
    if (claim === undefined) return [];
    if ('problem' in claim) {
      problems.push({ problem: claim.problem, span, code: 'LS2-1508' });
      return [];
    }
    for (const [term, register] of wanted(claim))
      if (references.of(term, register) === undefined)
        problems.push({
          problem: `\`${name}\` speaks of \`${show(term)}\` on \`${show(register)}\`, and the platform does not say what is good for it`,
          span,
          code: 'LS2-1508',
        });
    return [claim];
  });
  const asked = claims.flatMap((claim) => [...wanted(claim)]);
  for (const { item } of problems.length > 0 ? [] : references.all)
    if (!asked.some(([term, on]) => term === item.term && (item.register === undefined || item.register === on)))
      problems.push({
        problem: `\`${show(item.term)}\` is in no register that the platform’s theorems speak of`,
        span: item.span,
        code: 'LS2-1508',
      });
  const same = alike(references);
  if (same !== undefined)
    problems.push({
      problem: `\`${show(same.one)}\` and \`${show(same.other)}\` have one digest, ${same.digest}`,
      span: platform.span,
      code: 'LS2-1509',
    });
  if (problems.length === 0 && references.all.every(({ goods }) => goods === 'any'))
    problems.push({ problem: 'everything is good for this platform', span: platform.span, code: 'LS2-1508' });
  return problems.length > 0 ? problems : { claims };
}

/** The terms that need a reference, each with its register. */
function* wanted({ premises, free }: Claim): Iterable<readonly [Term, Term]> {
  for (const { register, sequence } of premises)
    for (const term of sequence.terms) if (!free.has(term)) yield [term, register];
}
