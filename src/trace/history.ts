import { core, type FunctionSymbol, type Term } from '../kernel/index.js';
import {
  actorOf,
  argsOf,
  beginning,
  bornBy,
  type Configuration,
  hostOf,
  keysByBoot,
  keysByJump,
  type Occurrence,
  placeOf,
  Refusal,
  step,
  type Thread,
  valueAt,
  valueElsewhere,
  type World,
} from '../semantics/index.js';

/** An event of a trace. Times are counted from 1; what was between two events is between two numbers. */
export interface Happened {
  readonly time: number;
  readonly event: Extract<Term, { kind: 'application' }>;
  /** The thread that acts. */
  readonly actor?: Term;
}

/** What something was from a time on, until the next time. */
export interface Change<T> {
  readonly from: number;
  readonly value: T;
}

/** What happens once in a configuration that the semantics does not allow. */
export class NotEnabled extends Error {
  override readonly name = 'NotEnabled';
  /** Counted from 1. */
  readonly time: number;

  constructor(time: number, reason: string) {
    super(reason);
    this.time = time;
  }
}

/**
 * A trace, put so that formulas can be looked up in it: events by their symbols and arguments, values and locks by location. It grows by
 * events that the semantics takes, and can be taken back to any earlier place; it holds nothing that the step relation did not allow.
 */
export class History {
  #world: World;
  readonly events: Happened[] = [];
  /** Threads in the order of their births, and when these were. */
  readonly threads = new Map<Term, Thread & { readonly born: number }>();
  #now: Configuration;
  /** The configuration before each event, where the trace may be taken back. */
  readonly #before: Configuration[] | undefined;
  readonly #bySymbol = new Map<FunctionSymbol, Happened[]>();
  readonly #byArgument = new Map<FunctionSymbol, Map<number, Map<Term, Happened[]>>>();
  readonly #acts = new Map<Term, Happened[]>();
  readonly #values = new Map<Term, Change<Term>[]>();
  readonly #holders = new Map<Term, Change<Term | undefined>[]>();

  /** @param canUndo whether {@link undo} will be asked for: a trace that only grows need not remember where it was */
  constructor(world: World, canUndo = false) {
    this.#world = world;
    this.#before = canUndo ? [] : undefined;
    this.#now = beginning(world);
  }

  get world(): World {
    return this.#world;
  }

