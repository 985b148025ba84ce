import { brand, demand } from './brand.js';
import { corePredicates } from './core.js';
import { type Formula, isFormula } from './formula.js';
import { isSegment, type Segment } from './segment.js';
import { type FunctionSymbol, isSymbol, type PredicateSymbol } from './symbol.js';
import { isTerm, type Node, occurs, type Term, type Variable } from './term.js';

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

/** What a theorem is a theorem of. Nothing of it can change once it is made. */
export interface Theory {
  readonly programs: readonly Program[];
  readonly definitions: readonly Definition[];
  readonly axioms: readonly Axiom[];
  readonly kinds: readonly MachineKind[];
  program(symbol: FunctionSymbol): Program | undefined;
  definition(predicate: PredicateSymbol): Definition | undefined;
  axiom(name: string): Axiom | undefined;
  kind(predicate: PredicateSymbol): MachineKind | undefined;
}

const theories = brand();

export const isTheory = (value: unknown): boolean => theories.owns(value);

/**
 * Makes a theory, in which every program and definition is over its own parameters, no program holds a secret, a definition uses only
 * earlier ones (so that none is circular), and axioms are closed.
 */
export function theory(parts: {
  readonly programs: readonly Program[];
  readonly definitions: readonly Definition[];
  readonly axioms: readonly Axiom[];
  readonly kinds: readonly MachineKind[];
}): Theory {
  const programs = indexed(parts.programs, (p) => p.symbol, checkProgram);
  const definitions = indexed(parts.definitions, (d) => d.predicate, checkDefinition);
  const axioms = indexed(parts.axioms, (a) => a.name, checkAxiom);
  const kinds = indexed(parts.kinds, (k) => k.predicate, checkKind);
  checkOrder(definitions, kinds);
  return theories.make({
    programs: Object.freeze([...programs.values()]),
    definitions: Object.freeze([...definitions.values()]),
    axioms: Object.freeze([...axioms.values()]),
    kinds: Object.freeze([...kinds.values()]),
    program: (symbol) => programs.get(symbol),
    definition: (predicate) => definitions.get(predicate),
    axiom: (name) => axioms.get(name),
    kind: (predicate) => kinds.get(predicate),
  } satisfies Theory);
}

function indexed<K, T extends object>(
  items: readonly T[],
  keyOf: (item: T) => K,
  check: (item: T) => T,
): ReadonlyMap<K, T> {
  const map = new Map<K, T>();
  for (const item of items) {
    const checked = Object.freeze(check(item));
    demand(!map.has(keyOf(checked)), 'a theory declares each symbol and each axiom once');
    map.set(keyOf(checked), checked);
  }
  return map;
}

function checkProgram({ symbol, params, body }: Program): Program {
  demand(
    isSymbol(symbol) && symbol.constructs && symbol.result === 'Term',
    `${symbol.name} is no constructor of terms`,
  );
  checkParams(symbol.name, symbol.args, params, body);
  if (body === undefined) return { symbol, params: Object.freeze([...params]) };
  demand(isSegment(body), `${symbol.name}: the body is no segment of the kernel`);
  checkSecrets(symbol.name, body);
  return { symbol, params: Object.freeze([...params]), body };
}

function checkSecrets(name: string, segment: Segment): void {
  const stack: Term[] = [];
  for (let rest: Segment = segment; ; rest = rest.rest) {
    if (rest.kind === 'jump') stack.push(rest.target);
    if (rest.kind !== 'step') break;
    stack.push(...rest.args);
  }
  for (let term = stack.pop(); term !== undefined; term = stack.pop()) {
    if (term.kind !== 'application') continue;
    demand(!term.symbol.secret, `${name} contains ${term.symbol.name}, which takes a key to make`);
    stack.push(...term.args);
  }
}

function checkDefinition({ predicate, params, body }: Definition): Definition {
  demand(isSymbol(predicate) && isFormula(body), `${predicate.name}: not a symbol and a formula of the kernel`);
  checkParams(predicate.name, predicate.args, params, body);
  return { predicate, params: Object.freeze([...params]), body };
}

/** A definition only abbreviates: its predicate has no other meaning, and its body uses earlier definitions alone. */
function checkOrder(
  definitions: ReadonlyMap<PredicateSymbol, Definition>,
  kinds: ReadonlyMap<PredicateSymbol, MachineKind>,
): void {
  const known = new Set<PredicateSymbol>();
  for (const { predicate, body } of definitions.values()) {
    demand(!corePredicates.includes(predicate) && !kinds.has(predicate), `${predicate.name} has a meaning already`);
    for (const used of predicatesOf(body))
      demand(known.has(used) || !definitions.has(used), `${predicate.name} uses ${used.name} before it is defined`);
    known.add(predicate);
  }
}

function checkParams(
  name: string,
  sorts: readonly string[],
  params: readonly Variable[],
  body: Node | undefined,
): void {
  demand(
    params.every((p) => isTerm(p) && p.kind === 'variable'),
    `${name}: a parameter is no variable of the kernel`,
  );
  demand(
    params.length === sorts.length && params.every((p, i) => p.sort === sorts[i]),
    `${name}: the parameters are not of its sorts`,
  );
  params.forEach((p, i) =>
    demand(
      params.slice(0, i).every((q) => !occurs(p, q)),
      `${name}: parameter ${p.name} stands twice`,
    ),
  );
  if (body === undefined) return;
  demand(body.loose === 0, `${name}: the body has a bound variable without its binder`);
  for (const v of body.free)
    demand(
      params.some((p) => occurs(v, p)),
      `${name}: ${v.name} is no parameter`,
    );
}

function checkAxiom({ name, formula }: Axiom): Axiom {
  demand(isFormula(formula) && formula.loose === 0 && formula.free.length === 0, `axiom ${name} is not closed`);
  return { name, formula };
}

function checkKind({ predicate, reset, lateLaunch }: MachineKind): MachineKind {
  demand(
    isSymbol(predicate) && predicate.args.length === 1 && predicate.args[0] === 'Machine',
    `${predicate.name} is no kind of machine`,
  );
  for (const program of [reset, lateLaunch])
    demand(
      program === undefined || (isSymbol(program) && program.args.join() === 'Machine'),
      `${predicate.name} runs a program of its machine`,
    );
  return { predicate, ...(reset && { reset }), ...(lateLaunch && { lateLaunch }) };
}

function predicatesOf(formula: Formula): ReadonlySet<PredicateSymbol> {
  const found = new Set<PredicateSymbol>();
  const stack = [formula];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'atom') found.add(next.predicate);
    if (next.kind === 'and' || next.kind === 'or') stack.push(...next.parts);
    if (next.kind === 'implies') stack.push(next.left, next.right);
    if (next.kind === 'not' || next.kind === 'forall' || next.kind === 'exists') stack.push(next.body);
  }
  return found;
}
