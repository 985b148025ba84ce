import { brand, demand } from './brand.js';
import { coreFunctions, corePredicates } from './core.js';
import {
  type Formula,
  isFormula,
  isSegment,
  isVariable,
  type Node,
  ofSorts,
  type Segment,
  type Variable,
} from './piece.js';
import { piecesOf } from './same.js';
import {
  type Applicable,
  type FunctionSymbol,
  isFunctionSymbol,
  isPredicateSymbol,
  type PredicateSymbol,
} from './symbol.js';

/** A program: a constructor of terms, since programs are data, and what it does. Without a body it may do anything. */
export interface Program {
  readonly symbol: FunctionSymbol;
  readonly params: readonly Variable[];
  readonly body?: Segment;
}

/** `predicate(params) ≡ body`. */
export interface Definition {
  readonly predicate: PredicateSymbol;
  readonly params: readonly Variable[];
  readonly body: Formula;
}

export interface Axiom {
  readonly name: string;
  readonly formula: Formula;
}

/** A kind of machine: `predicate(m)` says that m is one. The programs are those that a reset and a late launch of it run. */
export interface MachineKind {
  readonly predicate: PredicateSymbol;
  readonly reset?: FunctionSymbol;
  readonly lateLaunch?: FunctionSymbol;
}

/** A set of programs: of one program, for all machines of some kinds, and those of another set. `symbol(e, …, S)` is `{P(e, m, …) | m: κ, …} ∪ S`. */
export interface Family {
  readonly symbol: FunctionSymbol;
  readonly program: FunctionSymbol;
  /** For each parameter of the program the kind of the machines that it ranges over; undefined where the symbol is given it. */
  readonly kinds: readonly (PredicateSymbol | undefined)[];
}

interface Parts {
  readonly programs: readonly Program[];
  readonly definitions: readonly Definition[];
  readonly axioms: readonly Axiom[];
  readonly kinds: readonly MachineKind[];
  readonly families?: readonly Family[];
}

/** What a theorem is a theorem of. Nothing of it can change once it is made. */
export interface Theory extends Required<Parts> {
  program(symbol: FunctionSymbol): Program | undefined;
  definition(predicate: PredicateSymbol): Definition | undefined;
  axiom(name: string): Axiom | undefined;
  kind(predicate: PredicateSymbol): MachineKind | undefined;
  family(symbol: FunctionSymbol): Family | undefined;
}

const theories = brand();

export const isTheory = (value: unknown): value is Theory => theories.owns(value);

/**
 * Makes a theory, in which every program and definition is over its own parameters, no program holds a secret, a definition uses only
 * earlier ones (so that none is circular), and axioms are closed.
 */
export function theory(parts: Parts): Theory {
  const { all: programs, find: program } = indexed(parts.programs, checkedProgram, (p) => p.symbol);
  const { all: kinds, find: kind } = indexed(parts.kinds, checkedKind, (k) => k.predicate);
  const { all: definitions, find: definition } = indexed(parts.definitions, checkedDefinition, (d) => d.predicate);
  const { all: axioms, find: axiom } = indexed(parts.axioms, checkedAxiom, (a) => a.name);
  const { all: families, find: family } = indexed(parts.families ?? [], checkedFamily, (f) => f.symbol);
  checkOrder(definitions, kinds);
  return theories.make({ programs, program, kinds, kind, definitions, definition, axioms, axiom, families, family });
}

function indexed<K, T>(given: readonly T[], check: (item: T) => T, keyOf: (item: T) => K) {
  const items = new Map<K, T>();
  for (const each of given) {
    const item = Object.freeze(check(each));
    demand(!items.has(keyOf(item)), 'a theory declares each symbol and each axiom once');
    items.set(keyOf(item), item);
  }
  return { all: Object.freeze([...items.values()]), find: Object.freeze((key: K) => items.get(key)) };
}

