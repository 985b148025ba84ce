import type { Segment, Term } from '../kernel/index.js';
import { Knowledge } from './knowledge.js';
import { placeOf } from './locations.js';
import { Log } from './log.js';
import { Used } from './used.js';
import { blank, type World } from './world.js';

/** What a machine's locations hold. A register that is not listed holds `base`. */
export interface Store {
  /** Whether it was ever reset, or a virtual one since it was placed: before that no thread runs on it. */
  readonly booted: boolean;
  /** Of a virtual machine: where it was placed, until that machine is reset. */
  readonly host?: Term;
  readonly memory: ReadonlyMap<Term, Term>;
  readonly pcr: Registers;
  readonly dpcr: Registers;
  readonly vpcr: Registers;
  /** Who holds which of its locations. */
  readonly locks: ReadonlyMap<Term, Thread>;
}

export interface Registers {
  readonly base: Term;
  readonly values: ReadonlyMap<Term, Term>;
}

/** A thread, as it is named and where it runs. */
export interface Thread {
  readonly term: Term;
  readonly owner: Term;
  readonly machine: Term;
}

/** What a thread does next: the rest of a program, with the results so far; or any code at all. */
export type Control =
  | { readonly kind: 'program'; readonly rest: Segment; readonly results: readonly Term[] }
  | { readonly kind: 'foreign' };

export interface Running extends Thread {
  readonly control: Control;
  /** Whose keys it has by what it began last, besides its owner's: `boot-keys.ts`. */
  readonly keys: readonly Term[];
  /** The results of its actions, which are its own until it sends or writes them. */
  readonly own: Knowledge;
}

/**
 * All that the future depends on. A value: a step makes another one.
 * Machines, threads and locations ({@link placeOf}) are one object each, so that they can be keys.
 */
export interface Configuration {
  readonly world: World;
  readonly stores: ReadonlyMap<Term, Store>;
  /** The threads that can still act, in the order of their births. */
  readonly threads: ReadonlyMap<Term, Running>;
  /** What anybody can know: what was sent, and what locations held. */
  readonly known: Knowledge;
  /** What was sent, in order. */
  readonly sent: Log;
  /** The threads that were ever born. */
  readonly born: Used;
  /** The nonces that were made. */
  readonly made: Used;
}

/** No machine has been reset: registers are unset, there are no threads and no locks. */
export function beginning(world: World): Configuration {
  const { unset } = world.words;
  const store: Store = {
    booted: false,
    memory: new Map(),
    pcr: { base: unset, values: new Map() },
    dpcr: { base: unset, values: new Map() },
    vpcr: { base: unset, values: new Map() },
    locks: new Map(),
  };
  return {
    world,
    stores: new Map(world.machines.map(({ term }) => [term, store])),
    threads: new Map(),
    known: Knowledge.none(world),
    sent: Log.empty(),
    born: Used.none('I'),
    made: Used.none('n'),
  };
}

/** What a location always holds whose machine takes no part, as none of the world's does before its first reset; undefined for what is none of these. */
export function valueElsewhere(world: World, location: Term): Term | undefined {
  const { memory, pcr, dpcr, vpcr, unset } = world.words;
  if (placeOf(world, location) !== undefined || location.kind !== 'application') return undefined;
  if (location.symbol === memory) return blank;
  return [pcr, dpcr, vpcr].includes(location.symbol) ? unset : undefined;
}

/** What a location holds; undefined where there is no such machine. */
export function valueAt({ world, stores }: Configuration, location: Term): Term | undefined {
  const place = placeOf(world, location);
  if (place === undefined) return undefined;
  const store = stores.get(place.machine) as Store;
  if (place.space === 'memory') return store.memory.get(place.location) ?? world.initial.get(location) ?? blank;
  const { base, values } = store[place.space];
  return values.get(place.location) ?? base;
}

/**
 * What would be, had memory held this value from the beginning in a location that nobody has read or written: of all that went before, nothing would be
 * otherwise.
 */
export function hadItHeld(c: Configuration, location: Term, value: Term): Configuration {
  const initial = new Map(c.world.initial).set(location, value);
  return { ...c, world: { ...c.world, initial } };
}

/** Who holds a location. */
export const holderOf = ({ world, stores }: Configuration, location: Term): Thread | undefined => {
  const place = placeOf(world, location);
  return place && stores.get(place.machine)?.locks.get(place.location);
};
