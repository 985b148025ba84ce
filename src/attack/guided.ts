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
  /** How many events a trace has, at most. */
  readonly events: number;
  readonly stop: Stop;
}

/** How many events a move weighs that nothing led to. */
const weightAside = 2;

interface Waiting {
  readonly state: State;
  readonly needs: Needs;
}

/** Looks for violating traces, the shorter ones first (A*): states wait in the order of the events that they have taken and at least still need. */
export class GuidedSearch {
  readonly #hunt: Hunt;
  readonly #limits: Limits;
  readonly #found: (found: Found) => boolean;
  readonly #keys = new Keys();
  readonly #costs = new Map<string, number>();
  readonly #waiting: Waiting[][] = [];
  #most: number;
  #isCut = false;
  #isBegun = false;
  #length = 0;
  /** Whether what was found is enough, or nothing is left to look at. */
  isOver = false;
  expanded = 0;
  /** See {@link Guided}. */
  upTo: number | undefined = -1;

  /** @param found takes what is found; says whether that is enough */
  constructor(hunt: Hunt, limits: Limits, found: (found: Found) => boolean) {
    this.#hunt = hunt;
    this.#limits = limits;
    this.#most = limits.events;
    this.#found = found;
  }

  /** From now on no trace has more events than these. */
  within(events: number): void {
    this.#most = Math.min(this.#most, events);
  }

  /** Goes on, until it has gone on from so many states in all, or is over, or the run is stopped. */
  goOn(states: number): void {
    try {
      if (!this.#isBegun) this.#offer(start(this.#hunt), 0);
      this.#isBegun = true;
      for (; this.#length < this.#waiting.length; this.#length++) {
        // Whoever came last goes on first: it is nearer to its end than others of the same length.
        const same = this.#waiting[this.#length];
        for (let next = same?.at(-1); next !== undefined; next = same?.at(-1)) {
          this.upTo = this.#length - 1;
          if (this.expanded >= states) return;
          same?.pop();
          if (next.state.cost + next.needs.least > this.#most) this.#isCut = true;
          else this.#from(next);
          if (this.isOver) return;
        }
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return;
    }
    this.isOver = true;
    this.upTo = this.#isCut ? this.#most : undefined;
  }

  /** Judges the trace so far where it may be an attack, and else goes on from it. */
  #from({ state, needs }: Waiting): void {
    const hunt = this.#hunt;
    if (isRipe(hunt, state)) {
      const judgement = hunt.judge.judge(historyOf(hunt, state));
      if (judgement.verdict === 'violated') {
        this.isOver = this.#found({ state, violation: judgement });
        if (this.isOver) this.upTo = this.#length;
        // All that goes on from here has this trace in it.
        return;
      }
      // What comes after all that was aimed at is for others to look at.
      if (hunt.isStepwise) return;
      if (hunt.wide !== undefined) for (const again of aimedAgain(hunt, state)) this.#offer(again, this.#length);
    }
    this.expanded++;
    for (const then of moves(hunt, state, needs)) {
      heed(this.#limits.stop);
      this.#offer(then, this.#length);
    }
  }

  #offer(state: State, atLeast: number): void {
    const key = this.#keys.of(state);
    const known = this.#costs.get(key);
    const cost = state.cost + weightAside * state.aside;
    if (known !== undefined && known <= cost) return;
    const needs = needsOf(this.#hunt, state);
    this.#costs.set(key, cost);
    if (needs === undefined) return;
    if (state.cost + needs.least > this.#most) {
      this.#isCut = true;
      return;
    }
    const length = Math.max(atLeast, cost + this.#limits.weight * needs.least);
    const same = this.#waiting[length] ?? [];
    this.#waiting[length] = same;
    same.push({ state, needs });
  }
}

/** One search, from so many states at most. */
export function guided(
  hunt: Hunt,
  { states, ...limits }: Limits & { readonly states: number },
  found: (found: Found) => boolean,
): Guided {
  const search = new GuidedSearch(hunt, limits, found);
  search.goOn(states);
  return { expanded: search.expanded, upTo: search.upTo };
}
