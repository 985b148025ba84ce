import type { Expr } from '../language/ast.js';

/** The first register, `m.pcr.s` or `m.dpcr.d`, that a formula speaks of. */
export function registerIn(formula: Expr): Expr | undefined {
  switch (formula.kind) {
    case 'member':
      return formula.object.kind === 'member' ? formula : undefined;
    case 'apply':
      return firstOf(formula.args);
    case 'and':
    case 'or':
    case 'implies':
    case 'iff':
      return firstOf(formula.parts);
    case 'not':
    case 'at':
    case 'on':
    case 'forall':
    case 'exists':
    case 'modal':
      return registerIn(formula.body);
    default:
      return undefined;
  }
}

function firstOf(parts: readonly Expr[]): Expr | undefined {
  for (const part of parts) {
    const found = registerIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
