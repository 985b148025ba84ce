import type { Segment, Term } from '../kernel/index.js';
import { type Running, TermMap, type Thread } from '../semantics/index.js';
import type { State } from './state.js';

/**
 * States that need not be told apart have one key: what lies ahead of them is the same, and so is what the claim speaks of that happened since the last
 * reset. Threads are known by what they are, not by name.
 */
export class Keys {
  readonly #terms = new TermMap<number>();
  readonly #segments = new Map<Segment, number>();

  of({ c, reached, again, parts, trail }: State): string {
    const threads = [...c.threads.values()].map((thread) => this.#running(thread, parts));
    const alive = new Map([...c.threads.keys()].map((term, i) => [term, threads[i] as string]));
    const stores = [...c.stores.values()].map(({ booted, host, memory, pcr, dpcr, vpcr, locks }) =>
      [
        booted ? 1 : 0,
        this.#map(memory),
        this.#map(pcr.values),
        this.#term(dpcr.base),
        this.#map(dpcr.values),
        host === undefined ? '' : this.#term(host),
        this.#term(vpcr.base),
        this.#map(vpcr.values),
        [...locks].map(([location, holder]) => `${this.#term(location)}:${this.#holder(holder, alive)}`).sort(),
      ].join('/'),
    );
    const done = parts.map((part) => part?.done ?? '').join();
    const known = [...c.known.terms, ...c.known.keys].map((term) => this.#term(term)).join();
    const initial = [...c.world.initial.entries()].map(([l, v]) => `${this.#term(l)}:${this.#term(v)}`).sort();
    return [stores.join('|'), threads.sort().join(';'), known, initial, done, reached, again, trail, c.made.size].join(
      '#',
    );
  }

  #running({ term, owner, machine, control, keys, own }: Running, parts: State['parts']): string {
    const part = parts.findIndex((each) => each?.thread === term);
    const code =
      control.kind === 'foreign'
        ? '*'
        : `${this.#segment(control.rest)}(${control.results.map((result) => this.#term(result)).join()})`;
    const has = keys.map((each) => this.#term(each)).join();
    return `${this.#term(owner)}@${this.#term(machine)}:${code}+${own.terms.size}^${part}!${has}`;
  }

  #holder({ term, owner, machine }: Thread, alive: ReadonlyMap<Term, string>): string {
    return alive.get(term) ?? `${this.#term(owner)}@${this.#term(machine)}`;
  }

  #map(values: ReadonlyMap<Term, Term>): string {
    return [...values]
      .map(([location, value]) => `${this.#term(location)}=${this.#term(value)}`)
      .sort()
      .join();
  }

  #term(term: Term): number {
    const known = this.#terms.get(term);
    if (known !== undefined) return known;
    this.#terms.set(term, this.#terms.size);
    return this.#terms.size - 1;
  }

  #segment(segment: Segment): number {
    const known = this.#segments.get(segment) ?? this.#segments.size;
    this.#segments.set(segment, known);
    return known;
  }
}
