import { core } from '../kernel/index.js';
import type { Model } from '../language/index.js';
import { type Occurrence, smallScope, termText } from '../semantics/index.js';
import { type Stop, Stopped, type StopReason, unstopped } from '../stop/index.js';
import { type Claim, everyTrace, hold, lengthWithin } from '../trace/index.js';
import { huntIn } from './begin.js';
import { guided, type Limits } from './guided.js';
import type { Hunt } from './hunt.js';
import { type Attack, minimal } from './minimal.js';
import { settingOf } from './setting.js';
import { eventsOf } from './state.js';

/** How far a search goes, unless somebody says otherwise: it is the same on every machine. */
export const usualLimits: SearchLimits = {
  states: 6_000,
  events: 4_000,
  every: 2_000,
  attacks: 1,
  hasty: false,
  stop: unstopped,
};

export interface SearchLimits {
  /** So many states are gone on from by the search for the shortest trace, and as many again by one that finds any. */
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
  /**
   * Directed search: no attack has so few events, of those that it looks at; `all` where it has looked at every one of them, -1 where it was stopped before it
   * had looked at any.
   */
  readonly directed: number | 'all';
  /** All traces of up to so many events, by up to three threads with a few terms; absent where an attack was found first. */
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
const threads = 3;

/** Looks for traces on which a claim is violated. Each that is returned was run by the step relation, and judged. */
export function searchAttacks(model: Model, claim: Claim, given: Partial<SearchLimits> = {}): Searched {
  const limits = { ...usualLimits, ...given };
  const hunt = huntIn(model.theory, settingOf(model, claim), limits.stop);
  const found = new Map<string, Attack>();
  const run = (weight: Limits['weight']) =>
    guided(hunt, { ...limits, weight }, ({ state, violation }) => {
      const attack = minimal(
        hunt.judge,
        { world: state.c.world, occurrences: eventsOf(state), violation },
        limits.stop,
      );
      const key = keyOf(attack);
      if (!found.has(key)) found.set(key, attack);
      return found.size >= limits.attacks;
    });
  if (limits.hasty) run(haste);
  const upTo = found.size === 0 ? run(1).upTo : 0;
  if (found.size === 0 && upTo !== undefined && !limits.hasty) run(haste);
  const bound: Bound = { directed: upTo ?? 'all' };
  const stopped = limits.stop.reason();
  if (found.size > 0)
    return { attacks: byLength([...found.values()]), bound: { ...bound, ...(stopped && { stopped }) } };
  try {
    const short = shortTraces(hunt, limits);
    return { attacks: short.attack === undefined ? [] : [short.attack], bound: { ...bound, every: short.every } };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { attacks: [], bound: { ...bound, stopped: error.reason } };
  }
}

const byLength = (attacks: readonly Attack[]): readonly Attack[] =>
  [...attacks].sort((a, b) => a.occurrences.length - b.occurrences.length);

/** Every trace of a few events, of all kinds. */
function shortTraces(
  { world, judge }: Hunt,
  { every: traces, stop }: SearchLimits,
): { readonly attack?: Attack; readonly every: NonNullable<Bound['every']> } {
  const scope = smallScope(world, threads);
  const events = lengthWithin(world, scope, { length: 4, traces, stop });
  const held = hold(world, [judge], everyTrace(world, scope, events), stop);
  const violated = held.statements[0]?.violated;
  const every = { events, traces: held.traces };
  if (violated === undefined) return { every };
  return { attack: minimal(judge, { world, ...violated }, stop), every };
}

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
