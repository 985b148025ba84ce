import { core, type Formula, ground, type Theorem } from '../../../kernel/index.js';
import { refuting, symmetric, turned, type Why } from './derived.js';
import { Conflict, type Equality } from './equality.js';

type Atom = Extract<Formula, { kind: 'atom' }>;

/** That one time is before another, or not after it. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly strict: boolean;
  readonly why: Why;
}

/** A way from one time to another, and whether it gets later on it. */
interface Way {
  readonly steps: readonly Step[];
  readonly strict: boolean;
}

export const isOrder = (formula: Formula): formula is Atom =>
  formula.kind === 'atom' && (formula.predicate === core.before || formula.predicate === core.notAfter);

const isStrict = ({ predicate }: Atom): boolean => predicate === core.before;

/** The order of times, over the classes of equal ones. */
export class Times {
  readonly #equality: Equality;
  readonly #steps: Step[] = [];
  #ways = new Map<number, ReadonlyMap<number, Way>>();
  #seen = '';

  constructor(equality: Equality) {
    this.#equality = equality;
  }

  mark(): number {
    return this.#steps.length;
  }

  undo(mark: number): void {
    this.#steps.length = mark;
  }

  /** What Γ ⊢ s < t, Γ ⊢ s ≤ t, or the negation of one says. */
  add(atom: Atom, holds: boolean, why: Why): void {
    const [s, t] = atom.args.map((arg) => this.#equality.node(arg)) as [number, number];
    const strict = atom.predicate === core.before;
    if (holds) this.#steps.push({ from: s, to: t, strict, why });
    else this.#steps.push({ from: t, to: s, strict: !strict, why: () => turned(why()) });
  }

  /** Equal are times neither of which is after the other. Whether there were any; throws a {@link Conflict} where a time is before itself. */
  close(): boolean {
    let any = false;
    for (const step of this.#steps) {
      const { from, to, strict, why } = step;
      const back = this.#way(to, from);
      if (back === undefined) continue;
      if (strict || back.strict) throw new Conflict(ground.ordered('⊥', why(), ...this.#along(back, to, from)));
      if (this.#equality.find(from) === this.#equality.find(to)) continue;
      this.#equality.merge(from, to, () => ground.ordered('=', why(), ...this.#along(back, to, from)));
      any = true;
    }
    return any;
  }

  /** Whether an atom of the order is true, false, or neither. */
  value(atom: Atom): boolean | undefined {
    const [s, t] = this.#ends(atom);
    const there = this.#way(s, t);
    if (there !== undefined && (there.strict || atom.predicate === core.notAfter)) return true;
    const back = this.#way(t, s);
    return back !== undefined && (back.strict || atom.predicate === core.before) ? false : undefined;
  }

  /** The proof of an atom, or of its negation, that is known. */
  why(atom: Atom): Why {
    const [s, t] = this.#ends(atom);
    const relation = atom.predicate === core.before ? '<' : '<=';
    const there = this.#way(s, t);
    if (there !== undefined && (there.strict || relation === '<=')) return this.#keep(there, s, t, relation);
    const backward = this.#keep(this.#way(t, s) as Way, t, s, relation === '<' ? '<=' : '<');
    return () => refuting(backward().theory, atom, (th) => ground.ordered('⊥', th, backward()));
  }

  /** What follows from an equation of two times one of which is before the other: ⊥. */
  apart(a: number, b: number): ((equation: Theorem) => Theorem) | undefined {
    const there = this.#way(a, b);
    if (there?.strict) {
      const less = this.#keep(there, a, b, '<');
      return (equation) => ground.ordered('⊥', less(), symmetric(equation));
    }
    const back = this.#way(b, a);
    if (!back?.strict) return undefined;
    const less = this.#keep(back, b, a, '<');
    return (equation) => ground.ordered('⊥', less(), equation);
  }

  #ends({ args }: Atom): [number, number] {
    return args.map((arg) => this.#equality.node(arg)) as [number, number];
  }

  /** A way between two times, of equal ones too; undefined where there is none. */
  #way(from: number, to: number): Way | undefined {
    const state = `${this.#equality.version} ${this.#steps.length}`;
    if (this.#seen !== state) this.#ways = new Map();
    this.#seen = state;
    const root = this.#equality.find(from);
    const known = this.#ways.get(root) ?? this.#waysFrom(root);
    this.#ways.set(root, known);
    return known.get(this.#equality.find(to));
  }

  /** From a class to all that are not before it: by few steps, and such as get later rather than others. */
  #waysFrom(root: number): ReadonlyMap<number, Way> {
    const leaving = new Map<number, Step[]>();
    for (const step of this.#steps) {
      const from = this.#equality.find(step.from);
      const others = leaving.get(from);
      if (others === undefined) leaving.set(from, [step]);
      else others.push(step);
    }
    const ways = new Map<number, Way>([[root, { steps: [], strict: false }]]);
    let front = [root];
    while (front.length > 0) {
      const next: number[] = [];
      for (const at of front)
        for (const step of leaving.get(at) ?? []) {
          const way = ways.get(at) as Way;
          const to = this.#equality.find(step.to);
          const strict = way.strict || step.strict;
          const known = ways.get(to);
          if (known !== undefined && (known.strict || !strict)) continue;
          ways.set(to, { steps: [...way.steps, step], strict });
          next.push(to);
        }
      front = next;
    }
    return ways;
  }

  /** The proof of where a way leads, which is what it is whatever becomes known later. */
  #keep(way: Way, from: number, to: number, relation: '<' | '<='): Why {
    return () => {
      const steps = this.#along(way, from, to);
      const [only] = steps as [Theorem];
      const { conclusion } = only;
      const isIt = steps.length === 1 && conclusion.kind === 'atom' && isStrict(conclusion) === (relation === '<');
      return isIt ? only : ground.ordered(relation, ...steps);
    };
  }

  /** The theorems that lead along a way. */
  #along({ steps }: Way, from: number, to: number): readonly Theorem[] {
    const theorems: Theorem[] = [];
    let at = from;
    const go = (next: number): void => {
      if (at !== next) theorems.push(this.#equality.equation(at, next));
      at = next;
    };
    for (const step of steps) {
      go(step.from);
      theorems.push(step.why());
      at = step.to;
    }
    go(to);
    if (theorems.length === 0) theorems.push(this.#equality.equation(from, to));
    return theorems;
  }
}
