import { type Formula, type Implies, logic, not, type Theorem, type Theory } from '../../../kernel/index.js';
import { byContradiction, doubleNegation, once, refuting, restsOn, type Why } from './derived.js';
import { Conflict } from './equality.js';
import { eachAbsurd, isLiteral, type Signed, signed, Truth } from './truth.js';

/** What the procedure makes of facts and a goal. */
export type Outcome =
  | { readonly kind: 'proved'; readonly theorem: Theorem }
  /** There are values for which all facts hold and the goal does not. If it is not `exact`, formulas that are not looked into are taken as they stand. */
  | { readonly kind: 'open'; readonly exact: boolean }
  /** It took too long, is too large, or has a junction of nothing in it. */
  | { readonly kind: 'limit' };

export interface Limits {
  /** Throws where the run is to come to its end. */
  readonly heed?: (() => void) | undefined;
  /** How many assumptions may be tried. */
  readonly assumptions?: number;
  /** How many terms and formulas there may be. */
  readonly nodes?: number;
}

const usualLimits = { assumptions: 400, nodes: 20_000, heed: (): void => undefined };

/** A disjunction that is true, a conjunction that is false, or an implication that is true: one of its parts is as it says. */
interface Clause extends Signed {
  readonly formula: Extract<Formula, { kind: 'and' | 'or' | 'implies' }>;
  readonly why: Why;
  readonly parts: readonly { readonly formula: Formula; readonly holds: boolean }[];
}

class TooMuch extends Error {}

/**
 * Proves a goal from facts by ground reasoning, or finds that it does not follow so: equality, free constructors, the order of times, and cases; quantified
 * formulas and program segments are not looked into. What it finds is a theorem, by rules of the kernel, that rests on just the facts that it needs. Cases that
 * turn out not to matter are left out on the way back.
 */
export function refute(theory: Theory, facts: readonly Theorem[], goal: Formula, limits: Limits = {}): Outcome {
  try {
    const refutation = new Refutation(theory, limits);
    const theorem = refutation.run(facts, goal);
    if (theorem !== undefined) return { kind: 'proved', theorem };
    return refutation.isWhole ? { kind: 'open', exact: refutation.exact } : { kind: 'limit' };
  } catch (error) {
    if (error instanceof TooMuch) return { kind: 'limit' };
    throw error;
  }
}

class Refutation {
  readonly #theory: Theory;
  readonly #truth: Truth;
  readonly #limits: Required<Limits>;
  /** How often a clause was in the way. */
  readonly #activity = new Map<Formula, number>();
  #fresh: Clause[] = [];
  #assumptions = 0;

  constructor(theory: Theory, limits: Limits) {
    this.#theory = theory;
    const { assumptions, nodes, heed } = { ...usualLimits, ...limits };
    this.#limits = { assumptions, nodes, heed: heed ?? usualLimits.heed };
    this.#truth = new Truth(theory);
  }

  get exact(): boolean {
    return this.#truth.exact;
  }

  get isWhole(): boolean {
    return this.#truth.isWhole;
  }

