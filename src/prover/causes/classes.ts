import { type Bank, fails, holds } from './bank.js';
import { Conflict, joined, noReason, type Reason } from './reason.js';

/** Why two neighbours in the forest of proofs are equal. */
type Link =
  | { readonly kind: 'given'; readonly reason: Reason }
  /** The same head, of arguments that are equal. */
  | { readonly kind: 'congruent'; readonly a: number; readonly b: number }
  /** Parts, at the same place, of two equal terms of one constructor. */
  | { readonly kind: 'injective'; readonly a: number; readonly b: number };

/**
 * What is equal in one branch of a search: congruence closure over terms and formulas, with constructors, and with what each equality rests on
 * (Nieuwenhuis and Oliveras, «Proof-producing congruence closure», 2005). A branch is copied where cases part.
 */
export class Classes {
  readonly bank: Bank;
  #root: number[] = [];
  #members: (readonly number[])[] = [];
  /** Applications with an argument in the class. */
  #uses: (readonly number[])[] = [];
  /** A member that a constructor makes, or -1. */
  #made: number[] = [];
  #parent: number[] = [];
  #link: (Link | undefined)[] = [];
  #table = new Map<string, number>();
  #apart: readonly { readonly a: number; readonly b: number; readonly reason: Reason }[] = [];
  #queue: { a: number; b: number; link: Link }[] = [];
  /** Grows with each union. */
  version = 0;

  constructor(bank: Bank) {
    this.bank = bank;
    this.add(holds);
    this.add(fails);
  }

  copy(): Classes {
    const copy = new Classes(this.bank);
    copy.version = this.version;
    copy.#root = this.#root.slice();
    copy.#members = this.#members.slice();
    copy.#uses = this.#uses.slice();
    copy.#made = this.#made.slice();
    copy.#parent = this.#parent.slice();
    copy.#link = this.#link.slice();
    copy.#table = new Map(this.#table);
    copy.#apart = this.#apart;
    copy.#queue = [];
    return copy;
  }

  /** Takes note of a term and its parts. */
  add(id: number): void {
    if (this.#root[id] !== undefined) return;
    const entry = this.bank.get(id);
    for (const arg of entry.args) this.add(arg);
    this.#root[id] = id;
    this.#members[id] = [id];
    this.#uses[id] = [];
    this.#made[id] = entry.constructs ? id : -1;
    this.#parent[id] = -1;
    if (entry.args.length === 0) return;
    for (const arg of new Set(entry.args.map((a) => this.root(a))))
      this.#uses[arg] = [...(this.#uses[arg] as readonly number[]), id];
    this.#enter(id);
    this.#close();
  }

  root(id: number): number {
    if (this.#root[id] === undefined) this.add(id);
    return this.#root[id] as number;
  }

  same(a: number, b: number): boolean {
    return a === b || this.root(a) === this.root(b);
  }

  members(id: number): readonly number[] {
    return this.#members[this.root(id)] as readonly number[];
  }

  /** A member of the class that a constructor makes. */
  made(id: number): number | undefined {
    const made = this.#made[this.root(id)] as number;
    return made < 0 ? undefined : made;
  }

  /**
   * Why two terms can never be equal; undefined where they may. What was compared on the way here, or before without a result, is not compared again: a term
   * may be known to be a part of itself, and one part may stand in many places.
   */
  whyApart(a: number, b: number, compared?: Set<string>): Reason | undefined {
    const [ra, rb] = [this.root(a), this.root(b)];
    if (ra === rb) return undefined;
    for (const one of this.#apart) {
      const [p, q] = [this.root(one.a), this.root(one.b)];
      if (p === ra && q === rb) return joined(one.reason, this.why(a, one.a), this.why(b, one.b));
      if (p === rb && q === ra) return joined(one.reason, this.why(a, one.b), this.why(b, one.a));
    }
    const [ma, mb] = [this.#made[ra] as number, this.#made[rb] as number];
    if (ma < 0 || mb < 0) return undefined;
    const [one, two] = [this.bank.get(ma), this.bank.get(mb)];
    const whole = (): Reason[] => [this.why(a, ma), this.why(b, mb)];
    if (one.head !== two.head) return joined(...whole());
    const seen = compared ?? new Set();
    const pair = ra < rb ? `${ra} ${rb}` : `${rb} ${ra}`;
    if (seen.has(pair)) return undefined;
    seen.add(pair);
    for (const [i, arg] of one.args.entries()) {
      const part = this.whyApart(arg, two.args[i] as number, seen);
      if (part !== undefined) return joined(part, ...whole());
    }
    return undefined;
  }

  merge(a: number, b: number, reason: Reason): void {
    this.add(a);
    this.add(b);
    this.#queue.push({ a, b, link: { kind: 'given', reason } });
    this.#close();
  }

  separate(a: number, b: number, reason: Reason): void {
    if (this.same(a, b)) throw new Conflict(joined(reason, this.why(a, b)));
    this.#apart = [...this.#apart, { a, b, reason }];
  }

  /** What the equality of two members of one class rests on. */
  why(a: number, b: number): Reason {
    const found = new Set<number>();
    const seen = new Set<string>();
    const waiting: (readonly [number, number])[] = [[a, b]];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      const [x, y] = pair;
      const key = x < y ? `${x} ${y}` : `${y} ${x}`;
      if (x === y || seen.has(key)) continue;
      seen.add(key);
      for (const link of this.#path(x, y)) {
        if (link.kind === 'given') for (const each of link.reason) found.add(each);
        else if (link.kind === 'injective') waiting.push([link.a, link.b]);
        else {
          const [one, two] = [this.bank.get(link.a).args, this.bank.get(link.b).args];
          one.forEach((arg, i) => {
            waiting.push([arg, two[i] as number]);
          });
        }
      }
    }
    return found.size === 0 ? noReason : found;
  }

  /** The links between two nodes of one tree. */
  #path(x: number, y: number): readonly Link[] {
    const depth = new Map<number, number>();
    const up: number[] = [];
    for (let at = x; at >= 0; at = this.#parent[at] as number) {
      depth.set(at, up.length);
      up.push(at);
    }
    const links: Link[] = [];
    let at = y;
    while (!depth.has(at)) {
      links.push(this.#link[at] as Link);
      at = this.#parent[at] as number;
      if (at === undefined || at < 0) throw new Error('these terms are not equal');
    }
    for (const below of up.slice(0, depth.get(at))) links.push(this.#link[below] as Link);
    return links;
  }

  #enter(id: number): void {
    const { head, args } = this.bank.get(id);
    const key = `${this.bank.headKey(head)} ${args.map((arg) => this.root(arg)).join()}`;
    const other = this.#table.get(key);
    if (other === undefined) this.#table.set(key, id);
    else if (!this.same(other, id)) this.#queue.push({ a: id, b: other, link: { kind: 'congruent', a: id, b: other } });
  }

  #close(): void {
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop())
      this.#union(next.a, next.b, next.link);
  }

