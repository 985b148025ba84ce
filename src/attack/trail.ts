import { core, type FunctionSymbol, type Term } from '../kernel/index.js';
import { isApplication, TermMap } from '../semantics/index.js';

/**
 * What happened, as far as it may matter to a claim: events of the kinds that it speaks of, and what those do who have a part in it. Each such history
 * has a number. A reset of a machine begins anew, as long as nobody has begun a part: what violates a claim is mostly what happened since.
 */
export class Trail {
  readonly #kinds: ReadonlySet<unknown>;
  readonly #isWide: boolean;
  readonly #numbers = new TermMap<Map<number, number>>();
  #count = 0;

  /** @param isWide whether what was before a reset is told apart as well */
  constructor(kinds: ReadonlySet<unknown>, isWide: boolean) {
    this.#kinds = kinds;
    this.#isWide = isWide;
  }

  /** Whether events of a kind are noted whoever does them. */
  notes(kind: FunctionSymbol): boolean {
    return this.#kinds.has(kind);
  }

  /** @param ofPart whether somebody acts who has a part; `hasParts` whether anybody has begun one */
  after(
    trail: number,
    event: Term,
    { ofPart, hasParts }: { readonly ofPart: boolean; readonly hasParts: boolean },
  ): number {
    if (!isApplication(event)) return trail;
    const isReset = event.symbol === core.resetEvent;
    if (isReset && !hasParts && !this.#isWide) return 0;
    if (!isReset && !ofPart && !this.#kinds.has(event.symbol)) return trail;
    const numbers = this.#numbers.get(event) ?? new Map<number, number>();
    this.#numbers.set(event, numbers);
    const known = numbers.get(trail) ?? ++this.#count;
    numbers.set(trail, known);
    return known;
  }
}
