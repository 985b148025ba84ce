import { core, type Term } from '../kernel/index.js';
import { type Node, type Pattern, type QuantifiedNode, slotsOf } from './compile.js';
import { always, type Interval, likely, meet, never, sameValue, type Truth, type Value, within } from './facts.js';
import type { Happened, History } from './history.js';

/** What is known while a formula is looked up. */
export interface Reading {
  readonly history: History;
  value(pattern: Pattern): Value | undefined;
  isKnown(pattern: Pattern): boolean;
}

/** One time is before another, or not after it. */
export interface Order {
  readonly before: Pattern;
  readonly after: Pattern;
  readonly strict: boolean;
}

/** The order that a part says two times are in, if that is what it says. */
export function orderOf(node: Node): Order | undefined {
  if (node.kind !== 'literal' || node.literal.kind !== 'atom') return undefined;
  const { predicate, args } = node.literal;
  if (predicate !== core.before && predicate !== core.notAfter) return undefined;
  const [a, b] = args as readonly [Pattern, Pattern];
  // What is not before is not after the other way around.
  return node.positive
    ? { before: a, after: b, strict: predicate === core.before }
    : { before: b, after: a, strict: predicate === core.notAfter };
}

/** `∀w, …. w ∈ i ⊃ ¬E @ w`: that in a part of the times no event of a kind happens. */
export interface Absence {
  readonly from?: { readonly pattern: Pattern; readonly open: boolean };
  readonly to?: { readonly pattern: Pattern; readonly open: boolean };
  /** Whether there is none; undefined where that cannot be looked up. */
  holds(reading: Reading): Truth;
  /** The events that may not be in the interval. */
  excluded(
    reading: Reading,
  ): { readonly events: readonly Happened[]; readonly is: (happened: Happened) => boolean } | undefined;
}

const absences = new WeakMap<Node, Absence | null>();

export function absenceOf(node: Node): Absence | undefined {
  const known = absences.get(node);
  if (known !== undefined) return known ?? undefined;
  const found = node.kind === 'forall' ? readAbsence(node) : undefined;
  absences.set(node, found ?? null);
  return found;
}

function readAbsence(node: QuantifiedNode): Absence | undefined {
  const parts = node.body.kind === 'any' ? node.body.parts : [node.body];
  const local = new Set(node.slots);
  let time: Pattern | undefined;
  let event: Extract<Pattern, { kind: 'apply' }> | undefined;
  const orders: Order[] = [];
  for (const part of parts) {
    if (part.kind !== 'literal') return undefined;
    if (!part.positive && part.literal.kind === 'atom' && part.literal.predicate === core.at) {
      const [e, t] = part.literal.args as readonly [Pattern, Pattern];
      if (event !== undefined || e.kind !== 'apply') return undefined;
      event = e;
      time = t;
      continue;
    }
    const order = orderOf({ ...part, positive: !part.positive });
    if (order === undefined) return undefined;
    orders.push(order);
  }
  if (event === undefined || time?.kind !== 'slot' || !local.has(time.slot)) return undefined;
  const isTime = (pattern: Pattern): boolean =>
    pattern.kind === 'slot' && time?.kind === 'slot' && pattern.slot === time.slot;
  const lows = orders.filter(({ after }) => isTime(after));
  const highs = orders.filter(({ before }) => isTime(before));
  if (lows.length > 1 || highs.length > 1 || lows.length + highs.length !== orders.length) return undefined;
  if (!areApart(event.args, local)) return undefined;
  const pattern = event;
  const [low, high] = [lows[0], highs[0]];
  const excluded: Absence['excluded'] = (reading) => {
    const args: (Term | undefined)[] = [];
    for (const arg of pattern.args) {
      const isLocal = arg.kind === 'slot' && local.has(arg.slot);
      const value = isLocal ? undefined : reading.value(arg);
      if (!isLocal && value === undefined) return undefined;
      args.push(value as Term | undefined);
    }
    const is = (happened: Happened): boolean =>
      args.every((arg, i) => arg === undefined || sameValue(arg, happened.event.args[i] as Term));
    return { events: likely(reading.history, pattern.symbol, args), is };
  };
  return {
    ...(low && { from: { pattern: low.before, open: low.strict } }),
    ...(high && { to: { pattern: high.after, open: high.strict } }),
    excluded,
    holds(reading) {
      const found = excluded(reading);
      const from = low && reading.value(low.before);
      const to = high && reading.value(high.after);
      if (found === undefined || (low && from === undefined) || (high && to === undefined)) return undefined;
      const interval: Interval = {
        from: (from as number | undefined) ?? always.from,
        fromOpen: low?.strict ?? true,
        to: (to as number | undefined) ?? always.to,
        toOpen: high?.strict ?? true,
      };
      const [first, last] = within(found.events, interval);
      for (let i = first; i < last; i++) if (found.is(found.events[i] as Happened)) return false;
      return true;
    },
  };
}