  run(facts: readonly Theorem[], goal: Formula): Theorem | undefined {
    for (const formula of [...facts.map((fact) => fact.conclusion), goal]) {
      this.#truth.register(formula);
      if (this.#truth.equality.size > this.#limits.nodes) throw new TooMuch();
    }
    const denied = goal.kind === 'not' ? goal.body : not(goal);
    const conflict = this.#attempt(() => {
      for (const fact of facts) this.#assertTheorem(fact);
      this.#assertTheorem(logic.assume(this.#theory, denied));
      return this.#search([], 0);
    });
    if (conflict === undefined) return undefined;
    return goal.kind === 'not' ? logic.notIntro(goal.body, conflict.absurd) : byContradiction(goal, conflict.absurd);
  }

  #attempt(action: () => Conflict | undefined): Conflict | undefined {
    try {
      return action();
    } catch (error) {
      if (error instanceof Conflict) return error;
      throw error;
    }
  }

  /** A contradiction from what is asserted and the clauses; undefined where there is none. */
  #search(given: readonly Clause[], depth: number): Conflict | undefined {
    let clauses = given;
    for (;;) {
      this.#limits.heed?.();
      clauses = this.#propagate(clauses);
      const part = this.#choose(clauses);
      if (part === undefined) return undefined;
      if (++this.#assumptions > this.#limits.assumptions || depth > 200) throw new TooMuch();
      const mark = this.#truth.mark();
      const { formula, holds } = part;
      const hypothesis = holds ? formula : not(formula);
      const waiting = clauses;
      const conflict = this.#attempt(() => {
        this.#assertTheorem(logic.assume(this.#theory, hypothesis));
        return this.#search(waiting, depth + 1);
      });
      if (conflict === undefined) return undefined;
      this.#truth.undo(mark);
      this.#fresh = [];
      // What was assumed does not matter: what is contradictory was so before.
      if (!restsOn(conflict.absurd, hypothesis)) return conflict;
      this.#assertTheorem(holds ? logic.notIntro(formula, conflict.absurd) : byContradiction(formula, conflict.absurd));
    }
  }

  /** A part of the clause that is best to go on with. */
  #choose(clauses: readonly Clause[]): Clause['parts'][number] | undefined {
    let best: Clause | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const clause of clauses) {
      const score = (this.#activity.get(clause.formula) ?? 0) * 10 - clause.parts.length;
      if (score > most) [best, most] = [clause, score];
    }
    return best?.parts.find(({ formula }) => this.#truth.value(formula) === undefined);
  }

  #assertTheorem(th: Theorem): void {
    const whole = signed(th.conclusion, true);
    this.#assert(whole, () => plain(th.conclusion, th));
  }

  /** Takes a formula for true, or false, with all that follows by taking it apart. */
  #assert(first: Signed, firstWhy: Why): void {
    const stack: (readonly [Signed, Why])[] = [[first, once(firstWhy)]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [fact, why] = next;
      const { formula, holds } = fact;
      const opposite = this.#truth.value(formula) === !holds ? this.#truth.why(formula) : undefined;
      if (opposite !== undefined)
        throw new Conflict(holds ? logic.notElim(opposite(), why()) : logic.notElim(why(), opposite()));
      if (!this.#truth.note(fact, why)) continue;
      if (isLiteral(formula)) this.#truth.assert(fact, why);
      else if (formula.kind === 'and' || formula.kind === 'or' || formula.kind === 'implies')
        if (isClause(fact)) this.#fresh.push({ formula, holds, why, parts: alternatives(formula) });
        else stack.push(...consequences(formula, why));
    }
  }

  /** Draws all conclusions; gives back the clauses that are still open. */
  #propagate(given: readonly Clause[]): readonly Clause[] {
    let clauses = given;
    for (let again = true; again; ) {
      this.#truth.close();
      const all = [...clauses, ...this.#fresh];
      this.#fresh = [];
      again = false;
      clauses = all.filter((clause) => {
        const open = this.#openParts(clause);
        if (open === undefined) return false;
        if (open.length > 1) return true;
        this.#activity.set(clause.formula, (this.#activity.get(clause.formula) ?? 0) + 1);
        this.#conclude(clause, open[0]);
        this.#truth.close();
        again = true;
        return false;
      });
      again ||= this.#fresh.length > 0;
    }
    return clauses;
  }

  /** Which parts of a clause may still be as it says; undefined where one is. */
  #openParts({ parts }: Clause): readonly number[] | undefined {
    const open: number[] = [];
    for (const [i, { formula, holds }] of parts.entries()) {
      const value = this.#truth.value(formula);
      if (value === holds) return undefined;
      if (value === undefined) open.push(i);
    }
    return open;
  }

  /** The one part of a clause that is left is as it says; where none is left there is a conflict. */
  #conclude(clause: Clause, left: number | undefined): void {
    const whys = clause.parts.map(({ formula }, i) => (i === left ? undefined : this.#truth.why(formula)));
    const refuted = (): readonly (Theorem | undefined)[] => whys.map((why) => why?.());
    if (left === undefined) throw new Conflict(contradiction(clause, refuted() as readonly Theorem[]));
    const part = clause.parts[left] as Clause['parts'][number];
    const { formula, holds } = part;
    const shown = holds ? formula : not(formula);
    this.#assert(signed(formula, holds), () => plain(shown, remaining(clause, left, refuted())));
  }
}