/** Parameters are different variables of the symbol's sorts, and the only ones free in the body. */
function checkedParams(symbol: Applicable, given: readonly Variable[], body: Node | undefined): readonly Variable[] {
  const params = ofSorts(symbol.args, given, symbol.name).filter(isVariable);
  const apart = new Set(params).size === params.length;
  demand(apart && params.length === symbol.args.length, `${symbol.name}: its parameters are not different variables`);
  const others = body?.free.filter((v) => !params.includes(v)) ?? [];
  demand(others.length === 0 && !body?.loose, `${symbol.name}: the body has variables that are no parameters`);
  return Object.freeze(params);
}

function checkedProgram({ symbol, params, body }: Program): Program {
  const isProgram = isFunctionSymbol(symbol) && symbol.constructs && symbol.result === 'Term';
  demand(isProgram, `${symbol.name} is no constructor of terms`);
  demand(body === undefined || isSegment(body), `${symbol.name}: its body is no segment of the kernel`);
  for (const piece of body === undefined ? [] : piecesOf(body))
    demand(piece.kind !== 'application' || !piece.symbol.secret, `${symbol.name} contains what takes a key to make`);
  return { symbol, params: checkedParams(symbol, params, body), ...(body && { body }) };
}

function checkedDefinition({ predicate, params, body }: Definition): Definition {
  demand(isPredicateSymbol(predicate) && isFormula(body), 'a definition is of a predicate, by a formula of the kernel');
  return { predicate, params: checkedParams(predicate, params, body), body };
}

/** A definition only abbreviates: its predicate has no other meaning, and its body uses earlier definitions alone. */
function checkOrder(definitions: readonly Definition[], kinds: readonly MachineKind[]): void {
  const later = new Set(definitions.map((d) => d.predicate));
  const meant = new Set([...corePredicates, ...kinds.map((kind) => kind.predicate)]);
  for (const { predicate, body } of definitions) {
    demand(!meant.has(predicate), `${predicate.name} has a meaning already`);
    for (const piece of piecesOf(body))
      if (piece.kind === 'atom')
        demand(!later.has(piece.predicate), `${predicate.name} uses ${piece.predicate.name} before it is defined`);
    later.delete(predicate);
  }
}

function checkedAxiom({ name, formula }: Axiom): Axiom {
  demand(typeof name === 'string' && isFormula(formula), 'an axiom is a name and a formula of the kernel');
  demand(formula.loose === 0 && formula.free.length === 0, `axiom ${name} is not closed`);
  return { name, formula };
}

function checkedKind({ predicate, reset, lateLaunch }: MachineKind): MachineKind {
  const ofMachine = (symbol: Applicable): boolean => symbol.args.length === 1 && symbol.args[0] === 'Machine';
  demand(isPredicateSymbol(predicate) && ofMachine(predicate), `${predicate.name} is no kind of machine`);
  const started = [reset, lateLaunch].every((p) => p === undefined || (isFunctionSymbol(p) && ofMachine(p)));
  demand(started, `${predicate.name} starts programs of its machine`);
  return { predicate, ...(reset && { reset }), ...(lateLaunch && { lateLaunch }) };
}

function checkedFamily({ symbol, program, kinds: given }: Family): Family {
  const kinds = Object.freeze([...given]);
  demand(isFunctionSymbol(symbol) && isFunctionSymbol(program), 'a family is a set of programs');
  demand(!coreFunctions.includes(symbol), `${symbol.name} has a meaning already`);
  const ranges = kinds.length === program.args.length && kinds.some((kind) => kind !== undefined);
  const ofMachines = kinds.every(
    (kind, i) =>
      kind === undefined ||
      (isPredicateSymbol(kind) && kind.args.join() === 'Machine' && program.args[i] === 'Machine'),
  );
  demand(ranges && ofMachines, `${symbol.name} ranges over no machines`);
  const args = [...program.args.filter((_, i) => kinds[i] === undefined), 'Programs'];
  const fits = symbol.constructs && symbol.result === 'Programs' && symbol.args.join() === args.join();
  demand(fits && program.result === 'Term', `${symbol.name} makes no sets of programs`);
  return { symbol, program, kinds };
}
