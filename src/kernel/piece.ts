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
  /** Equal pieces have equal hashes, whatever the names of bound variables. */
  readonly hash: number;
  /** One more than the largest index of a bound variable whose binder is outside; 0 where there is none. */
  readonly loose: number;
  /** The bound variables whose binder is outside, without repetition, sorted by index and sort. */
  readonly outer: readonly Bound[];
  /** The free variables, without repetition, sorted by name and sort. */
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
  readonly of?: Applicable | string | number;
  readonly sort?: Sort;
  readonly hint?: string;
}

class Genuine {
  readonly #mark = true;
  readonly kind: Kind;
  readonly of: Head['of'];
  readonly sort: Sort | undefined;
  readonly hint: string | undefined;
  readonly kids: readonly Piece[];
  /** As the hash, but with the names of bound variables, and of symbols the very one: what the table finds it by. */
  readonly key: number;
  readonly hash: number;
  readonly loose: number;
  readonly outer: readonly Bound[];
  readonly free: readonly Variable[];

  constructor(kind: Kind, { of, sort, hint }: Head, kids: readonly Piece[], key: number, known: Omit<Node, 'kids'>) {
    this.kind = kind;
    this.of = of;
    this.sort = sort;
    this.hint = hint;
    this.kids = kids;
    this.key = key;
    this.hash = known.hash;
    this.loose = known.loose;
    this.outer = known.outer;
    this.free = known.free;
    Object.freeze(this);
  }

  static owns(value: unknown): value is Genuine {
    return typeof value === 'object' && value !== null && #mark in value && value.#mark;
  }
}

const ofIt = {
  get(this: Genuine) {
    return this.of;
  },
};
const kid = (i: number): PropertyDescriptor => {
  return {
    get(this: Genuine) {
      return this.kids[i];
    },
  };
};
const kids = {
  get(this: Genuine) {
    return this.kind === 'step' ? this.kids.slice(1) : this.kids;
  },
};
// What the parts of a piece are called. Of another kind of piece a word means nothing, and the types keep everybody from asking.
Object.defineProperties(Genuine.prototype, {
  ...{ index: ofIt, name: ofIt, symbol: ofIt, predicate: ofIt, action: ofIt, args: kids, parts: kids },
  ...{ left: kid(0), right: kid(1), body: kid(0), rest: kid(0), target: kid(0), first: kid(0), second: kid(1) },
  ...{ segment: kid(0), thread: kid(1), from: kid(2), to: kid(3) },
});
Reflect.deleteProperty(Genuine.prototype, 'constructor');
Object.setPrototypeOf(Genuine.prototype, null);
Object.freeze(Genuine.prototype);

const pieces = new Table<Genuine>();

/** The piece of this kind, head and parts; whoever calls has checked that they go together. */
function piece<T extends Piece>(kind: T['kind'], head: Head, parts: readonly Piece[]): T {
  const { of, sort, hint } = head;
  const symbol = typeof of === 'object' ? of : undefined;
  let hash = hashText(kind);
  if (symbol !== undefined) hash = mix(hash, symbol.hash);
  else if (of !== undefined) hash = mix(hash, typeof of === 'string' ? hashText(of) : (of as number));
  if (sort !== undefined && symbol === undefined) hash = mix(hash, hashText(sort));
  let key = symbol === undefined ? hash : mix(hash, symbol.key);
  if (hint !== undefined) key = mix(key, hashText(hint));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Piece & { readonly key: number };
    hash = mix(hash, part.hash);
    key = mix(key, part.key);
  }
  const found = pieces.find(key, (node) => {
    if (node.kind !== kind || node.of !== of || node.sort !== sort || node.hint !== hint) return false;
    if (node.kids.length !== parts.length) return false;
    for (let i = 0; i < parts.length; i++) if (node.kids[i] !== parts[i]) return false;
    return true;
  });
  if (found !== undefined) return found as unknown as T;
  const made = new Genuine(kind, head, Object.freeze(parts), key, factsOf(kind, head, parts, hash));
  if (kind === 'bound') (made.outer as Bound[]).push(made as unknown as Bound);
  if (kind === 'variable') (made.free as Variable[]).push(made as unknown as Variable);
  Object.freeze(made.outer);
  Object.freeze(made.free);
  pieces.add(made);
  return made as unknown as T;
}

const none: readonly never[] = Object.freeze([]);

/** The sort that a piece of this kind and head binds in its first part. */
const boundBy = (kind: Kind, { of, sort }: Head): Sort | undefined =>
  kind === 'step' ? (of as ActionSymbol).result : kind === 'forall' || kind === 'exists' ? sort : undefined;

/** What a piece knows of itself; a variable has itself to add. */
function factsOf(kind: Kind, head: Head, parts: readonly Piece[], hash: number): Omit<Node, 'kids'> {
  if (kind === 'bound') return { hash, loose: (head.of as number) + 1, outer: [], free: none };
  if (kind === 'variable') return { hash, loose: 0, outer: none, free: [] };
  let loose = 0;
  let outer: readonly Bound[] = none;
  let free: readonly Variable[] = none;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Piece;
    if (part.free.length > 0) free = merge(free, part.free);
    if (part.loose === 0) continue;
    const binds = i === 0 ? boundBy(kind, head) : undefined;
    loose = Math.max(loose, binds === undefined ? part.loose : part.loose - 1);
    outer = merge(outer, binds === undefined ? part.outer : outside(part.outer, binds));
  }
  return { hash, loose, outer, free };
}

