import { core } from '../kernel/index.js';
import type { Model } from '../language/index.js';
import { type Occurrence, termText } from '../semantics/index.js';
import { type Stop, Stopped, type StopReason, unstopped } from '../stop/index.js';
import type { Claim } from '../trace/index.js';
import { huntIn } from './begin.js';
import { guided, type Limits } from './guided.js';
import type { Hunt } from './hunt.js';
import { type Attack, minimal } from './minimal.js';
import { plainSearch } from './plain.js';
import { settingOf } from './setting.js';
import { eventsOf } from './state.js';

/** How far a search goes, unless somebody says otherwise: it is the same on every machine. */
export const usualLimits: SearchLimits = {
  states: 6_000,
  events: 4_000,
  every: 4_000,
  attacks: 1,
  hasty: false,
  stop: unstopped,
};

export interface SearchLimits {
  /** So many states are gone on from by the search for the shortest trace, as many again by one that finds any, and a quarter of that by either where more is looked at. */
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
/** What part of the states is gone on from where more is looked at: each leads to many more. */
const wideShare = 4;
/** What part of them before anything else is tried: most attacks take few. */
const glance = 8;

/**
 * Looks for traces on which a claim is violated. Each that is returned was run by the step relation, and judged. First what the claim itself leads to is
 * looked at, then what else there is, then every trace of a few events.
 */
export function searchAttacks(model: Model, claim: Claim, given: Partial<SearchLimits> = {}): Searched {
  const limits = { ...usualLimits, ...given };
  const setting = settingOf(model, claim);
  const { stop } = limits;
  const found = new Map<string, Attack>();
  const directed = { states: 0, isOver: false };
  /** Whether there is nothing left to look at, or to look for. */
  const run = (hunt: Hunt, weight: Limits['weight'], states: number): boolean => {
    const { expanded, upTo } = guided(hunt, { events: limits.events, states, weight, stop }, ({ state, violation }) => {
      const attack = minimal(hunt.judge, { world: state.c.world, occurrences: eventsOf(state), violation }, stop);
      const key = keyOf(attack);
      if (!found.has(key)) found.set(key, attack);
      return found.size >= limits.attacks;
    });
    directed.states += expanded;
    return upTo === undefined;
  };
  /** The shortest, unless there is haste; then any. Says whether there was nothing left to look at. */
  const runs = (hunt: Hunt, states: number): boolean =>
    (limits.hasty && run(hunt, haste, states)) ||
    found.size > 0 ||
    run(hunt, 1, states) ||
    found.size > 0 ||
    (!limits.hasty && run(hunt, haste, states));
  const result = (every?: Bound['every']): Searched => {
    const stopped = stop.reason();
    const bound: Bound = { directed, ...(every && { every }), ...(stopped && { stopped }) };
    return { attacks: byLength([...found.values()]), bound };
  };
  const isEnough = (): boolean => found.size > 0 || stop.reason() !== undefined;
  const aimed = huntIn(model.theory, setting, stop);
  const few = Math.ceil(limits.states / glance);
  let isOver = !limits.hasty && run(aimed, 1, few);
  if (isEnough()) return result();
  const wide = huntIn(model.theory, setting, stop, true);
  if (!limits.hasty) run(wide, 1, few);
  if (isEnough()) return result();
  isOver ||= runs(aimed, limits.states);
  if (isEnough()) return result();
  const isWideOver = runs(wide, Math.ceil(limits.states / wideShare));
  if (isEnough()) return result();
  if (claim.params.filter(({ sort }) => sort === 'Machine').length > 1) {
    const together = huntIn(model.theory, settingOf(model, claim, 'together'), stop, true);
    runs(together, few);
    if (isEnough()) return result();
  }
  const others = huntIn(model.theory, settingOf(model, claim, 'others'), stop, true);
  const isOtherOver = runs(others, few);
  directed.isOver = isOver && isWideOver && isOtherOver;
  if (isEnough()) return result();
  try {
    const { events, traces, found: plain } = plainSearch(wide, limits.every, stop);
    if (plain !== undefined) found.set('', minimal(wide.judge, plain, stop));
    return result({ events, traces });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return result();
  }
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
