import { type Formula, logic, sameFormula, type Theorem, type Theory } from '../../../kernel/index.js';
import { once, refuting, type Why } from './derived.js';
import { Equality } from './equality.js';
import { isOrder, Times } from './times.js';

/** A formula that is no negation, and whether it is true. */
export interface Signed {
  readonly formula: Exclude<Formula, { kind: 'not' }>;
  readonly holds: boolean;
}

export function signed(formula: Formula, holds: boolean): Signed {
  let [inside, value] = [formula, holds];
  while (inside.kind === 'not') [inside, value] = [inside.body, !value];
  return { formula: inside, holds: value };
}

/** Γ ⊢ A or Γ ⊢ ¬A, of a formula that may be a negation, from what is known of what is negated. */
export function restored(formula: Formula, known: Theorem): Theorem {
  if (formula.kind !== 'not') return known;
  const inner = restored(formula.body, known);
  if (sameFormula(inner.conclusion, formula)) return inner;
  return refuting(inner.theory, formula, (th) => logic.notElim(th, inner));
}

/** What is known of formulas: of literals by equality and the order, of others by their parts. */
export class Truth {
  readonly equality: Equality;
  readonly times: Times;
  readonly #theory: Theory;
  readonly #known = new Map<Formula, { readonly holds: boolean; readonly why: Why }>();
  readonly #trail: Formula[] = [];
  /** Whether all formulas are looked into. */
  exact = true;
  /** Whether there is no junction of nothing, of which the rules say nothing. */
  isWhole = true;

  constructor(theory: Theory) {
    this.#theory = theory;
    this.equality = new Equality(theory);
    this.times = new Times(this.equality);
  }

  /** Takes note of a formula and all its parts that may be spoken of. */
  register(root: Formula): void {
    const seen = new Set<Formula>([root]);
    for (const formula of seen) {
      if (isOrder(formula)) for (const arg of formula.args) this.equality.node(arg);
      else if (formula.kind === 'equal') for (const side of [formula.left, formula.right]) this.equality.node(side);
      else if (isLiteral(formula)) {
        this.equality.nodeOf(formula);
        const { kind } = formula as Formula;
        this.exact &&= kind === 'atom';
        this.isWhole &&= kind !== 'and' && kind !== 'or';
      } else for (const part of partsOf(formula)) seen.add(part);
    }
  }

  mark(): readonly number[] {
    return [this.equality.mark(), this.times.mark(), this.#trail.length];
  }

  undo([equality, times, trail]: readonly number[]): void {
    this.times.undo(times as number);
    this.equality.undo(equality as number);
    while (this.#trail.length > (trail as number)) this.#known.delete(this.#trail.pop() as Formula);
  }

  /** Remembers that a formula is true, or false; whether that is new. */
  note({ formula, holds }: Signed, why: Why): boolean {
    if (this.#known.has(formula)) return false;
    this.#known.set(formula, { holds, why });
    this.#trail.push(formula);
    return true;
  }

  /** Takes a literal for true, or false. */
  assert({ formula, holds }: Signed, why: Why): void {
    if (isOrder(formula)) this.times.add(formula, holds, why);
    else if (formula.kind === 'equal') {
      const [a, b] = [this.equality.node(formula.left), this.equality.node(formula.right)];
      if (holds) this.equality.merge(a, b, why);
      else this.equality.separate(a, b, why);
    } else this.equality.merge(this.equality.nodeOf(formula), holds ? this.equality.truth : this.equality.falsity, why);
  }

  /** Draws the conclusions of literals; throws a conflict where there is one. */
  close(): void {
    do this.equality.close();
    while (this.times.close());
  }

  /** Whether a formula is true or false; undefined where that is open. */
  value(given: Formula): boolean | undefined {
    const { formula, holds } = signed(given, true);
    const value = this.#valueOf(formula);
    return value === undefined ? undefined : value === holds;
  }

  #valueOf(formula: Signed['formula']): boolean | undefined {
    const known = this.#known.get(formula);
    if (known !== undefined) return known.holds;
    if (isLiteral(formula)) return this.#valueOfLiteral(formula);
    switch (formula.kind) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'and':
      case 'or': {
        const decisive = formula.kind === 'or';
        let open = false;
        for (const part of formula.parts) {
          const value = this.value(part);
          if (value === decisive) return decisive;
          open ||= value === undefined;
        }
        return open ? undefined : !decisive;
      }
      case 'implies': {
        const left = this.value(formula.left);
        if (left === false) return true;
        const right = this.value(formula.right);
        return right === true ? true : left === undefined || right === undefined ? undefined : false;
      }
      default:
        return undefined;
    }
  }

  #valueOfLiteral(formula: Formula): boolean | undefined {
    if (formula.kind === 'equal') return this.#areEqual(formula);
    if (isOrder(formula)) return this.times.value(formula);
    const root = this.equality.find(this.equality.nodeOf(formula));
    if (root === this.equality.find(this.equality.truth)) return true;
    return root === this.equality.find(this.equality.falsity) ? false : undefined;
  }

