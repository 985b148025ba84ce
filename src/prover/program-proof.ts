import {
  apply,
  core,
  type Formula,
  logic,
  openBody,
  type PredicateSymbol,
  programs,
  sameFormula,
  sameTerm,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../kernel/index.js';
import { codeOf, premises, subject } from './auto/invariant.js';
import { type Context, demandProof, Stuck } from './context.js';
import { generalize, opening, witness } from './derive.js';
import { guardsOf, honestPrograms } from './honest-programs.js';
import { byHonesty as honestLives } from './honesty.js';
import { eachTerm } from './terms.js';

export type ProgramRule = 'reset' | 'jump' | 'latelaunch' | 'honesty';

interface Using {
  /** For the initial segments. */
  readonly facts: readonly Theorem[];
  /** Among which is what kind the machine is of, and who is honest. */
  readonly guards: readonly Theorem[];
  readonly unfold: (predicate: PredicateSymbol) => boolean;
  readonly step: string;
}

/** `∀I,a. (I began)@a ⊃ ∀b. a < b ⊃ A` taken apart: how I began, and A over the variables of the subject. */
interface Claim {
  readonly event: Term & { kind: 'application' };
  readonly invariant: Formula;
}

/**
 * Proves what a thread does from when it began, by a program rule: the goal is `∀I,a. E@a ⊃ ∀b. a < b ⊃ A`, with E a jump to a program, a reset
 * or a late launch; for Honesty `∀I,u. Î = X ∧ Acts(I)@u ⊃ ∃a. … ∧ ∀b. a < b ⊃ A`.
 */
export async function byProgramRule(
  context: Context,
  rule: ProgramRule,
  goal: Formula,
  using: Using,
): Promise<Theorem> {
  if (rule === 'honesty') return byHonesty(context, goal, using);
  const claim = claimOf(goal);
  if (claim === undefined)
    throw refuse(using, goal, 'the rule shows ∀I, a. E @ a ⊃ ∀b. a < b ⊃ A, with E the event that began I');
  const { event, invariant } = claim;
  const wanted = { reset: core.resetEvent, jump: core.jumpEvent, latelaunch: core.lateLaunchEvent }[rule];
  if (event.symbol !== wanted) throw refuse(using, goal, `the event of this rule is ${wanted.name}`);
  const result =
    rule === 'jump'
      ? await jumpRule(context, event.args[1] as Term, invariant, using)
      : await bootRule(context, rule, event.args[0] as Term, invariant, goal, using);
  return sameFormula(result.conclusion, goal) ? result : demandProof(context, using.step, goal, [result]);
}

const refuse = ({ step, guards }: Using, goal: Formula, reason: string): Stuck =>
  new Stuck({ step, goal, known: guards.map((g) => g.conclusion), reason });

function claimOf(goal: Formula): Claim | undefined {
  const inner = opened(goal, 'forall', [subject.thread, subject.begin]);
  if (inner?.kind !== 'implies' || inner.left.kind !== 'atom' || inner.left.predicate !== core.at) return undefined;
  const [event, time] = inner.left.args;
  const invariant = laterOf(inner.right);
  if (event?.kind !== 'application' || time === undefined || !sameTerm(time, subject.begin) || invariant === undefined)
    return undefined;
  return { event, invariant };
}

/** A, of `∀b. a < b ⊃ A`. */
function laterOf(formula: Formula): Formula | undefined {
  const later = opened(formula, 'forall', [subject.end]);
  return later?.kind === 'implies' && sameFormula(later.left, core.lessThan(subject.begin, subject.end))
    ? later.right
    : undefined;
}

function opened(formula: Formula, kind: 'forall' | 'exists', variables: readonly Variable[]): Formula | undefined {
  let result = formula;
  for (const v of variables) {
    if (result.kind !== kind || result.sort !== v.sort) return undefined;
    result = openBody(result.body, [v]);
  }
  return result;
}

async function jumpRule(
  context: Context,
  program: Term,
  invariant: Formula,
  { facts, step, unfold }: Using,
): Promise<Theorem> {
  const code = codeOf(context, program, invariant);
  return programs.jump(program, {
    ...subject,
    premises: await premises(context, code, { step, formula: invariant, facts, unfold }),
  });
}

async function bootRule(
  context: Context,
  rule: 'reset' | 'latelaunch',
  machine: Term,
  invariant: Formula,
  goal: Formula,
  using: Using,
): Promise<Theorem> {
  const { theory } = context;
  const kind = using.guards.find(
    ({ conclusion: c }) =>
      c.kind === 'atom' && theory.kind(c.predicate) !== undefined && sameTerm(c.args[0] as Term, machine),
  );
  const declared = kind?.conclusion.kind === 'atom' ? theory.kind(kind.conclusion.predicate) : undefined;
  const symbol = rule === 'reset' ? declared?.reset : declared?.lateLaunch;
  if (kind === undefined || symbol === undefined)
    throw refuse(using, goal, 'nothing known here says what program this machine starts');
  const code = codeOf(context, apply(symbol, machine), invariant);
  const shown = await premises(context, code, {
    step: using.step,
    formula: invariant,
    facts: using.facts,
    unfold: using.unfold,
  });
  const begin = rule === 'reset' ? programs.reset : programs.lateLaunch;
  return logic.impliesElim(begin(kind.conclusion, { ...subject, premises: shown }), kind);
}

async function byHonesty(context: Context, goal: Formula, using: Using): Promise<Theorem> {
  const inner = opened(goal, 'forall', [subject.thread, variable('u₀', 'Time')]);
  const life = inner?.kind === 'implies' ? opened(inner.right, 'exists', [subject.begin]) : undefined;
  const claims = life?.kind === 'and' ? life.parts.map(laterOf) : life === undefined ? [] : [laterOf(life)];
  const formula = claims.find((claim) => claim !== undefined);
  const honest = using.guards.find(
    ({ conclusion: c }) =>
      c.kind === 'atom' &&
      c.predicate === core.honest &&
      inner?.kind === 'implies' &&
      mentions(inner.left, c.args[0] as Term),
  );
  if (formula === undefined)
    throw refuse(using, goal, 'the rule shows ∀I, u. ^I = X ∧ Acts(I) @ u ⊃ ∃a. a < u ∧ (∀b. a < b ⊃ A)');
  if (honest === undefined) throw refuse(using, goal, 'no assumption calls the owner honest');
  const shown: Theorem[] = [];
  const honestly = honestPrograms(context.theory, honest.conclusion);
  if (honestly.length === 0) throw refuse(using, goal, 'what calls the owner honest lists no programs');
  for (const each of honestly) {
    const code = codeOf(context, each.program, formula);
    const step = `${using.step}, for ${context.showTerm(each.program)}`;
    const facts = [...using.facts, ...guardsOf(context.theory, each)];
    shown.push(...(await premises(context, code, { step, formula, facts, unfold: using.unfold })));
  }
  const rule = honestLives(context.theory, honest.conclusion, { ...subject, premises: shown });
  const lives = logic.impliesElim(rule, honest);
  return lifeOf(context, goal, lives, using);
}

/** The goal `∀I,u. Î = X ∧ Acts(I)@u ⊃ ∃a. …`, from what Honesty says of such a thread's life. */
async function lifeOf(context: Context, goal: Formula, lives: Theorem, { step, unfold }: Using): Promise<Theorem> {
  const [I, u, a] = [context.fresh('I', 'Thread'), context.fresh('u', 'Time'), context.fresh('a', 'Time')];
  const claim = opened(goal, 'forall', [I, u]) as Formula & { kind: 'implies' };
  const wanted = opened(claim.right, 'exists', [a]) as Formula;
  const acting = logic.assume(context.theory, claim.left);
  const rule = logic.forallElim(lives, I, u);
  const same =
    rule.conclusion.kind === 'implies' ? await demandProof(context, step, rule.conclusion.left, [acting]) : acting;
  const life = logic.impliesElim(rule, same);
  const given = life.conclusion.kind === 'exists' ? openBody(life.conclusion.body, [a]) : life.conclusion;
  const shown = await demandProof(context, step, wanted, [logic.assume(context.theory, given)], { unfold });
  const found = opening(
    life,
    1,
    () => a,
    () => witness(claim.right, [a], shown),
  );
  return generalize([I, u], logic.impliesIntro(claim.left, found));
}

function mentions(formula: Formula, term: Term): boolean {
  let found = false;
  eachTerm(formula, (part) => {
    found ||= sameTerm(part, term);
  });
  return found;
}