  /** What memory held at first may be chosen late, where nobody has read or written it: then it is another world, of the same events. */
  set world(world: World) {
    if (world === this.#world) return;
    this.#world = world;
    for (const [location, changes] of this.#values.entries())
      changes[0] = { from: Number.NEGATIVE_INFINITY, value: firstValue(world, location) };
  }

  static of(world: World, occurrences: Iterable<Occurrence>): History {
    const history = new History(world);
    for (const occurrence of occurrences) history.add(occurrence);
    return history;
  }

  /** Where the trace has led. */
  get now(): Configuration {
    return this.#now;
  }

  /** Takes a step; throws {@link NotEnabled} where it is not enabled, and stays as it was. */
  add(occurrence: Occurrence): void {
    const next = step(this.#now, occurrence);
    if (next instanceof Refusal) throw new NotEnabled(this.events.length + 1, next.reason);
    this.took(occurrence, next);
  }

  /** Notes a step that was taken already, from {@link now}. */
  took(occurrence: Occurrence, next: Configuration): void {
    const time = this.events.length + 1;
    const actor = actorOf(occurrence);
    const event = occurrence.event as Happened['event'];
    const happened: Happened = { time, event, ...(actor && { actor }) };
    this.events.push(happened);
    pushTo(this.#bySymbol, event.symbol, happened);
    if (actor !== undefined) pushTo(this.#acts, actor, happened);
    for (const [place, index] of this.#byArgument.get(event.symbol) ?? [])
      pushToTerm(index, event.args[place] as Term, happened);
    const born = bornBy(occurrence);
    if (born !== undefined && occurrence.birth !== undefined) {
      const { owner, machine } = occurrence.birth;
      this.threads.set(born, { term: born, owner, machine, born: time });
    }
    this.#noteChanges(event, time, next);
    this.#before?.push(this.#now);
    this.#now = next;
    this.world = next.world;
  }

  /** Takes the last event back. */
  undo(): void {
    const before = this.#before?.pop();
    const happened = before && this.events.pop();
    if (before === undefined || happened === undefined) return;
    const { event, actor, time } = happened;
    this.#bySymbol.get(event.symbol)?.pop();
    if (actor !== undefined) this.#acts.get(actor)?.pop();
    for (const [place, index] of this.#byArgument.get(event.symbol) ?? []) index.get(event.args[place] as Term)?.pop();
    const born = bornBy({ event });
    if (born !== undefined) this.threads.delete(born);
    for (const changes of this.#values.values()) if (changes.at(-1)?.from === time) changes.pop();
    for (const changes of this.#holders.values()) if (changes.at(-1)?.from === time) changes.pop();
    this.#now = before;
    this.world = before.world;
  }

  #noteChanges(event: Happened['event'], time: number, next: Configuration): void {
    const { words } = this.world;
    if ([core.resetEvent, core.lateLaunchEvent, words.events.Place].includes(event.symbol)) {
      const machine = event.args[event.symbol === words.events.Place ? 1 : 0] as Term;
      for (const [location] of [...this.#values.entries()]) {
        const place = placeOf(this.world, location);
        const isHit =
          place !== undefined && (place.machine === machine || hostOf(this.#now, place.machine) === machine);
        if (isHit) this.#note(location, time, next);
      }
      for (const { stores } of [this.#now, next])
        for (const { locks } of stores.values()) for (const location of locks.keys()) this.#note(location, time, next);
      return;
    }
    const name = words.actionOf.get(event.symbol);
    const changes = name === 'Write' || name === 'Extend' || name === 'Lock' || name === 'Unlock' || name === 'Poke';
    if (changes) this.#note(event.args[1] as Term, time, next);
  }

  #note(location: Term, time: number, next: Configuration): void {
    const place = placeOf(this.world, location);
    if (place === undefined) return;
    const value = valueAt(next, location) as Term;
    // A register that is locked is noted twice at a reset.
    if (valueAt(this.#now, location) !== value && this.#changesOf(location).at(-1)?.from !== time)
      this.#changesOf(location).push({ from: time, value });
    const before = this.#now.stores.get(place.machine)?.locks.get(place.location)?.term;
    const after = next.stores.get(place.machine)?.locks.get(place.location)?.term;
    const holders = this.#holders.get(location) ?? [...neverLocked];
    if (before === after || holders.at(-1)?.from === time) return;
    this.#holders.set(location, holders);
    holders.push({ from: time, value: after });
  }

  /** What a location holds, from when on; the first from before all events. Undefined where there is no such location. */
  valuesOf(location: Term): readonly Change<Term>[] | undefined {
    if (placeOf(this.world, location) !== undefined) return this.#changesOf(location);
    const value = valueElsewhere(this.world, location);
    return value && [{ from: Number.NEGATIVE_INFINITY, value }];
  }

  #changesOf(location: Term): Change<Term>[] {
    const known = this.#values.get(location);
    if (known !== undefined) return known;
    const first = { from: Number.NEGATIVE_INFINITY, value: firstValue(this.world, location) };
    const changes = [first, ...this.#bootsOf(location)];
    this.#values.set(location, changes);
    return changes;
  }

  /** What a location was by the resets and late launches so far, which are noted of those alone that somebody has asked for. */
  #bootsOf(location: Term): readonly Change<Term>[] {
    const { pcr, dpcr, sinit, dinit, unset } = this.world.words;
    const place = placeOf(this.world, location);
    if (place === undefined || place.space === 'memory') return none;
    if (place.space === 'vpcr') return this.#startsOf(place.machine);
    const isStatic = argsOf(pcr, location) !== undefined;
    const boots = [
      ...this.having(core.resetEvent, 0, place.machine).map(({ time }) => ({
        from: time,
        value: isStatic ? sinit : unset,
      })),
      ...(argsOf(dpcr, location) === undefined ? none : this.having(core.lateLaunchEvent, 0, place.machine)).map(
        ({ time }) => ({ from: time, value: dinit }),
      ),
    ].sort((a, b) => a.from - b.from);
    return boots.filter(({ value }, i) => value !== (boots[i - 1]?.value ?? unset));
  }

  /** The same of a vTPM's registers, which its machine's start sets, and a placement or the host's reset unsets. */
  #startsOf(machine: Term): readonly Change<Term>[] {
    const { sinit, unset, events } = this.world.words;
    const placed = this.having(events.Place, 1, machine);
    if (placed.length === 0) return none;
    const hosts = placed.map(({ event, time }) => ({
      from: time,
      host: this.threads.get(event.args[0] as Term)?.machine,
    }));
    const hostAt = (time: number): Term | undefined => hosts.findLast(({ from }) => from < time)?.host;
    const fallen = [...new Set(hosts.map(({ host }) => host))].flatMap((host) =>
      this.having(core.resetEvent, 0, host).filter(({ time }) => hostAt(time) === host),
    );
    const started = this.having(core.resetEvent, 0, machine);
    const changes = [
      ...started.map(({ time }) => ({ from: time, value: sinit })),
      ...[...placed, ...fallen].map(({ time }) => ({ from: time, value: unset })),
    ].sort((a, b) => a.from - b.from);
    return changes.filter(({ value }, i) => value !== (changes[i - 1]?.value ?? unset));
  }

  /** Who holds a location, from when on. */
  holdersOf(location: Term): readonly Change<Term | undefined>[] {
    return this.#holders.get(location) ?? neverLocked;
  }

  /** The locations that somebody holds at some time. */
  everHeld(): readonly Term[] {
    return [...this.#holders.entries()].map(([location]) => location);
  }

  /** The events of a symbol, in order; with an argument in a place, those that have it there. */
  having(symbol: FunctionSymbol, place?: number, argument?: Term): readonly Happened[] {
    const all = this.#bySymbol.get(symbol) ?? none;
    if (place === undefined || argument === undefined) return all;
    const places = this.#byArgument.get(symbol) ?? new Map<number, Map<Term, Happened[]>>();
    this.#byArgument.set(symbol, places);
    let index = places.get(place);
    if (index === undefined) {
      index = new Map();
      places.set(place, index);
      for (const happened of all) pushToTerm(index, happened.event.args[place] as Term, happened);
    }
    return index.get(argument) ?? none;
  }

  /** What a thread does, in order. */
  actsOf(thread: Term): readonly Happened[] {
    return this.#acts.get(thread) ?? none;
  }

  /** The keys that a thread was given by what it began last, at a time; none before it is born. */
  keysOf(thread: Term, time: number): readonly Term[] {
    const known = this.threads.get(thread);
    const birth = known && this.at(known.born);
    if (birth === undefined || birth.time > time) return none;
    const { symbol, args } = birth.event;
    let keys: readonly Term[] = none;
    if (symbol === core.resetEvent) keys = keysByBoot(this.world, 'reset', args[0] as Term);
    if (symbol === core.lateLaunchEvent) keys = keysByBoot(this.world, 'launch', args[0] as Term);
    for (const { event, time: at } of this.having(core.jumpEvent, 0, thread))
      if (at <= time) keys = keysByJump(this.world, keys, event.args[1] as Term);
    return keys;
  }

  at(time: number): Happened | undefined {
    return this.events[time - 1];
  }
}

const none: readonly never[] = [];

const firstValue = (world: World, location: Term): Term => valueAt(beginning(world), location) as Term;

const neverLocked: readonly Change<Term | undefined>[] = [{ from: Number.NEGATIVE_INFINITY, value: undefined }];

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function pushToTerm<V>(map: Map<Term, V[]>, key: Term, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** In a list that is sorted by a number of each, the first place whose number is not under the given one. */
export function firstFrom<T>(list: readonly T[], number: number, of: (each: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle] as T) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What holds at a time, of what changes. */
export function valueFrom<T>(changes: readonly Change<T>[], time: number): T {
  const after = firstFrom(changes, time, ({ from }) => from);
  const exact = changes[after];
  return (exact?.from === time ? exact : (changes[after - 1] as Change<T>)).value;
}
