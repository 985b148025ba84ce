import { core, type Formula, type Segment, type Term } from '../../kernel/index.js';

/** Whether the uses of the variable bound so many binders out show its sort, so that the binder need not. */
export function usesShowSort(formula: Formula, index: number): boolean {
  if (formula.loose <= index) return false;
  switch (formula.kind) {
    case 'true':
    case 'false':
      return false;
    case 'atom':
      return formula.args.some((arg, i) => inTerm(arg, index, !(i === 0 && formula.predicate === core.at)));
    case 'equal':
      return inEquation(formula.left, formula.right, index);
    case 'not':
      return usesShowSort(formula.body, index);
    case 'and':
    case 'or':
      return formula.parts.some((part) => usesShowSort(part, index));
    case 'implies':
      return usesShowSort(formula.left, index) || usesShowSort(formula.right, index);
    case 'forall':
    case 'exists':
      return usesShowSort(formula.body, index + 1);
    case 'ran':
      return (
        [formula.thread, formula.from, formula.to].some((term) => inTerm(term, index, true)) ||
        inSegment(formula.segment, index)
      );
  }
}

/** An equation shows the sort of one side where the other side is no variable. */
function inEquation(left: Term, right: Term, index: number): boolean {
  const shows = (side: Term, other: Term): boolean => inTerm(side, index, other.kind === 'application');
  return shows(left, right) || shows(right, left);
}

/** `here`: whether the place of the term itself shows its sort. */
function inTerm(term: Term, index: number, here: boolean): boolean {
  if (term.loose <= index) return false;
  if (term.kind === 'bound') return here && term.index === index;
  if (term.kind !== 'application') return false;
  return term.args.some((arg) => inTerm(arg, index, true));
}

function inSegment(segment: Segment, index: number): boolean {
  let [rest, depth]: [Segment, number] = [segment, index];
  while (rest.kind === 'step') {
    const { args, action } = rest;
    if (args.some((arg) => inTerm(arg, depth, true))) return true;
    if (action.result !== undefined) depth += 1;
    rest = rest.rest;
  }
  if (rest.kind === 'choice') return inSegment(rest.first, depth) || inSegment(rest.second, depth);
  return rest.kind === 'jump' && inTerm(rest.target, depth, true);
}
