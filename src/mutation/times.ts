import type { Expr } from '../language/ast.js';

/** The names that stand in a formula where times stand. */
export function timesIn(formula: Expr): ReadonlySet<string> {
  const times = new Set<string>();
  const note = (expr: Expr): void => {
    if (expr.kind === 'name') times.add(expr.name);
  };
  const look = (expr: Expr): void => {
    switch (expr.kind) {
      case 'at':
        note(expr.time);
        look(expr.body);
        break;
      case 'on':
        note(expr.interval.from);
        note(expr.interval.to);
        look(expr.body);
        break;
      case 'comparison':
        if (expr.rest.some(({ relation }) => relation === '<' || relation === '≤'))
          for (const side of [expr.first, ...expr.rest.map(({ right }) => right)]) note(side);
        break;
      case 'and':
      case 'or':
      case 'implies':
      case 'iff':
        expr.parts.forEach(look);
        break;
      case 'not':
      case 'forall':
      case 'exists':
        look(expr.body);
        break;
      case 'modal':
        note(expr.from);
        note(expr.to);
        look(expr.body);
        break;
      default:
        break;
    }
  };
  look(formula);
  return times;
}