  #areEqual({ left, right }: Formula & { kind: 'equal' }): boolean | undefined {
    const [a, b] = [this.equality.node(left), this.equality.node(right)];
    const value = this.equality.areEqual(a, b);
    if (value !== undefined || left.sort !== 'Time') return value;
    return this.times.apart(a, b) === undefined ? undefined : false;
  }

  /** A proof of Γ ⊢ A or of Γ ⊢ ¬A, of a formula of which that is known: as it is known now, whatever becomes known later. */
  why(given: Formula): Why {
    const { formula } = signed(given, true);
    const inside = this.#whyOf(formula);
    return given === formula ? inside : once(() => restored(given, inside()));
  }

  #whyOf(formula: Signed['formula']): Why {
    const known = this.#known.get(formula);
    if (known !== undefined) return known.why;
    if (isLiteral(formula)) return this.#whyOfLiteral(formula);
    switch (formula.kind) {
      case 'true':
        return () => logic.truthIntro(this.#theory);
      case 'false':
        return () => refuting(this.#theory, formula, (th) => th);
      case 'and':
      case 'or':
        return this.#whyJunction(formula);
      case 'implies':
        return this.#whyImplies(formula);
      default:
        throw new Error('a literal');
    }
  }

  #whyOfLiteral(formula: Formula): Why {
    if (formula.kind === 'equal') return this.#whyEqual(formula);
    if (isOrder(formula)) return once(this.times.why(formula));
    // Which it is is asked now: in a contradiction, all is one.
    const { truth, falsity } = this.equality;
    const value = this.#valueOfLiteral(formula) === true ? truth : falsity;
    return once(() => this.equality.truthOf(this.equality.nodeOf(formula), value));
  }

  #whyEqual(formula: Formula & { kind: 'equal' }): Why {
    const [a, b] = [this.equality.node(formula.left), this.equality.node(formula.right)];
    if (this.equality.find(a) === this.equality.find(b)) return once(() => this.equality.equation(a, b));
    const absurd = this.equality.apart(a, b) ?? this.times.apart(a, b);
    if (absurd === undefined) throw new Error('an equation of which nothing is known');
    return once(() => refuting(this.#theory, formula, absurd));
  }

  #whyJunction(formula: Formula & { kind: 'and' | 'or' }): Why {
    const { kind, parts } = formula;
    const decisive = parts.findIndex((part) => this.value(part) === (kind === 'or'));
    if (decisive >= 0) {
      const why = this.why(parts[decisive] as Formula);
      if (kind === 'or') return once(() => logic.orIntro(formula, decisive, why()));
      return once(() => refuting(this.#theory, formula, (th) => logic.notElim(why(), logic.andElim(th, decisive))));
    }
    const whys = parts.map((part) => this.why(part));
    if (kind === 'and') return once(() => logic.andIntro(...whys.map((why) => why())));
    return once(() =>
      refuting(this.#theory, formula, (th) =>
        eachAbsurd(
          th,
          parts,
          whys.map((why) => why()),
        ),
      ),
    );
  }

  #whyImplies(formula: Formula & { kind: 'implies' }): Why {
    const { left, right } = formula;
    const theory = this.#theory;
    if (this.value(left) === false) {
      const why = this.why(left);
      return once(() =>
        logic.impliesIntro(left, logic.falsityElim(logic.notElim(why(), logic.assume(theory, left)), right)),
      );
    }
    const whyRight = this.why(right);
    if (this.value(right) === true) return once(() => logic.impliesIntro(left, whyRight()));
    const whyLeft = this.why(left);
    return once(() => refuting(theory, formula, (th) => logic.notElim(whyRight(), logic.impliesElim(th, whyLeft()))));
  }
}

/** From Γ ⊢ A1 ∨ … ∨ An, and Γi ⊢ ¬Ai of each: ⊥. */
export function eachAbsurd(disjunction: Theorem, parts: readonly Formula[], refuted: readonly Theorem[]): Theorem {
  const { theory } = disjunction;
  return logic.orElim(
    disjunction,
    parts.map((part, i) => logic.notElim(refuted[i] as Theorem, logic.assume(theory, part))),
  );
}

const partsOf = (formula: Formula): readonly Formula[] => {
  switch (formula.kind) {
    case 'not':
      return [formula.body];
    case 'and':
    case 'or':
      return formula.parts;
    case 'implies':
      return [formula.left, formula.right];
    default:
      return [];
  }
};

/** Whether a formula is not looked into, but for equations and the order; also a junction of nothing, which no rule takes apart. */
export const isLiteral = (formula: Formula): boolean =>
  ['atom', 'equal', 'forall', 'exists', 'ran'].includes(formula.kind) ||
  ((formula.kind === 'and' || formula.kind === 'or') && formula.parts.length === 0);
