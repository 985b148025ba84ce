import type { Piece } from './pieces.js';
import { demand } from './refusal.js';
import { keyOf, type Operator, type Predicate, type Sign } from './symbols.js';

export interface Program {
  readonly symbol: Operator;
  readonly params: readonly Piece[];
  /** What it does; undefined where it may do anything. */
  readonly body: Piece | undefined;
}

export interface Definition {
  readonly symbol: Predicate;
  readonly params: readonly Piece[];
  readonly body: Piece;
}

export interface Axiom {
  readonly name: string;
  readonly formula: Piece;
}

/** A kind of machine, and which programs its resets and late launches run. */
export interface MachineKind {
  readonly symbol: Predicate;
  readonly reset: Operator | undefined;
  readonly lateLaunch: Operator | undefined;
}

/** Sets of programs: of one, for all machines of some kinds, and those of another set. */
export interface Family {
  readonly symbol: Operator;
  readonly program: Operator;
  /** Of which kind a parameter is for all of which it is; undefined where the symbol is given it. */
  readonly kinds: readonly (Predicate | undefined)[];
}

/** What the theorems of a model are about. */
export interface Theory {
  readonly programs: ReadonlyMap<Sign, Program>;
  /** In their order: a definition uses only those before it. */
  readonly definitions: ReadonlyMap<Sign, Definition>;
  readonly axioms: readonly Axiom[];
  readonly kinds: ReadonlyMap<Sign, MachineKind>;
  readonly families: ReadonlyMap<Sign, Family>;
}

/** What all theories share: the files in `logic/`. */
export interface Logic {
  readonly signs: ReadonlyMap<string, Sign>;
  readonly axioms: ReadonlyMap<string, Piece>;
}

interface Parts {
  readonly programs: readonly Program[];
  readonly definitions: readonly Definition[];
  readonly axioms: readonly Axiom[];
  readonly kinds: readonly MachineKind[];
  readonly families: readonly Family[];
}

/**
 * A theory of its parts. Each program, definition and kind is of a symbol of the model's own, to which the logic gives no meaning, and declared once; bodies
 * speak of nothing but the parameters; no program holds what takes a key to make; no definition uses itself, or later ones; axioms are closed, and
 * one that bears a name of the logic is the logic's. Throws a {@link Refusal} otherwise.
 */
export function theoryOf({ programs, definitions, axioms, kinds, families }: Parts, logic: Logic): Theory {
  const isOwn = (sign: Sign): boolean => !logic.signs.has(keyOf(sign));
  const bySymbol = <T extends { readonly symbol: Sign }>(items: readonly T[], what: string): Map<Sign, T> => {
    for (const { symbol } of items)
      demand(isOwn(symbol), `${what} ${symbol.name} has the name of something of the logic`);
    const found = new Map(items.map((item): [Sign, T] => [item.symbol, item]));
    demand(found.size === items.length, `a ${what} is declared twice`);
    return found;
  };
  const theory: Theory = {
    programs: bySymbol(programs, 'program'),
    definitions: bySymbol(definitions, 'definition'),
    kinds: bySymbol(kinds, 'kind of machine'),
    families: bySymbol(families, 'set of programs'),
    axioms,
  };
  for (const program of programs) checkProgram(program);
  for (const definition of definitions) checkParams(definition);
  for (const { symbol } of definitions)
    demand(!theory.kinds.has(symbol), `${symbol.name} is a kind of machine, and is defined`);
  checkOrder(definitions);
  for (const kind of kinds) {
    checkKind(kind);
    for (const started of [kind.reset, kind.lateLaunch])
      demand(started === undefined || isOwn(started), `${kind.symbol.name} runs what is no program, but of the logic`);
  }
  for (const family of families) {
    checkFamily(family);
    demand(isOwn(family.program), `${family.symbol.name} is of what is no program, but of the logic`);
  }
  for (const axiom of axioms) checkAxiom(axiom, logic);
  demand(new Set(axioms.map(({ name }) => name)).size === axioms.length, 'an axiom is declared twice');
  return theory;
}

