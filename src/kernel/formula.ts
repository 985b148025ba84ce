import { brand, demand } from './brand.js';
import { hashText, mix } from './hash.js';
import { isSegment, type Segment } from './segment.js';
import { demandText, isPredicateSymbol, type PredicateSymbol, type Sort } from './symbol.js';
import { checkedArgs, facts, isTerm, type Node, type Term, underBinder } from './term.js';

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

const demandFormulas = (parts: readonly Formula[]): void =>
  demand(parts.every(isFormula), 'not formulas of the kernel');

const constant = (kind: 'true' | 'false'): Constant => formulas.make({ kind, ...facts(hashText(kind), []) });

export const truth = constant('true');
export const falsity = constant('false');

export function atom(predicate: PredicateSymbol, ...given: readonly Term[]): Atom {
  demand(isPredicateSymbol(predicate), 'not a predicate symbol of the kernel');
  const args = checkedArgs(predicate, given);
  return formulas.make({ kind: 'atom', predicate, args, ...facts(predicate.hash, args) });
}

export function equal(left: Term, right: Term): Equal {
  demand(isTerm(left) && isTerm(right) && left.sort === right.sort, 'both sides of an equation have one sort');
  return formulas.make({ kind: 'equal', left, right, ...facts(hashText('='), [left, right]) });
}

export function not(body: Formula): Not {
  demandFormulas([body]);
  return formulas.make({ kind: 'not', body, ...facts(hashText('not'), [body]) });
}

function junction(kind: 'and' | 'or', parts: readonly Formula[]): Junction {
  demandFormulas(parts);
  return formulas.make({ kind, parts: Object.freeze(parts), ...facts(hashText(kind), parts) });
}

export const and = (...parts: readonly Formula[]): Junction => junction('and', parts);
export const or = (...parts: readonly Formula[]): Junction => junction('or', parts);

export function implies(left: Formula, right: Formula): Implies {
  demandFormulas([left, right]);
  return formulas.make({ kind: 'implies', left, right, ...facts(hashText('implies'), [left, right]) });
}

/** A quantifier over a body in which the variable is the bound variable 0. */
export function quantified(kind: 'forall' | 'exists', hint: string, sort: Sort, body: Formula): Quantified {
  demand(kind === 'forall' || kind === 'exists', `${kind} is no quantifier`);
  demandFormulas([body]);
  demandText(hint, sort);
  const inside = underBinder(body, sort);
  return formulas.make({ kind, hint, sort, body, ...facts(mix(hashText(kind), hashText(sort)), [inside]) });
}

export function ran(segment: Segment, thread: Term, from: Term, to: Term): Ran {
  demand(isSegment(segment) && [thread, from, to].every(isTerm), 'not a segment and terms of the kernel');
  const wellSorted = thread.sort === 'Thread' && from.sort === 'Time' && to.sort === 'Time';
  demand(wellSorted, 'a segment is run by a thread, from a time to a time');
  const known = facts(hashText('ran'), [segment, thread, from, to]);
  return formulas.make({ kind: 'ran', segment, thread, from, to, ...known });
}
