import { apply, type Term } from '../kernel/index.js';
import {
  beginning,
  type Configuration,
  enabled,
  hadItHeld,
  isApplication,
  isPublic,
  type Occurrence,
  placeOf,
  Refusal,
  type Scope,
  smallScope,
  step,
  type World,
} from '../semantics/index.js';
import { heed, type Stop } from '../stop/index.js';
import { History, type Judge, type Violation } from '../trace/index.js';
import type { Hunt } from './hunt.js';

/** What a plain search has looked at: every trace of its scope of up to so many events. */
export interface Plain {
  readonly events: number;
  readonly traces: number;
  readonly found?: {
    readonly world: World;
    readonly occurrences: readonly Occurrence[];
    readonly violation: Violation;
  };
}

/** At most so many threads are born, and so many of the terms that a claim names are used beside those of {@link smallScope}. */
const [threads, mostTerms] = [3, 3];
/** Longer traces are not looked at, however few there are. */
const longest = 6;

/**
 * Every trace of a few events, the shorter first, whoever does what: all kinds of events, three threads, the model's programs, two terms and some that the
 * claim names, and any of these in memory at first. Of this scope nothing is left out, and nothing is aimed at.
 *
 * @param most a length with more traces than these is not looked at
 * @throws Stopped where the run is stopped
 */
export function plainSearch({ world, judge, wide }: Hunt, most: number, stop: Stop): Plain {
  const scope = smallScope(world, threads);
  const named = (wide?.values ?? []).slice(0, mostTerms);
  const all: Scope = { ...scope, foreign: { ...scope.foreign, terms: [...scope.foreign.terms, ...named] } };
  let done = { events: 0, traces: 0 };
  for (let length = 0; length <= longest; length++) {
    const walk = new Walk(all, wide?.values ?? named, judge, { most: most - done.traces, stop });
    const found = walk.from(new History(world, true), beginning(world), [], length);
    if (found === 'too many') return done;
    done = { events: length, traces: done.traces + walk.traces };
    if (found !== undefined) return { ...done, found };
  }
  return done;
}

/** Goes through all traces of one length. */
class Walk {
  readonly #scope: Scope;
  readonly #held: readonly Term[];
  readonly #judge: Judge;
  readonly #limits: { readonly most: number; readonly stop: Stop };
  traces = 0;

  /** @param held what memory may have held at first */
  constructor(
    scope: Scope,
    held: readonly Term[],
    judge: Judge,
    limits: { readonly most: number; readonly stop: Stop },
  ) {
    this.#scope = scope;
    this.#held = held;
    this.#judge = judge;
    this.#limits = limits;
  }

  from(history: History, c: Configuration, before: readonly Occurrence[], left: number): Plain['found'] | 'too many' {
    if (left === 0) {
      heed(this.#limits.stop);
      if (++this.traces > this.#limits.most) return 'too many';
      const judgement = this.#judge.judge(history);
      return judgement.verdict === 'violated'
        ? { world: c.world, occurrences: before, violation: judgement }
        : undefined;
    }
    for (const { occurrence, next } of this.#after(c)) {
      history.took(occurrence, next);
      const found = this.from(history, next, [...before, occurrence], left - 1);
      history.undo();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  *#after(c: Configuration): Iterable<{ readonly occurrence: Occurrence; readonly next: Configuration }> {
    for (const each of enabled(c, this.#scope)) {
      yield each;
      yield* this.#otherReads(c, each.occurrence);
    }
  }

  /** The same read of memory that nobody has read or written, had it held something else from the beginning. */
  *#otherReads(c: Configuration, { event }: Occurrence): Iterable<{ occurrence: Occurrence; next: Configuration }> {
    if (!isApplication(event) || event.symbol !== c.world.words.events.Read) return;
    const [thread, location] = event.args as [Term, Term];
    const place = placeOf(c.world, location);
    if (place?.space !== 'memory' || c.world.initial.has(location)) return;
    if (c.stores.get(place.machine)?.memory.has(place.location)) return;
    for (const value of this.#held) {
      if (!isPublic(c.world, value)) continue;
      const occurrence = { event: apply(event.symbol, thread, location, value) };
      const next = step(hadItHeld(c, location, value), occurrence);
      if (!(next instanceof Refusal)) yield { occurrence, next };
    }
  }
}
