import { core, type Formula, ground, logic, type Term, type Theorem, type Theory } from '../../kernel/index.js';

type Atom = Extract<Formula, { kind: 'atom' }>;

interface Edge {
  readonly to: number;
  readonly strict: boolean;
  readonly theorem: Theorem;
}

/** The order facts that are known, and those that follow from them by going from one to the next. */
export class Order {
  readonly #theory: Theory;
  readonly #id: (term: Term) => number;
  readonly #edges = new Map<number, Edge[]>();

  constructor(theory: Theory, id: (term: Term) => number) {
    this.#theory = theory;
    this.#id = id;
  }

  add(fact: Theorem): void {
    const { conclusion } = fact;
    if (conclusion.kind !== 'atom' || (conclusion.predicate !== core.before && conclusion.predicate !== core.notAfter))
      return;
    const [from, to] = conclusion.args as [Term, Term];
    const edge = { to: this.#id(to), strict: conclusion.predicate === core.before, theorem: fact };
    const edges = this.#edges.get(this.#id(from));
    if (edges) edges.push(edge);
    else this.#edges.set(this.#id(from), [edge]);
  }

  /** A theorem of `a < b`, or of `a ≤ b`, where the facts lead from a to b. */
  find(atom: Atom): Theorem | undefined {
    if (atom.predicate !== core.before && atom.predicate !== core.notAfter) return undefined;
    const [from, to] = atom.args as [Term, Term];
    const strict = atom.predicate === core.before;
    if (from === to && !strict) return ground.ordered('<=', logic.reflexivity(this.#theory, from));
    const steps = this.#path(this.#id(from), this.#id(to), strict)?.map(({ theorem }) => theorem) ?? [];
    const [only] = steps;
    if (only === undefined) return undefined;
    return steps.length === 1 && only.conclusion === atom ? only : ground.ordered(strict ? '<' : '<=', ...steps);
  }

  /** A shortest path, with a strict step in it where one is wanted. */
  #path(from: number, to: number, strict: boolean): readonly Edge[] | undefined {
    const seen = new Set<string>();
    let front: { at: number; strict: boolean; path: readonly Edge[] }[] = [{ at: from, strict: false, path: [] }];
    while (front.length > 0) {
      const next: typeof front = [];
      for (const { at, strict: sofar, path } of front) {
        for (const edge of this.#edges.get(at) ?? []) {
          const here = { at: edge.to, strict: sofar || edge.strict, path: [...path, edge] };
          if (here.at === to && (here.strict || !strict)) return here.path;
          const key = `${here.at} ${here.strict}`;
          if (!seen.has(key)) next.push(here);
          seen.add(key);
        }
      }
      front = next;
    }
    return undefined;
  }
}
