import { demand } from './brand.js';
import {
  type ActionSymbol,
  type Applicable,
  demandText,
  type FunctionSymbol,
  isActionSymbol,
  isFunctionSymbol,
  isPredicateSymbol,
  type PredicateSymbol,
  type Sort,
} from './symbol.js';
import { hashText, mix, Table } from './table.js';

/**
 * Terms, segments of programs, and formulas: pieces. There is one object of each: what is built of the same parts is the same object, so that equal terms are
 * identical, and equal formulas and segments are but for the names of bound variables (see `same.ts`). Pieces are made by the functions of this file alone,
 * which check that they are well-sorted; they are frozen, and no copy of one is one.
 */

/** What every piece knows of itself, so that walks can stop early. */
export interface Node {
  /** Its parts, in order: all that a piece is besides its kind, its symbol or sort, and names. */
  readonly kids: readonly Piece[];
  /** The sort that it binds in its first part, if it does. */
  readonly binds: Sort | undefined;
  /** The same without names of bound variables: one piece for all that differ in those alone. */
  readonly plain: Piece;
  /** A hash of 32 bits, which makes unequal pieces quick to tell apart. */
  readonly key: number;
  /** One more than the largest index of a bound variable whose binder is outside; 0 where there is none. */
  readonly loose: number;
  /** The bound variables whose binder is outside, without repetition. */
  readonly outer: readonly Bound[];
  /** The free variables, without repetition. */
  readonly free: readonly Variable[];
}

type Of<Kind extends string, Parts = unknown> = Node & { readonly kind: Kind } & Readonly<Parts>;

/** A variable whose binder is outside the term: the index counts the binders in between (de Bruijn). */
export type Bound = Of<'bound', { index: number; sort: Sort }>;
/** A free variable. */
export type Variable = Of<'variable', { name: string; sort: Sort }>;
export type Application = Of<'application', { symbol: FunctionSymbol; args: readonly Term[]; sort: Sort }>;
export type Term = Bound | Variable | Application;

/** `·`, the end of what a thread has done so far; and `latelaunch`, which ends its program. */
export type End = Of<'stop'> | Of<'latelaunch'>;
/** `jump e`: the thread goes on with the program e. */
export type JumpTo = Of<'jump', { target: Term }>;
/** `hint = action; rest`. Where the action has a result, `rest` is under a binder for it. */
export type Step = Of<'step', { action: ActionSymbol; args: readonly Term[]; hint: string; rest: Segment }>;
/** `if e = e' { … } else { … }`: the thread goes on with one of two pieces of program, each of which begins with what tells when (a match, a differ). */
export type Choice = Of<'choice', { first: Segment; second: Segment }>;
/** A piece of program: actions in order, where they branch, and how they end. */
export type Segment = End | JumpTo | Step | Choice;

export type Atom = Of<'atom', { predicate: PredicateSymbol; args: readonly Term[] }>;
export type Equal = Of<'equal', { left: Term; right: Term }>;
/** A conjunction or disjunction of any number of parts, in order. */
export type Junction = Of<'and' | 'or', { parts: readonly Formula[] }>;
export type Implies = Of<'implies', { left: Formula; right: Formula }>;
/** A quantifier over one variable; the hint is the variable's name in print. */
export type Quantified = Of<'forall' | 'exists', { hint: string; sort: Sort; body: Formula }>;
/** `[P]_I^{from,to}`: in (from,to] thread I does exactly P's actions; where P ends in a jump, what comes after the jump is left open. */
export type Ran = Of<'ran', { segment: Segment; thread: Term; from: Term; to: Term }>;
type Constant = Of<'true' | 'false'>;
type Not = Of<'not', { body: Formula }>;
export type Formula = Constant | Atom | Equal | Not | Junction | Implies | Quantified | Ran;

export type Piece = Term | Segment | Formula;
type Kind = Piece['kind'];

/** What a piece is besides its parts: a symbol, a variable's name or index; a sort; and a name in print, which does not count. */
interface Head {
  readonly of?: Applicable | string | number | undefined;
  readonly sort?: Sort | undefined;
  readonly hint?: string | undefined;
}

class Genuine {
  readonly #mark = true;
  readonly kind: Kind;
  readonly of: Head['of'];
  readonly sort: Sort | undefined;
  readonly hint: string | undefined;
  readonly kids: readonly Piece[];
  readonly key: number;
  readonly plain: Piece;
  readonly loose: number;
  readonly outer: readonly Bound[];
  readonly free: readonly Variable[];

