/**
 * Numbers that look random, the same for the same seed on every machine: SplitMix32 (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, OOPSLA 2014, in its 32-bit form).
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 to under 2³². */
  word(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** A whole number from 0 to under `bound`, which is at most 2³². */
  below(bound: number): number {
    return Math.floor((this.word() / 0x1_0000_0000) * bound);
  }

  /** Whether something happens that has this probability. */
  chance(probability: number): boolean {
    return this.word() < probability * 0x1_0000_0000;
  }

  one<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** One of these by their weights, which are not all 0. */
  weighted<T>(from: readonly T[], weight: (each: T) => number): T {
    const total = from.reduce((sum, each) => sum + weight(each), 0);
    let left = (this.word() / 0x1_0000_0000) * total;
    for (const each of from) {
      left -= weight(each);
      if (left < 0) return each;
    }
    return from.at(-1) as T;
  }

  /** The seed of the nth of many runs. */
  static seedOf(seed: number, run: number): number {
    return new Random(Math.imul(seed, 0x2545f491) ^ Math.imul(run + 1, 0x9e3779b1)).word();
  }
}
