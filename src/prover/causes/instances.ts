import { type Formula, logic, openBody, type Term, type Theorem } from '../../kernel/index.js';
import { axiomOf } from '../context.js';
import type { Branch } from './branch.js';
import { instanceOf } from './facts.js';
import type { GoalParts } from './goal-parts.js';
import { Matcher, universal } from './rule.js';
import { block, universalParts } from './universals.js';
import { learnOnce, type Workings } from './workings.js';

type Quantified = Extract<Formula, { kind: 'forall' | 'exists' }>;

/** A universal statement, or an existential one that fails, and how its instances are made. */
interface Rule {
  readonly key: string;
  readonly matchers: readonly Matcher[];
  readonly make: (terms: readonly Term[]) => Theorem;
  /** What it says of terms, to see whether that is known already. */
  readonly says: (terms: readonly Term[]) => Formula;
  readonly positive: boolean;
  /** Of the goal's parts: the generation of the terms in it. */
  readonly generation?: number;
}

/**
 * Axioms that lead from causes to effects, or are of use only where they are asked for: `locks`, `killed`, `launched`, `newness`, `atOneTime`. VER is left
 * to scripts: MADE leads to who signed without a case for each way in which the signature may have come.
 */
const askedFor: ReadonlySet<string> = new Set(
  'ONE BORN DEAD GONE FREE MEM0 KEEP KEEPS KEEPD EXT DEXT RST LOCK LOCKM DLOCK NEW CONTI MEMALLI VER'.split(' '),
);

/** What a variable that nothing determines may stand for: no more than these. */
const mostCandidates = 24;

/**
 * Of what it took more counterexamples than this to come by nothing is asked: what says of every event that another one came in between finds one after the other
 * without end.
 */
const mostTurns = 4;

/** Instances of axioms, and of what holds in a branch, by what they ask for. */
export class Instances {
  readonly #workings: Workings;
  readonly #goal: GoalParts;
  readonly #axioms: readonly Rule[];
  readonly #local = new Map<string, Rule>();
  #tried = 0;

  constructor(workings: Workings, goal: GoalParts) {
    this.#workings = workings;
    this.#goal = goal;
    const { context } = workings;
    this.#axioms = context.theory.axioms
      .filter(({ name }) => !askedFor.has(name))
      .flatMap(({ name }) => universalParts(axiomOf(context, name)).map((part, i) => this.#axiom(`${name} ${i}`, part)))
      .filter(({ matchers }) => matchers.length > 0 && matchers.every((matcher) => matcher.isClosed));
  }

  /** How many instances were looked at, those included that say nothing new. */
  get tried(): number {
    return this.#tried;
  }

  #axiom(key: string, theorem: Theorem): Rule {
    const { sorts, body } = block(theorem.conclusion, 'forall');
    return {
      key,
      matchers: this.#matchers(sorts, body, true),
      make: (terms) => (terms.length === 0 ? theorem : logic.forallElim(theorem, ...terms)),
      says: (terms) => openBody(body, [...terms].reverse()),
      positive: true,
    };
  }

  #matchers(sorts: readonly string[], body: Formula, positive: boolean): readonly Matcher[] {
    const { context, bank } = this.#workings;
    const what = universal(context.theory, sorts, body, positive);
    return what.triggers.map((trigger) => new Matcher(bank, what, trigger));
  }

  /** A universal formula that holds in the branch, or an existential one that fails there. */
  add(branch: Branch, formula: Quantified): void {
    const { context, bank } = this.#workings;
    const key = `rule ${bank.formula(formula)}`;
    if (!branch.rules.includes(key)) branch.rules = [...branch.rules, key];
    if (this.#local.has(key)) return;
    const { sorts, body } = block(formula, formula.kind);
    const positive = formula.kind === 'forall';
    this.#local.set(key, {
      key,
      matchers: this.#matchers(sorts, body, positive),
      make: (terms) => instanceOf(context.theory, formula, body, terms),
      says: (terms) => openBody(body, [...terms].reverse()),
      positive,
      ...(this.#goal.has(formula) && { generation: this.#goal.generationOf(formula) }),
    });
  }

  /** One round; whether there were any that say something new. */
  make(branch: Branch): boolean {
    const rules = [...this.#axioms, ...branch.rules.flatMap((key) => this.#local.get(key) ?? [])];
    let made = false;
    for (const rule of rules)
      for (const [i, matcher] of rule.matchers.entries()) {
        const place = `${rule.key} ${i}`;
        const extent = matcher.extent(branch);
        if (branch.extents.get(place) === extent) continue;
        this.#workings.context.decide.heed?.();
        for (const ids of matcher.matches(branch, (sort) => this.#candidates(branch, sort)))
          made = this.#instance(branch, rule, ids) || made;
        branch.extents.set(place, extent);
      }
    return made;
  }

  #instance(branch: Branch, rule: Rule, ids: readonly number[]): boolean {
    const { bank } = this.#workings;
    this.#tried++;
    if (!branch.isNew(`${rule.key} at ${ids.map((id) => branch.classes.root(id)).join()}`)) return false;
    const terms = ids.map((id) => bank.termOf(id));
    if (terms.some((term) => this.#goal.turnsOf(term) > mostTurns)) return false;
    const { generation } = rule;
    if (generation !== undefined && terms.some((term) => this.#goal.generationOf(term) > generation)) return false;
    const says = rule.says(terms);
    if (generation !== undefined) this.#goal.add(says);
    if (branch.value(says) === (rule.positive ? 'holds' : 'fails')) return false;
    learnOnce(this.#workings, branch, `${rule.key} at ${ids.join()}`, () => rule.make(terms));
    return true;
  }

  /** What a variable may stand for that no event determines: times at which values are known, and what else is spoken of. */
  #candidates(branch: Branch, sort: string): readonly number[] {
    const { bank, words, given } = this.#workings;
    const found = new Map<number, number>();
    const add = (term: Term): void => {
      if (term.sort !== sort) return;
      const id = bank.term(term);
      const root = branch.classes.root(id);
      if (!found.has(root)) found.set(root, id);
    };
    for (const atom of sort === 'Time' ? branch.atomsOf(words.mem) : [...branch.atoms.values()].flat())
      for (const arg of atom.args) {
        add(arg);
        if (arg.kind === 'application' && sort !== 'Time' && sort !== 'Term') arg.args.forEach(add);
      }
    for (const { conclusion } of given) for (const v of conclusion.free) add(v);
    return [...found.values()].slice(0, mostCandidates);
  }
}
