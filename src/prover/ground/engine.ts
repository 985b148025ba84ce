import {
  and,
  type Formula,
  freshVariable,
  implies,
  logic,
  openFormula,
  sameFormula,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
} from '../../kernel/index.js';
import { conjuncts, cut, folding, ranThrough, unfolding, witness } from '../derive.js';
import { type Attempt, type Decide, failed, proved } from '../oracle.js';
import { type Clause, clauseOf, clausesOf, flip, type Polarity } from './clause.js';
import { FormulaSet } from './formula-set.js';
import { henkin, witnessing } from './henkin.js';
import { matches } from './match.js';
import { Pool } from './pool.js';

type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

export interface Problem {
  readonly theory: Theory;
  readonly facts: readonly Theorem[];
  readonly goal: Formula;
  /** On whose behalf, for reports. */
  readonly step: string;
  readonly fresh: (hint: string, sort: string) => Variable;
  readonly decide: Decide;
  /** Whether defined predicates are taken for what they abbreviate. */
  readonly unfold?: boolean;
}

/** How far instances may feed further instances: first a little, then more; and how many there may be before the goal is given up. */
const limits = { levels: [1, 2, 3], rounds: 6, instances: 3000 };

/**
 * Proves a goal from facts: quantifiers are instantiated here, by rules of the kernel, guided by what the facts mention; what is left is
 * free of quantifiers but for opaque subformulas, and goes to the solver as one obligation. Finding no proof means nothing.
 */
export async function prove(problem: Problem): Promise<Attempt> {
  const { theory, goal, fresh } = problem;
  if (goal.kind === 'forall') {
    const v = fresh(goal.hint, goal.sort);
    const inner = await prove({ ...problem, goal: openFormula(goal.body, [v]) });
    return inner.proved ? proved(logic.forallIntro(v, inner.theorem)) : inner;
  }
  if (goal.kind === 'implies' || goal.kind === 'not') {
    const assumed = goal.kind === 'implies' ? goal.left : goal.body;
    const rest = goal.kind === 'implies' ? goal.right : undefined;
    if (rest !== undefined) {
      const inner = await prove({ ...problem, facts: [...problem.facts, logic.assume(theory, assumed)], goal: rest });
      return inner.proved ? proved(logic.impliesIntro(assumed, inner.theorem)) : inner;
    }
  }
  return new Search(problem).run();
}

/** Whether a formula is quantified, or a conjunction with a part that is. */
const isQuantified = (formula: Formula): boolean =>
  formula.kind === 'exists' || formula.kind === 'forall' || (formula.kind === 'and' && formula.parts.some(isQuantified));

/** One goal in the making. What it assumes on the way is discharged, last first, when the solver has agreed. */
class Search {
  readonly #problem: Problem;
  readonly #pool = new Pool();
  readonly #facts: Theorem[] = [];
  readonly #clauses: Clause[] = [];
  readonly #instances = new Set<string>();
  readonly #known = new FormulaSet();
  readonly #quantified = { positive: new FormulaSet(), negative: new FormulaSet() };
  readonly #discharges: ((th: Theorem) => Theorem)[] = [];

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  async run(): Promise<Attempt> {
    const { facts, goal } = this.#problem;
    for (const fact of facts) this.#addFact(fact, 0);
    this.#register(goal, 'negative', 0);
    for (const fact of this.#facts) this.#listTerms(fact.conclusion);
    this.#listTerms(goal);
    const given = this.#facts.length;
    let attempt: Attempt | undefined;
    for (const level of limits.levels) {
      const before = this.#instances.size;
      for (let round = 0; round < limits.rounds; round++) if (!this.#instantiate(level)) break;
      if (attempt === undefined || this.#instances.size > before) attempt = await this.#ask(given);
      if (attempt.proved) break;
    }
    return attempt as Attempt;
  }

  #addFact(fact: Theorem, generation: number): void {
    for (const part of conjuncts(fact)) {
      const { conclusion } = part;
      if (conclusion.kind === 'ran') this.#addFact(cut(part, ranThrough(part.theory, conclusion)), generation);
      if (!this.#known.add(conclusion)) continue;
      this.#facts.push(part);
      if (conclusion.kind === 'forall') this.#clauses.push(...clausesOf(part));
      else if (conclusion.kind === 'exists') this.#open(part, conclusion, generation);
      else {
        const concluded = this.#concluded(part);
        if (concluded) this.#addFact(concluded, generation);
        else this.#register(conclusion, 'positive', generation);
      }
    }
  }

  /** Draws a quantified conclusion whose premises are all known as they stand: it is better opened as a fact than under an implication. */
  #concluded(fact: Theorem): Theorem | undefined {
    if (fact.conclusion.kind !== 'implies' || !isQuantified(fact.conclusion.right)) return undefined;
    const premise = this.#asKnown(fact.conclusion.left);
    return premise && logic.impliesElim(fact, premise);
  }

  #asKnown(formula: Formula): Theorem | undefined {
    if (formula.kind !== 'and') return this.#facts.find((fact) => sameFormula(fact.conclusion, formula));
    const parts = formula.parts.map((part) => this.#asKnown(part));
    return parts.every((part) => part !== undefined) ? logic.andIntro(...parts) : undefined;
  }

  #open(fact: Theorem, formula: Quantified, generation: number): void {
    const v = this.#problem.fresh(formula.hint, formula.sort);
    this.#discharges.push((th) => logic.existsElim(fact, v, th));
    this.#addFact(logic.assume(this.#problem.theory, openFormula(formula.body, [v])), generation);
  }

  /** Takes note of what stands in a formula outside of quantifiers. */
  #register(formula: Formula, polarity: Polarity, generation: number): void {
    switch (formula.kind) {
      case 'atom':
        if (polarity === 'positive') this.#pool.addAtom(formula, generation);
        if (this.#problem.unfold === true) this.#unfold(formula, polarity, generation);
        return;
      case 'equal':
        if (polarity === 'positive') this.#pool.addEquation(formula.left, formula.right);
        return;
      case 'not':
        this.#register(formula.body, flip(polarity), generation);
        return;
      case 'and':
      case 'or':
        for (const part of formula.parts) this.#register(part, polarity, generation);
        return;
      case 'implies':
        this.#register(formula.left, flip(polarity), generation);
        this.#register(formula.right, polarity, generation);
        return;
      case 'forall':
      case 'exists':
        this.#quantifiedInside(formula, polarity, generation);
        return;
      default:
    }
  }

  #unfold(formula: Formula & { kind: 'atom' }, polarity: Polarity, generation: number): void {
    const { theory } = this.#problem;
    if (theory.definition(formula.predicate) === undefined) return;
    this.#addFact(polarity === 'positive' ? unfolding(theory, formula) : folding(theory, formula), generation);
  }

