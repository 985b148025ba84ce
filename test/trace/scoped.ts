import {
  and,
  closeBody,
  exists,
  type Formula,
  falsity,
  type Implies,
  type Junction,
  not,
  occurs,
  openBody,
  or,
  type Theory,
  type Variable,
  variable,
} from '../../src/kernel/index.js';

/** A formula, or its negation. */
type Signed = readonly [formula: Formula, positive: boolean];

let made = 0;

/**
 * An equivalent formula whose quantifiers are as far inside as they go, so that trying all values comes to an end: `∃x. A ∧ B(x)` is
 * `A ∧ ∃x. B(x)`, `∃x. A ∨ B` is `(∃x. A) ∨ (∃x. B)`, and `∀x. A` is `¬∃x. ¬A`. Definitions are opened.
 */
export const scoped = (theory: Theory, formula: Formula): Formula => together(theory, [], [[formula, true]]);

/** ∃ over what has to hold together. */
function together(theory: Theory, variables: readonly Variable[], signed: readonly Signed[]): Formula {
  const bound = [...variables];
  const parts: Signed[] = [];
  const open = [...signed];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const [formula, positive] = next;
    switch (formula.kind) {
      case 'true':
      case 'false':
        if ((formula.kind === 'true') !== positive) return falsity;
        break;
      case 'not':
        open.unshift([formula.body, !positive]);
        break;
      case 'forall':
      case 'exists': {
        if ((formula.kind === 'exists') !== positive) {
          parts.push(next);
          break;
        }
        const fresh = variable(`v${made++}`, formula.sort);
        bound.push(fresh);
        open.unshift([openBody(formula.body, [fresh]), positive]);
        break;
      }
      case 'atom': {
        const definition = theory.definition(formula.predicate);
        if (definition === undefined) parts.push(next);
        else {
          const body = closeBody(definition.body, definition.params);
          open.unshift([openBody(body, [...formula.args].reverse()), positive]);
        }
        break;
      }
      case 'equal':
      case 'ran':
        parts.push(next);
        break;
      case 'and':
      case 'or':
      case 'implies':
        if (casesOf(next) === undefined) open.unshift(...conjunctsOf(formula, positive));
        else parts.push(next);
    }
  }
  const choice = parts.find((part) => casesOf(part) !== undefined && bound.some((v) => occurs(v, part[0])));
  if (choice !== undefined) {
    const others = parts.filter((part) => part !== choice);
    return or(...(casesOf(choice) ?? []).map((each) => together(theory, bound, [...others, each])));
  }
  const used = bound.filter((v) => parts.some(([formula]) => occurs(v, formula)));
  const isTime = ({ sort }: Variable): boolean => sort === 'Time';
  return nested(theory, [...used.filter((v) => !isTime(v)), ...used.filter(isTime)], parts);
}

/** Each part as soon as its variables are bound, quantified ones last. */
function nested(theory: Theory, variables: readonly Variable[], parts: readonly Signed[]): Formula {
  const [first, ...others] = variables;
  const isReady = ([formula]: Signed): boolean => !variables.some((v) => occurs(v, formula));
  const now = parts
    .filter(isReady)
    .map((part) => alone(theory, part))
    .sort((a, b) => Number(isQuick(b)) - Number(isQuick(a)));
  if (first === undefined) return and(...now);
  const later = parts.filter((part) => !isReady(part));
  return and(...now, exists([first], nested(theory, others, later)));
}

const isQuick = (formula: Formula): boolean =>
  formula.kind === 'atom' || formula.kind === 'equal' || (formula.kind === 'not' && isQuick(formula.body));

function alone(theory: Theory, part: Signed): Formula {
  const [formula, positive] = part;
  const cases = casesOf(part);
  if (cases !== undefined) return or(...cases.map((each) => together(theory, [], [each])));
  if (formula.kind === 'forall' || formula.kind === 'exists') return not(together(theory, [], [[formula, !positive]]));
  return positive ? formula : not(formula);
}

/** Of which one has to hold; undefined for what is no disjunction. */
function casesOf([formula, positive]: Signed): readonly Signed[] | undefined {
  if (formula.kind === 'implies' && positive)
    return [
      [formula.left, false],
      [formula.right, true],
    ];
  const isCases = formula.kind === (positive ? 'or' : 'and');
  return isCases && 'parts' in formula ? formula.parts.map((part) => [part, positive] as const) : undefined;
}

/** What has to hold together, of what is no disjunction. */
function conjunctsOf(formula: Junction | Implies, positive: boolean): readonly Signed[] {
  if (formula.kind !== 'implies') return formula.parts.map((each) => [each, positive]);
  return [
    [formula.left, true],
    [formula.right, false],
  ];
}
