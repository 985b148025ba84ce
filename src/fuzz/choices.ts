import fc from 'fast-check';

/** Choices written down in advance, so that they can be made smaller one by one; at the end of the list the first of everything is chosen. */
export class Choices {
  readonly #tape: readonly number[];
  #place = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  get isAtEnd(): boolean {
    return this.#place >= this.#tape.length;
  }

  below(bound: number): number {
    return (this.#tape[this.#place++] ?? 0) % bound;
  }

  one<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

/** Tapes for {@link Choices}, of so many numbers; each can be divided by all numbers up to 10. */
export const tapes = (least: number, most: number): fc.Arbitrary<readonly number[]> =>
  fc.noBias(fc.array(fc.nat(2519), { minLength: least, maxLength: most, size: 'max' }));