  constructor(kind: Kind, { of, sort, hint }: Head, kids: readonly Piece[], key: number, plain: Piece | undefined) {
    this.kind = kind;
    this.of = of;
    this.sort = sort;
    this.hint = hint;
    this.kids = Object.freeze(kids);
    this.key = key;
    const self = this as unknown as Piece;
    this.plain = plain ?? self;
    this.outer = self.kind === 'bound' ? Object.freeze([self]) : unionOf(kids, (kid, i) => outside(kid, i, self.binds));
    this.free = self.kind === 'variable' ? Object.freeze([self]) : unionOf(kids, (kid) => kid.free);
    this.loose = this.outer.reduce((most, { index }) => Math.max(most, index + 1), 0);
    Object.freeze(this);
  }

  static owns(value: unknown): value is Genuine {
    return typeof value === 'object' && value !== null && #mark in value && value.#mark;
  }
}

const own = {
  get(this: Genuine) {
    return this.of;
  },
};
const kid = (i: number): PropertyDescriptor => ({
  get(this: Genuine) {
    return this.kids[i];
  },
});
const all = {
  get(this: Genuine) {
    return this.kind === 'step' ? this.kids.slice(1) : this.kids;
  },
};
const binds = {
  get(this: Genuine) {
    return this.kind === 'step' ? (this.of as ActionSymbol).result : this.hint === undefined ? undefined : this.sort;
  },
};
// What the parts of a piece are called. Of another kind of piece a word means nothing, and the types keep everybody from asking.
Object.defineProperties(Genuine.prototype, {
  ...{ index: own, name: own, symbol: own, predicate: own, action: own, args: all, parts: all, binds },
  ...{ left: kid(0), right: kid(1), body: kid(0), rest: kid(0), target: kid(0), first: kid(0), second: kid(1) },
  ...{ segment: kid(0), thread: kid(1), from: kid(2), to: kid(3) },
});
Reflect.deleteProperty(Genuine.prototype, 'constructor');
Object.setPrototypeOf(Genuine.prototype, null);
Object.freeze(Genuine.prototype);

const pieces = new Table<Genuine>();

const numberOf = (part: string | number = 0): number => (typeof part === 'string' ? hashText(part) : part);

/** The piece of this kind, head and parts; whoever calls has checked that they go together. */
function piece<T extends Piece>(kind: T['kind'], head: Head, parts: readonly Piece[]): T {
  const { of, sort, hint } = head;
  let key = typeof of === 'object' ? of.key : mix(mix(hashText(kind), numberOf(of)), numberOf(sort));
  if (hint) key = mix(key, hashText(hint));
  for (const part of parts) key = mix(key, part.key);
  const isIt = (node: Genuine): boolean =>
    node.kind === kind && node.of === of && node.sort === sort && node.hint === hint && sameItems(node.kids, parts);
  const found = pieces.find(key, isIt) ?? made(kind, head, parts, key);
  return found as unknown as T;
}

function made(kind: Kind, { of, sort, hint }: Head, parts: readonly Piece[], key: number): Genuine {
  const plainer = parts.map((part) => part.plain);
  const isPlain = !hint && sameItems(parts, plainer);
  const plain = isPlain ? undefined : piece(kind, { of, sort, hint: hint && '' }, plainer);
  const node = new Genuine(kind, { of, sort, hint }, parts, key, plain);
  pieces.add(node);
  return node;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
}

const none: readonly never[] = Object.freeze([]);

/** What stands in any of the lists of the parts, each once; one of the lists where that has it all. */
function unionOf<T>(parts: readonly Piece[], listOf: (part: Piece, i: number) => readonly T[]): readonly T[] {
  let first: readonly T[] = none;
  let all: Set<T> | undefined;
  for (let i = 0; i < parts.length; i++) {
    const list = listOf(parts[i] as Piece, i);
    if (first.length === 0) first = list;
    else if (list !== first)
      for (const item of list) if (!(all?.has(item) ?? first.includes(item))) all = (all ?? new Set(first)).add(item);
  }
  if (all === undefined) return Object.freeze(first);
  const { size } = all;
  return Object.freeze(parts.map(listOf).find((list) => list.length === size) ?? [...all]);
}

/** A part's bound variables as seen from outside of a binder around it, if there is one. */
function outside({ outer }: Piece, i: number, binds: Sort | undefined): readonly Bound[] {
  if (i > 0 || binds === undefined || outer.length === 0) return outer;
  const wellSorted = outer.every((b) => b.index > 0 || b.sort === binds);
  demand(wellSorted, 'a bound variable is of the sort of its binder');
  return outer.filter((b) => b.index > 0).map((b) => bound(b.index - 1, b.sort));
}

/** The same piece of other parts: each a term of the same sort, or a piece of the same kind. */
export function remade<T extends Piece>(whole: T, parts: readonly Piece[]): T {
  demand(Genuine.owns(whole), 'not a piece of the kernel');
  const others = [...parts];
  const fit = whole.kids.every((kid, i) => {
    const part = others[i];
    return isTerm(kid) ? isTerm(part) && part.sort === kid.sort : Genuine.owns(part) && part.kind === kid.kind;
  });
  demand(fit && others.length === whole.kids.length, 'a part is replaced by one of its sort');
  return piece(whole.kind, whole as Head, others);
}