  #union(one: number, other: number, link: Link): void {
    if (this.same(one, other)) return;
    this.version++;
    const size = (id: number): number => this.members(id).length;
    const [a, b] = size(one) > size(other) ? [other, one] : [one, other];
    const [ra, rb] = [this.root(a), this.root(b)];
    this.#reroot(a);
    this.#parent[a] = b;
    this.#link[a] = link;
    for (const member of this.#members[ra] as readonly number[]) this.#root[member] = rb;
    this.#members[rb] = [...(this.#members[rb] as readonly number[]), ...(this.#members[ra] as readonly number[])];
    const [ma, mb] = [this.#made[ra] as number, this.#made[rb] as number];
    if (mb < 0) this.#made[rb] = ma;
    const uses = this.#uses[ra] as readonly number[];
    this.#uses[rb] = [...(this.#uses[rb] as readonly number[]), ...uses];
    if (ma >= 0 && mb >= 0) this.#bothMade(ma, mb);
    for (const one of this.#apart)
      if (this.same(one.a, one.b)) {
        this.#queue = [];
        throw new Conflict(joined(one.reason, this.why(one.a, one.b)));
      }
    for (const use of uses) this.#enter(use);
  }

  #bothMade(a: number, b: number): void {
    const [one, two] = [this.bank.get(a), this.bank.get(b)];
    if (one.head !== two.head) {
      this.#queue = [];
      throw new Conflict(this.why(a, b));
    }
    one.args.forEach((arg, i) => {
      this.#queue.push({ a: arg, b: two.args[i] as number, link: { kind: 'injective', a, b } });
    });
  }

  /** Makes a node the root of its tree of proofs. */
  #reroot(id: number): void {
    let [at, parent, link] = [id, this.#parent[id] as number, this.#link[id]];
    this.#parent[id] = -1;
    this.#link[id] = undefined;
    while (parent >= 0) {
      const [above, next] = [this.#parent[parent] as number, this.#link[parent]];
      this.#parent[parent] = at;
      this.#link[parent] = link;
      [at, parent, link] = [parent, above, next];
    }
  }
}
