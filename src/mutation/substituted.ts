import type { Expr } from '../language/ast.js';

/** A term with another in the place of a variable. */
export function substituted(term: Expr, variable: string, other: Expr): Expr {
  const inside = (part: Expr): Expr => substituted(part, variable, other);
  switch (term.kind) {
    case 'name':
      return term.name === variable ? other : term;
    case 'apply':
      return { ...term, ...(term.init && { init: inside(term.init) }), args: term.args.map(inside) };
    case 'set':
      if (term.binders.some(({ name }) => name === variable)) return term;
      return { ...term, items: term.items.map(inside) };
    case 'tuple':
      return { ...term, items: term.items.map(inside) };
    case 'member':
      return { ...term, object: inside(term.object) };
    case 'index':
      return { ...term, object: inside(term.object), index: inside(term.index) };
    case 'hat':
      return { ...term, of: inside(term.of) };
    case 'inverse':
      return { ...term, key: inside(term.key) };
    case 'sealed':
      return { ...term, key: inside(term.key), body: inside(term.body) };
    default:
      return term;
  }
}

/** Whether a variable stands in a term. */
export function namedIn(term: Expr, variable: string): boolean {
  const inside = (part: Expr): boolean => namedIn(part, variable);
  switch (term.kind) {
    case 'name':
      return term.name === variable;
    case 'apply':
      return (term.init !== undefined && inside(term.init)) || term.args.some(inside);
    case 'set':
      return !term.binders.some(({ name }) => name === variable) && term.items.some(inside);
    case 'tuple':
      return term.items.some(inside);
    case 'member':
      return inside(term.object);
    case 'index':
      return inside(term.object) || inside(term.index);
    case 'hat':
      return inside(term.of);
    case 'inverse':
      return inside(term.key);
    case 'sealed':
      return inside(term.key) || inside(term.body);
    default:
      return false;
  }
}
