import { apply, type FunctionSymbol, sameTerm, type Term } from '../kernel/index.js';

/** Values of variables, by name: those that symbolic runs bring are all of different names. A value: binding makes another one. */
export type Substitution = ReadonlyMap<string, Term>;

export const nothing: Substitution = new Map();

/** The term, with values for its variables as far as there are any. */
export function resolve(term: Term, s: Substitution): Term {
  if (term.free.length === 0 || s.size === 0) return term;
  if (term.kind === 'variable') {
    const value = s.get(term.name);
    return value === undefined ? term : resolve(value, s);
  }
  if (term.kind === 'bound') return term;
  return apply(term.symbol, ...term.args.map((arg) => resolve(arg, s)));
}

/** The most general substitution that makes two terms the same, as far as constructors are free; undefined where there is none. */
export function unify(a: Term, b: Term, s: Substitution = nothing): Substitution | undefined {
  const [left, right] = [walk(a, s), walk(b, s)];
  if (left === right || (left.free.length + right.free.length === 0 && sameTerm(left, right))) return s;
  if (left.kind === 'variable') return bind(left, right, s);
  if (right.kind === 'variable') return bind(right, left, s);
  if (left.kind !== 'application' || right.kind !== 'application' || left.symbol !== right.symbol) return undefined;
  // Of what a function computes nothing is known but that it is the same of the same.
  if (!isFree(left.symbol)) return sameTerm(resolve(left, s), resolve(right, s)) ? s : undefined;
  let now: Substitution | undefined = s;
  for (let i = 0; now !== undefined && i < left.args.length; i++)
    now = unify(left.args[i] as Term, right.args[i] as Term, now);
  return now;
}

const isFree = ({ constructs }: FunctionSymbol): boolean => constructs;

const walk = (term: Term, s: Substitution): Term => {
  const value = term.kind === 'variable' ? s.get(term.name) : undefined;
  return value === undefined ? term : walk(value, s);
};

function bind(variable: Extract<Term, { kind: 'variable' }>, term: Term, s: Substitution): Substitution | undefined {
  if (term.kind === 'variable' && term.name === variable.name) return s;
  if (variable.sort !== term.sort || resolve(term, s).free.some(({ name }) => name === variable.name)) return undefined;
  return new Map(s).set(variable.name, term);
}
