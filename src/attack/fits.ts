import type { Term } from '../kernel/index.js';

/** Whether a term may be an instance of another, whatever stands for the variables there: each time that one occurs it may be another. */
export function fits(pattern: Term, term: Term): boolean {
  if (pattern === term) return true;
  if (pattern.kind !== 'application' || term.kind !== 'application') return true;
  if (pattern.free.length + pattern.loose === 0 && isFree(pattern)) return false;
  if (pattern.symbol !== term.symbol) return !pattern.symbol.constructs || !term.symbol.constructs;
  return pattern.args.every((arg, i) => fits(arg, term.args[i] as Term));
}

/** Whether constructors alone make a term, so that another one is another value. */
function isFree(term: Term): boolean {
  return term.kind === 'application' && term.symbol.constructs && term.args.every(isFree);
}
