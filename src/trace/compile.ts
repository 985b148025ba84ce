import {
  core,
  type Formula,
  type FunctionSymbol,
  type PredicateSymbol,
  type Segment,
  type Sort,
  type Term,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import { isConstant } from './constants.js';

/** A term in which variables are places of an assignment. */
export type Pattern =
  | { readonly kind: 'slot'; readonly slot: number; readonly sort: Sort }
  | { readonly kind: 'value'; readonly term: Term }
  | {
      readonly kind: 'apply';
      readonly symbol: Extract<Term, { kind: 'application' }>['symbol'];
      readonly args: readonly Pattern[];
    };

/** A piece of program; its own results are the places that are given to them. */
export type Code =
  | { readonly kind: 'stop' | 'latelaunch' }
  | { readonly kind: 'jump'; readonly target: Pattern }
  | {
      readonly kind: 'step';
      readonly event: Extract<Segment, { kind: 'step' }>['action']['event'];
      readonly args: readonly Pattern[];
      readonly result?: number;
      readonly rest: Code;
    };

export type Literal =
  | { readonly kind: 'atom'; readonly predicate: PredicateSymbol; readonly args: readonly Pattern[] }
  | { readonly kind: 'equal'; readonly args: readonly [Pattern, Pattern] }
  | {
      readonly kind: 'ran';
      readonly code: Code;
      readonly args: readonly [thread: Pattern, from: Pattern, to: Pattern];
    };

interface Part {
  /** The places that occur in it and belong to quantifiers outside of it. */
  readonly free: ReadonlySet<number>;
}

export interface LiteralNode extends Part {
  readonly kind: 'literal';
  readonly positive: boolean;
  readonly literal: Literal;
}

/** `all` and `any` of nothing are true and false. */
export interface JunctionNode extends Part {
  readonly kind: 'all' | 'any';
  readonly parts: readonly Node[];
}

export interface QuantifiedNode extends Part {
  readonly kind: 'exists' | 'forall';
  readonly slots: readonly number[];
  readonly body: Node;
}

/** A formula with negation at its literals alone. */
export type Node = LiteralNode | JunctionNode | QuantifiedNode;

/** A formula ready to be looked up in traces, with the sorts of the places of its variables. */
export interface Compiled {
  readonly node: Node;
  readonly sorts: readonly Sort[];
  /** The places of the free variables, in the order given. */
  readonly params: readonly number[];
  /** Those of the constants that may stand for any individual of their sort: they are free as well. */
  readonly constants: ReadonlyMap<FunctionSymbol, number>;
  /** The events that it speaks of; undefined where any may matter. */
  readonly events: ReadonlySet<FunctionSymbol> | undefined;
  /** Whether it speaks of what locations hold, or of who holds them. */
  readonly ofState: boolean;
}

/** Compiles a formula over some variables, definitions unfolded. */
export function compile(theory: Theory, formula: Formula, params: readonly Variable[]): Compiled {
  const sorts: Sort[] = [];
  const place = (sort: Sort): number => sorts.push(sort) - 1;
  const slots = params.map(({ sort }) => place(sort));
  const free = new Map(params.map((v, i) => [keyOf(v), slotPattern(slots[i] as number, v.sort)]));
  const compiler = new Compiler(theory, place);
  const node = compiler.node(formula, true, { bound: [], free });
  const { events, ofState, constants } = compiler;
  return { node, sorts, params: slots, constants, events, ofState };
}

const keyOf = ({ name, sort }: Variable): string => `${name}:${sort}`;
const slotPattern = (slot: number, sort: Sort): Pattern => ({ kind: 'slot', slot, sort });

interface Scope {
  /** The innermost last. */
  readonly bound: readonly Pattern[];
  readonly free: ReadonlyMap<string, Pattern>;
}

class Compiler {
  readonly #theory: Theory;
  readonly #place: (sort: Sort) => number;
  readonly constants = new Map<FunctionSymbol, number>();
  events: Set<FunctionSymbol> | undefined = new Set();
  ofState = false;

  constructor(theory: Theory, place: (sort: Sort) => number) {
    this.#theory = theory;
    this.#place = place;
  }

  /** The formula, or where `positive` is false its negation. */
  node(formula: Formula, positive: boolean, scope: Scope): Node {
    switch (formula.kind) {
      case 'true':
      case 'false':
        return { kind: (formula.kind === 'true') === positive ? 'all' : 'any', parts: [], free: new Set() };
      case 'not':
        return this.node(formula.body, !positive, scope);
      case 'and':
      case 'or':
        return junction(
          (formula.kind === 'and') === positive ? 'all' : 'any',
          formula.parts.map((part) => this.node(part, positive, scope)),
        );
      case 'implies':
        return junction(positive ? 'any' : 'all', [
          this.node(formula.left, !positive, scope),
          this.node(formula.right, positive, scope),
        ]);
      case 'forall':
      case 'exists': {
        const slot = this.#place(formula.sort);
        const inside = { ...scope, bound: [...scope.bound, slotPattern(slot, formula.sort)] };
        const kind = (formula.kind === 'exists') === positive ? 'exists' : 'forall';
        return quantified(kind, slot, this.node(formula.body, positive, inside));
      }
      case 'equal':
        return literal(positive, {
          kind: 'equal',
          args: [this.#term(formula.left, scope), this.#term(formula.right, scope)],
        });
      case 'ran': {
        const [thread, from, to] = [formula.thread, formula.from, formula.to].map((term) => this.#term(term, scope));
        const args = [thread, from, to] as [Pattern, Pattern, Pattern];
        this.events = undefined;
        const ways = this.#codes(formula.segment, scope).map((code) => literal(positive, { kind: 'ran', code, args }));
        return ways.length === 1 ? (ways[0] as Node) : junction(positive ? 'any' : 'all', ways);
      }
      case 'atom': {
        const args = formula.args.map((arg) => this.#term(arg, scope));
        const definition = this.#theory.definition(formula.predicate);
        if (definition === undefined) {
          this.#note(formula.predicate, args);
          return literal(positive, { kind: 'atom', predicate: formula.predicate, args });
        }
        const free = new Map(definition.params.map((param, i) => [keyOf(param), args[i] as Pattern]));
        return this.node(definition.body, positive, { bound: [], free });
      }
    }
  }

  /** Notes what events an atom depends on. */
  #note(predicate: PredicateSymbol, [event]: readonly Pattern[]): void {
    if (predicate === core.at) {
      const symbol = event?.kind === 'apply' ? event.symbol : event?.kind === 'value' && headOf(event.term);
      if (symbol) this.events?.add(symbol);
      else this.events = undefined;
    } else if (predicate === core.acts) this.events = undefined;
    else if (predicate.args.includes('Time') && predicate !== core.before && predicate !== core.notAfter)
      this.ofState = true;
  }

  #term(term: Term, scope: Scope): Pattern {
    switch (term.kind) {
      case 'bound':
        return scope.bound[scope.bound.length - 1 - term.index] as Pattern;
      case 'variable': {
        const found = scope.free.get(keyOf(term));
        if (found === undefined) throw new Error(`${term.name} is free, and nothing is said of it`);
        return found;
      }
      case 'application': {
        if (isConstant(term.symbol)) return this.#constant(term.symbol);
        const args = term.args.map((arg) => this.#term(arg, scope));
        const isFixed =
          args.every((arg) => arg.kind === 'value') && !lookedUp.has(term.symbol) && term.symbol.result !== 'Time';
        return isFixed ? { kind: 'value', term } : { kind: 'apply', symbol: term.symbol, args };
      }
    }
  }

  #constant(symbol: FunctionSymbol): Pattern {
    const slot = this.constants.get(symbol) ?? this.#place(symbol.result);
    this.constants.set(symbol, slot);
    return slotPattern(slot, symbol.result);
  }

  /** A piece of program; where it branches, one for each way through it. */
  #codes(segment: Segment, scope: Scope): readonly Code[] {
    switch (segment.kind) {
      case 'stop':
      case 'latelaunch':
        return [{ kind: segment.kind }];
      case 'jump':
        return [{ kind: 'jump', target: this.#term(segment.target, scope) }];
      case 'choice':
        return [...this.#codes(segment.first, scope), ...this.#codes(segment.second, scope)];
      case 'step': {
        const { action, args: given, rest } = segment;
        const args = given.map((arg) => this.#term(arg, scope));
        if (action.result === undefined)
          return this.#codes(rest, scope).map((then) => ({ kind: 'step', event: action.event, args, rest: then }));
        const result = this.#place(action.result);
        const inside = { ...scope, bound: [...scope.bound, slotPattern(result, action.result)] };
        const after = this.#codes(rest, inside);
        return after.map((then) => ({ kind: 'step', event: action.event, args, result, rest: then }));
      }
    }
  }
}

/** Functions whose values a trace says. */
const lookedUp: ReadonlySet<FunctionSymbol> = new Set([core.owner, core.machineOf]);

const headOf = (term: Term): FunctionSymbol | undefined => (term.kind === 'application' ? term.symbol : undefined);

/** The places in a pattern. */
export function* slotsOf(pattern: Pattern): Iterable<number> {
  if (pattern.kind === 'slot') yield pattern.slot;
  else if (pattern.kind === 'apply') for (const arg of pattern.args) yield* slotsOf(arg);
}

function* slotsOfCode(code: Code): Iterable<number> {
  if (code.kind === 'jump') yield* slotsOf(code.target);
  if (code.kind !== 'step') return;
  for (const arg of code.args) yield* slotsOf(arg);
  for (const slot of slotsOfCode(code.rest)) if (slot !== code.result) yield slot;
}

function literal(positive: boolean, given: Literal): Node {
  const free = new Set(given.args.flatMap((arg) => [...slotsOf(arg)]));
  if (given.kind === 'ran') for (const slot of slotsOfCode(given.code)) free.add(slot);
  return { kind: 'literal', positive, literal: given, free };
}

/** Flat: no conjunction is a part of a conjunction, no disjunction of a disjunction; ∃ in a conjunction comes to its front. */
function junction(kind: 'all' | 'any', parts: readonly Node[]): Node {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  if (flat.length === 1) return flat[0] as Node;
  const drawn = kind === 'all' ? 'exists' : 'forall';
  const slots = flat.flatMap((part) => (part.kind === drawn ? part.slots : []));
  if (slots.length > 0) {
    const bodies = flat.map((part) => (part.kind === drawn ? part.body : part));
    return slots.reduceRight((body, slot) => quantified(drawn, slot, body), junction(kind, bodies));
  }
  return { kind, parts: flat, free: union(flat) };
}

const union = (parts: readonly Node[]): ReadonlySet<number> => new Set(parts.flatMap(({ free }) => [...free]));

/**
 * ∃ over a disjunction is a disjunction of ∃, and ∀ over a conjunction a conjunction; a place that does not occur is left out. Where the
 * body has such a part inside, it is brought outside: `∀u. A ∨ (B ∧ C)` says of two kinds of events that they do not happen.
 */
function quantified(kind: 'exists' | 'forall', slot: number, given: Node): Node {
  if (!given.free.has(slot)) return given;
  const through = kind === 'exists' ? 'any' : 'all';
  const body = distributed(given, through);
  if (body.kind === through)
    return junction(
      through,
      body.parts.map((part) => quantified(kind, slot, part)),
    );
  const free = new Set(body.free);
  free.delete(slot);
  return body.kind === kind
    ? { kind, slots: [slot, ...body.slots], body: body.body, free }
    : { kind, slots: [slot], body, free };
}

function distributed(node: Node, outside: 'all' | 'any'): Node {
  const inside = outside === 'all' ? 'any' : 'all';
  const part = node.kind === inside ? node.parts.find((each) => each.kind === outside) : undefined;
  if (node.kind !== inside || part?.kind !== outside || part.parts.length > mostCases) return node;
  const others = node.parts.filter((each) => each !== part);
  return junction(
    outside,
    part.parts.map((each) => distributed(junction(inside, [...others, each]), outside)),
  );
}

/** Larger junctions are left as they are. */
const mostCases = 4;

/** The negation. */
export function negated(node: Node): Node {
  const { free } = node;
  switch (node.kind) {
    case 'literal':
      return { ...node, positive: !node.positive };
    case 'all':
    case 'any':
      return { kind: node.kind === 'all' ? 'any' : 'all', parts: node.parts.map(negated), free };
    case 'exists':
    case 'forall':
      return { kind: node.kind === 'exists' ? 'forall' : 'exists', slots: node.slots, body: negated(node.body), free };
  }
}
