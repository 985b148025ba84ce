import {
  and,
  choice,
  type Formula,
  implies,
  jump,
  not,
  or,
  quantified,
  ran,
  type Segment,
  type Sort,
  step,
  type Variable,
  variable,
} from '../kernel/index.js';

/** What a variable of a sort is called. */
const letters: ReadonlyMap<Sort, string> = new Map([
  ['Time', 't'],
  ['Thread', 'I'],
  ['Machine', 'm'],
  ['Location', 'l'],
  ['Principal', 'A'],
  ['Key', 'K'],
  ['Name', 'n'],
  ['Term', 'e'],
]);
const letterOf = (sort: Sort): string => letters.get(sort) ?? 'x';

/** How many variables there are around with each letter. */
export type Around = ReadonlyMap<string, number>;

function named(sort: Sort, around: Around): string {
  const before = around.get(letterOf(sort)) ?? 0;
  return `${letterOf(sort)}${before === 0 ? '' : before}`;
}

const within = (around: Around, sort: Sort): Around =>
  new Map([...around, [letterOf(sort), (around.get(letterOf(sort)) ?? 0) + 1]]);

/** Parameters by other names, and what stands around whatever is in them. */
export function tidyParams(params: readonly Variable[]): {
  readonly params: readonly Variable[];
  readonly around: Around;
} {
  let around: Around = new Map();
  const renamed = params.map(({ sort }) => {
    const param = variable(named(sort, around), sort);
    around = within(around, sort);
    return param;
  });
  return { params: renamed, around };
}

/** The formula with bound variables named by their sorts: what its author called them makes no difference. */
export function tidyFormula(formula: Formula, around: Around): Formula {
  const inside = (part: Formula): Formula => tidyFormula(part, around);
  switch (formula.kind) {
    case 'forall':
    case 'exists': {
      const { kind, sort, body } = formula;
      return quantified(kind, named(sort, around), sort, tidyFormula(body, within(around, sort)));
    }
    case 'and':
      return and(...formula.parts.map(inside));
    case 'or':
      return or(...formula.parts.map(inside));
    case 'not':
      return not(inside(formula.body));
    case 'implies':
      return implies(inside(formula.left), inside(formula.right));
    case 'ran':
      return ran(tidySegment(formula.segment, around), formula.thread, formula.from, formula.to);
    default:
      return formula;
  }
}

/** The same of the results of a program's actions. */
export function tidySegment(segment: Segment, around: Around): Segment {
  if (segment.kind === 'jump') return jump(segment.target);
  if (segment.kind === 'choice') return choice(tidySegment(segment.first, around), tidySegment(segment.second, around));
  if (segment.kind !== 'step') return segment;
  const { action, args, rest } = segment;
  if (action.result === undefined) return step(action, args, segment.hint, tidySegment(rest, around));
  return step(action, args, named(action.result, around), tidySegment(rest, within(around, action.result)));
}
