import type { Term } from '../kernel/index.js';
import { Log } from './log.js';
import { isApplication } from './terms.js';

/**
 * The individuals of one kind that were used, so that none is fresh twice. Runs number theirs (`I1`, `I2`, …), and of those only the last number is
 * kept: a long run needs no more memory than a short one. A value: using one makes another.
 */
export class Used {
  readonly #letter: string;
  /** All with numbers up to this one. */
  readonly #upTo: number;
  readonly #others: Log;
  readonly #highest: number;

  private constructor(letter: string, upTo: number, others: Log, highest: number) {
    this.#letter = letter;
    this.#upTo = upTo;
    this.#others = others;
    this.#highest = highest;
  }

  static none(letter: string): Used {
    return new Used(letter, 0, Log.empty(), 0);
  }

  get size(): number {
    return this.#upTo + this.#others.size;
  }

  /** What the next is called. */
  get next(): string {
    return `${this.#letter}${this.#highest + 1}`;
  }

  has(term: Term): boolean {
    return this.#numberOf(term) <= this.#upTo || this.#others.has(term);
  }

  with(term: Term): Used {
    const number = this.#numberOf(term);
    const highest = Number.isFinite(number) ? Math.max(this.#highest, number) : this.#highest;
    return number === this.#upTo + 1
      ? new Used(this.#letter, number, this.#others, highest)
      : new Used(this.#letter, this.#upTo, this.#others.with(term), highest);
  }

  /** Without leading zeros, so that no two names have one number. */
  #numberOf(term: Term): number {
    const name = isApplication(term) ? term.symbol.name : '';
    if (!name.startsWith(this.#letter)) return Number.POSITIVE_INFINITY;
    const digits = name.slice(this.#letter.length);
    return /^[1-9]\d*$/.test(digits) ? Number(digits) : Number.POSITIVE_INFINITY;
  }
}