  #quantifiedInside(formula: Quantified, polarity: Polarity, generation: number): void {
    if (!this.#quantified[polarity].add(formula)) return;
    const instantiable = (formula.kind === 'forall') === (polarity === 'positive');
    if (instantiable) {
      this.#clauses.push(clauseOf(formula));
      return;
    }
    const { theory, fresh } = this.#problem;
    const c = fresh(formula.hint, formula.sort);
    this.#discharges.push((th) =>
      logic.existsElim(henkin(theory, formula, freshVariable(c.name, c.sort, formula, c)), c, th),
    );
    // A block of like quantifiers counts once.
    const next = formula.body.kind === formula.kind ? generation : generation + 1;
    this.#addFact(logic.assume(theory, witnessing(formula, c)), next);
  }

  #listTerms(formula: Formula): void {
    const visit = (f: Formula): void => {
      if (f.kind === 'atom') f.args.forEach((arg) => this.#pool.listTerms(arg));
      if (f.kind === 'equal') [f.left, f.right].forEach((side) => this.#pool.listTerms(side));
      if (f.kind === 'not') visit(f.body);
      if (f.kind === 'and' || f.kind === 'or') f.parts.forEach(visit);
      if (f.kind === 'implies') [f.left, f.right].forEach(visit);
      for (const v of f.free) this.#pool.listTerms(v);
    };
    visit(formula);
  }

  /** One round of instances; whether it made any. */
  #instantiate(level: number): boolean {
    const before = this.#instances.size;
    for (const [index, clause] of [...this.#clauses].entries()) {
      const found = matches(clause, this.#pool, level);
      for (const { terms, generation } of found) {
        if (this.#instances.size >= limits.instances) return false;
        const key = `${index}:${terms.map((term) => this.#pool.id(term)).join()}`;
        if (this.#instances.has(key)) continue;
        this.#instances.add(key);
        this.#addFact(this.#instance(clause, terms), generation);
      }
    }
    return this.#instances.size > before;
  }

  #instance({ source, body }: Clause, terms: readonly Term[]): Theorem {
    if (source.kind === 'theorem') return logic.forallElim(source.theorem, ...terms);
    const { theory } = this.#problem;
    if (source.kind === 'forall')
      return logic.impliesIntro(source.formula, logic.forallElim(logic.assume(theory, source.formula), ...terms));
    const instance = logic.assume(theory, openFormula(body, [...terms].reverse()));
    return logic.impliesIntro(instance.conclusion, witness(source.formula, terms, instance));
  }

  /** A universal fact speaks through its instances; it is a fact of its own only where it also stands inside another formula. */
  #useful(formula: Formula): boolean {
    return (
      formula.kind !== 'forall' || this.#quantified.positive.has(formula) || this.#quantified.negative.has(formula)
    );
  }

  async #ask(given: number): Promise<Attempt> {
    if (process.env['DBG'])
      console.log(
        this.#problem.step,
        'facts',
        this.#facts.length,
        'inst',
        this.#instances.size,
        'atoms',
        this.#pool.atoms.length,
        'clauses',
        this.#clauses.length,
        this.#pool.atoms.map((a) => a.generation).join(''),
      );
    const { theory, goal, step, decide } = this.#problem;
    let theorem = this.#facts.find((fact) => sameFormula(fact.conclusion, goal));
    if (theorem === undefined) {
      const facts = this.#facts.filter((fact) => this.#useful(fact.conclusion));
      if (facts.length === 0) facts.push(logic.truthIntro(theory));
      const obligation = implies(and(...facts.map((fact) => fact.conclusion)), goal);
      const decision = await decide(obligation, step);
      if (!decision.valid) {
        const known = this.#facts.slice(0, given).map((fact) => fact.conclusion);
        return failed({ step, goal, known: known.filter((f) => f.kind !== 'forall'), reason: decision.reason });
      }
      theorem = logic.impliesElim(logic.oracle(theory, obligation, decision.answer), logic.andIntro(...facts));
    }
    return proved(this.#discharges.reduceRight((th, step) => step(th), theorem));
  }
}
