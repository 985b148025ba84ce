import { core } from '../kernel/index.js';
import type { Model } from '../language/index.js';
import { type Occurrence, termText } from '../semantics/index.js';
import { type Stop, Stopped, type StopReason, unstopped } from '../stop/index.js';
import type { Claim } from '../trace/index.js';
import { huntIn } from './begin.js';
import { GuidedSearch } from './guided.js';
import { type Attack, minimal } from './minimal.js';
import { plainSearch } from './plain.js';
import { settingOf } from './setting.js';
import { eventsOf } from './state.js';

/** How far a search goes, unless somebody says otherwise: it is the same on every machine. */
export const usualLimits: SearchLimits = {
  states: 3_000,
  events: 4_000,
  every: 1_500,
  attacks: 1,
  hasty: false,
  stop: unstopped,
};

export interface SearchLimits {
  /** So many states are gone on from by the search for the shortest trace, and by others a part of that: see {@link shares}. */
  readonly states: number;
  /** How many events a trace has, at most. */
  readonly events: number;
  /** How many traces of a few events are gone through, whoever does what. */
  readonly every: number;
  /** How many attacks are looked for that differ in more than the order of their events. */
  readonly attacks: number;
  /** Whether any will do, and the shortest is not looked for first. */
  readonly hasty: boolean;
  /** Ends the search with what it has found. */
  readonly stop: Stop;
}

/** What was looked at where no attack was found, or no other one. */
export interface Bound {
  /** From how many states the directed searches went on; `isOver` where they had none left, of those that they look at. */
  readonly directed: { readonly states: number; readonly isOver: boolean };
  /** A plain search: all traces of up to so many events of a small scope; absent where an attack was found first. */
  readonly every?: { readonly events: number; readonly traces: number };
  /** Where the search was stopped before it had looked at all that its limits allow. */
  readonly stopped?: StopReason;
}

export interface Searched {
  /** The shortest first, each without an event that could be left out. */
  readonly attacks: readonly Attack[];
  readonly bound: Bound;
}

/** How much nearer to its end a trace has to be than a shorter one, where any will do. */
const haste = 4;

/** Which part of the states each search goes on from that there is. */
const shares = {
  shortest: 1,
  any: 1 / 6,
  wide: 1 / 8,
  wideAny: 1 / 24,
  together: 1 / 12,
  others: 1 / 12,
  aimedElsewhere: 1 / 4,
  stepwise: 1 / 8,
};

/** Those that look at nothing that others do not look at, in their time. */
const isHurried: ReadonlySet<keyof typeof shares> = new Set(['any', 'wideAny', 'stepwise'] as const);

/** All searches have their turns, and come first to this part of their states, then to that: most attacks take few, and which search finds them is not known. */
const turns = [1 / 8, 1 / 3, 1];

/**
 * Looks for traces on which a claim is violated. Each that is returned was run by the step relation, and judged. What the claim itself leads to is
 * looked at, and what else there is, by turns; then every trace of a few events.
 */
export function searchAttacks(model: Model, claim: Claim, given: Partial<SearchLimits> = {}): Searched {
  const limits = { ...usualLimits, ...given };
  const { stop } = limits;
  const found = new Map<string, Attack>();
  const searches = searchesFor(model, claim, limits, (attack) => {
    const key = keyOf(attack);
    if (!found.has(key)) found.set(key, attack);
    return found.size >= limits.attacks;
  });
  const result = (every?: Bound['every']): Searched => {
    const stopped = stop.reason();
    const made = searches.flatMap(({ search }) => search ?? []);
    const states = made.reduce((sum, { expanded }) => sum + expanded, 0);
    const isOver = searches.every(
      ({ share, search }) => isHurried.has(share) || (search?.isOver === true && search.upTo === undefined),
    );
    const bound: Bound = { directed: { states, isOver }, ...(every && { every }), ...(stopped && { stopped }) };
    return { attacks: byLength([...found.values()]), bound };
  };
  for (const turn of turns)
    for (const each of searches) {
      each.search ??= each.make();
      // Where any will do, it is looked for as far as it goes before anything else is.
      const part = limits.hasty && each.share === 'any' ? 1 : shares[each.share] * turn;
      if (!each.search.isOver) each.search.goOn(Math.ceil(limits.states * part));
      if (stop.reason() !== undefined) return result();
      if (found.size < limits.attacks) continue;
      if (limits.attacks === 1 && !limits.hasty) shorten(searches, found, limits);
      return result();
    }
  if (found.size > 0) return result();
  const setting = settingOf(model, claim);
  const wide = huntIn(model.theory, setting, stop, { isWide: true });
  try {
    const { events, traces, found: plain } = plainSearch(wide, limits.every, stop);
    if (plain !== undefined) found.set('', minimal(wide.judge, plain, stop));
    return result({ events, traces });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return result();
  }
}

