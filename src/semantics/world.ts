import {
  apply,
  closeBody,
  type FunctionSymbol,
  functionSymbol,
  openBody,
  type PredicateSymbol,
  type Segment,
  type Sort,
  type Term,
  type Theory,
} from '../kernel/index.js';
import { isApplication } from './terms.js';
import { type Symbols, type Words, wordsOf } from './words.js';

/** What a kind of machine has. Locations are by their names. A virtual one has the registers of its vTPM, and no others. */
export interface Kind {
  readonly name: string;
  readonly predicate: PredicateSymbol;
  readonly memory: readonly string[];
  readonly pcrs: readonly string[];
  readonly dpcrs: readonly string[];
  readonly vpcrs: readonly string[];
  readonly isVirtual: boolean;
  /** Whose keys a machine has in its TPM, or vTPM: of the machine. */
  readonly principals: readonly FunctionSymbol[];
  readonly reset?: FunctionSymbol;
  readonly lateLaunch?: FunctionSymbol;
}

export interface Machine {
  readonly name: string;
  readonly term: Term;
  readonly kind: Kind;
}

/** An assumption that whoever `principal` is, each of its threads was started to run one of these programs. */
export interface Honesty {
  readonly principal: Term;
  readonly programs: readonly Term[];
}

/** An assumption of who alone has a key: whom a boot of a machine begins, or who jumps to a program and had another key until then. */
export type BootKey =
  | { readonly principal: Term; readonly by: 'reset' | 'launch'; readonly machine: Term }
  | { readonly principal: Term; readonly by: 'jump'; readonly parent: Term; readonly program: Term };

/** The model that a world is a world of, as far as the semantics looks at it. */
export interface Scenery {
  readonly theory: Theory;
  readonly symbols: Symbols;
  readonly kinds: readonly Kind[];
  /** Of programs: for each parameter the name of the kind of machine that it is of, if it is of one. */
  readonly paramKinds: ReadonlyMap<string, readonly (string | undefined)[]>;
}

/** What stays the same throughout a trace: the model, its machines, what memory holds at first, who is honest, what keys boot code has. */
export interface World extends Scenery {
  readonly words: Words;
  readonly machines: readonly Machine[];
  readonly honest: readonly Honesty[];
  readonly bootKeys: readonly BootKey[];
  /** What memory holds before anything happens: public data, and `blank` where nothing is said. */
  readonly initial: Map<Term, Term>;
  readonly individuals: Individuals;
}

/** What memory holds where nothing is said: data that is no program. */
export const blank = apply(functionSymbol('blank', [], 'Term', 'constructor'));

/** What a constant stands for that the model does not declare. */
export type Role = 'machine' | 'thread' | 'principal' | 'name' | 'nonce' | 'foreign' | 'data';

const sortOfRole: Readonly<Record<Role, Sort>> = {
  machine: 'Machine',
  thread: 'Thread',
  principal: 'Principal',
  name: 'Name',
  nonce: 'Term',
  foreign: 'Term',
  data: 'Term',
};

/**
 * The individuals of traces: constants that no model declares, all different, each of one role. Those that runs number are remembered only as long
 * as somebody has them.
 */
export class Individuals {
  readonly #byName = new Map<string, Term>([['blank', blank]]);
  readonly #numbered = new Map<string, WeakRef<Term>>();
  readonly #forgotten = new FinalizationRegistry<string>((name) => {
    if (this.#numbered.get(name)?.deref() === undefined) this.#numbered.delete(name);
  });
  readonly #roles = new WeakMap<FunctionSymbol, Role>();

  /** The individual of this name; it is made when it is first asked for. Throws where the name is another role's. */
  of(role: Role, name: string): Term {
    const known = this.named(name);
    if (known !== undefined) {
      const is = this.roleOf(known);
      if (is !== role) throw new Error(`${name} is a ${is ?? 'constant'} and no ${role}`);
      return known;
    }
    const symbol = functionSymbol(name, [], sortOfRole[role], 'constructor');
    const term = apply(symbol);
    this.#roles.set(symbol, role);
    if (numbered.test(name)) {
      this.#numbered.set(name, new WeakRef(term));
      this.#forgotten.register(term, name);
    } else this.#byName.set(name, term);
    return term;
  }

  named(name: string): Term | undefined {
    return this.#byName.get(name) ?? this.#numbered.get(name)?.deref();
  }

  roleOf(term: Term): Role | undefined {
    return isApplication(term) ? this.#roles.get(term.symbol) : undefined;
  }
}

const numbered = /^[A-Za-z]\d+_*$/;

/** An individual of a name that the model and other roles leave free: with as many underscores behind it as that takes. */
export function individual(
  { individuals, symbols }: Pick<World, 'individuals' | 'symbols'>,
  role: Role,
  name: string,
): Term {
  const isAnother = (known: Term | undefined): boolean => known !== undefined && individuals.roleOf(known) !== role;
  let free = name;
  while (symbols.functions.has(free) || symbols.names.has(free) || isAnother(individuals.named(free))) free += '_';
  return individuals.of(role, free);
}

interface Parts {
  readonly machines: readonly { readonly name: string; readonly kind: Kind }[];
  readonly honest?: (machines: readonly Machine[]) => readonly Honesty[];
  readonly bootKeys?: (machines: readonly Machine[]) => readonly BootKey[];
  readonly initial?: (machines: readonly Machine[]) => readonly (readonly [location: Term, value: Term])[];
}

export function worldOf(scenery: Scenery, parts: Parts, individuals = new Individuals()): World {
  const machines = parts.machines.map(({ name, kind }) => ({ name, kind, term: individuals.of('machine', name) }));
  const initial = new Map<Term, Term>();
  for (const [location, value] of parts.initial?.(machines) ?? []) initial.set(location, value);
  return {
    ...scenery,
    words: wordsOf(scenery.symbols),
    machines,
    individuals,
    initial,
    honest: parts.honest?.(machines) ?? [],
    bootKeys: parts.bootKeys?.(machines) ?? [],
  };
}

/** What a program does: its code; `foreign` for a program that may do anything; undefined for what is no program. */
export type Code = Segment | 'foreign';

/** Worlds of the same individuals, which are worlds of one model, share the code of programs. */
const codes = new WeakMap<Individuals, Map<Term, Code>>();

export function codeOf(world: World, program: Term): Code | undefined {
  const { theory, individuals } = world;
  if (!isApplication(program)) return undefined;
  if (individuals.roleOf(program) === 'foreign') return 'foreign';
  const declared = theory.program(program.symbol);
  if (declared === undefined) return undefined;
  const known = codes.get(individuals) ?? new Map<Term, Code>();
  codes.set(individuals, known);
  const found = known.get(program);
  if (found !== undefined) return found;
  const code =
    declared.body === undefined
      ? 'foreign'
      : openBody(closeBody(declared.body, declared.params), [...program.args].reverse());
  known.set(program, code);
  return code;
}
