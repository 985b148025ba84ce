import { apply, core, type Sort, type Term } from '../kernel/index.js';
import { isApplication } from '../semantics/index.js';
import { heed, type Stop } from '../stop/index.js';
import {
  type Code,
  type Compiled,
  type JunctionNode,
  type Literal,
  type LiteralNode,
  type Node,
  negated,
  type Pattern,
  slotsOf,
} from './compile.js';
import {
  always,
  bootKeyArgs,
  type Interval,
  includes,
  isEmpty,
  isTrue,
  likely,
  meet,
  sameValue,
  type Truth,
  timeIn,
  type Value,
  valuesTogether,
  visible,
  within,
} from './facts.js';
import type { Change, Happened, History } from './history.js';
import { firstFrom, valueFrom } from './history.js';
import { moments } from './moments.js';
import { endOf, patternsOf, windowOf } from './runs.js';
import { absenceOf, boundsFrom, isEasierEarlier, type Reading } from './times.js';
import { programSet, type Universe } from './universe.js';

/** Patterns that are to be values. */
type Pairs = readonly (readonly [Pattern, Value])[];

type ChangesOf = (location: Term) => readonly Change<Term | undefined>[] | undefined;

/** Goes on, with what else has to hold; says whether that was enough. */
type Then = (more?: readonly Node[]) => boolean;

/** So many parts are looked at before the run is asked again whether it is to end: some milliseconds. */
const patience = 1024;

/**
 * So many steps may be taken to look one formula up in a trace, and so many more for each of its events: some seconds. With many places to fill whose values depend on
 * each other, there is no end in sight; then nobody knows.
 */
const mostSteps = (events: number): number => (1 << 21) + (events << 8);

/** A formula would take too many steps to be looked up. */
class TooLong extends Error {}

/** Below so many ways there is no need to look for fewer. */
const few = 64;

/** Ways to make a part true: each assigns some of its places, and may say in what times others lie. */
interface Ways {
  readonly cost: number;
  /** Tries them in turn; `then` says what came of each, and whether it is enough. */
  readonly each: (then: Then) => boolean;
  /** Whether nothing of the part is left to be shown. */
  readonly settles: boolean;
}

/**
 * Looks a compiled formula up in a trace. A conjunction is solved like a query: the part with the fewest ways to be true comes next, and
 * where the events are is found by index. For a time of which nothing else is known it is enough to try each event, each time that is already
 * spoken of, and one time in each gap between them, since times are dense and nothing changes in a gap. Other sorts are finite on a trace, but for
 * terms: where all terms would have to be tried, the answer is undefined.
 */
export class Search implements Reading {
  readonly history: History;
  readonly #universe: Universe;
  readonly #sorts: readonly Sort[];
  readonly #values: (Value | undefined)[];
  readonly #within: Interval[];
  readonly #negations = new Map<Node, Node>();
  readonly #stop: Stop;
  #rounds = 0;
  readonly #most: number;

  /** The times of the events that can make a difference to the formula. */
  readonly #moving: () => readonly Happened[];

