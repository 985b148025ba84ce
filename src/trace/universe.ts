import { apply, core, type FunctionSymbol, type Sort, type Term } from '../kernel/index.js';
import { individual, instances, isApplication, namesOf, principalsIn, type World } from '../semantics/index.js';
import { constantsOf, isConstant, itself } from './constants.js';
import type { History } from './history.js';
import { narrow, type Room } from './room.js';
import { someOf } from './somebody.js';

/** Whom a thread belongs to, and where it runs. */
interface Standing {
  readonly owner: Term;
  readonly machine: Term;
}

/** What a quantifier over a sort ranges over; `complete` where there is nothing else. */
export interface Domain {
  readonly values: readonly Term[];
  readonly complete: boolean;
}

/**
 * What quantifiers range over on a trace, and what constants stand for (docs/language.md, Domains). No sort is empty. Threads that were never born,
 * principals of no account and names that nobody uses are without end: as many of them are here as a formula can tell apart ({@link Room}). Terms are
 * without end as well: those here are a sample, from which nothing follows of all.
 */
export class Universe {
  readonly #history: History;
  readonly #room: Room;
  readonly #domains = new Map<Sort, Domain>();
  #unborn: ReadonlyMap<Term, Standing> | undefined;
  #mentioned: ReadonlySet<FunctionSymbol> | undefined;
  #terms: readonly Term[] | undefined;

  constructor(history: History, room: Room = narrow) {
    this.#history = history;
    this.#room = room;
  }

  standingOf(thread: Term): Standing | undefined {
    return this.#history.threads.get(thread) ?? this.#unbornThreads().get(thread);
  }

