import { apply, sameVariable, type Term, type Variable } from '../../kernel/index.js';

/**
 * The term with other terms in place of variables, all at once. Sequences nest as deep as chains are long, so it keeps its own stack; parts
 * that are shared stay shared.
 */
export function substituteTerm(term: Term, variables: readonly Variable[], values: readonly Term[]): Term {
  const done = new Map<Term, Term>();
  const stack = [term];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const result = done.get(top) ?? replaced(top, variables, values) ?? rebuilt(top, done, stack);
    if (result === undefined) continue;
    done.set(top, result);
    stack.pop();
  }
  return done.get(term) ?? term;
}

/** What stands in place of a term without parts, or of one that nothing changes. */
function replaced(term: Term, variables: readonly Variable[], values: readonly Term[]): Term | undefined {
  if (term.free.length === 0 || term.kind === 'bound') return term;
  if (term.kind === 'application') return undefined;
  return values[variables.findIndex((v) => sameVariable(v, term))] ?? term;
}

/** An application of the new parts; undefined, with the missing parts on the stack, while they are not done. */
function rebuilt(term: Term, done: ReadonlyMap<Term, Term>, stack: Term[]): Term | undefined {
  if (term.kind !== 'application') return term;
  const parts = term.args.flatMap((arg) => done.get(arg) ?? []);
  if (parts.length === term.args.length) return parts.every((part, i) => part === term.args[i]) ? term : apply(term.symbol, ...parts);
  stack.push(...term.args.filter((arg) => !done.has(arg)));
  return undefined;
}
