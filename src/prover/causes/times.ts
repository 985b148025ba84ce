import type { Classes } from './classes.js';
import { Conflict, joined, type Reason } from './reason.js';

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly strict: boolean;
  readonly reason: Reason;
}

/** How one time is known to come before another. */
interface Way {
  readonly strict: boolean;
  readonly last: Edge;
  readonly before: Way | undefined;
}

/** The order of times in one branch: what is known of it, what follows by going from one to the next, and what each step rests on. */
export class Times {
  readonly #classes: Classes;
  #edges: readonly Edge[];
  #from = new Map<number, Edge[]>();
  #ways = new Map<number, Map<number, Way>>();
  #version = -1;

  constructor(classes: Classes, edges: readonly Edge[] = []) {
    this.#classes = classes;
    this.#edges = edges;
  }

  copy(classes: Classes): Times {
    return new Times(classes, this.#edges);
  }

  get size(): number {
    return this.#edges.length;
  }

  /** Why `from < to`, or `from ≤ to` where that is enough; undefined where it is not known. */
  why(from: number, to: number, strict: boolean): Reason | undefined {
    if (!strict && this.#classes.same(from, to)) return this.#classes.why(from, to);
    const way = this.#waysFrom(from).get(this.#classes.root(to));
    if (way === undefined || (strict && !way.strict)) return undefined;
    return this.#reasonOf(way, from, to);
  }

  knows(from: number, to: number, strict: boolean): boolean {
    if (!strict && this.#classes.same(from, to)) return true;
    const way = this.#waysFrom(from).get(this.#classes.root(to));
    return way !== undefined && (!strict || way.strict);
  }

  add(from: number, to: number, strict: boolean, reason: Reason): void {
    if (this.knows(from, to, strict)) return;
    const back = this.why(to, from, false);
    if (strict && back !== undefined) throw new Conflict(joined(reason, back));
    if (!strict && back !== undefined) {
      const sooner = this.why(to, from, true);
      if (sooner !== undefined) throw new Conflict(joined(reason, sooner));
      this.#classes.merge(from, to, joined(reason, back));
      return;
    }
    this.#edges = [...this.#edges, { from, to, strict, reason }];
    this.#version = -1;
  }

  /** Equalities may have closed circles. */
  check(): void {
    this.#refresh();
    for (const edge of this.#edges) {
      const { from, to, strict, reason } = edge;
      if (this.#classes.same(from, to)) {
        if (strict) throw new Conflict(joined(reason, this.#classes.why(from, to)));
        continue;
      }
      const back = this.#waysFrom(to).get(this.#classes.root(from));
      if (back === undefined) continue;
      const around = joined(reason, this.#reasonOf(back, to, from));
      if (strict || back.strict) throw new Conflict(around);
      this.#classes.merge(from, to, around);
      this.check();
      return;
    }
  }

  #refresh(): void {
    if (this.#version === this.#classes.version) return;
    this.#version = this.#classes.version;
    this.#ways.clear();
    this.#from.clear();
    for (const edge of this.#edges) {
      const root = this.#classes.root(edge.from);
      const known = this.#from.get(root);
      if (known) known.push(edge);
      else this.#from.set(root, [edge]);
    }
  }

  /** The strictest way to each time that comes after. */
  #waysFrom(from: number): Map<number, Way> {
    this.#refresh();
    const start = this.#classes.root(from);
    const known = this.#ways.get(start);
    if (known) return known;
    const ways = new Map<number, Way>();
    const waiting: { at: number; way: Way | undefined }[] = [{ at: start, way: undefined }];
    for (let i = 0; i < waiting.length; i++) {
      const { at, way } = waiting[i] as (typeof waiting)[number];
      if (way !== undefined && ways.get(at) !== way) continue;
      for (const edge of this.#from.get(at) ?? []) {
        const to = this.#classes.root(edge.to);
        const next: Way = { strict: edge.strict || way?.strict === true, last: edge, before: way };
        const before = ways.get(to);
        if (before !== undefined && (before.strict || !next.strict)) continue;
        ways.set(to, next);
        waiting.push({ at: to, way: next });
      }
    }
    this.#ways.set(start, ways);
    return ways;
  }

  #reasonOf(way: Way, from: number, to: number): Reason {
    const steps: Edge[] = [];
    for (let at: Way | undefined = way; at !== undefined; at = at.before) steps.push(at.last);
    steps.reverse();
    const reasons: Reason[] = [];
    let here = from;
    for (const edge of steps) {
      reasons.push(edge.reason, this.#classes.why(here, edge.from));
      here = edge.to;
    }
    return joined(...reasons, this.#classes.why(here, to));
  }
}