/** Parameters are different variables of the symbol's sorts, and the only ones in the body. */
function checkParams({ symbol, params, body }: Program | Definition): void {
  const fit =
    params.length === symbol.args.length &&
    params.every(({ head, sort }, i) => head.kind === 'variable' && sort === symbol.args[i]);
  demand(
    fit && new Set(params).size === params.length,
    `the parameters of ${symbol.name} are not different variables of its sorts`,
  );
  if (body === undefined) return;
  const closed = body.loose === 0 && body.free.every((variable) => params.includes(variable));
  demand(closed, `the body of ${symbol.name} has variables that are no parameters`);
}

function checkProgram(program: Program): void {
  const { symbol, body } = program;
  demand(
    symbol.kind === 'constructor' && symbol.result === 'Term',
    `${symbol.name} is no constructor of terms, and no program`,
  );
  checkParams(program);
  if (body === undefined) return;
  demand(body.is === 'segment', `the body of ${symbol.name} is no program`);
  for (const { head } of allIn([body]))
    demand(head.kind !== 'apply' || head.symbol.kind !== 'secret', `${symbol.name} contains what takes a key to make`);
}

function checkOrder(definitions: readonly Definition[]): void {
  const later = new Set<Sign>(definitions.map(({ symbol }) => symbol));
  for (const { symbol, body } of definitions) {
    demand(body.is === 'formula', `the body of ${symbol.name} is no formula`);
    for (const { head } of allIn([body]))
      demand(
        head.kind !== 'atom' || !later.has(head.symbol),
        `${symbol.name} uses a definition that does not come before it`,
      );
    later.delete(symbol);
  }
}

function checkKind({ symbol, reset, lateLaunch }: MachineKind): void {
  const ofMachine = ({ args }: Sign): boolean => args.length === 1 && args[0] === 'Machine';
  demand(ofMachine(symbol), `${symbol.name} is no kind of machine`);
  for (const started of [reset, lateLaunch]) {
    if (started === undefined) continue;
    const isProgram = ofMachine(started) && started.kind === 'constructor' && started.result === 'Term';
    demand(isProgram, `what machines of the kind ${symbol.name} run is no program of the machine`);
  }
}

function checkAxiom({ name, formula }: Axiom, { axioms }: Logic): void {
  const closed = formula.is === 'formula' && formula.loose === 0 && formula.free.length === 0;
  demand(closed, `axiom ${name} is no closed formula`);
  const known = axioms.get(name);
  demand(known === undefined || known === formula, `axiom ${name} is not what the logic calls ${name}`);
}

/** Pieces and all that is in them. */
export function allIn(roots: readonly Piece[]): ReadonlySet<Piece> {
  const found = new Set(roots);
  for (const { parts } of found) for (const part of parts) found.add(part);
  return found;
}

/** What a program does, of a term that is one. */
export function programOf({ programs }: Theory, { head }: Piece): Program {
  const program = head.kind === 'apply' ? programs.get(head.symbol) : undefined;
  demand(program?.body !== undefined, 'the code of a program is not known');
  return program;
}

function checkFamily({ symbol, program, kinds }: Family): void {
  const args = [...program.args.filter((_, i) => kinds[i] === undefined), 'Programs'];
  const fits =
    kinds.length === program.args.length &&
    kinds.some((kind) => kind !== undefined) &&
    kinds.every((kind, i) => kind === undefined || (kind.args.join() === 'Machine' && program.args[i] === 'Machine'));
  demand(fits, `${symbol.name} is not of a program for all machines of some kinds`);
  const makes = symbol.kind === 'constructor' && symbol.result === 'Programs' && symbol.args.join() === args.join();
  demand(makes && program.result === 'Term', `${symbol.name} makes no sets of programs`);
}
