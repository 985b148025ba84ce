import {
  type Formula,
  ground,
  isFormula,
  logic,
  not,
  sameFormula,
  type Term,
  type Theorem,
  type Theory,
} from '../../../kernel/index.js';
import { type Abstract, abstractOf, concrete } from './abstract.js';
import { congruent, once, symmetric, transitive, type Why, within } from './derived.js';

/** A contradiction, as a theorem of ⊥. */
export class Conflict {
  readonly absurd: Theorem;
  constructor(absurd: Theorem) {
    this.absurd = absurd;
  }
}

type Applied = Term & { readonly kind: 'application' };

/** What the graph has a node for: a term, or a formula that is not looked into. */
type Content =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'formula'; readonly formula: Formula; readonly abstract: Abstract }
  | { readonly kind: 'true' | 'false' };

/** Why two nodes are one: from one to the other, an equation, or what makes a formula true or false; or that what they consist of is equal. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly why: Why | 'congruence';
}

/**
 * Congruence closure over terms and opaque formulas, with free constructors. What is added can be undone, last first. Every equality that it knows has a proof,
 * by the way from one node to the other in a forest of reasons, which is made when asked for.
 */
export class Equality {
  readonly truth: number;
  readonly falsity: number;
  readonly #theory: Theory;
  readonly #contents: Content[] = [];
  readonly #args: (readonly number[])[] = [];
  readonly #heads: number[] = [];
  readonly #nodes = new Map<Term | Formula, number>();
  readonly #headIds = new Map<unknown, number>();
  readonly #shapes: Formula[] = [];
  readonly #parent: number[] = [];
  readonly #size: number[] = [];
  readonly #uses: number[][] = [];
  /** Of the class of a root, a node with a constructor on top. */
  readonly #built: (number | undefined)[] = [];
  readonly #reason: (Edge | undefined)[] = [];
  readonly #signatures = new Map<string, number>();
  readonly #unequal: { readonly a: number; readonly b: number; readonly why: Why }[] = [];
  readonly #todo: Edge[] = [];
  readonly #trail: (() => void)[] = [];
  /** Counts what changed, so that others know whether they have to look again. */
  version = 0;

  constructor(theory: Theory) {
    this.#theory = theory;
    this.truth = this.#add({ kind: 'true' }, 'true', []);
    this.falsity = this.#add({ kind: 'false' }, 'false', []);
    this.#built[this.truth] = this.truth;
    this.#built[this.falsity] = this.falsity;
  }

  get size(): number {
    return this.#contents.length;
  }