/** Which part of its states each search goes on from to find a shorter attack than the one that was found. */
const afterwards: Partial<Record<keyof typeof shares, number>> = { shortest: 1 / 3, wide: 1 };

/** Looks for shorter attacks: whoever finds one soon may not find the shortest. */
function shorten(searches: readonly Turn[], found: ReadonlyMap<string, Attack>, { states }: SearchLimits): void {
  for (const { share, search } of searches) {
    const [shortest] = byLength([...found.values()]);
    const part = afterwards[share];
    if (search === undefined || search.isOver || shortest === undefined || part === undefined) continue;
    search.within(shortest.occurrences.length - 1);
    search.goOn(Math.max(search.expanded, Math.ceil(states * shares[share] * part)));
  }
}

interface Turn {
  readonly share: keyof typeof shares;
  readonly make: () => GuidedSearch;
  search?: GuidedSearch;
}

/** The searches that there are for a claim, in the order of their turns. */
function searchesFor(
  model: Model,
  claim: Claim,
  { events, stop, hasty }: SearchLimits,
  note: (attack: Attack) => boolean,
): Turn[] {
  const of = (
    share: Turn['share'],
    {
      machines = 'apart',
      isWide = false,
      isStepwise = false,
      weight = 1,
    }: { machines?: 'apart' | 'together' | 'others'; isWide?: boolean; isStepwise?: boolean; weight?: number },
  ): Turn => ({
    share,
    make: () => {
      const hunt = huntIn(model.theory, settingOf(model, claim, machines), stop, { isWide, isStepwise });
      const search = new GuidedSearch(hunt, { events, weight, stop }, ({ state, violation }) =>
        note(minimal(hunt.judge, { world: state.c.world, occurrences: eventsOf(state), violation }, stop)),
      );
      // One register alone comes to its value in as few steps without.
      if (isStepwise && hunt.registers().size < 2) search.isOver = true;
      return search;
    },
  });
  const any = of('any', { weight: haste });
  const hasSeveral = claim.params.filter(({ sort }) => sort === 'Machine').length > 1;
  return [
    ...(hasty ? [any] : []),
    of('shortest', {}),
    of('wide', { isWide: true }),
    ...(hasSeveral ? [of('together', { machines: 'together', isWide: true })] : []),
    of('others', { machines: 'others', isWide: true }),
    of('aimedElsewhere', { machines: 'others' }),
    ...(hasty ? [] : [any]),
    of('wideAny', { isWide: true, weight: haste }),
    of('stepwise', { machines: 'others', isStepwise: true, weight: haste }),
  ];
}

const byLength = (attacks: readonly Attack[]): readonly Attack[] =>
  [...attacks].sort((a, b) => a.occurrences.length - b.occurrences.length);

/** Attacks that differ in no more than the order of events have one key: threads are known by what they were begun with. */
function keyOf({ world, occurrences }: Attack): string {
  const roles = new Map<string, string>();
  for (const { event, birth } of occurrences) {
    const born = bornWith(event);
    if (born !== undefined)
      roles.set(born.thread, `‹${born.as}:${birth === undefined ? '' : termText(world.words, birth.owner)}›`);
  }
  const named = (occurrence: Occurrence): string =>
    termText(world.words, occurrence.event).replace(/\w+/g, (word) => roles.get(word) ?? word);
  return occurrences.map(named).sort().join('\n');
}

function bornWith(event: Occurrence['event']): { readonly thread: string; readonly as: string } | undefined {
  if (event.kind !== 'application') return undefined;
  const { symbol, args } = event;
  const nameOf = (i: number): string => (args[i]?.kind === 'application' ? args[i].symbol.name : '');
  if (symbol === core.startEvent) return { thread: nameOf(0), as: nameOf(1) };
  return symbol === core.resetEvent || symbol === core.lateLaunchEvent
    ? { thread: nameOf(1), as: symbol.name }
    : undefined;
}
