import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { binderFacts, isSegment, type Segment, sameSegment } from './segment.js';
import { isSymbol, type PredicateSymbol, type Sort } from './symbol.js';
import { facts, isTerm, type Node, sameTerm, type Term } from './term.js';

export interface Constant extends Node {
  readonly kind: 'true' | 'false';
}
export interface Atom extends Node {
  readonly kind: 'atom';
  readonly predicate: PredicateSymbol;
  readonly args: readonly Term[];
}
export interface Equal extends Node {
  readonly kind: 'equal';
  readonly left: Term;
  readonly right: Term;
}
export interface Not extends Node {
  readonly kind: 'not';
  readonly body: Formula;
}
/** A conjunction or disjunction of any number of parts, in order. */
export interface Junction extends Node {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Formula[];
}
export interface Implies extends Node {
  readonly kind: 'implies';
  readonly left: Formula;
  readonly right: Formula;
}
/** A quantifier over one variable; the hint is the variable's name in print. */
export interface Quantified extends Node {
  readonly kind: 'forall' | 'exists';
  readonly hint: string;
  readonly sort: Sort;
  readonly body: Formula;
}
/** `[P]_I^{from,to}`: in (from,to] thread I does exactly P's actions; where P ends in a jump, what comes after the jump is left open. */
export interface Ran extends Node {
  readonly kind: 'ran';
  readonly segment: Segment;
  readonly thread: Term;
  readonly from: Term;
  readonly to: Term;
}

export type Formula = Constant | Atom | Equal | Not | Junction | Implies | Quantified | Ran;

const formulas = brand();

export const isFormula = (value: unknown): value is Formula => formulas.owns(value);

const constant = (kind: 'true' | 'false'): Constant => formulas.make({ kind, ...facts(hashText(kind), []) });

export const truth = constant('true');
export const falsity = constant('false');

export function atom(predicate: PredicateSymbol, ...args: readonly Term[]): Atom {
  demand(isSymbol(predicate), 'not a predicate symbol of the kernel');
  demand(args.length === predicate.args.length, `${predicate.name} takes ${predicate.args.length} arguments`);
  for (const [i, arg] of args.entries())
    demand(
      isTerm(arg) && arg.sort === predicate.args[i],
      `argument ${i + 1} of ${predicate.name} must be a ${predicate.args[i]}`,
    );
  return formulas.make({ kind: 'atom', predicate, args: Object.freeze([...args]), ...facts(predicate.hash, args) });
}

export function equal(left: Term, right: Term): Equal {
  demand(isTerm(left) && isTerm(right) && left.sort === right.sort, 'both sides of an equation have one sort');
  return formulas.make({ kind: 'equal', left, right, ...facts(hashText('='), [left, right]) });
}

export function not(body: Formula): Not {
  demand(isFormula(body), 'not a formula of the kernel');
  return formulas.make({ kind: 'not', body, ...facts(hashText('not'), [body]) });
}

function junction(kind: 'and' | 'or', parts: readonly Formula[]): Junction {
  demand(parts.every(isFormula), 'not formulas of the kernel');
  return formulas.make({ kind, parts: Object.freeze([...parts]), ...facts(hashText(kind), parts) });
}

export const and = (...parts: readonly Formula[]): Junction => junction('and', parts);
export const or = (...parts: readonly Formula[]): Junction => junction('or', parts);

export function implies(left: Formula, right: Formula): Implies {
  demand(isFormula(left) && isFormula(right), 'not formulas of the kernel');
  return formulas.make({ kind: 'implies', left, right, ...facts(hashText('implies'), [left, right]) });
}

/** A quantifier over a body in which the variable is the bound variable 0. */
export function quantified(kind: 'forall' | 'exists', hint: string, sort: Sort, body: Formula): Quantified {
  demand(isFormula(body), 'not a formula of the kernel');
  const inside = binderFacts(body, 1);
  return formulas.make({ kind, hint, sort, body, ...facts(mix(hashText(kind), hashText(sort)), [inside]) });
}

export function ran(segment: Segment, thread: Term, from: Term, to: Term): Ran {
  demand(isSegment(segment) && [thread, from, to].every(isTerm), 'not a segment and terms of the kernel');
  demand(
    thread.sort === 'Thread' && from.sort === 'Time' && to.sort === 'Time',
    'a segment is run by a thread, from a time to a time',
  );
  return formulas.make({
    kind: 'ran',
    segment,
    thread,
    from,
    to,
    ...facts(hashText('ran'), [segment, thread, from, to]),
  });
}

/** Equality up to the names of bound variables. */
export function sameFormula(a: Formula, b: Formula): boolean {
  if (a === b) return true;
  if (a.hash !== b.hash || a.loose !== b.loose) return false;
  switch (a.kind) {
    case 'true':
    case 'false':
      return a.kind === b.kind;
    case 'atom':
      return (
        b.kind === 'atom' && a.predicate === b.predicate && a.args.every((arg, i) => sameTerm(arg, b.args[i] as Term))
      );
    case 'equal':
      return b.kind === 'equal' && sameTerm(a.left, b.left) && sameTerm(a.right, b.right);
    case 'not':
      return b.kind === 'not' && sameFormula(a.body, b.body);
    case 'and':
    case 'or':
      return (
        a.kind === b.kind &&
        a.parts.length === b.parts.length &&
        a.parts.every((part, i) => sameFormula(part, b.parts[i] as Formula))
      );
    case 'implies':
      return b.kind === 'implies' && sameFormula(a.left, b.left) && sameFormula(a.right, b.right);
    case 'forall':
    case 'exists':
      return a.kind === b.kind && a.sort === b.sort && sameFormula(a.body, b.body);
    case 'ran':
      return (
        b.kind === 'ran' &&
        sameSegment(a.segment, b.segment) &&
        sameTerm(a.thread, b.thread) &&
        sameTerm(a.from, b.from) &&
        sameTerm(a.to, b.to)
      );
  }
}
