import { core, type Formula, type PredicateSymbol } from '../../kernel/index.js';
import { type Bank, fails, holds } from './bank.js';
import { Classes } from './classes.js';
import { Conflict, joined, noReason, type Reason } from './reason.js';
import { Times } from './times.js';

export type Atom = Extract<Formula, { kind: 'atom' }>;

/** A formula, or its negation. */
export interface Literal {
  readonly formula: Formula;
  readonly positive: boolean;
}

/** One of these holds. */
export interface Clause {
  readonly literals: readonly Literal[];
  readonly reason: Reason;
  /** How many clauses of the branch are older. */
  readonly age: number;
}

const none: readonly number[] = [];

type Value = 'holds' | 'fails' | 'open';

const negation = { holds: 'fails', fails: 'holds', open: 'open' } as const;

/** A disjunction's parts, as literals: nested ones are taken apart. */
export function literalsOf(formula: Formula, positive: boolean): readonly Literal[] {
  switch (formula.kind) {
    case 'not':
      return literalsOf(formula.body, !positive);
    case 'or':
      return positive ? formula.parts.flatMap((part) => literalsOf(part, true)) : [{ formula, positive }];
    case 'and':
      return positive ? [{ formula, positive }] : formula.parts.flatMap((part) => literalsOf(part, false));
    case 'implies':
      return positive
        ? [...literalsOf(formula.left, false), ...literalsOf(formula.right, true)]
        : [{ formula, positive }];
    default:
      return [{ formula, positive }];
  }
}

/**
 * One way in which things may be: what is taken to hold, with what that rests on. Formulas are decided as far as equality, the order of times and
 * what holds already decide them; what is left open of a disjunction waits.
 */
export class Branch {
  readonly bank: Bank;
  readonly classes: Classes;
  readonly times: Times;
  /** Atoms that hold, by predicate, in the order in which they came. */
  readonly atoms: Map<PredicateSymbol, readonly Atom[]>;
  /** The same atoms by number, listed by what {@link Bank.index} says. */
  readonly #listed: Map<string, readonly number[]>;
  /** What came to hold, or to fail, and was not looked at yet: quantified formulas, runs, atoms. */
  news: Literal[];
  clauses: readonly Clause[];
  /** The universal statements that hold here, by their keys. */
  rules: readonly string[];
  /** What was done here already. */
  readonly #done: Set<string>;
  /** How much there was when the rules were last tried. */
  readonly extents: Map<string, string>;
  age: number;

  constructor(bank: Bank, from?: Branch) {
    this.bank = bank;
    this.classes = from?.classes.copy() ?? new Classes(bank);
    this.times = from?.times.copy(this.classes) ?? new Times(this.classes);
    this.atoms = new Map(from?.atoms);
    this.#listed = new Map(from === undefined ? [] : from.#listed);
    this.news = [...(from?.news ?? [])];
    this.clauses = from?.clauses ?? [];
    this.rules = from?.rules ?? [];
    this.#done = new Set(from === undefined ? [] : from.#done);
    this.extents = new Map(from?.extents);
    this.age = from?.age ?? 0;
  }

  copy(): Branch {
    return new Branch(this.bank, this);
  }

  isDone(key: string): boolean {
    return this.#done.has(key);
  }

