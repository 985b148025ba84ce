import type { Formula, Theory } from '../kernel/index.js';
import { compile, type Node } from './compile.js';

const known = new WeakMap<Theory, readonly Formula[]>();

/**
 * The axioms of a model that say of its constants what they stand for, as `red ≠ green` does: they are about nothing that a trace could show, and traces
 * are looked at as they have it.
 */
export function stipulations(theory: Theory): readonly Formula[] {
  const found =
    known.get(theory) ?? theory.axioms.flatMap(({ formula }) => (isStipulation(theory, formula) ? [formula] : []));
  known.set(theory, found);
  return found;
}

/** Whether a formula speaks of constants, and besides of nothing but whether they are equal, and of kinds of machines. */
export function isStipulation(theory: Theory, formula: Formula): boolean {
  const { constants, sorts, node } = compile(theory, formula, []);
  const ofTraces = sorts.some((sort) => sort === 'Time' || sort === 'Event');
  return constants.size > 0 && !ofTraces && isPlain(theory, node);
}

function isPlain(theory: Theory, node: Node): boolean {
  switch (node.kind) {
    case 'literal': {
      const { literal } = node;
      if (literal.kind === 'equal') return true;
      return literal.kind === 'atom' && theory.kind(literal.predicate) !== undefined;
    }
    case 'all':
    case 'any':
      return node.parts.every((part) => isPlain(theory, part));
    case 'exists':
    case 'forall':
      return isPlain(theory, node.body);
  }
}
