import { apply, core, type Term } from '../kernel/index.js';
import { individual, instances, isApplication, TermMap, type World } from '../semantics/index.js';
import type { History } from './history.js';

/** Whom a thread belongs to, and where it runs. */
interface Standing {
  readonly owner: Term;
  readonly machine: Term;
}

/**
 * What quantifiers range over on a trace where nothing narrower is known. Threads that were never born are many: one stands for those of an
 * owner on a machine. Terms are without end: those here are a sample, from which nothing follows of all.
 */
export class Universe {
  readonly #history: History;
  readonly #unborn = new Map<Term, Standing>();
  #terms: readonly Term[] | undefined;

  constructor(history: History) {
    this.#history = history;
    const { machines } = history.world;
    for (const machine of machines)
      for (const [i, owner] of this.principals().entries())
        this.#unborn.set(individual(history.world, 'thread', `unborn_${machine.name}_${i}`), {
          owner,
          machine: machine.term,
        });
  }

  standingOf(thread: Term): Standing | undefined {
    return this.#history.threads.get(thread) ?? this.#unborn.get(thread);
  }

  threads(): readonly Term[] {
    return [...this.#history.threads.keys(), ...this.#unborn.keys()];
  }

  machines(): readonly Term[] {
    return this.#history.world.machines.map(({ term }) => term);
  }

  /** Those who are honest, who own threads, who are named after machines; and one more. */
  principals(): readonly Term[] {
    const { world, threads } = this.#history;
    const found = new TermMap<true>();
    for (const { principal } of world.honest) found.set(principal, true);
    for (const { owner } of threads.values()) found.set(owner, true);
    for (const symbol of world.symbols.functions.values())
      if (symbol.result === 'Principal' && symbol.args.join() === 'Machine')
        for (const machine of world.machines) found.set(apply(symbol, machine.term), true);
    found.set(individual(world, 'principal', 'nobody'), true);
    return [...found.entries()].map(([term]) => term);
  }

  names(): readonly Term[] {
    return [...this.#history.world.symbols.names.values()].map((symbol) => apply(symbol));
  }

  locations(): readonly Term[] {
    return locations(this.#history.world);
  }

  /** A sample: what the events are about, its parts, and some more. */
  terms(): readonly Term[] {
    if (this.#terms !== undefined) return this.#terms;
    const found = new TermMap<true>();
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

  /** What a quantifier over a sort ranges over; undefined for a sort of which nothing is known. `complete` where there is nothing else. */
  of(sort: string): { readonly values: readonly Term[]; readonly complete: boolean } | undefined {
    switch (sort) {
      case 'Thread':
        return { values: this.threads(), complete: true };
      case 'Machine':
        return { values: this.machines(), complete: true };
      case 'Principal':
        return { values: this.principals(), complete: true };
      case 'Name':
        return { values: this.names(), complete: true };
      case 'Location':
        return { values: this.locations(), complete: true };
      case 'Term':
        return { values: this.terms(), complete: false };
      case 'Programs':
        return { values: this.#history.world.honest.map(({ programs }) => programSet(programs)), complete: false };
      default:
        return undefined;
    }
  }
}

const [sampled, sampleSize] = [40, 24];

const known = new WeakMap<World['machines'], readonly Term[]>();

/** All locations: machines have them of every name, whichever their kind declares. */
export function locations(world: World): readonly Term[] {
  const found = known.get(world.machines);
  if (found !== undefined) return found;
  const { memory, pcr, dpcr } = world.words;
  const names = [...world.symbols.names.values()].map((symbol) => apply(symbol));
  const all = world.machines.flatMap(({ term }) =>
    [memory, pcr, dpcr].flatMap((space) => names.map((name) => apply(space, term, name))),
  );
  known.set(world.machines, all);
  return all;
}

/** A set of programs as the logic lists them. */
export const programSet = (programs: readonly Term[]): Term =>
  programs.reduceRight((rest, program) => apply(core.alsoProgram, program, rest), apply(core.noPrograms));

/** The programs that a set lists; undefined for what is no list. */
export function programsIn(set: Term): readonly Term[] | undefined {
  const programs: Term[] = [];
  let rest = set;
  while (isApplication(rest) && rest.symbol === core.alsoProgram) {
    programs.push(rest.args[0] as Term);
    rest = rest.args[1] as Term;
  }
  return isApplication(rest) && rest.symbol === core.noPrograms ? programs : undefined;
}