/** Γ ⊢ A or Γ ⊢ ¬A, where A is no negation, of Γ ⊢ ¬…¬A. */
function plain(formula: Formula, given: Theorem): Theorem {
  let [inside, th] = [formula, given];
  while (inside.kind === 'not' && inside.body.kind === 'not') {
    th = doubleNegation(inside.body.body, th);
    inside = inside.body.body;
  }
  return th;
}

const isClause = ({ formula, holds }: Signed): boolean => (formula.kind === 'and' ? !holds : holds);

/** What one of a clause's formulas says of its parts, one of which is so. */
function alternatives(formula: Clause['formula']): Clause['parts'] {
  if (formula.kind !== 'implies') return formula.parts.map((part) => ({ formula: part, holds: formula.kind === 'or' }));
  return [
    { formula: formula.left, holds: false },
    { formula: formula.right, holds: true },
  ];
}

/** What follows of all parts: of a true conjunction, a false disjunction, a false implication. */
function consequences(formula: Clause['formula'], why: Why): readonly (readonly [Signed, Why])[] {
  const follows = (part: Formula, holds: boolean, shown: Why): readonly [Signed, Why] => [
    signed(part, holds),
    once(() => plain(holds ? part : not(part), shown())),
  ];
  if (formula.kind === 'and') return formula.parts.map((part, i) => follows(part, true, () => logic.andElim(why(), i)));
  if (formula.kind === 'or')
    return formula.parts.map((part, i) =>
      follows(part, false, () =>
        refuting(why().theory, part, (th) => logic.notElim(why(), logic.orIntro(formula, i, th))),
      ),
    );
  const { left, right } = formula as Implies;
  return [
    follows(left, true, () => {
      const { theory } = why();
      const absurd = logic.notElim(logic.assume(theory, not(left)), logic.assume(theory, left));
      const anyway = logic.impliesIntro(left, logic.falsityElim(absurd, right));
      return byContradiction(left, logic.notElim(why(), anyway));
    }),
    follows(right, false, () =>
      refuting(why().theory, right, (th) => logic.notElim(why(), logic.impliesIntro(left, th))),
    ),
  ];
}

/** From what a clause says, and that none of its parts is so: ⊥. */
function contradiction({ formula, why }: Clause, refuted: readonly Theorem[]): Theorem {
  if (formula.kind === 'or') return eachAbsurd(why(), formula.parts, refuted);
  if (formula.kind === 'and') return logic.notElim(why(), logic.andIntro(...refuted));
  const [left, right] = refuted as readonly [Theorem, Theorem];
  return logic.notElim(right, logic.impliesElim(why(), left));
}

/** From what a clause says, and that none of its parts but one is so: that one. */
function remaining({ formula, why }: Clause, left: number, refuted: readonly (Theorem | undefined)[]): Theorem {
  const clause = why();
  const { theory } = clause;
  const known = (i: number): Theorem => refuted[i] as Theorem;
  if (formula.kind === 'or') {
    const goal = formula.parts[left] as Formula;
    return logic.orElim(
      clause,
      formula.parts.map((part, i) => {
        const assumed = logic.assume(theory, part);
        return i === left ? assumed : logic.falsityElim(logic.notElim(known(i), assumed), goal);
      }),
    );
  }
  if (formula.kind === 'and')
    return refuting(theory, formula.parts[left] as Formula, (th) =>
      logic.notElim(clause, logic.andIntro(...formula.parts.map((_, i) => (i === left ? th : known(i))))),
    );
  if (left === 1) return logic.impliesElim(clause, known(0));
  return refuting(theory, (formula as Implies).left, (th) => logic.notElim(known(1), logic.impliesElim(clause, th)));
}
