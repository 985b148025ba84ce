import {
  and,
  core,
  type Formula,
  implies,
  logic,
  type Term,
  type Theorem,
  type Theory,
  variable,
} from '../../kernel/index.js';
import type { Decide } from '../oracle.js';

type Atom = Extract<Formula, { kind: 'atom' }>;

/** How two steps of the order make one; each is asked of the solver once for all proofs of a theorem. */
export interface OrderLemmas {
  /** `∀p,q,r. p R q ∧ q S r ⊃ p T r`, where T is strict when R or S is: [R strict][S strict]. */
  readonly join: readonly (readonly Theorem[])[];
  /** ∀p,q. p < q ⊃ p ≤ q */
  readonly weaken: Theorem;
  /** ∀p. p ≤ p */
  readonly point: Theorem;
}

const [p, q, r] = [variable('p₀', 'Time'), variable('q₀', 'Time'), variable('r₀', 'Time')];

const relation = (strict: boolean, a: Term, b: Term): Atom => (strict ? core.lessThan(a, b) : core.atMost(a, b));

/** The lemmas; `undefined` where the solver does not confirm them. */
export async function orderLemmas(theory: Theory, decide: Decide): Promise<OrderLemmas | undefined> {
  const valid = async (formula: Formula, variables: readonly (typeof p)[]): Promise<Theorem | undefined> => {
    const decision = await decide(formula, 'the order of time');
    if (!decision.valid) return undefined;
    return variables.reduceRight((th, v) => logic.forallIntro(v, th), logic.oracle(theory, formula, decision.answer));
  };
  const both = [false, true];
  const joins = both.map((one) =>
    both.map((two) =>
      valid(implies(and(relation(one, p, q), relation(two, q, r)), relation(one || two, p, r)), [p, q, r]),
    ),
  );
  const [weaken, point, ...flat] = await Promise.all([
    valid(implies(core.lessThan(p, q), core.atMost(p, q)), [p, q]),
    valid(core.atMost(p, p), [p]),
    ...joins.flat(),
  ]);
  if (weaken === undefined || point === undefined || flat.some((th) => th === undefined)) return undefined;
  const known = flat as Theorem[];
  return { weaken, point, join: [known.slice(0, 2), known.slice(2)] };
}

interface Edge {
  readonly to: number;
  readonly term: Term;
  readonly strict: boolean;
  readonly theorem: Theorem;
}

/** The order facts that are known, and those that follow from them by going from one to the next. */
export class Order {
  readonly #lemmas: OrderLemmas;
  readonly #id: (term: Term) => number;
  readonly #edges = new Map<number, Edge[]>();

  constructor(lemmas: OrderLemmas, id: (term: Term) => number) {
    this.#lemmas = lemmas;
    this.#id = id;
  }

  add(fact: Theorem): void {
    const { conclusion } = fact;
    if (conclusion.kind !== 'atom' || (conclusion.predicate !== core.before && conclusion.predicate !== core.notAfter))
      return;
    const [from, to] = conclusion.args as [Term, Term];
    const edge = { to: this.#id(to), term: to, strict: conclusion.predicate === core.before, theorem: fact };
    const edges = this.#edges.get(this.#id(from));
    if (edges) edges.push(edge);
    else this.#edges.set(this.#id(from), [edge]);
  }

  /** A theorem of `a < b`, or of `a ≤ b`, where the facts lead from a to b. */
  find(atom: Atom): Theorem | undefined {
    if (atom.predicate !== core.before && atom.predicate !== core.notAfter) return undefined;
    const [from, to] = atom.args as [Term, Term];
    const strict = atom.predicate === core.before;
    if (!strict && this.#id(from) === this.#id(to)) return logic.forallElim(this.#lemmas.point, from);
    const path = this.#path(this.#id(from), this.#id(to), strict);
    const [first, ...rest] = path ?? [];
    if (first === undefined) return undefined;
    let { theorem, strict: isStrict, term: at } = first;
    for (const edge of rest) {
      const join = this.#lemmas.join[Number(isStrict)]?.[Number(edge.strict)] as Theorem;
      const step = logic.forallElim(join, from, at, edge.term);
      theorem = logic.impliesElim(step, logic.andIntro(theorem, edge.theorem));
      isStrict ||= edge.strict;
      at = edge.term;
    }
    if (isStrict === strict) return theorem;
    return logic.impliesElim(logic.forallElim(this.#lemmas.weaken, from, to), theorem);
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