/** Whether local places stand for whole arguments, each for one alone: then they may be anything. */
function areApart(args: readonly Pattern[], local: ReadonlySet<number>): boolean {
  const within = args.flatMap((arg) => [...slotsOf(arg)].filter((slot) => local.has(slot)));
  const whole = args.filter((arg) => arg.kind === 'slot' && local.has(arg.slot));
  return within.length === whole.length && new Set(within).size === within.length;
}

/** In what times each open place must lie, by what is known of the others: by order, and by events that may not be in between. */
export function boundsFrom(
  reading: Reading,
  parts: readonly Node[],
  open: ReadonlySet<number>,
  given: readonly Interval[],
): (slot: number) => Interval {
  const intervals = new Map<number, Interval>();
  const of = (pattern: Pattern): Interval => {
    const known = reading.value(pattern);
    if (typeof known === 'number') return { from: known, fromOpen: false, to: known, toOpen: false };
    return pattern.kind === 'slot' ? (intervals.get(pattern.slot) ?? (given[pattern.slot] as Interval)) : always;
  };
  const narrow = (pattern: Pattern, interval: Partial<Interval>): void => {
    if (pattern.kind !== 'slot' || !open.has(pattern.slot)) return;
    intervals.set(pattern.slot, meet(of(pattern), { ...always, ...interval }));
  };
  const orders = parts.flatMap((part) => orderOf(part) ?? []);
  const forward = (): void => {
    for (const { before, after, strict } of orders) {
      const { from, fromOpen } = of(before);
      narrow(after, { from, fromOpen: fromOpen || strict });
    }
  };
  const backward = (): void => {
    for (const { before, after, strict } of orders.toReversed()) {
      const { to, toOpen } = of(after);
      narrow(before, { to, toOpen: toOpen || strict });
    }
  };
  forward();
  backward();
  for (const part of parts) {
    const absence = absenceOf(part);
    if (absence?.from !== undefined && absence.to !== undefined) exclude(reading, absence, of, narrow);
  }
  forward();
  backward();
  return (slot) => intervals.get(slot) ?? (given[slot] as Interval);
}

/** Where one end of an interval without certain events is known, the other end lies on this side of the nearest such event. */
function exclude(
  reading: Reading,
  { from, to, excluded }: Absence,
  of: (pattern: Pattern) => Interval,
  narrow: (pattern: Pattern, interval: Partial<Interval>) => void,
): void {
  if (from === undefined || to === undefined) return;
  const [fromKnown, toKnown] = [reading.value(from.pattern), reading.value(to.pattern)];
  if (fromKnown !== undefined && toKnown !== undefined) return;
  const found = excluded(reading);
  if (found === undefined) return;
  const [low, high] = [of(from.pattern), of(to.pattern)];
  // What is in the interval wherever its ends are.
  const certain: Interval = {
    from: low.to,
    fromOpen: from.open && !low.toOpen,
    to: high.from,
    toOpen: to.open && !high.fromOpen,
  };
  const [begin, end] = within(found.events, certain);
  if (found.events.slice(begin, end).some(found.is)) {
    narrow(from.pattern, never);
    narrow(to.pattern, never);
    return;
  }
  if (typeof toKnown === 'number') {
    const [first, last] = within(found.events, { ...of(from.pattern), to: toKnown, toOpen: to.open });
    for (let i = last - 1; i >= first; i--) {
      const happened = found.events[i] as Happened;
      if (!found.is(happened)) continue;
      narrow(from.pattern, { from: happened.time, fromOpen: !from.open });
      return;
    }
  } else if (typeof fromKnown === 'number') {
    const [first, last] = within(found.events, { ...of(to.pattern), from: fromKnown, fromOpen: from.open });
    for (let i = first; i < last; i++) {
      const happened = found.events[i] as Happened;
      if (!found.is(happened)) continue;
      narrow(to.pattern, { to: happened.time, toOpen: !to.open });
      return;
    }
  }
}

/** Whether the formula, once true, stays true as that time becomes earlier. */
export function isEasierEarlier(node: Node, slot: number): boolean {
  if (!node.free.has(slot)) return true;
  switch (node.kind) {
    case 'all':
    case 'any':
      return node.parts.every((part) => isEasierEarlier(part, slot));
    case 'exists':
    case 'forall':
      return isEasierEarlier(node.body, slot);
    case 'literal': {
      const { literal, positive } = node;
      if (literal.kind !== 'atom' || (literal.predicate !== core.before && literal.predicate !== core.notAfter))
        return false;
      const place = literal.args.findIndex((arg) => arg.kind === 'slot' && arg.slot === slot);
      const other = literal.args[1 - place];
      return (place === 0) === positive && !(other?.kind === 'slot' && other.slot === slot);
    }
  }
}