  #unbornThreads(): ReadonlyMap<Term, Standing> {
    if (this.#unborn !== undefined) return this.#unborn;
    const unborn = new Map<Term, Standing>();
    const { world } = this.#history;
    for (const machine of this.machines())
      for (const [i, owner] of this.principals().entries())
        for (const name of numbered(`unborn_${nameOf(machine)}_${i}`, this.#room.threads))
          unborn.set(individual(world, 'thread', name), { owner, machine });
    this.#unborn = unborn;
    return unborn;
  }

  threads = (): readonly Term[] => this.#domain('Thread').values;

  /** Those of the world, and who takes no part: one at least. */
  machines = (): readonly Term[] => this.#domain('Machine').values;

  /** Those who are honest, whose keys boot code has, who own threads, who are named after machines; and others. */
  principals = (): readonly Term[] => this.#domain('Principal').values;

  names = (): readonly Term[] => this.#domain('Name').values;

  /** All locations: machines have them of every name, whichever their kind declares. */
  locations = (): readonly Term[] => this.#domain('Location').values;

  /** Whether the trace is about the constant itself, which is then nobody else. */
  isItself(constant: FunctionSymbol): boolean {
    this.#mentioned ??= constantsOf(this.#history);
    return this.#mentioned.has(constant);
  }

  /** A sample: what the events are about, its parts, and some more. */
  terms(): readonly Term[] {
    if (this.#terms !== undefined) return this.#terms;
    const found = new Map<Term, true>();
    const { world, events } = this.#history;
    const open: Term[] = [world.words.sinit, world.words.unset, individual(world, 'data', 'generic')];
    for (const program of instances(world).slice(0, 2)) open.push(program);
    for (const { event } of events.slice(0, sampled)) open.push(...event.args);
    for (let term = open.shift(); term !== undefined && found.size < sampleSize; term = open.shift()) {
      if (!isApplication(term)) continue;
      if (term.sort === 'Term') found.set(term, true);
      open.push(...term.args);
    }
    this.#terms = [...found.entries()].map(([term]) => term);
    return this.#terms;
  }

  /** What a quantifier over a sort ranges over; undefined for a sort of which nothing is known. */
  of(sort: Sort): Domain | undefined {
    switch (sort) {
      case 'Time':
      case 'Event':
        return undefined;
      case 'Term':
        return { values: this.terms(), complete: false };
      case 'Programs':
        return { values: this.#history.world.honest.map(({ programs }) => programSet(programs)), complete: false };
      default:
        return this.#domain(sort);
    }
  }

  #domain(sort: Sort): Domain {
    const known = this.#domains.get(sort);
    if (known !== undefined) return known;
    const first = { values: this.#individuals(sort), complete: true };
    // What is applied to things of the sort itself goes on without end.
    this.#domains.set(sort, { ...first, complete: false });
    const made = makersOf(this.#history.world, sort).map((symbol) => this.#made(symbol));
    const domain = {
      values: unique([...first.values, ...made.flatMap(({ values }) => values)]),
      complete: made.every(({ complete }) => complete),
    };
    this.#domains.set(sort, domain);
    return domain;
  }

  /** What a function of the model gives: of different things different ones. */
  #made(symbol: FunctionSymbol): Domain {
    const domains = symbol.args.map((sort) => this.of(sort) ?? { values: [], complete: false });
    const args = domains.reduce<readonly (readonly Term[])[]>(
      (all, { values }) => all.flatMap((some) => values.map((value) => [...some, value])).slice(0, mostMade),
      [[]],
    );
    const isAll = domains.reduce((count, { values }) => count * values.length, 1) === args.length;
    return {
      values: args.map((each) => apply(symbol, ...each)),
      complete: isAll && domains.every(({ complete }) => complete),
    };
  }

  /** Of a sort those that no function gives; of which there is one at least. */
  #individuals(sort: Sort): readonly Term[] {
    const { world, threads } = this.#history;
    const { machines, names, principals, others } = this.#room;
    const some = (role: 'machine' | 'principal', name: string, count: number): readonly Term[] =>
      numbered(name, count).map((each) => individual(world, role, each));
    switch (sort) {
      case 'Thread':
        return [...threads.keys(), ...this.#themselves(sort), ...this.#unbornThreads().keys()];
      case 'Machine': {
        const own = world.machines.map(({ term }) => term);
        return [
          ...own,
          ...some('machine', 'elsewhere', Math.max(machines, own.length === 0 ? 1 : 0)),
          ...this.#themselves(sort),
        ];
      }
      case 'Principal': {
        const owners = [...threads.values()].map(({ owner }) => owner);
        return [
          ...unique([...principalsIn(world), ...owners, ...this.#themselves(sort)]),
          ...some('principal', 'nobody', principals),
        ];
      }
      case 'Name':
        return [...namesOf(world), ...numbered('unnamed', names).map((each) => individual(world, 'name', each))];
      case 'Locations':
        return [];
      case 'Location':
        return [...locations(this.machines(), this.names(), world), ...this.#themselves(sort)];
      default:
        return [...this.#themselves(sort), ...numbered(sort, others).map((name) => someOf(world, sort, name))];
    }
  }

  /** The constants of a sort that the trace itself is about. */
  #themselves(sort: Sort): readonly Term[] {
    const { functions } = this.#history.world.symbols;
    return [...functions.values()].flatMap((symbol) =>
      symbol.result === sort && isConstant(symbol) && this.isItself(symbol) ? [itself(symbol)] : [],
    );
  }
}

const [sampled, sampleSize] = [40, 24];
/** So many values of a function are looked at, at most. */
const mostMade = 200;

/** The functions whose values are other individuals of a sort than those that a trace has by itself. */
function makersOf({ symbols, words }: World, sort: Sort): readonly FunctionSymbol[] {
  const own: readonly FunctionSymbol[] = [core.owner, core.machineOf, words.memory, words.pcr, words.dpcr, words.vpcr];
  return [...symbols.functions.values()].filter(
    (symbol) => symbol.result === sort && !own.includes(symbol) && !isConstant(symbol) && sort !== 'Name',
  );
}

const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? name : `${name}_${i}`));

const nameOf = (term: Term): string => (isApplication(term) ? term.symbol.name : '');

function unique(terms: readonly Term[]): readonly Term[] {
  const found = new Map<Term, true>();
  for (const term of terms) found.set(term, true);
  return [...found.entries()].map(([term]) => term);
}

const locations = (machines: readonly Term[], names: readonly Term[], { words }: World): readonly Term[] =>
  machines.flatMap((machine) =>
    [words.memory, words.pcr, words.dpcr, words.vpcr].flatMap((space) =>
      names.map((name) => apply(space, machine, name)),
    ),
  );

/** A set of programs as the logic lists them. */
export const programSet = (programs: readonly Term[]): Term =>
  programs.reduceRight((rest, program) => apply(core.alsoProgram, program, rest), apply(core.noPrograms));
