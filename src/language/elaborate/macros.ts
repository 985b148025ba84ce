import {
  apply,
  bound,
  choice,
  type FunctionSymbol,
  jump,
  type Segment,
  step,
  type Term,
  type Variable,
} from '../../kernel/index.js';

/**
 * The term with its leaves replaced. Sequences nest as deep as chains are long, so it keeps its own stack; parts that are shared stay shared.
 *
 * @param unchanged tells of a term that nothing in it changes
 */
function replaceLeaves(term: Term, unchanged: (term: Term) => boolean, leaf: (term: Term) => Term): Term {
  if (unchanged(term)) return term;
  if (term.kind !== 'application') return leaf(term);
  const done = new Map<Term, Term>();
  const stack: Term[] = [term];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (done.has(top)) {
      stack.pop();
    } else if (unchanged(top) || top.kind !== 'application') {
      done.set(top, unchanged(top) ? top : leaf(top));
    } else {
      const missing = top.args.filter((arg) => !done.has(arg));
      if (missing.length > 0) stack.push(...missing);
      else done.set(top, apply(top.symbol, ...top.args.map((arg) => done.get(arg) ?? arg)));
    }
  }
  return done.get(term) ?? term;
}

/** The term with other terms in place of free variables, all at once. */
export function substituteTerm(term: Term, variables: readonly Variable[], values: readonly Term[]): Term {
  if (values.every((value, i) => value === variables[i])) return term;
  const inPlace = (leaf: Term): Term =>
    leaf.kind === 'variable' ? (values[variables.findIndex((v) => v === leaf)] ?? leaf) : leaf;
  return replaceLeaves(term, ({ free }) => free.length === 0, inPlace);
}

/** A part of the term that takes a secret to make. */
export function secretIn(term: Term): FunctionSymbol | undefined {
  const parts = new Set([term]);
  for (const part of parts) {
    if (part.kind !== 'application') continue;
    if (part.symbol.secret) return part.symbol;
    for (const arg of part.args) parts.add(arg);
  }
  return undefined;
}

/** The term inside of so many more binders: its bound variables are bound further out. */
export function raise(term: Term, binders: number): Term {
  const raised = (leaf: Term): Term => (leaf.kind === 'bound' ? bound(leaf.index + binders, leaf.sort) : leaf);
  return binders === 0 ? term : replaceLeaves(term, ({ loose }) => loose === 0, raised);
}

/** The code of a program with terms in place of its parameters. */
export function instantiate(code: Segment, params: readonly Variable[], values: readonly Term[], around = 0): Segment {
  const before: Extract<Segment, { kind: 'step' }>[] = [];
  let binders = around;
  let rest = code;
  const inside = (term: Term, depth: number): Term =>
    substituteTerm(
      term,
      params,
      values.map((value) => raise(value, depth)),
    );
  for (; rest.kind === 'step'; rest = rest.rest) {
    before.push(rest);
    if (rest.action.result !== undefined) binders += 1;
  }
  let result: Segment = rest;
  if (rest.kind === 'jump') result = jump(inside(rest.target, binders));
  if (rest.kind === 'choice')
    result = choice(
      instantiate(rest.first, params, values, binders),
      instantiate(rest.second, params, values, binders),
    );
  for (const { action, args, hint } of before.reverse()) {
    if (action.result !== undefined) binders -= 1;
    const depth = binders;
    result = step(
      action,
      args.map((arg) => inside(arg, depth)),
      hint,
      result,
    );
  }
  return result;
}
