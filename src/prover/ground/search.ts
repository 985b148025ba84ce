import {
  type Formula,
  freshVariable,
  logic,
  openBody,
  type PredicateSymbol,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
} from '../../kernel/index.js';
import { conjuncts, cut, folding, ranThrough, unfolding, witness } from '../derive.js';
import { type Attempt, type Decide, failed, proved } from '../oracle.js';
import { plainInstance } from '../terms.js';
import { type Clause, clauseOf, clausesOf, flip, type Polarity } from './clause.js';
import { entailed } from './entailed.js';
import { FactIndex, FormulaSet } from './formula-set.js';
import { henkin, witnessing } from './henkin.js';
import { matches } from './match.js';
import { Order } from './order.js';
import { Pool } from './pool.js';
import { restsOn } from './refute/derived.js';

type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

/** What is to be shown, and from what. */
export interface Problem {
  readonly theory: Theory;
  readonly facts: readonly Theorem[];
  readonly goal: Formula;
  /** On whose behalf, for reports. */
  readonly step: string;
  readonly fresh: (hint: string, sort: string) => Variable;
  readonly decide: Decide;
  /** Which defined predicates are taken for what they abbreviate; by default none. */
  readonly unfold?: (predicate: PredicateSymbol) => boolean;
  readonly effort?: Effort;
  /** How many instances all searches for the goal may make together; each takes its own away. */
  readonly budget?: { left: number };
  /** Existential facts whose witnesses are among the facts: they are known, and not opened again. */
  readonly opened?: readonly Theorem[];
}

/** How far instances may feed further instances, first a little, then more; and how many there may be before the goal is given up. */
export interface Effort {
  readonly levels: readonly number[];
  readonly instances: number;
}

const fullEffort: Effort = { levels: [0, 1, 2], instances: 3000 };

/** Rounds of instantiation at one level, each on what the one before brought. */
const rounds = 6;

/** Whether a formula is quantified, or a conjunction with a part that is. */
export const isQuantified = (formula: Formula): boolean =>
  formula.kind === 'exists' ||
  formula.kind === 'forall' ||
  (formula.kind === 'and' && formula.parts.some(isQuantified));

/**
 * One goal in the making. Quantifiers are instantiated here, by rules of the kernel, guided by what the facts mention; what is left is free of
 * quantifiers but for opaque subformulas, and goes to the solver as one obligation. What is assumed on the way (witnesses) is discharged, last
 * first, when the goal is proved. Finding no proof means nothing.
 */