/** Bound variables as seen from outside of a binder of this sort. */
function outside(inner: readonly Bound[], sort: Sort): readonly Bound[] {
  const wellSorted = inner.every((b) => b.index > 0 || b.sort === sort);
  demand(wellSorted, 'a bound variable is of the sort of its binder');
  return Object.freeze(inner.filter((b) => b.index > 0).map((b) => bound(b.index - 1, b.sort)));
}

function before(a: Variable | Bound, b: Variable | Bound): boolean {
  const x = a.kind === 'variable' ? a.name : a.index;
  const y = b.kind === 'variable' ? b.name : b.index;
  return x < y || (x === y && a.sort < b.sort);
}

/** Whether all of one sorted list stand in another. */
function holdsAll<T>(many: readonly T[], few: readonly T[]): boolean {
  let at = 0;
  for (let i = 0; i < few.length; i++, at++) {
    while (at < many.length && many[at] !== few[i]) at++;
    if (at === many.length) return false;
  }
  return true;
}

/** The union of two sorted lists; one of the two where it holds the other. */
function merge<T extends Variable | Bound>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a === b || holdsAll(a, b)) return a;
  if (holdsAll(b, a)) return b;
  const all: T[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [v, w] = [a[i], b[j]];
    const isFirst = v !== undefined && (w === undefined || v === w || before(v, w));
    if (w === v || !isFirst) j++;
    if (isFirst) i++;
    all.push((isFirst ? v : w) as T);
  }
  return all;
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

export const sameVariable = (a: Variable, b: Variable): boolean => a === b;

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

/** What a symbol is applied to, checked. */
export function checkedArgs(symbol: Applicable, given: readonly Term[]): readonly Term[] {
  const args = [...given];
  const fit = args.length === symbol.args.length && args.every((arg, i) => isTerm(arg) && arg.sort === symbol.args[i]);
  demand(fit, `what ${symbol.name} is applied to is not of its sorts`);
  return args;
}

export function apply(symbol: FunctionSymbol, ...given: readonly Term[]): Application {
  demand(isFunctionSymbol(symbol), 'not a function symbol of the kernel');
  return piece('application', { of: symbol, sort: symbol.result }, checkedArgs(symbol, given));
}

export const stop: Of<'stop'> = piece('stop', {}, []);
export const latelaunch: Of<'latelaunch'> = piece('latelaunch', {}, []);

export function jump(target: Term): JumpTo {
  demand(isTerm(target) && target.sort === 'Term', 'a jump goes to a term');
  return piece('jump', {}, [target]);
}

/** `hint` is the result's name in print; in `rest` the result is the bound variable 0. */
export function step(action: ActionSymbol, given: readonly Term[], hint: string, rest: Segment): Step {
  demand(isActionSymbol(action) && isSegment(rest), 'not an action and a segment of the kernel');
  demandText(hint);
  return piece('step', { of: action, hint }, [rest, ...checkedArgs(action, given)]);
}

export function choice(first: Segment, second: Segment): Choice {
  demand(isSegment(first) && isSegment(second), 'a choice is of two segments of the kernel');
  return piece('choice', {}, [first, second]);
}

const demandFormulas = (parts: readonly Formula[]): void =>
  demand(parts.every(isFormula), 'not formulas of the kernel');

export const truth: Constant = piece('true', {}, []);
export const falsity: Constant = piece('false', {}, []);

export function atom(predicate: PredicateSymbol, ...given: readonly Term[]): Atom {
  demand(isPredicateSymbol(predicate), 'not a predicate symbol of the kernel');
  return piece('atom', { of: predicate }, checkedArgs(predicate, given));
}

export function equal(left: Term, right: Term): Equal {
  demand(isTerm(left) && isTerm(right) && left.sort === right.sort, 'both sides of an equation have one sort');
  return piece('equal', {}, [left, right]);
}

export function not(body: Formula): Not {
  demandFormulas([body]);
  return piece('not', {}, [body]);
}

function junction(kind: 'and' | 'or', parts: readonly Formula[]): Junction {
  demandFormulas(parts);
  return piece(kind, {}, parts);
}

export const and = (...parts: readonly Formula[]): Junction => junction('and', parts);
export const or = (...parts: readonly Formula[]): Junction => junction('or', parts);

export function implies(left: Formula, right: Formula): Implies {
  demandFormulas([left, right]);
  return piece('implies', {}, [left, right]);
}

/** A quantifier over a body in which the variable is the bound variable 0. */
export function quantified(kind: 'forall' | 'exists', hint: string, sort: Sort, body: Formula): Quantified {
  demand(kind === 'forall' || kind === 'exists', `${kind} is no quantifier`);
  demandFormulas([body]);
  demandText(hint, sort);
  return piece(kind, { sort, hint }, [body]);
}

export function ran(segment: Segment, thread: Term, from: Term, to: Term): Ran {
  demand(isSegment(segment) && [thread, from, to].every(isTerm), 'not a segment and terms of the kernel');
  const wellSorted = thread.sort === 'Thread' && from.sort === 'Time' && to.sort === 'Time';
  demand(wellSorted, 'a segment is run by a thread, from a time to a time');
  return piece('ran', {}, [segment, thread, from, to]);
}