  constructor(history: History, universe: Universe, compiled: Compiled, stop: Stop) {
    const { sorts } = compiled;
    let moving: readonly Happened[] | undefined;
    this.#moving = () => {
      moving ??= movingEvents(history, compiled);
      return moving;
    };
    this.#stop = stop;
    this.#most = mostSteps(history.events.length);
    this.history = history;
    this.#universe = universe;
    this.#sorts = sorts;
    this.#values = sorts.map(() => undefined);
    this.#within = sorts.map(() => always);
  }

  /** What a place was assigned; or, of one that may be any time of an interval, the first of those or another. */
  valueOf(slot: number): Value | undefined {
    return this.#values[slot] ?? timeIn(this.#within[slot] as Interval);
  }

  /** Takes a place's value as given. */
  assume(slot: number, value: Value): void {
    this.#values[slot] = value;
  }

  /** The value of a pattern; undefined where a place in it has none, or where nobody knows it. */
  value(pattern: Pattern): Value | undefined {
    switch (pattern.kind) {
      case 'slot':
        return this.#values[pattern.slot];
      case 'value':
        return pattern.term;
      case 'apply': {
        const args: Term[] = [];
        for (const arg of pattern.args) {
          const value = this.value(arg);
          if (value === undefined || typeof value === 'number') return undefined;
          args.push(value);
        }
        // Which time a function gives nobody says.
        if (pattern.symbol.result === 'Time') return undefined;
        if (pattern.symbol === core.owner) return this.#universe.standingOf(args[0] as Term)?.owner;
        if (pattern.symbol === core.machineOf) return this.#universe.standingOf(args[0] as Term)?.machine;
        return apply(pattern.symbol, ...args);
      }
    }
  }

  isKnown(pattern: Pattern): boolean {
    for (const slot of slotsOf(pattern)) if (this.#values[slot] === undefined) return false;
    return true;
  }

  /** Whether a formula holds of what its places were assigned. */
  truth(node: Node): Truth {
    switch (node.kind) {
      case 'literal': {
        const holds = this.#literal(node.literal);
        return holds === undefined ? undefined : holds === node.positive;
      }
      case 'all':
        return every(node.parts, (part) => this.truth(part));
      case 'any':
        return negation(every(node.parts, (part) => negation(this.truth(part))));
      case 'exists':
        return this.find([node.body], () => true);
      case 'forall': {
        const absence = absenceOf(node);
        if (absence !== undefined) {
          const absent = absence.holds(this);
          if (absent !== undefined) return absent;
        }
        const opposite = this.#negations.get(node) ?? negated(node);
        this.#negations.set(node, opposite);
        return negation(this.truth(opposite));
      }
    }
  }

  #literal(literal: Literal): Truth {
    const values = literal.args.map((arg) => this.value(arg));
    if (values.includes(undefined)) return undefined;
    if (literal.kind === 'equal') return sameValue(values[0] as Value, values[1] as Value);
    if (literal.kind === 'atom') return isTrue(this.history, literal.predicate, values as Value[]);
    const [thread, from, to] = values as [Term, number, number];
    return this.#ran(literal.code, thread, from, to);
  }

  /**
   * Assigns places so that all parts hold, and calls `found` for each such assignment until it says that it is enough.
   *
   * @returns whether it was; undefined where there may be assignments that were not found
   */
  find(parts: readonly Node[], found: () => boolean): Truth {
    return this.#solve(parts, found, true);
  }

  /** The same, of the whole that is looked up: undefined also where that would take too long. Nothing is to be asked of this search then. */
  lookUp(whole: Node, found: () => boolean): Truth {
    try {
      return this.find([whole], found);
    } catch (error) {
      if (error instanceof TooLong) return undefined;
      throw error;
    }
  }

  /** @param sure whether all parts that are left out by now were found to be true */
  #solve(parts: readonly Node[], found: () => boolean, sure: boolean): Truth {
    if (++this.#rounds % patience === 0) heed(this.#stop);
    if (this.#rounds > this.#most) throw new TooLong();
    let isSure = sure;
    const left: Node[] = [];
    const free = new Set<number>();
    const pending = [...parts];
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      const open = [...part.free].filter((slot) => this.#values[slot] === undefined);
      for (const slot of open) free.add(slot);
      if (open.length === 0) {
        const holds = this.truth(part);
        if (holds === false) return false;
        if (holds === undefined) isSure = false;
      } else if (part.kind === 'exists' || part.kind === 'all') pending.push(...partsOf(part));
      else left.push(part);
    }
    if (left.length === 0) return isSure ? found() : undefined;
    if (left.some((part) => this.#neverHappens(part))) return false;
    left.reverse();
    const bounds = boundsFrom(this, left, free, this.#within);
    for (const slot of free) if (this.#sorts[slot] === 'Time' && isEmpty(bounds(slot))) return false;
    const { ways, part } = this.#cheapest(left, free, bounds);
    if (!isDetermined(part) && left.some((each) => this.#isOfAnyList(each))) return undefined;
    const rest = part !== undefined && ways.settles ? left.filter((each) => each !== part) : left;
    let isComplete = ways.cost !== Number.POSITIVE_INFINITY;
    const enough = ways.each((more = []) => {
      const result = this.#solve([...rest, ...more], found, isSure);
      if (result === undefined) isComplete = false;
      return result === true;
    });
    if (enough) return true;
    return isComplete ? false : undefined;
  }

  /** Whether a part speaks of what any locations hold together: of these there are too many, two by two, to be looked at. */
  #isOfAnyList(part: Node): boolean {
    if (part.kind !== 'literal' || part.literal.kind !== 'atom') return false;
    if (part.literal.predicate !== this.history.world.words.memAll) return false;
    const sorts = [...slotsOf(part.literal.args[0] as Pattern)].map((slot) =>
      this.#values[slot] === undefined ? this.#sorts[slot] : undefined,
    );
    return sorts.includes('Location') || sorts.includes('Locations');
  }

  /** Whether a part says that an event happens of which there is none. */
  #neverHappens(part: Node): boolean {
    if (part.kind !== 'literal' || !part.positive || part.literal.kind !== 'atom') return false;
    const [event] = part.literal.args;
    const isEvent = part.literal.predicate === core.at && event?.kind === 'apply';
    return isEvent && this.history.having(event.symbol).length === 0;
  }

  /** The part with the fewest ways to be true; or else the cases of a disjunction, or a place with the fewest values that it can have. */
  #cheapest(
    left: readonly Node[],
    free: ReadonlySet<number>,
    bounds: (slot: number) => Interval,
  ): { readonly ways: Ways; readonly part?: Node } {
    let best: { readonly ways: Ways; readonly part?: Node } | undefined;
    const isBetter = (ways: Ways): boolean => best === undefined || ways.cost < best.ways.cost;
    for (const part of left) {
      const ways = part.kind === 'literal' ? this.#waysOf(part, bounds, left) : undefined;
      if (ways !== undefined && isBetter(ways)) best = { ways, part };
      if (best !== undefined && best.ways.cost <= 1) return best;
    }
    if (best !== undefined && best.ways.cost < few) return best;
    for (const slot of free) {
      const ways = this.#domain(slot, bounds(slot), left);
      if (isBetter(ways)) best = { ways };
    }
    const choice = left.find((part): part is JunctionNode => part.kind === 'any');
    // Of two cases each is soon settled; of every value of a place all cases are left.
    if (choice === undefined || (best !== undefined && best.ways.cost < Math.min(few, choice.parts.length)))
      return best as NonNullable<typeof best>;
    const { parts } = choice;
    const each = (then: Then): boolean => parts.some((part) => then([part]));
    return { part: choice, ways: { cost: parts.length, settles: true, each } };
  }

  // Assigning

  /** Assigns the open places of a pattern so that it is the value; lists them. Undefined, with nothing assigned, where it cannot be. */
  #match(pattern: Pattern, value: Value, assigned: number[]): boolean {
    switch (pattern.kind) {
      case 'value':
        return sameValue(pattern.term, value);
      case 'slot': {
        const known = this.#values[pattern.slot];
        if (known !== undefined) return sameValue(known, value);
        if (typeof value === 'number' && !includes(this.#within[pattern.slot] as Interval, value)) return false;
        this.#values[pattern.slot] = value;
        assigned.push(pattern.slot);
        return true;
      }
      case 'apply': {
        if (pattern.symbol === core.owner || pattern.symbol === core.machineOf) {
          const known = this.value(pattern);
          return known !== undefined && sameValue(known, value);
        }
        if (typeof value === 'number' || !isApplication(value) || value.symbol !== pattern.symbol) return false;
        return pattern.args.every((arg, i) => this.#match(arg, value.args[i] as Term, assigned));
      }
    }
  }

  /** Tries an assignment that makes patterns be values, and undoes it. */
  #assign(pairs: Pairs, then: () => boolean): boolean {
    const assigned: number[] = [];
    const enough = pairs.every(([pattern, value]) => this.#match(pattern, value, assigned)) && then();
    for (const slot of assigned) this.#values[slot] = undefined;
    return enough;
  }

  /** Whether matching the pattern assigns all that is open in it. */
  #isMatchable(pattern: Pattern): boolean {
    if (pattern.kind !== 'apply') return true;
    if (pattern.symbol === core.owner || pattern.symbol === core.machineOf) return this.isKnown(pattern);
    if (pattern.symbol.result === 'Time') return false;
    return pattern.args.every((arg) => this.#isMatchable(arg));
  }

  // Ways

  #waysOf(part: LiteralNode, bounds: (slot: number) => Interval, left: readonly Node[]): Ways | undefined {
    const { literal, positive } = part;
    const { words } = this.history.world;
    const isState =
      literal.kind === 'atom' && (literal.predicate === words.mem || literal.predicate === words.isLocked);
    if (!positive && !isState) return undefined;
    if (literal.kind === 'ran') return this.#waysOfRun(literal);
    if (!literal.args.every((arg) => this.#isMatchable(arg))) return undefined;
    if (literal.kind === 'equal') {
      const [a, b] = literal.args;
      const [left, right] = [this.value(a), this.value(b)];
      if (left !== undefined) return this.#once([[b, left]]);
      return right === undefined ? undefined : this.#once([[a, right]]);
    }
    switch (literal.predicate) {
      case core.at:
        return this.#waysOfEvent(literal.args, bounds);
      case core.acts:
        return this.#waysOfActs(literal.args, bounds);
      case words.mem:
        return this.#waysOfState(part, bounds, this.#universe.locations(), (each) => this.history.valuesOf(each));
      case words.memAll:
        return positive ? this.#waysTogether(literal.args) : undefined;
      case words.isLocked:
        return this.#waysOfState(part, bounds, this.history.everHeld(), (each) => this.history.holdersOf(each));
      case words.contains:
        return this.#waysOfContains(literal.args);
      case words.bootKey:
      case words.launchKey:
      case words.derivedKey:
        return this.#each(this.history.world.bootKeys, (each) =>
          bootKeyArgs(words, each, literal.predicate)?.map((arg, i) => [literal.args[i] as Pattern, arg] as const),
        );
      case core.honest:
        return this.#waysOfHonest(part, literal.args, left);
    }
    const kind = this.history.world.kinds.find(({ predicate }) => predicate === literal.predicate);
    if (kind === undefined) return undefined;
    const machines = this.history.world.machines.filter((machine) => machine.kind === kind);
    return this.#each(machines, ({ term }) => [[literal.args[0] as Pattern, term]]);
  }

  #once(pairs: Pairs): Ways {
    return { cost: 0, settles: true, each: (then) => this.#assign(pairs, then) };
  }

  #each<T>(from: readonly T[], pairs: (each: T) => Pairs | undefined): Ways {
    return {
      cost: from.length,
      settles: true,
      each: (then) => {
        for (const each of from) {
          const together = pairs(each);
          if (together !== undefined && this.#assign(together, then)) return true;
        }
        return false;
      },
    };
  }

  #boundsOf(pattern: Pattern, bounds: (slot: number) => Interval): Interval {
    const known = this.value(pattern);
    if (typeof known === 'number') return { from: known, fromOpen: false, to: known, toOpen: false };
    return pattern.kind === 'slot' ? bounds(pattern.slot) : always;
  }

  #waysOfEvents(
    events: readonly Happened[],
    interval: Interval,
    pairs: (happened: Happened) => Pairs | undefined,
  ): Ways {
    const [first, last] = within(events, interval);
    return {
      cost: last - first,
      settles: true,
      each: (then) => {
        for (let i = first; i < last; i++) {
          const together = pairs(events[i] as Happened);
          if (together !== undefined && this.#assign(together, then)) return true;
        }
        return false;
      },
    };
  }

  #waysOfEvent([event, time]: readonly Pattern[], bounds: (slot: number) => Interval): Ways | undefined {
    if (event === undefined || time === undefined) return undefined;
    const interval = this.#boundsOf(time, bounds);
    const known = event.kind === 'apply' ? undefined : this.value(event);
    const pairs = (happened: Happened): Pairs => [
      [time, happened.time],
      [event, happened.event],
    ];
    if (event.kind === 'slot' && known === undefined) return this.#waysOfEvents(this.history.events, interval, pairs);
    const application = known as Happened['event'] | undefined;
    const symbol = event.kind === 'apply' ? event.symbol : application?.symbol;
    if (symbol === undefined) return undefined;
    const args =
      event.kind === 'apply'
        ? event.args.map((arg) => (this.isKnown(arg) ? (this.value(arg) as Term | undefined) : undefined))
        : (application?.args ?? []);
    return this.#waysOfEvents(likely(this.history, symbol, args), interval, pairs);
  }

  #waysOfActs([thread, time]: readonly Pattern[], bounds: (slot: number) => Interval): Ways | undefined {
    if (thread === undefined || time === undefined) return undefined;
    const known = this.value(thread) as Term | undefined;
    const interval = this.#boundsOf(time, bounds);
    const events = known === undefined ? this.history.events : this.history.actsOf(known);
    const pairs = ({ time: at, actor }: Happened): Pairs | undefined =>
      actor && [
        [time, at],
        [thread, actor],
      ];
    return this.#waysOfEvents(events, interval, pairs);
  }

  /**
   * What a location is at a time: what it is at a known time, or when it is something, or something else; where nothing is known, which
   * location it may be, of those that are ever anything.
   */
  #waysOfState(
    { positive, literal }: LiteralNode,
    bounds: (slot: number) => Interval,
    all: readonly Term[],
    changesOf: ChangesOf,
  ): Ways | undefined {
    const [location, value, time] = literal.args as readonly [Pattern, Pattern, Pattern];
    const known = this.value(location) as Term | undefined;
    const at = this.value(time) as number | undefined;
    if (at !== undefined && positive) {
      const places = known === undefined ? all : [known];
      return this.#each(places, (place) => {
        const changes = changesOf(place);
        const is = changes && valueFrom(changes, at);
        return (
          is && [
            [location, place],
            [value, is],
          ]
        );
      });
    }
    if (at !== undefined || time.kind !== 'slot') return undefined;
    if (known === undefined)
      return positive ? { ...this.#each(all, (place) => [[location, place]]), settles: false } : undefined;
    const changes = changesOf(known) ?? [];
    if (positive)
      return this.#waysOfChange(changes, time.slot, bounds, (is) => (is === undefined ? undefined : [[value, is]]));
    const other = this.value(value);
    if (other === undefined) return undefined;
    return this.#waysOfChange(changes, time.slot, bounds, (is) =>
      is !== undefined && sameValue(is, other) ? undefined : [],
    );
  }

  /** What several locations hold at a known time. */
  #waysTogether([list, values, time]: readonly Pattern[]): Ways | undefined {
    const [known, at] = [list && this.value(list), time && this.value(time)];
    if (values === undefined || known === undefined || typeof known === 'number' || typeof at !== 'number')
      return undefined;
    const held = valuesTogether(this.history, known, at);
    return held && this.#once([[values, held]]);
  }

  /** The times in which something is one thing: a place is in one of them. */
  #waysOfChange(
    changes: readonly Change<Term | undefined>[],
    slot: number,
    bounds: (slot: number) => Interval,
    pairs: (is: Term | undefined) => Pairs | undefined,
  ): Ways {
    const interval = bounds(slot);
    const first = Math.max(0, firstFrom(changes, interval.from, ({ from }) => from) - 1);
    const last = Math.min(changes.length, firstFrom(changes, interval.to, ({ from }) => from) + 1);
    return {
      cost: Math.max(0, last - first),
      settles: true,
      each: (then) => {
        for (let i = first; i < last; i++) {
          const { from, value } = changes[i] as Change<Term | undefined>;
          const together = pairs(value);
          if (together === undefined) continue;
          const during = { from, fromOpen: false, to: changes[i + 1]?.from ?? Number.POSITIVE_INFINITY, toOpen: true };
          if (this.#during(slot, during, () => this.#assign(together, then))) return true;
        }
        return false;
      },
    };
  }

  /** With what is known of when a place is. */
  #during(slot: number, interval: Interval, then: () => boolean): boolean {
    const before = this.#within[slot] as Interval;
    const now = meet(before, interval);
    if (isEmpty(now)) return false;
    this.#within[slot] = now;
    const enough = then();
    this.#within[slot] = before;
    return enough;
  }

  #waysOfContains([whole, part]: readonly Pattern[]): Ways | undefined {
    const known = whole && (this.value(whole) as Term | undefined);
    if (known === undefined || part === undefined) return undefined;
    return this.#each([...visible(this.history.world, known)], (each) => [[part, each]]);
  }

  /** Those of the world; of the sets that list a principal's programs the smallest, which is enough where nothing else is said of the set. */
  #waysOfHonest(part: Node, [principal, set]: readonly Pattern[], left: readonly Node[]): Ways | undefined {
    if (principal === undefined || set === undefined) return undefined;
    const open = [...slotsOf(set)].filter((slot) => this.#values[slot] === undefined);
    const isAlone = left.every((other) => other === part || !open.some((slot) => other.free.has(slot)));
    const ways = this.#each(this.history.world.honest, (each) => [
      [principal, each.principal],
      ...(open.length === 0 ? [] : [[set, programSet(each.programs)] as const]),
    ]);
    return { ...ways, settles: false, ...(!isAlone && { cost: Number.POSITIVE_INFINITY }) };
  }

  // Runs of programs

  /**
   * Where in its acts a thread has come when it has done exactly the code, from a place on; undefined where it has not. Open places are assigned
   * what was done, and listed.
   */
  #did(code: Code, acts: readonly Happened[], first: number, assigned: number[]): number | undefined {
    const happened = acts[first];
    if (code.kind === 'stop') return first;
    if (happened === undefined) return undefined;
    const { symbol, args } = happened.event;
    switch (code.kind) {
      case 'latelaunch':
        return symbol === core.lateLaunchEvent ? first + 1 : undefined;
      case 'jump':
        return symbol === core.jumpEvent && this.#match(code.target, args[1] as Term, assigned) ? first + 1 : undefined;
      case 'step': {
        if (symbol !== code.event) return undefined;
        if (!code.args.every((arg, i) => this.#match(arg, args[i + 1] as Term, assigned))) return undefined;
        if (code.result !== undefined) {
          this.#values[code.result] = args.at(-1) as Term;
          assigned.push(code.result);
        }
        return this.#did(code.rest, acts, first + 1, assigned);
      }
    }
  }

  /** Whether a thread does exactly the code in (from,to]; where the code ends in a jump, anything may come after it. */
  #ran(code: Code, thread: Term, from: number, to: number): boolean {
    const acts = this.history.actsOf(thread);
    const [first, last] = within(acts, { from, fromOpen: true, to, toOpen: false });
    const assigned: number[] = [];
    const end = this.#did(code, acts, first, assigned);
    for (const slot of assigned) this.#values[slot] = undefined;
    return end !== undefined && (endOf(code).kind === 'jump' ? end <= last : end === last);
  }

  #waysOfRun({ code, args: [thread, from, to] }: Extract<Literal, { kind: 'ran' }>): Ways | undefined {
    if (!this.#isMatchable(thread) || from.kind !== 'slot' || to.kind !== 'slot') return undefined;
    if (!patternsOf(code).every((pattern) => this.#isMatchable(pattern))) return undefined;
    if (this.isKnown(from) || this.isKnown(to)) return undefined;
    const known = this.value(thread) as Term | undefined;
    const threads = known === undefined ? this.#universe.threads() : [known];
    return {
      cost: threads.length,
      settles: true,
      each: (then) =>
        threads.some((term) =>
          this.#assign([[thread, term]], () =>
            this.#eachRun(code, term, (begin, end) =>
              this.#during(from.slot, begin, () => this.#during(to.slot, end, then)),
            ),
          ),
        ),
    };
  }

  /** The windows in which a thread does exactly the code: when they may begin, and when they may end. */
  #eachRun(code: Code, thread: Term, then: (begin: Interval, end: Interval) => boolean): boolean {
    const acts = this.history.actsOf(thread);
    const isOpen = endOf(code).kind === 'jump';
    for (let first = 0; first <= acts.length; first++) {
      const assigned: number[] = [];
      const last = this.#did(code, acts, first, assigned);
      const enough = last !== undefined && then(...windowOf(acts, first, last, isOpen));
      for (const slot of assigned) this.#values[slot] = undefined;
      if (enough) return true;
    }
    return false;
  }

  // Domains

  #domain(slot: number, interval: Interval, left: readonly Node[]): Ways {
    const sort = this.#sorts[slot] as Sort;
    const pattern: Pattern = { kind: 'slot', slot, sort };
    if (sort === 'Time') return this.#times(pattern, slot, interval, left);
    const domain = this.#universe.of(sort);
    if (domain === undefined) return { cost: Number.POSITIVE_INFINITY, settles: false, each: () => false };
    const ways = this.#each(domain.values, (value) => [[pattern, value]]);
    return domain.complete ? ways : { ...ways, cost: Number.POSITIVE_INFINITY };
  }

  /** Times that matter: events, times already spoken of, and one in each gap between those. */
  #times(pattern: Pattern, slot: number, interval: Interval, left: readonly Node[]): Ways {
    const [first, last] = within(this.#moving(), interval);
    const minimal = interval.fromOpen ? undefined : interval.from;
    if (minimal !== undefined && left.every((part) => !part.free.has(slot) || isEasierEarlier(part, slot)))
      return { cost: 1, settles: false, each: (then) => this.#assign([[pattern, minimal]], then) };
    return {
      cost: 2 * (last - first) + 2,
      settles: false,
      each: (then) => {
        const spoken = this.#values.filter((value) => typeof value === 'number');
        for (const time of moments(interval, this.#moving(), spoken, this.history.events.length))
          if (this.#assign([[pattern, time]], then)) return true;
        return false;
      },
    };
  }
}

/** The events that a formula depends on: all, or those of the kinds that it speaks of, and where it speaks of what holds, those that change that. */
function movingEvents(history: History, { events, ofState }: Compiled): readonly Happened[] {
  if (events === undefined) return history.events;
  const { Write, Extend, Lock, Unlock, Place, Poke } = history.world.words.events;
  const changing = ofState ? [Write, Extend, Lock, Unlock, Place, Poke, core.resetEvent, core.lateLaunchEvent] : [];
  const symbols = new Set([...events, ...changing]);
  return [...symbols].flatMap((symbol) => history.having(symbol)).sort((a, b) => a.time - b.time);
}

/** Whether a part is true in ways that events or equations say, or is taken case by case. */
const isDetermined = (part: Node | undefined): boolean =>
  part?.kind === 'any' ||
  (part?.kind === 'literal' &&
    (part.literal.kind === 'equal' || (part.literal.kind === 'atom' && part.literal.predicate === core.at)));

/** What has to hold together for a formula to hold. */
const partsOf = (node: Node): readonly Node[] =>
  node.kind === 'all' ? node.parts : node.kind === 'exists' ? partsOf(node.body) : [node];

const negation = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

/** False where one is false, undefined where one of them is not known and none is false. */
function every<T>(from: readonly T[], truth: (each: T) => Truth): Truth {
  let all: Truth = true;
  for (const each of from) {
    const holds = truth(each);
    if (holds === false) return false;
    if (holds === undefined) all = undefined;
  }
  return all;
}
