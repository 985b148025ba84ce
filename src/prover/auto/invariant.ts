import {
  apply,
  closeBody,
  core,
  type Formula,
  type FunctionSymbol,
  implies,
  initialSegments,
  logic,
  openBody,
  type PredicateSymbol,
  ran,
  type Segment,
  sameTerm,
  type Term,
  type Theorem,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { allInOrder, attempt, type Context, demandProof, once, Stuck } from '../context.js';
import { generalize } from '../derive.js';
import { locationsIn, mapSegment } from '../terms.js';

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
  return openBody(closeBody(declared.body, declared.params), [...program.args].reverse());
}

/**
 * The premises of a program rule: Γ, [Q]_J^{tb,te} ⊢ A for every initial segment Q of the code, in their order. Names of memory locations
 * are generalized first, so that programs that differ in what they read share one proof.
 */
export function premises(context: Context, code: Segment, goal: InvariantGoal): Promise<readonly Theorem[]> {
  const { theory } = context;
  const { thread, begin, end } = subject;
  const { formula, facts, unfold } = goal;
  const segments = initialSegments(code);
  const kept = locationsIn(theory, formula);
  const later = logic.assume(theory, core.lessThan(begin, end));
  return allInOrder(
    segments.map(async (segment, done) => {
      const { general, names, values } = abstractNames(kept, segment);
      const did = ran(general, thread, begin, end);
      const step = `${goal.step}, ${progress(segment, done, segments.length)}`;
      const lemma = await once(context, step, { goal: implies(did, formula), facts, unfold }, () =>
        attempt(async () => {
          const given = [...facts, logic.assume(theory, did), later];
          const shown = await demandProof(context, step, formula, given, unfold && { unfold });
          return generalize(names, logic.impliesIntro(did, shown));
        }),
      );
      const assumed = logic.assume(theory, ran(segment, thread, begin, end));
      const instance = values.length === 0 ? lemma : logic.forallElim(lemma, ...values);
      return logic.impliesElim(instance, assumed);
    }),
  );
}

function progress(segment: Segment, done: number, count: number): string {
  if (done === 0) return 'before its first action';
  if (done === count - 1 && lastOf(segment) !== 'stop') return 'when it has run to its end';
  return `after ${done} of its actions`;
}

const lastOf = (segment: Segment): Segment['kind'] => (segment.kind === 'step' ? lastOf(segment.rest) : segment.kind);

/** Puts variables for the names of locations, but for those of the kinds that are kept. */
function abstractNames(
  kept: ReadonlySet<FunctionSymbol>,
  segment: Segment,
): { general: Segment; names: Variable[]; values: Term[] } {
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
