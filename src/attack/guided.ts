import { heed, type Stop, Stopped } from '../stop/index.js';
import type { Violation } from '../trace/index.js';
import type { Hunt } from './hunt.js';
import { Keys } from './key.js';
import { moves } from './moves/moves.js';
import { type Needs, needsOf } from './needs.js';
import { aimedAgain, historyOf, isRipe, type State, start } from './state.js';

/** A trace on which a claim is violated, as it was found. */
export interface Found {
  readonly state: State;
  readonly violation: Violation;
}

/** What a search came to. */
export interface Guided {
  /** States that were gone on from. */
  readonly expanded: number;
  /** No trace of up to so many events was left out, of those that are looked at; undefined where none was, of any length. */
  readonly upTo: number | undefined;
}

export interface Limits {
  /** How much the events that are still needed weigh against those that were taken: with 1 the shortest trace is found first, with more any sooner. */
  readonly weight: number;
  /** How many states are gone on from, at most. */
  readonly states: number;
  /** How many events a trace has, at most. */
  readonly events: number;
  readonly stop: Stop;
}

/** How many events a move weighs that nothing led to. */
const weightAside = 2;

/**
 * Looks for violating traces, the shorter ones first (A*): states wait in the order of the events that they have taken and at least still need.
 *
 * @param found takes what is found; says whether that is enough
 */
export function guided(hunt: Hunt, limits: Limits, found: (found: Found) => boolean): Guided {
  const keys = new Keys();
  const costs = new Map<string, number>();
  let isCut = false;
  const waiting: { readonly state: State; readonly needs: Needs }[][] = [];
  const offer = (state: State, atLeast: number): void => {
    const key = keys.of(state);
    const known = costs.get(key);
    const cost = state.cost + weightAside * state.aside;
    if (known !== undefined && known <= cost) return;
    const needs = needsOf(hunt, state);
    costs.set(key, cost);
    if (needs === undefined) return;
    if (state.cost + needs.least > limits.events) {
      isCut = true;
      return;
    }
    const length = Math.max(atLeast, cost + limits.weight * needs.least);
    const same = waiting[length] ?? [];
    waiting[length] = same;
    same.push({ state, needs });
  };
  let [expanded, length] = [0, 0];
  try {
    offer(start(hunt), 0);
    for (; length < waiting.length; length++) {
      // Whoever came last goes on first: it is nearer to its end than others of the same length.
      for (let next = waiting[length]?.pop(); next !== undefined; next = waiting[length]?.pop()) {
        const { state, needs } = next;
        if (isRipe(hunt, state)) {
          const judgement = hunt.judge.judge(historyOf(hunt, state));
          if (judgement.verdict === 'violated') {
            if (found({ state, violation: judgement })) return { expanded, upTo: length };
            // All that goes on from here has this trace in it.
            continue;
          }
          if (hunt.wide !== undefined) for (const again of aimedAgain(hunt, state)) offer(again, length);
        }
        if (expanded === limits.states) return { expanded, upTo: length - 1 };
        expanded++;
        for (const then of moves(hunt, state, needs)) {
          heed(limits.stop);
          offer(then, length);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return { expanded, upTo: length - 1 };
  }
  return { expanded, upTo: isCut ? limits.events : undefined };
}