  /** Whether something is done here for the first time. */
  isNew(key: string): boolean {
    if (this.#done.has(key)) return false;
    this.#done.add(key);
    return true;
  }

  /** Notes that what led to the event at a time is known. */
  explain(time: number): void {
    this.#done.add(`explained ${time}`);
  }

  isExplained(time: number): boolean {
    return this.classes.members(time).some((id) => this.#done.has(`explained ${id}`));
  }

  atomsOf(predicate: PredicateSymbol): readonly Atom[] {
    return this.atoms.get(predicate) ?? [];
  }

  listed(index: string): readonly number[] {
    return this.#listed.get(index) ?? none;
  }

  value(formula: Formula): Value {
    switch (formula.kind) {
      case 'true':
        return 'holds';
      case 'false':
        return 'fails';
      case 'not':
        return negation[this.value(formula.body)];
      case 'and':
        return this.#junction(formula.parts, 'fails', 'holds');
      case 'or':
        return this.#junction(formula.parts, 'holds', 'fails');
      case 'implies': {
        const left = this.value(formula.left);
        if (left === 'fails') return 'holds';
        const right = this.value(formula.right);
        return right === 'holds' ? 'holds' : left === 'holds' && right === 'fails' ? 'fails' : 'open';
      }
      case 'equal': {
        const [a, b] = [this.bank.term(formula.left), this.bank.term(formula.right)];
        if (this.classes.same(a, b)) return 'holds';
        const ordered = formula.left.sort === 'Time' && (this.times.knows(a, b, true) || this.times.knows(b, a, true));
        return ordered || this.classes.whyApart(a, b) !== undefined ? 'fails' : 'open';
      }
      case 'atom':
        if (formula.predicate === core.before || formula.predicate === core.notAfter) return this.#order(formula);
        break;
      default:
    }
    const root = this.classes.root(this.bank.formula(formula));
    return root === this.classes.root(holds) ? 'holds' : root === this.classes.root(fails) ? 'fails' : 'open';
  }

  #junction(parts: readonly Formula[], decisive: Value, otherwise: Value): Value {
    let result = otherwise;
    for (const part of parts) {
      const value = this.value(part);
      if (value === decisive) return decisive;
      if (value === 'open') result = 'open';
    }
    return result;
  }

  #order({ predicate, args: [a, b] }: Atom): Value {
    const [from, to] = [this.bank.term(a as never), this.bank.term(b as never)];
    const strict = predicate === core.before;
    if (this.times.knows(from, to, strict)) return 'holds';
    return this.times.knows(to, from, !strict) ? 'fails' : 'open';
  }

  /** What it rests on that a formula has the value that it has. */
  why(formula: Formula): Reason {
    switch (formula.kind) {
      case 'true':
      case 'false':
        return noReason;
      case 'not':
        return this.why(formula.body);
      case 'and':
      case 'or': {
        const decisive = formula.kind === 'and' ? 'fails' : 'holds';
        const one = formula.parts.find((part) => this.value(part) === decisive);
        return one ? this.why(one) : joined(...formula.parts.map((part) => this.why(part)));
      }
      case 'implies':
        if (this.value(formula.left) === 'fails') return this.why(formula.left);
        if (this.value(formula.right) === 'holds') return this.why(formula.right);
        return joined(this.why(formula.left), this.why(formula.right));
      case 'equal': {
        const [a, b] = [this.bank.term(formula.left), this.bank.term(formula.right)];
        if (this.classes.same(a, b)) return this.classes.why(a, b);
        return this.times.why(a, b, true) ?? this.times.why(b, a, true) ?? (this.classes.whyApart(a, b) as Reason);
      }
      case 'atom':
        if (formula.predicate === core.before || formula.predicate === core.notAfter) {
          const [from, to] = formula.args.map((arg) => this.bank.term(arg)) as [number, number];
          const strict = formula.predicate === core.before;
          return this.times.why(from, to, strict) ?? (this.times.why(to, from, !strict) as Reason);
        }
        break;
      default:
    }
    const id = this.bank.formula(formula);
    return this.classes.why(id, this.classes.same(id, holds) ? holds : fails);
  }

