import { core, type Formula, type FunctionSymbol, type Term, type Theory } from '../kernel/index.js';
import { type Configuration, isApplication, valueAt, type World } from '../semantics/index.js';
import { atomsOf } from './atoms.js';
import { fits } from './fits.js';

/** What a claim speaks of. */
export interface Spoken {
  /** Events, as far as it says which. */
  readonly events: readonly Term[];
  /** `Mem(l, e)`, whoever l is. */
  readonly holds: readonly (readonly [location: Term, value: Term])[];
}

/** What formulas speak of that are about this world's machines. */
export function spokenIn(theory: Theory, { words }: World, formulas: readonly Formula[]): Spoken {
  const events: Term[] = [];
  const holds: (readonly [Term, Term])[] = [];
  for (const formula of formulas)
    for (const [predicate, args] of atomsOf(theory, formula)) {
      const [first, second] = args as [Term, Term];
      if (predicate === core.at) events.push(first);
      else if (predicate === words.mem) holds.push([first, second]);
    }
  return { events, holds };
}

/** What has happened: a number for the events that were noted, and the sets of what held at one time since the last of them, the largest. */
interface Node {
  readonly noted: number;
  readonly held: readonly bigint[];
}

/**
 * What happened, as far as it may matter to a claim: events that it speaks of, what those do who have a part in it, and between them what held at one time
 * of what it says that locations hold; of that, whatever held together with more says nothing of its own. Each such history has a number. A reset of a machine begins
 * anew, as long as nobody has begun a part: what violates a claim is mostly what happened since.
 */
export class Trail {
  readonly #events: readonly Term[];
  readonly #holds: Spoken['holds'];
  readonly #touching: ReadonlySet<FunctionSymbol>;
  readonly #symbols: ReadonlySet<FunctionSymbol>;
  readonly #isWide: boolean;
  readonly #fitting = new Map<Term, boolean>();
  readonly #holding: readonly Map<Term, boolean>[];
  readonly #nodes: Node[] = [{ noted: 0, held: [] }];
  readonly #numbers = new Map<string, number>([['0 ', 0]]);
  readonly #sequences = new Map<Term, Map<number, number>>();
  #count = 0;

  /**
   * @param touching the events that change locations, which are noted where it is left open of which location something is said
   * @param isWide whether what was before a reset is told apart as well, and events of the same sorts as those that are spoken of
   */
  constructor({ events, holds }: Spoken, touching: readonly FunctionSymbol[], isWide: boolean) {
    this.#holds = holds.filter(([location]) => isClosed(location));
    this.#events = events;
    const spoken = events.flatMap((event) => (isApplication(event) ? event.symbol : []));
    this.#touching = new Set(this.#holds.length === holds.length ? [] : touching);
    this.#symbols = new Set([...spoken, ...this.#touching]);
    this.#isWide = isWide;
    this.#holding = this.#holds.map(() => new Map());
  }

  /** Whether events of a kind are noted whoever does them. */
  notes(kind: FunctionSymbol): boolean {
    return this.#symbols.has(kind);
  }

  /**
   * @param c where the event led
   * @param ofPart whether somebody acts who has a part; `hasParts` whether anybody has begun one
   */
  after(
    trail: number,
    event: Term,
    c: Configuration,
    { ofPart, hasParts }: { readonly ofPart: boolean; readonly hasParts: boolean },
  ): number {
    if (!isApplication(event)) return trail;
    const isReset = event.symbol === core.resetEvent;
    if (isReset && !hasParts && !this.#isWide) return this.#node({ noted: 0, held: [] }, c);
    const before = this.#nodes[trail] as Node;
    if (!isReset && !ofPart && !this.#isSpoken(event)) return this.#node(before, c, trail);
    const numbers = this.#sequences.get(event) ?? new Map<number, number>();
    this.#sequences.set(event, numbers);
    const noted = numbers.get(trail) ?? ++this.#count;
    numbers.set(trail, noted);
    return this.#node({ noted, held: [] }, c);
  }

  /** The number of a history with what holds now. */
  #node({ noted, held }: Node, c: Configuration, number?: number): number {
    const now = this.#heldIn(c);
    const isKnown = held.some((set) => (set | now) === set);
    if (isKnown && number !== undefined) return number;
    const largest = isKnown ? held : [...held.filter((set) => (set | now) !== now), now].sort(byValue);
    const key = `${noted} ${largest.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#nodes.length);
    return this.#nodes.push({ noted, held: largest }) - 1;
  }

  #isSpoken(event: Extract<Term, { kind: 'application' }>): boolean {
    if (!this.#symbols.has(event.symbol)) return false;
    if (this.#isWide || this.#touching.has(event.symbol)) return true;
    const known = this.#fitting.get(event);
    if (known !== undefined) return known;
    const isFitting = this.#events.some((pattern) => fits(pattern, event));
    this.#fitting.set(event, isFitting);
    return isFitting;
  }

  /** Which of the values that are spoken of locations hold. */
  #heldIn(c: Configuration): bigint {
    let held = 0n;
    for (const [i, [location, value]] of this.#holds.entries()) {
      const is = valueAt(c, location);
      if (is === undefined) continue;
      const known = this.#holding[i] as Map<Term, boolean>;
      const isHeld = known.get(is) ?? fits(value, is);
      known.set(is, isHeld);
      if (isHeld) held |= 1n << BigInt(i);
    }
    return held;
  }
}

const byValue = (a: bigint, b: bigint): number => (a < b ? -1 : 1);

const isClosed = ({ free, loose }: Term): boolean => free.length + loose === 0;
