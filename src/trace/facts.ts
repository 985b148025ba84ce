import { core, type FunctionSymbol, type PredicateSymbol, sameTerm, type Term } from '../kernel/index.js';
import {
  type BootKey,
  hasKey,
  isApplication,
  listed,
  programsOf,
  together,
  type Words,
  type World,
} from '../semantics/index.js';
import { firstFrom, type Happened, type History, valueFrom } from './history.js';

/** What formulas speak of: a term, or a time (events happen at 1, 2, …, and there are times between any two). */
export type Value = Term | number;

/** `undefined` where the semantics does not say. */
export type Truth = boolean | undefined;

export const sameValue = (a: Value, b: Value): boolean =>
  a === b || (typeof a !== 'number' && typeof b !== 'number' && sameTerm(a, b));

/** Whether an atom holds on a trace. */
export function isTrue(history: History, predicate: PredicateSymbol, args: readonly Value[]): Truth {
  const { world } = history;
  const [a, b, c] = args;
  switch (predicate) {
    case core.before:
      return (a as number) < (b as number);
    case core.notAfter:
      return (a as number) <= (b as number);
    case core.at: {
      const happened = history.at(b as number);
      return happened !== undefined && sameTerm(happened.event, a as Term);
    }
    case core.acts:
      return history.at(b as number)?.actor === (a as Term);
    case core.honest:
      return isHonestWith(history, a as Term, b as Term);
    case world.words.mem: {
      const changes = history.valuesOf(a as Term);
      return changes === undefined ? undefined : sameTerm(valueFrom(changes, c as number), b as Term);
    }
    case world.words.memAll: {
      const values = valuesTogether(history, a as Term, c as number);
      return values === undefined ? undefined : sameTerm(values, b as Term);
    }
    case world.words.isLocked:
      return valueFrom(history.holdersOf(a as Term), c as number) === (b as Term);
    case world.words.contains:
      return contains(world, a as Term, b as Term);
    case world.words.hasKey:
      return hasKey(world, history.keysOf(a as Term, c as number), b as Term);
    case world.words.bootKey:
    case world.words.launchKey:
    case world.words.derivedKey:
      return world.bootKeys.some((each) =>
        bootKeyArgs(world.words, each, predicate)?.every((arg, i) => sameTerm(arg, args[i] as Term)),
      );
  }
  const kind = world.kinds.find((each) => each.predicate === predicate);
  if (kind === undefined) return undefined;
  // Who takes no part in a trace is of no kind.
  return world.machines.some(({ term, kind: of }) => of === kind && sameTerm(term, a as Term));
}

/** What a list of locations holds at a time; undefined where that is no list of locations that there are. */
export function valuesTogether(history: History, list: Term, time: number): Term | undefined {
  const { words } = history.world;
  const values = listed(words, list)?.map((location) => {
    const changes = history.valuesOf(location);
    return changes && valueFrom(changes, time);
  });
  if (values === undefined || values.includes(undefined)) return undefined;
  return together(words, values as readonly Term[]);
}

/** The arguments with which a predicate says of a world who has a key; undefined for another of the three. */
export function bootKeyArgs(words: Words, each: BootKey, predicate: PredicateSymbol): readonly Term[] | undefined {
  const says = { reset: words.bootKey, launch: words.launchKey, jump: words.derivedKey }[each.by];
  if (says !== predicate) return undefined;
  return each.by === 'jump' ? [each.principal, each.parent, each.program] : [each.principal, each.machine];
}

/** What the world calls honest is so with these programs, and with any set that has them all: unless somebody ever reads its key out of a vTPM. */
export function isHonestWith(history: History, principal: Term, set: Term): Truth {
  const { honest, words, machines } = history.world;
  const listed = programsOf(history.world, machines, set);
  if (listed === undefined) return undefined;
  if (history.having(words.events.Peek, 2, principal).length > 0) return false;
  return honest.some(
    (each) =>
      sameTerm(each.principal, principal) &&
      each.programs.every((program) => listed.some((other) => sameTerm(other, program))),
  );
}

/** A term and its parts that no hash hides: of what is encrypted the text, of a signature what it signs, of programs and other data all that is in them. */
export function* visible(world: World, term: Term): Iterable<Term> {
  yield term;
  if (!isApplication(term)) return;
  const { H, SIG, ENC, SYMENC } = world.words;
  const { symbol, args } = term;
  const seals = symbol === SIG || symbol === ENC || symbol === SYMENC;
  const open = symbol === H || !symbol.constructs ? [] : seals ? args.slice(1) : args;
  for (const part of open) if (part.sort === 'Term') yield* visible(world, part);
}

export function contains(world: World, whole: Term, part: Term): boolean {
  for (const each of visible(world, whole)) if (sameTerm(each, part)) return true;
  return false;
}

/** A part of the times: `(from, to)` with its ends, or without those that are `open`. */
export interface Interval {
  readonly from: number;
  readonly fromOpen: boolean;
  readonly to: number;
  readonly toOpen: boolean;
}

export const always: Interval = {
  from: Number.NEGATIVE_INFINITY,
  fromOpen: true,
  to: Number.POSITIVE_INFINITY,
  toOpen: true,
};

export const never: Interval = {
  from: Number.POSITIVE_INFINITY,
  fromOpen: true,
  to: Number.NEGATIVE_INFINITY,
  toOpen: true,
};

export const includes = ({ from, fromOpen, to, toOpen }: Interval, time: number): boolean =>
  (fromOpen ? time > from : time >= from) && (toOpen ? time < to : time <= to);

export const isEmpty = ({ from, fromOpen, to, toOpen }: Interval): boolean =>
  from > to || (from === to && (fromOpen || toOpen));

export function meet(a: Interval, b: Interval): Interval {
  const low = a.from > b.from || (a.from === b.from && a.fromOpen) ? a : b;
  const high = a.to < b.to || (a.to === b.to && a.toOpen) ? a : b;
  return { from: low.from, fromOpen: low.fromOpen, to: high.to, toOpen: high.toOpen };
}

/** A time of an interval that is not empty, the first if there is a first; undefined where it may be any time at all. */
export function timeIn({ from, fromOpen, to, toOpen }: Interval): number | undefined {
  if (!fromOpen) return from;
  if (!toOpen) return to;
  if (Number.isFinite(from)) return Number.isFinite(to) ? (from + to) / 2 : from + 1 / 2;
  return Number.isFinite(to) ? to - 1 / 2 : undefined;
}

/** Of events in order, those in an interval: from the first place to before the second. */
export function within(
  events: readonly Happened[],
  { from, fromOpen, to, toOpen }: Interval,
): readonly [number, number] {
  const time = ({ time: at }: Happened): number => at;
  const first = firstFrom(events, fromOpen ? Math.floor(from) + 1 : Math.ceil(from), time);
  const last = firstFrom(events, toOpen ? Math.ceil(to) : Math.floor(to) + 1, time);
  return [first, Math.max(first, last)];
}

/** The events of a symbol that have the given arguments, at least, in order: the shortest list that is indexed. */
export function likely(
  history: History,
  symbol: FunctionSymbol,
  args: readonly (Term | undefined)[],
): readonly Happened[] {
  let best = history.having(symbol);
  args.forEach((arg, place) => {
    if (arg === undefined || best.length < 2) return;
    const list = history.having(symbol, place, arg);
    if (list.length < best.length) best = list;
  });
  return best;
}
