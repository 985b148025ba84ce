import { and, type Formula, falsity, logic, openBody, type Theorem } from '../../kernel/index.js';
import { folding, witness } from '../derive.js';
import { type Attempt, failed, proved } from '../oracle.js';
import { type Effort, isQuantified, type Problem, Search } from './search.js';

export type { Problem } from './search.js';

/** For one guess among several. */
const littleEffort: Effort = { levels: [0, 1], instances: 800 };

const mostCandidates = 4;
const mostSplits = 3;

type Goal = Problem & {
  /** The disjunctions whose cases are being proved. */
  readonly split?: readonly Formula[];
  /** Whether terms were put for the variables of an existential goal, which may be the wrong ones. */
  readonly guessed?: true;
};

/**
 * Proves a goal from facts, by its shape: ∀ and ⊃ are introduced, the parts of a conjunction shown apart where they are quantified, facts that
 * are disjunctions taken by cases, and ∃ tried with what is known before it is left to instantiation and the solver.
 */
export async function prove(problem: Goal): Promise<Attempt> {
  const { theory, goal, fresh, facts } = problem;
  if (problem.budget !== undefined && problem.budget.left < 0) {
    const known = facts.map((fact) => fact.conclusion).filter((fact) => fact.kind !== 'forall');
    return failed({ step: problem.step, goal, known, reason: 'no proof was found within the limits of instantiation' });
  }
  switch (goal.kind) {
    case 'forall': {
      const v = fresh(goal.hint, goal.sort);
      return then(await prove({ ...problem, goal: openBody(goal.body, [v]) }), (th) => logic.forallIntro(v, th));
    }
    case 'implies': {
      const assumed = logic.assume(theory, goal.left);
      return then(await prove({ ...problem, facts: [...facts, assumed], goal: goal.right }), (th) =>
        logic.impliesIntro(goal.left, th),
      );
    }
    case 'not': {
      const assumed = logic.assume(theory, goal.body);
      return then(await prove({ ...problem, facts: [...facts, assumed], goal: falsity }), (th) =>
        logic.notIntro(goal.body, th),
      );
    }
    case 'atom':
      if (!problem.unfold?.(goal.predicate) || theory.definition(goal.predicate) === undefined) return byCases(problem);
      return unfolded(problem, folding(theory, goal));
    case 'and':
      return conjunction(problem, goal.parts);
    default:
      return byCases(problem);
  }
}

const then = (attempt: Attempt, step: (th: Theorem) => Theorem): Attempt =>
  attempt.proved ? proved(step(attempt.theorem)) : attempt;

/** A defined goal by what it abbreviates, unless it is known as it stands. */
async function unfolded(problem: Goal, fold: Theorem): Promise<Attempt> {
  const search = new Search(problem);
  const known = search.known(problem.goal);
  if (known !== undefined) return proved(search.close(known));
  const goal = fold.conclusion.kind === 'implies' ? fold.conclusion.left : problem.goal;
  return then(await prove({ ...problem, goal }), (th) => logic.impliesElim(fold, th));
}

/** Parts that are known need no proof, quantified ones a proof each, and all others go to the solver together. */
async function conjunction(problem: Goal, parts: readonly Formula[]): Promise<Attempt> {
  const search = new Search(problem);
  const inside = { ...problem, ...search.knowledge };
  const known = parts.map((part) => search.known(part));
  const defined = (part: Formula): boolean => part.kind === 'atom' && problem.unfold?.(part.predicate) === true;
  const shaped = (part: Formula): boolean => hasShape(part) || defined(part);
  const plain = parts.filter((part, i) => known[i] === undefined && !shaped(part));
  const together =
    plain.length === 0
      ? undefined
      : byCases({ ...inside, goal: plain.length === 1 ? (plain[0] as Formula) : and(...plain) });
  const apart = (wanted: (part: Formula) => boolean): readonly (Promise<Attempt> | undefined)[] =>
    parts.map((part, i) =>
      known[i] === undefined && shaped(part) && wanted(part) ? prove({ ...inside, goal: part }) : undefined,
    );
  // A wrong guess mostly fails before others are made inside of it.
  const asksForGuess = (part: Formula): boolean => problem.guessed === true && part.kind === 'exists';
  const [joint, ...first] = await Promise.all([together, ...apart((part) => !asksForGuess(part))]);
  const failure = [...first, joint].find((attempt) => attempt?.proved === false);
  if (failure !== undefined) return failure;
  const second = await Promise.all(apart(asksForGuess));
  const failedGuess = second.find((attempt) => attempt?.proved === false);
  if (failedGuess !== undefined) return failedGuess;
  const each = parts.map((_, i) => first[i] ?? second[i]);
  const shown = (i: number): Theorem => {
    const own = known[i] ?? (each[i]?.proved ? each[i].theorem : undefined);
    if (own !== undefined) return own;
    const { theorem } = joint as Attempt & { proved: true };
    return plain.length === 1 ? theorem : logic.andElim(theorem, plain.indexOf(parts[i] as Formula));
  };
  return proved(search.close(logic.andIntro(...parts.map((_, i) => shown(i)))));
}

/** Whether a formula is better shown by its own shape than by the solver. */
const hasShape = (formula: Formula): boolean =>
  isQuantified(formula) ||
  formula.kind === 'and' ||
  (formula.kind === 'implies' && (isQuantified(formula.left) || isQuantified(formula.right)));

async function byCases(problem: Goal): Promise<Attempt> {
  const { goal, split = [], theory } = problem;
  const search = new Search(problem);
  const known = search.known(goal);
  if (known !== undefined) return proved(search.close(known));
  const choice = search.knowledge.facts.find(
    ({ conclusion: c }) => c.kind === 'or' && c.parts.some(isQuantified) && !split.includes(c),
  );
  if (choice?.conclusion.kind === 'or' && split.length < mostSplits) {
    const cases: Theorem[] = [];
    for (const part of choice.conclusion.parts) {
      const { facts, opened } = search.knowledge;
      const inside = { ...problem, facts: [...facts, logic.assume(theory, part)], opened };
      const attempt = await prove({ ...inside, split: [...split, choice.conclusion] });
      if (!attempt.proved) return attempt;
      cases.push(attempt.theorem);
    }
    return proved(search.close(logic.orElim(choice, cases)));
  }
  if (goal.kind === 'exists') {
    // Inside of a guess what is known has been instantiated already.
    if (problem.guessed !== true) search.deepen();
    for (const terms of search.candidates(goal, mostCandidates)) {
      let body: Formula = goal;
      for (const term of terms) if (body.kind === 'exists') body = openBody(body.body, [term]);
      const attempt = await prove({ ...problem, ...search.knowledge, goal: body, effort: littleEffort, guessed: true });
      if (attempt.proved) return proved(search.close(witness(goal, terms, attempt.theorem)));
    }
  }
  // What was instantiated to guess by is left out again.
  const attempt = await (goal.kind === 'exists' ? new Search(problem) : search).run();
  return attempt.proved ? attempt : failed({ ...attempt.failure, goal });
}