  /** Lets a formula hold, or fail; throws {@link Conflict} where it cannot. */
  assert(formula: Formula, positive: boolean, reason: Reason): void {
    switch (formula.kind) {
      case 'true':
      case 'false':
        if ((formula.kind === 'true') !== positive) throw new Conflict(reason);
        return;
      case 'not':
        this.assert(formula.body, !positive, reason);
        return;
      case 'and':
      case 'or':
        if ((formula.kind === 'and') === positive)
          for (const part of formula.parts) this.assert(part, positive, reason);
        else this.#clause(literalsOf(formula, positive), reason);
        return;
      case 'implies':
        if (positive) this.#clause(literalsOf(formula, true), reason);
        else {
          this.assert(formula.left, true, reason);
          this.assert(formula.right, false, reason);
        }
        return;
      case 'equal':
        this.#equation(formula, positive, reason);
        return;
      case 'atom':
        if (formula.predicate === core.before || formula.predicate === core.notAfter) {
          const [from, to] = formula.args.map((arg) => this.bank.term(arg)) as [number, number];
          const strict = formula.predicate === core.before;
          if (positive) this.times.add(from, to, strict, reason);
          else this.times.add(to, from, !strict, reason);
          return;
        }
        break;
      default:
    }
    const id = this.bank.formula(formula);
    this.classes.add(id);
    if (this.classes.same(id, positive ? holds : fails)) {
      if (formula.kind === 'atom' && positive) this.#note(formula);
      return;
    }
    this.classes.merge(id, positive ? holds : fails, reason);
    if (formula.kind === 'atom' && positive) this.#note(formula);
    else this.news.push({ formula, positive });
  }

  /** Atoms by number: an atom that holds is listed once. */
  #note(atom: Atom): void {
    if (!this.isNew(`atom ${this.bank.formula(atom)}`)) return;
    this.atoms.set(atom.predicate, [...this.atomsOf(atom.predicate), atom]);
    const index = this.bank.index(atom);
    this.#listed.set(index, [...this.listed(index), this.bank.formula(atom)]);
    this.news.push({ formula: atom, positive: true });
  }

  #equation(formula: Formula & { kind: 'equal' }, positive: boolean, reason: Reason): void {
    const [a, b] = [this.bank.term(formula.left), this.bank.term(formula.right)];
    this.classes.add(a);
    this.classes.add(b);
    if (positive) {
      const apart = this.value(formula) === 'fails' ? this.why(formula) : undefined;
      if (apart !== undefined) throw new Conflict(joined(reason, apart));
      this.classes.merge(a, b, reason);
      this.times.check();
      return;
    }
    if (this.value(formula) === 'fails') return;
    this.classes.separate(a, b, reason);
    if (formula.left.sort === 'Time')
      this.#clause(
        [
          { formula: core.lessThan(formula.left, formula.right), positive: true },
          { formula: core.lessThan(formula.right, formula.left), positive: true },
        ],
        reason,
      );
  }

  #clause(literals: readonly Literal[], reason: Reason): void {
    this.clauses = [...this.clauses, { literals, reason, age: this.age++ }];
  }

  /** Draws what follows from the clauses until nothing more does. */
  propagate(): void {
    for (let again = true; again; ) {
      again = false;
      const waiting = this.clauses;
      this.clauses = [];
      const kept: Clause[] = [];
      for (const clause of waiting) {
        const rest = this.#left(clause);
        if (rest === undefined) continue;
        const [only, ...others] = rest;
        if (only === undefined) throw new Conflict(this.whyOpen(clause, []));
        if (others.length > 0) kept.push(clause);
        else {
          again = true;
          this.assert(only.formula, only.positive, this.whyOpen(clause, rest));
        }
      }
      this.clauses = [...kept, ...this.clauses];
      if (this.clauses.length !== kept.length) again = true;
      this.times.check();
    }
  }

  /** The literals of a clause that are open; undefined where one holds. */
  #left({ literals }: Clause): readonly Literal[] | undefined {
    const open: Literal[] = [];
    for (const literal of literals) {
      const value = this.value(literal.formula);
      if (value === 'open') open.push(literal);
      else if ((value === 'holds') === literal.positive) return undefined;
    }
    return open;
  }

  openLiterals(clause: Clause): readonly Literal[] {
    return this.#left(clause) ?? [];
  }

  /** What it rests on that one of these literals of a clause holds: the clause, and that all others fail. */
  whyOpen(clause: Clause, open: readonly Literal[]): Reason {
    const others = clause.literals.filter((literal) => !open.includes(literal));
    return joined(clause.reason, ...others.map((literal) => this.why(literal.formula)));
  }
}