export const isTerm = (value: unknown): value is Term =>
  Genuine.owns(value) && (value.kind === 'application' || value.kind === 'variable' || value.kind === 'bound');
export const isVariable = (value: unknown): value is Variable => Genuine.owns(value) && value.kind === 'variable';
export const isSegment = (value: unknown): value is Segment =>
  Genuine.owns(value) && ['stop', 'latelaunch', 'jump', 'step', 'choice'].includes(value.kind);
export const isFormula = (value: unknown): value is Formula =>
  Genuine.owns(value) && !isTerm(value) && !isSegment(value);

export const occurs = (variable: Variable, node: Node): boolean => node.free.includes(variable);

/** The bound variable of this index and sort. */
export function bound(index: number, sort: Sort): Bound {
  demand(Number.isSafeInteger(index) && index >= 0, 'the index of a bound variable counts binders');
  demandText(sort);
  return piece('bound', { of: index, sort }, []);
}

export function variable(name: string, sort: Sort): Variable {
  demandText(name, sort);
  return piece('variable', { of: name, sort }, []);
}

/** Terms, of these sorts. */
export function ofSorts(sorts: readonly Sort[], given: readonly Term[], whole: string): readonly Term[] {
  const terms = [...given];
  const fit = terms.length === sorts.length && terms.every((term, i) => isTerm(term) && term.sort === sorts[i]);
  demand(fit, `what ${whole} is applied to is not of its sorts`);
  return terms;
}

export function apply(symbol: FunctionSymbol, ...given: readonly Term[]): Application {
  demand(isFunctionSymbol(symbol), 'not a function symbol of the kernel');
  return piece('application', { of: symbol, sort: symbol.result }, ofSorts(symbol.args, given, symbol.name));
}

export const stop: Of<'stop'> = piece('stop', {}, []);
export const latelaunch: Of<'latelaunch'> = piece('latelaunch', {}, []);

export const jump = (target: Term): JumpTo => piece('jump', {}, ofSorts(['Term'], [target], 'a jump'));

/** `hint` is the result's name in print; in `rest` the result is the bound variable 0. */
export function step(action: ActionSymbol, given: readonly Term[], hint: string, rest: Segment): Step {
  demand(isActionSymbol(action) && isSegment(rest), 'not an action and a segment of the kernel');
  demandText(hint);
  return piece('step', { of: action, hint }, [rest, ...ofSorts(action.args, given, action.name)]);
}

export function choice(first: Segment, second: Segment): Choice {
  demand(isSegment(first) && isSegment(second), 'a choice is of two segments of the kernel');
  return piece('choice', {}, [first, second]);
}

export const truth: Constant = piece('true', {}, []);
export const falsity: Constant = piece('false', {}, []);

export function atom(predicate: PredicateSymbol, ...given: readonly Term[]): Atom {
  demand(isPredicateSymbol(predicate), 'not a predicate symbol of the kernel');
  return piece('atom', { of: predicate }, ofSorts(predicate.args, given, predicate.name));
}

export function equal(left: Term, right: Term): Equal {
  demand(isTerm(left) && isTerm(right) && left.sort === right.sort, 'both sides of an equation have one sort');
  return piece('equal', {}, [left, right]);
}

/** A formula of formulas. */
function ofFormulas<T extends Formula>(kind: T['kind'], head: Head, parts: readonly Formula[]): T {
  demand(parts.every(isFormula), 'not formulas of the kernel');
  return piece(kind, head, parts);
}

export const not = (body: Formula): Not => ofFormulas('not', {}, [body]);
export const and = (...parts: readonly Formula[]): Junction => ofFormulas('and', {}, parts);
export const or = (...parts: readonly Formula[]): Junction => ofFormulas('or', {}, parts);
export const implies = (left: Formula, right: Formula): Implies => ofFormulas('implies', {}, [left, right]);

/** A quantifier over a body in which the variable is the bound variable 0. */
export function quantified(kind: 'forall' | 'exists', hint: string, sort: Sort, body: Formula): Quantified {
  demand(kind === 'forall' || kind === 'exists', `${kind} is no quantifier`);
  demandText(hint, sort);
  return ofFormulas(kind, { sort, hint }, [body]);
}

export function ran(segment: Segment, thread: Term, from: Term, to: Term): Ran {
  demand(isSegment(segment), 'not a segment of the kernel');
  return piece('ran', {}, [segment, ...ofSorts(['Thread', 'Time', 'Time'], [thread, from, to], 'a segment')]);
}