  /** The node of a term. */
  node(root: Term): number {
    const stack = [root];
    for (let term = stack.at(-1); term !== undefined; term = stack.at(-1)) {
      const args = term.kind === 'application' ? term.args : [];
      const waiting = this.#nodes.has(term) ? [] : args.filter((arg) => !this.#nodes.has(arg));
      stack.push(...waiting);
      if (waiting.length > 0) continue;
      stack.pop();
      if (this.#nodes.has(term)) continue;
      const head = term.kind === 'application' ? term.symbol : term;
      const node = this.#add(
        { kind: 'term', term },
        head,
        args.map((arg) => this.#nodes.get(arg) as number),
      );
      if (term.kind === 'application' && term.symbol.constructs) this.#built[node] = node;
      this.#nodes.set(term, node);
    }
    return this.#nodes.get(root) as number;
  }

  /** The node of a formula that is not looked into. */
  nodeOf(formula: Formula): number {
    const known = this.#nodes.get(formula);
    if (known !== undefined) return known;
    const abstract = abstractOf(formula);
    const args = abstract.terms.map((term) => this.node(term));
    const node = this.#add({ kind: 'formula', formula, abstract }, abstract.shape, args);
    this.#nodes.set(formula, node);
    return node;
  }

  termOf(node: number): Term {
    const content = this.#contents[node] as Content;
    if (content.kind !== 'term') throw new Error('not the node of a term');
    return content.term;
  }

  #add(content: Content, head: unknown, args: readonly number[]): number {
    const node = this.#contents.push(content) - 1;
    this.#heads.push(this.#headOf(head));
    this.#args.push(args);
    this.#parent.push(node);
    this.#size.push(1);
    this.#uses.push([]);
    this.#built.push(undefined);
    this.#reason.push(undefined);
    for (const arg of args) (this.#uses[this.find(arg)] as number[]).push(node);
    if (args.length === 0 && content.kind !== 'formula') return node;
    const signature = this.#signature(node);
    const twin = this.#signatures.get(signature);
    if (twin === undefined) this.#signatures.set(signature, node);
    else this.#todo.push({ from: node, to: twin, why: 'congruence' });
    return node;
  }

  /** A number for what is on top: a symbol, a variable, or a shape, whatever the names of its bound variables. */
  #headOf(head: unknown): number {
    const shape = isFormula(head) ? (this.#shapes.find((each) => sameFormula(each, head)) ?? head) : head;
    if (shape === head && isFormula(head) && !this.#headIds.has(head)) this.#shapes.push(head);
    const id = this.#headIds.get(shape) ?? this.#headIds.size;
    this.#headIds.set(shape, id);
    return id;
  }

  #signature(node: number): string {
    let signature = `${this.#heads[node]}`;
    for (const arg of this.#args[node] as readonly number[]) signature += ` ${this.find(arg)}`;
    return signature;
  }

  find(node: number): number {
    let root = node;
    while (this.#parent[root] !== root) root = this.#parent[root] as number;
    return root;
  }

  mark(): number {
    return this.#trail.length;
  }

  undo(mark: number): void {
    while (this.#trail.length > mark) (this.#trail.pop() as () => void)();
    this.#todo.length = 0;
    this.version++;
  }

  /** Two nodes are one, by an equation, or a formula is true or false. */
  merge(from: number, to: number, why: Why): void {
    this.#todo.push({ from, to, why });
  }

  /** Two terms are different. */
  separate(a: number, b: number, why: Why): void {
    this.#unequal.push({ a, b, why });
    this.version++;
    this.#trail.push(() => this.#unequal.pop());
  }

  /** Draws all conclusions; throws a {@link Conflict} where there is one. */
  close(): void {
    while (this.#todo.length > 0) this.#join(this.#todo.pop() as Edge);
    for (const { a, b, why } of this.#unequal)
      if (this.find(a) === this.find(b)) throw new Conflict(logic.notElim(why(), this.equation(a, b)));
  }

  #join(edge: Edge): void {
    let [small, large] = [this.find(edge.from), this.find(edge.to)];
    if (small === large) return;
    if ((this.#size[small] as number) > (this.#size[large] as number)) [small, large] = [large, small];
    const [one, two] = [this.#built[small], this.#built[large]];
    this.#link(edge);
    this.#unite(small, large);
    if (one !== undefined && two !== undefined) this.#bothBuilt(one, two);
    if (this.#built[large] !== undefined) this.#checkAcyclic(large);
  }

  /** The reason becomes an edge of the forest, whose trees have whatever roots. */
  #link(edge: Edge): void {
    let [node, incoming] = [edge.from, edge];
    for (let up = this.#reason[node]; up !== undefined; up = this.#reason[node]) {
      this.#reason[node] = incoming;
      [node, incoming] = [other(up, node), up];
    }
    this.#reason[node] = incoming;
    this.#trail.push(() => {
      const end = this.#reason[edge.from] === edge ? edge.from : edge.to;
      this.#reason[end] = undefined;
    });
  }

  #unite(small: number, large: number): void {
    const uses = this.#uses[large] as number[];
    const [count, size, built] = [uses.length, this.#size[large] as number, this.#built[large]];
    const added: string[] = [];
    this.#parent[small] = large;
    this.#size[large] = size + (this.#size[small] as number);
    this.#built[large] ??= this.#built[small];
    this.version++;
    this.#trail.push(() => {
      for (const signature of added) this.#signatures.delete(signature);
      this.#parent[small] = small;
      this.#size[large] = size;
      this.#built[large] = built;
      uses.length = count;
    });
    for (const use of this.#uses[small] as readonly number[]) {
      uses.push(use);
      const signature = this.#signature(use);
      const twin = this.#signatures.get(signature);
      if (twin === undefined) {
        this.#signatures.set(signature, use);
        added.push(signature);
      } else if (this.find(twin) !== this.find(use)) this.#todo.push({ from: use, to: twin, why: 'congruence' });
    }
  }

  #bothBuilt(one: number, two: number): void {
    if (this.#heads[one] !== this.#heads[two]) throw new Conflict(this.#clash(one, two));
    const equation = once(() => this.equation(one, two));
    for (const [i, from] of (this.#args[one] as readonly number[]).entries())
      this.#todo.push({ from, to: this.#args[two]?.[i] as number, why: () => ground.injective(equation(), i) });
  }

  /** Two different constructors are equal, or something is both true and false. */
  #clash(one: number, two: number): Theorem {
    if (one !== this.truth && one !== this.falsity) return ground.apart(this.equation(one, two));
    const way = this.#way(this.truth, this.falsity);
    const near = way[1] as number;
    return logic.notElim(this.truthOf(near, this.falsity), this.truthOf(near, this.truth));
  }

  /** Γ ⊢ A or Γ ⊢ ¬A, of the formula of a node that is one with ⊤, or with ⊥. */
  truthOf(node: number, value: number): Theorem {
    const way = this.#way(node, value);
    const last = way.at(-2) as number;
    let th = (this.#edgeBetween(last, value).why as Why)();
    for (let i = way.length - 2; i > 0; i--) th = this.#put(way[i] as number, way[i - 1] as number, th);
    return th;
  }

  /** From what is known of one formula to the same of another of equal terms. */
  #put(from: number, to: number, th: Theorem): Theorem {
    const [source, target] = [this.#contents[from] as Content, this.#contents[to] as Content];
    if (source.kind !== 'formula' || target.kind !== 'formula') throw new Error('not the nodes of formulas');
    const { abstract, formula } = source;
    const isNegative = !sameFormula(th.conclusion, formula);
    let result = th;
    const terms = [...abstract.terms];
    for (const [i, term] of target.abstract.terms.entries()) {
      const old = terms[i] as Term;
      if (old === term) continue;
      const place = abstract.places[i] as Extract<Term, { kind: 'variable' }>;
      terms[i] = place;
      const pattern = concrete(abstract, terms);
      const equation = this.equation(this.#nodes.get(old) as number, this.#nodes.get(term) as number);
      result = logic.rewrite(equation, place, isNegative ? not(pattern) : pattern, result);
      terms[i] = term;
    }
    return result;
  }

  /** Γ ⊢ s = t, of the terms of two nodes that are one. */
  equation(a: number, b: number): Theorem {
    if (a === b) return logic.reflexivity(this.#theory, this.termOf(a));
    const way = this.#way(a, b);
    return way.slice(1).reduce<Theorem | undefined>((sofar, node, i) => {
      const step = this.#step(way[i] as number, node);
      return sofar === undefined ? step : transitive(sofar, step);
    }, undefined) as Theorem;
  }

  #step(from: number, to: number): Theorem {
    const edge = this.#edgeBetween(from, to);
    if (edge.why !== 'congruence') return edge.from === from ? edge.why() : symmetric(edge.why());
    const { symbol } = this.termOf(from) as Applied;
    const [mine, others] = [this.#args[from] as readonly number[], this.#args[to] as readonly number[]];
    return congruent(
      symbol,
      mine.map((arg, i) => this.equation(arg, others[i] as number)),
    );
  }

  #edgeBetween(a: number, b: number): Edge {
    const edge = this.#reason[a];
    return edge !== undefined && other(edge, a) === b ? edge : (this.#reason[b] as Edge);
  }

  /** The nodes on the way from one node to another through the forest. */
  #way(a: number, b: number): readonly number[] {
    const up = (from: number): number[] => {
      const nodes = [from];
      for (let edge = this.#reason[from]; edge !== undefined; edge = this.#reason[nodes.at(-1) as number])
        nodes.push(other(edge, nodes.at(-1) as number));
      return nodes;
    };
    const [left, right] = [up(a), up(b)];
    while (left.length > 1 && right.length > 1 && left.at(-2) === right.at(-2)) {
      left.pop();
      right.pop();
    }
    return [...left, ...right.slice(0, -1).reverse()];
  }

  /** No term is a part of itself. */
  #checkAcyclic(root: number): void {
    const seen = new Set<number>();
    const path: { readonly node: number; next: number }[] = [{ node: this.#built[root] as number, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const arg = this.#args[top.node]?.[top.next++];
      if (arg === undefined) {
        path.pop();
        continue;
      }
      const at = this.find(arg);
      if (at === this.find(root)) throw new Conflict(this.#cycle(path));
      const inside = this.#built[at];
      if (inside === undefined || seen.has(at)) continue;
      seen.add(at);
      path.push({ node: inside, next: 0 });
    }
  }

  /** Nodes each of which has an argument that is one with the next, and the last one that is one with the first. */
  #cycle(path: readonly { readonly node: number; readonly next: number }[]): Theorem {
    const links = path.map(({ node, next }) => ({ node, i: next - 1, arg: this.#args[node]?.[next - 1] as number }));
    const [first] = links as [(typeof links)[number]];
    let inner: Theorem | undefined;
    for (const [k, { node, i, arg }] of [...links.entries()].reverse()) {
      const next = links[k + 1]?.node ?? first.node;
      const step = this.equation(arg, next);
      inner = within(this.termOf(node) as Applied, i, inner === undefined ? step : transitive(step, inner));
    }
    return ground.apart(inner as Theorem);
  }

  /** What follows from an equation of two terms that cannot be equal: ⊥; undefined where they may be. */
  apart(a: number, b: number): ((equation: Theorem) => Theorem) | undefined {
    const [one, two] = [this.find(a), this.find(b)];
    if (one === two) return undefined;
    const found = this.#unequal.find(({ a: c, b: d }) => {
      const [three, four] = [this.find(c), this.find(d)];
      return (three === one && four === two) || (three === two && four === one);
    });
    if (found !== undefined) {
      const { a: c, b: d, why } = found;
      const straight = this.find(c) === one;
      return (equation) => {
        const [left, right] = straight ? [c, d] : [d, c];
        const same = transitive(this.equation(left, a), transitive(equation, this.equation(b, right)));
        return logic.notElim(why(), straight ? same : symmetric(same));
      };
    }
    const [mine, others] = [this.#built[one], this.#built[two]];
    if (mine === undefined || others === undefined) return undefined;
    const built = (equation: Theorem): Theorem =>
      transitive(this.equation(mine, a), transitive(equation, this.equation(b, others)));
    if (this.#heads[mine] !== this.#heads[others]) return (equation) => ground.apart(built(equation));
    for (const [i, arg] of (this.#args[mine] as readonly number[]).entries()) {
      const inside = this.apart(arg, this.#args[others]?.[i] as number);
      if (inside !== undefined) return (equation) => inside(ground.injective(built(equation), i));
    }
    return undefined;
  }

  /** Whether an equation of the two is true, false, or neither. */
  areEqual(a: number, b: number): boolean | undefined {
    if (this.find(a) === this.find(b)) return true;
    return this.apart(a, b) === undefined ? undefined : false;
  }
}

const other = ({ from, to }: Edge, node: number): number => (node === from ? to : from);
