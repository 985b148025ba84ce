import { dirname, join } from 'node:path/posix';
import fc from 'fast-check';
import { claimOf, searchAttacks, vacuityOf } from '../../attack/index.js';
import { sameFormula } from '../../kernel/index.js';
import type { Ast } from '../../language/index.js';
import { statement } from '../../prover/index.js';
import { termText } from '../../semantics/index.js';
import { type Change, changes, falsehood, negated, withChanges } from '../arbitraries/proof-mutations.js';
import { type Subject, subjectsOf, textWith } from '../arbitraries/subjects.js';
import { once } from '../once.js';
import { demand, Finding, type Property } from '../property.js';
import type { Setting } from '../setting.js';
import type { Tally } from '../tally.js';

/** What a theorem then states. Neither ⊥ nor its negation follows from assumptions that can be true together, where the conclusion does. */
const restatements = ['as it is', 'falsehood', 'negated'] as const;

/** How far is looked for a trace on which assumptions are true. */
const limits = { states: 2000, events: 400, every: 300 };

interface Case {
  /** A theorem by its file and name. */
  readonly theorem: string;
  readonly restated: (typeof restatements)[number];
  readonly changes: readonly Change[];
}

/** Whatever changes in a proof, it proves what is stated or nothing; and never what is not true. */
export function proofs(setting: Setting): Property<Case> {
  const subjects = once(
    () =>
      new Map(
        setting.ground.texts
          .flatMap(({ path, text }) => subjectsOf(path, text))
          .filter(({ theorem }) => theorem.proof?.kind === 'script')
          .map((subject) => [`${subject.path} ${subject.name}`, subject]),
      ),
  );
  const cases = once(
    (): fc.Arbitrary<Case> =>
      fc.record({
        theorem: fc.constantFrom(...subjects().keys()),
        restated: fc.constantFrom(...restatements),
        changes,
      }),
  );

  const textOf = ({ theorem, restated, changes: list }: Case): string => {
    const subject = subjects().get(theorem) as Subject;
    return textWith(subject, withChanges(restatedAs(subject.theorem, restated), list, subject.pool));
  };

  async function check(given: Case, tally: Tally): Promise<void> {
    const { name, path } = subjects().get(given.theorem) as Subject;
    const { model } = setting.read(textOf(given), join(dirname(path), 'mutant.ls2'));
    const decl = model.theorems.find((each) => each.name === name && !each.imported);
    tally.count('proofs', given.restated);
    if (decl === undefined) return tally.count('verdicts', 'not read');
    const attempt = await setting.prover(model).prove(name);
    tally.count('verdicts', attempt.proved ? 'proved' : 'unknown');
    if (!attempt.proved) return;
    const { theorem } = attempt;
    demand(
      theorem.hypotheses.length === 0 && sameFormula(theorem.conclusion, statement(decl)),
      `what is proved is not what ${name} states`,
    );
    if (given.restated === 'as it is') return;
    // Of a theorem whose assumptions cannot be true together anything follows, so that it has to be seen that they can.
    const [witness] = searchAttacks(model, vacuityOf(claimOf(decl)), limits).attacks;
    if (witness === undefined) return tally.count('verdicts', 'proved of what never is, as far as was looked');
    const events = witness.occurrences.map(({ event }) => termText(witness.world.words, event)).join('; ');
    throw new Finding(`${name} is proved, ${given.restated}, and its assumptions are true after: ${events}`);
  }

  return {
    name: 'proofs',
    target: 'prover, kernel',
    compares: 'proof scripts with steps, terms, rules and uses changed, of statements that are true and that are not',
    says: 'A script proves what is stated or nothing, and nothing that is not true.',
    missing: () => (subjects().size === 0 ? 'there is no proof script' : undefined),
    get cases() {
      return cases();
    },
    perRun: 1,
    check,
    show: textOf,
    read: (given) => (cases().canShrinkWithoutContext(given) ? given : undefined),
  };
}

function restatedAs(theorem: Ast.TheoremDeclaration, restated: Case['restated']): Ast.TheoremDeclaration {
  if (restated === 'falsehood') return { ...theorem, conclusion: falsehood };
  if (restated === 'negated' && theorem.conclusion) return { ...theorem, conclusion: negated(theorem.conclusion) };
  return theorem;
}
