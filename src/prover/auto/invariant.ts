import {
  and,
  apply,
  closeSegment,
  core,
  type Formula,
  forall,
  implies,
  initialSegments,
  logic,
  openSegment,
  type PredicateSymbol,
  ran,
  type Segment,
  sameTerm,
  type Term,
  type Theorem,
  type Theory,
  truth,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { allInOrder, type Context, demandProof, Stuck } from '../context.js';
import { generalize } from '../derive.js';
import { locationsIn, mapSegment } from '../terms.js';
import type { Memo } from './memo.js';

/** The variables that an invariant speaks of: any thread, when it began, any later time. */
export const subject = {
  thread: variable('J₀', 'Thread'),
  begin: variable('b₀', 'Time'),
  end: variable('e₀', 'Time'),
} as const;

export interface InvariantGoal {
  /** In words, what is being shown of which program. */
  readonly step: string;
  /** A(J, tb, te), over the variables of {@link subject}. */
  readonly formula: Formula;
  /** What may be used: axioms, and theorems whose hypotheses do not speak of the subject. */
  readonly facts: readonly Theorem[];
  /** Which defined predicates are taken for what they abbreviate; by default none. */
  readonly unfold?: (predicate: PredicateSymbol) => boolean;
}

/** The code of a program term; stuck where it is not known. */
export function codeOf(context: Context, program: Term, goal: Formula): Segment {
  const declared = program.kind === 'application' ? context.theory.program(program.symbol) : undefined;
  if (program.kind !== 'application' || declared?.body === undefined)
    throw new Stuck({
      step: `the code of ${context.showTerm(program)}`,
      goal,
      known: [],
      reason: 'the model does not say what this program does',
    });
  return openSegment(closeSegment(declared.body, declared.params), [...program.args].reverse());
}

/**
 * The premises of a program rule: Γ, [Q]_J^{tb,te} ⊢ A for every initial segment Q of the code, in their order. Names of memory locations
 * are generalized first, so that programs that differ in what they read share one proof.
 */
export function premises(
  context: Context,
  memo: Memo,
  code: Segment,
  goal: InvariantGoal,
): Promise<readonly Theorem[]> {
  const segments = initialSegments(code);
  return allInOrder(
    segments.map(async (segment, done) => {
      const { general, names, values } = abstractNames(context.theory, segment, goal.formula);
      const did = ran(general, subject.thread, subject.begin, subject.end);
      const variables = [...names, subject.thread, subject.begin, subject.end];
      const statement = forall(
        variables,
        implies(did, implies(core.lessThan(subject.begin, subject.end), goal.formula)),
      );
      const step = `${goal.step}, ${progress(segment, done, segments.length)}`;
      const lemma = await memo.lemma(
        implies(and(truth, ...goal.facts.map((fact) => fact.conclusion)), statement),
        async () => {
          const facts = [
            ...goal.facts,
            logic.assume(context.theory, did),
            logic.assume(context.theory, core.lessThan(subject.begin, subject.end)),
          ];
          const shown = await demandProof(
            context,
            step,
            goal.formula,
            facts,
            goal.unfold === undefined ? {} : { unfold: goal.unfold },
          );
          return generalize(
            variables,
            logic.impliesIntro(did, logic.impliesIntro(core.lessThan(subject.begin, subject.end), shown)),
          );
        },
      );
      const instance = logic.forallElim(lemma, ...values, subject.thread, subject.begin, subject.end);
      const assumed = logic.assume(context.theory, ran(segment, subject.thread, subject.begin, subject.end));
      const later = logic.assume(context.theory, core.lessThan(subject.begin, subject.end));
      return logic.impliesElim(logic.impliesElim(instance, assumed), later);
    }),
  );
}

function progress(segment: Segment, done: number, count: number): string {
  if (done === 0) return 'before its first action';
  if (done === count - 1 && lastOf(segment) !== 'stop') return 'when it has run to its end';
  return `after ${done} of its actions`;
}

const lastOf = (segment: Segment): Segment['kind'] => (segment.kind === 'step' ? lastOf(segment.rest) : segment.kind);

/** Puts variables for the names of locations, where the formula speaks of no location of that kind. */
function abstractNames(
  theory: Theory,
  segment: Segment,
  formula: Formula,
): { general: Segment; names: Variable[]; values: Term[] } {
  const kept = locationsIn(theory, formula);
  const values: Term[] = [];
  const names: Variable[] = [];
  const nameFor = (constant: Term): Term | undefined => {
    if (constant.kind !== 'application' || constant.sort !== 'Name' || constant.args.length > 0) return undefined;
    const known = values.findIndex((value) => sameTerm(value, constant));
    if (known >= 0) return names[known];
    values.push(constant);
    const name = variable(`n₀${names.length}`, 'Name');
    names.push(name);
    return name;
  };
  const general = mapSegment(segment, (part) =>
    part.kind === 'application' && part.sort === 'Location' && !kept.has(part.symbol)
      ? apply(part.symbol, ...part.args.map((arg) => nameFor(arg) ?? arg))
      : undefined,
  );
  return { general, names, values };
}