export class Search {
  readonly #problem: Problem;
  readonly #pool = new Pool();
  readonly #facts: Theorem[] = [];
  readonly #clauses: {
    readonly clause: Clause;
    readonly generation: number;
    done?: { level: number; extent: number };
  }[] = [];
  readonly #instances = new Set<string>();
  readonly #known = new FactIndex();
  readonly #quantified = { positive: new FormulaSet(), negative: new FormulaSet() };
  readonly #discharges: ((th: Theorem) => Theorem)[] = [];

  readonly #effort: Effort;
  readonly #given: readonly Formula[];
  /** What says of a witness that it is one: nothing that a report needs to repeat. */
  readonly #devised = new Set<Formula>();
  readonly #order: Order;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.#effort = problem.effort ?? fullEffort;
    for (const fact of problem.opened ?? []) if (this.#known.add(fact)) this.#facts.push(fact);
    this.#order = new Order(problem.theory, (term) => this.#pool.id(term));
    this.#addGiven(problem.facts.flatMap(conjuncts));
    for (const fact of this.#facts) this.#listTerms(fact.conclusion);
    this.#pool.closeGiven();
    const isQuantified = (f: Formula): boolean => f.kind === 'forall' || f.kind === 'exists';
    this.#given = this.#facts.map((fact) => fact.conclusion).filter((f) => !isQuantified(f) && !this.#devised.has(f));
  }

  /** What is known, for a goal inside this one: the facts taken apart, existential ones opened, and what was derived from them. */
  get knowledge(): { readonly facts: readonly Theorem[]; readonly opened: readonly Theorem[] } {
    const isOpened = (fact: Theorem): boolean => fact.conclusion.kind === 'exists';
    return { facts: this.#facts.filter((fact) => !isOpened(fact)), opened: this.#facts.filter(isOpened) };
  }

  /** A theorem of the formula, where it is known, or all parts of a conjunction, or one of a disjunction. */
  known(formula: Formula): Theorem | undefined {
    const found = this.#known.find(formula);
    if (found !== undefined) return found;
    if (formula.kind === 'and') {
      const parts = formula.parts.map((part) => this.known(part));
      return parts.every((part) => part !== undefined) ? logic.andIntro(...parts) : undefined;
    }
    if (formula.kind === 'atom') return this.#order.find(formula);
    if (formula.kind !== 'or') return undefined;
    for (const [i, part] of formula.parts.entries()) {
      const known = this.known(part);
      if (known !== undefined) return logic.orIntro(formula, i, known);
    }
    return undefined;
  }

  /** Instantiates what is known, as far as that needs nothing but the given facts. */
  deepen(): void {
    this.#saturate(0);
  }

  /** Terms that an existential goal may be true of, by what is known of them. */
  candidates(goal: Quantified, most: number): readonly (readonly Term[])[] {
    return matches(clauseOf(goal, this.#expand), this.#pool, 0)
      .slice(0, most)
      .map(({ terms }) => terms);
  }

  /** Discharges what was assumed on the way. */
  close(theorem: Theorem): Theorem {
    return this.#discharges.reduceRight((th, discharge) => discharge(th), theorem);
  }

  /** Instantiates and asks, up to the limits of the effort. */
  async run(): Promise<Attempt> {
    const { goal } = this.#problem;
    this.#register(goal, 'negative', 0);
    this.#listTerms(goal);
    let attempt: Attempt | undefined;
    for (const level of this.#effort.levels) {
      const before = this.#instances.size;
      this.#saturate(level);
      if (attempt === undefined || this.#instances.size > before) attempt = await this.#ask();
      if (attempt.proved) break;
    }
    return attempt as Attempt;
  }

  #saturate(level: number): void {
    for (let round = 0; round < rounds; round++) if (!this.#instantiate(level)) break;
  }

  /** Implications last, and among them first those whose premises are then known. */
  #addGiven(facts: readonly Theorem[]): void {
    const isRule = (fact: Theorem): boolean => fact.conclusion.kind === 'implies';
    for (const fact of facts) if (!isRule(fact)) this.#addFact(fact, 0);
    let waiting = facts.filter(isRule);
    for (let before = waiting.length + 1; waiting.length < before; ) {
      before = waiting.length;
      const ready = waiting.filter((fact) => this.#concluded(fact) !== undefined);
      for (const fact of ready) this.#addFact(fact, 0);
      waiting = waiting.filter((fact) => !ready.includes(fact));
    }
    for (const fact of waiting) this.#addFact(fact, 0);
  }

  #addFact(fact: Theorem, generation: number): void {
    for (const part of conjuncts(fact)) {
      const { conclusion } = part;
      if (conclusion.kind === 'ran') this.#addFact(cut(part, ranThrough(part.theory, conclusion)), generation);
      if (!this.#known.add(part)) continue;
      this.#facts.push(part);
      this.#order.add(part);
      if (conclusion.kind === 'forall')
        this.#clauses.push(...clausesOf(part).map((clause) => ({ clause, generation })));
      else if (conclusion.kind === 'exists') this.#open(part, conclusion, generation);
      else {
        const concluded = this.#concluded(part);
        if (concluded) this.#addFact(concluded, generation);
        else if (conclusion.kind === 'atom') this.#registerAtom(conclusion, 'positive', generation, generation);
        else this.#register(conclusion, 'positive', generation);
      }
    }
  }

  /** B(t) ⊃ ∃x.B(x): where B(t) is known the right side needs no witness of its own. */
  #addWitness(instance: Theorem, generation: number): void {
    const existence = this.#concluded(instance);
    if (existence === undefined) this.#addFact(instance, generation);
    else if (this.#known.add(existence)) this.#facts.push(existence);
  }

  /** Draws the conclusion of an implication whose premises are all known as they stand. */
  #concluded(fact: Theorem): Theorem | undefined {
    if (fact.conclusion.kind !== 'implies') return undefined;
    const premise = this.known(fact.conclusion.left);
    return premise && logic.impliesElim(fact, premise);
  }

  #open(fact: Theorem, formula: Quantified, generation: number): void {
    const v = this.#problem.fresh(formula.hint, formula.sort);
    const opened = openBody(formula.body, [v]);
    this.#discharges.push((th) => (restsOn(th, opened) ? logic.existsElim(fact, v, th) : th));
    this.#addFact(logic.assume(this.#problem.theory, opened), generation);
  }

  /** Takes note of what stands in a formula outside of quantifiers. */
  #register(formula: Formula, polarity: Polarity, generation: number): void {
    switch (formula.kind) {
      case 'atom':
        // What a defined atom abbreviates matters the less the less is known of it.
        this.#registerAtom(formula, polarity, generation, polarity === 'positive' ? generation + 1 : generation);
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

  #registerAtom(atom: Formula & { kind: 'atom' }, polarity: Polarity, generation: number, unfolded: number): void {
    if (polarity === 'positive') this.#pool.addAtom(atom, generation);
    if (this.#problem.unfold?.(atom.predicate)) this.#unfold(atom, polarity, unfolded);
  }

  readonly #expand = (atom: Formula & { kind: 'atom' }): Formula | undefined => {
    if (!this.#problem.unfold?.(atom.predicate)) return undefined;
    const definition = this.#problem.theory.definition(atom.predicate);
    return definition && plainInstance(definition, atom.args);
  };

  #unfold(formula: Formula & { kind: 'atom' }, polarity: Polarity, generation: number): void {
    const { theory } = this.#problem;
    if (theory.definition(formula.predicate) === undefined) return;
    this.#addFact(polarity === 'positive' ? unfolding(theory, formula) : folding(theory, formula), generation);
  }

  #quantifiedInside(formula: Quantified, polarity: Polarity, generation: number): void {
    if (!this.#quantified[polarity].add(formula)) return;
    const instantiable = (formula.kind === 'forall') === (polarity === 'positive');
    if (instantiable) {
      this.#clauses.push({ clause: clauseOf(formula, this.#expand), generation });
      return;
    }
    const { theory, fresh } = this.#problem;
    const c = fresh(formula.hint, formula.sort);
    // A block of like quantifiers counts once.
    const next = formula.body.kind === formula.kind ? generation : generation + 1;
    const witness = witnessing(formula, c);
    this.#discharges.push((th) =>
      restsOn(th, witness)
        ? logic.existsElim(henkin(theory, formula, freshVariable(c.name, c.sort, formula, c)), c, th)
        : th,
    );
    this.#devised.add(witness);
    this.#addFact(logic.assume(theory, witness), next);
  }

  /** Lists the terms that stand outside of quantifiers, and all free variables. */
  #listTerms(formula: Formula): void {
    const list = (term: Term): void => this.#pool.listTerms(term);
    for (const v of formula.free) list(v);
    const stack = [formula];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (next.kind === 'atom') for (const arg of next.args) list(arg);
      if (next.kind === 'equal') for (const side of [next.left, next.right]) list(side);
      if (next.kind === 'not') stack.push(next.body);
      if (next.kind === 'and' || next.kind === 'or') stack.push(...next.parts);
      if (next.kind === 'implies') stack.push(next.left, next.right);
    }
  }

  /** One round of instances; whether it made any. */
  #instantiate(level: number): boolean {
    const before = this.#instances.size;
    for (const [index, entry] of [...this.#clauses].entries()) {
      const { clause, generation: own, done } = entry;
      const extent = this.#pool.extentFor(clause);
      if (done !== undefined && done.level >= level && done.extent === extent) continue;
      const found = matches(clause, this.#pool, level - own);
      for (const { terms, generation: atoms } of found) {
        const generation = own + atoms;
        const key = `${index}:${terms.map((term) => this.#pool.id(term)).join()}`;
        if (this.#instances.has(key)) continue;
        if (this.#instances.size >= this.#effort.instances || this.#isSpent()) return false;
        this.#instances.add(key);
        const instance = this.#instance(clause, terms);
        if (clause.source.kind === 'exists') this.#addWitness(instance, generation);
        else this.#addFact(instance, generation);
      }
      entry.done = { level, extent };
    }
    return this.#instances.size > before;
  }

  /** Whether the goal's budget is used up; takes one instance from it if not. */
  #isSpent(): boolean {
    const { budget } = this.#problem;
    if (budget === undefined) return false;
    budget.left--;
    return budget.left < 0;
  }

  #instance({ source, body }: Clause, terms: readonly Term[]): Theorem {
    if (source.kind === 'theorem') return logic.forallElim(source.theorem, ...terms);
    const { theory } = this.#problem;
    if (source.kind === 'forall')
      return logic.impliesIntro(source.formula, logic.forallElim(logic.assume(theory, source.formula), ...terms));
    const instance = logic.assume(theory, openBody(body, [...terms].reverse()));
    return logic.impliesIntro(instance.conclusion, witness(source.formula, terms, instance));
  }

  /** A universal fact speaks through its instances; it is a fact of its own only where it also stands inside another formula. */
  #useful(formula: Formula): boolean {
    return (
      formula.kind !== 'forall' || this.#quantified.positive.has(formula) || this.#quantified.negative.has(formula)
    );
  }

  async #ask(): Promise<Attempt> {
    const { theory, goal, step, decide } = this.#problem;
    const known = this.known(goal);
    if (known !== undefined) return proved(this.close(known));
    const facts = this.#facts.filter((fact) => this.#useful(fact.conclusion));
    const found = await entailed(facts, goal, { theory, decide, step });
    if (found.proved) return proved(this.close(found.theorem));
    const { proved: _, ...why } = found;
    return failed({ step, goal, known: this.#given, ...why });
  }
}
