import type { Formula, Term } from '../../kernel/index.js';
import type { Sequent } from './interpretation.js';

/** A sequent of the small theory, for people: all its brackets are written. */
export const sequentText = ({ hypotheses, conclusion }: Sequent): string =>
  `${hypotheses.map((each) => formulaText(each)).join(', ')} ⊢ ${formulaText(conclusion)}`;

/** @param bound the names of the binders around, innermost first */
function formulaText(formula: Formula, bound: readonly string[] = []): string {
  const inside = (part: Formula): string => formulaText(part, bound);
  const term = (each: Term): string => termText(each, bound);
  switch (formula.kind) {
    case 'true':
      return '⊤';
    case 'false':
      return '⊥';
    case 'atom':
      return `${formula.predicate.name}(${formula.args.map(term).join(', ')})`;
    case 'equal':
      return `${term(formula.left)} = ${term(formula.right)}`;
    case 'not':
      return `¬${inside(formula.body)}`;
    case 'and':
      return `(${formula.parts.map(inside).join(' ∧ ')})`;
    case 'or':
      return `(${formula.parts.map(inside).join(' ∨ ')})`;
    case 'implies':
      return `(${inside(formula.left)} ⊃ ${inside(formula.right)})`;
    case 'forall':
    case 'exists': {
      const name = `v${bound.length}`;
      return `(${formula.kind === 'forall' ? '∀' : '∃'}${name}. ${formulaText(formula.body, [name, ...bound])})`;
    }
    case 'ran':
      return '[…]';
  }
}

function termText(term: Term, bound: readonly string[]): string {
  if (term.kind === 'bound') return bound[term.index] ?? `#${term.index}`;
  if (term.kind === 'variable') return term.name;
  const { symbol, args } = term;
  return args.length === 0 ? symbol.name : `${symbol.name}(${args.map((each) => termText(each, bound)).join(', ')})`;
}
