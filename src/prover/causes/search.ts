import { type Formula, logic, openBody, type Theorem } from '../../kernel/index.js';
import type { Context } from '../context.js';
import { folding, ranThrough, unfolding } from '../derive.js';
import type { Vocabulary } from '../vocabulary.js';
import { Bank } from './bank.js';
import { Branch, type Clause, type Literal } from './branch.js';
import { Facts } from './facts.js';
import { GoalParts } from './goal-parts.js';
import { whatHappened } from './happened.js';
import { Instances } from './instances.js';
import { keeping } from './keeping.js';
import { killed } from './killed.js';
import { launched } from './launched.js';
import { locks } from './locks.js';
import { newness } from './newness.js';
import { atOneTime } from './one-time.js';
import { Conflict, joined, type Reason } from './reason.js';
import { Stories } from './stories.js';
import { tell } from './telling.js';
import { learn, learnOnce, type Workings } from './workings.js';

/** How far a search goes before it gives up. */
export interface Budget {
  /** Theorems made. */
  readonly facts: number;
  /** Cases told apart. */
  readonly cases: number;
  /** Instances looked at: of causes of causes without end there are far more pairs and triples than theorems. */
  readonly instances: number;
}

/** A chain over four registers, with four stages, takes 1,800 theorems and 130 cases. No shipped proof looks at more than 910,000 instances. */
export const usualBudget: Budget = { facts: 6_000, cases: 600, instances: 2_000_000 };

/** Where a search ended. */
export type Outcome =
  | { readonly kind: 'closed'; readonly reason: Reason }
  /** A way in which the premises may hold and the goal not, as far as is known; `spent` where the budget did not allow to look further. */
  | { readonly kind: 'open' | 'spent'; readonly branch: Branch };

/**
 * Looks for a contradiction between the facts and the negation of the goal, going from what is shown back to what caused it. Every step
 * instantiates a theorem of the kernel: axioms and premises by what they ask for, programs by what their threads are seen to do. Cases that are left are
 * told apart, and what each contradiction rests on is remembered: cases that do not matter are not told apart, and the proof has nothing else in it.
 */
export class Search {
  readonly facts: Facts;
  readonly #workings: Workings;
  readonly #goal: GoalParts;
  readonly #instances: Instances;
  readonly #stories: Stories;
  readonly #budget: Budget;
  #cases = 0;
  #supposed = 0;

  constructor(context: Context, words: Vocabulary, given: readonly Theorem[], budget: Budget) {
    const bank = new Bank();
    this.facts = new Facts(context.theory, bank, context.fresh);
    this.#workings = { context, words, bank, facts: this.facts, given };
    this.#goal = new GoalParts(context.theory, bank);
    this.#instances = new Instances(this.#workings, this.#goal);
    this.#stories = new Stories(context);
    this.#budget = budget;
  }

  run(goal: Formula): Promise<Outcome> {
    this.#goal.add(goal);
    return this.#within(new Branch(this.#workings.bank), (branch) => {
      for (const theorem of this.#workings.given) learn(this.#workings, branch, this.facts.add(theorem));
      branch.assert(goal, false, new Set([this.facts.goal]));
    });
  }

  /** What happens in a branch that is left open. */
  happened(branch: Branch): readonly Formula[] {
    return whatHappened(this.#workings.bank, branch);
  }

  /** Where a branch leads in which something more is supposed. */
  async #within(branch: Branch, suppose: (branch: Branch) => void): Promise<Outcome> {
    try {
      suppose(branch);
      await this.#saturate(branch);
    } catch (error) {
      if (error instanceof Conflict) return { kind: 'closed', reason: error.reason };
      throw error;
    }
    if (this.#isSpent()) return { kind: 'spent', branch };
    const clause = this.#choice(branch);
    return clause === undefined ? { kind: 'open', branch } : this.#eachCase(branch, clause);
  }

  /** The cases of a clause, one after the other; in each those before are known to fail. */
  async #eachCase(branch: Branch, clause: Clause): Promise<Outcome> {
    const literals = branch.openLiterals(clause);
    const reasons: Reason[] = [branch.whyOpen(clause, literals)];
    const refuted: { readonly literal: Literal; readonly reason: Reason }[] = [];
    for (const literal of literals) {
      this.#cases++;
      const supposed = --this.#supposed;
      const outcome = await this.#within(branch.copy(), (inside) => {
        for (const one of refuted) inside.assert(one.literal.formula, !one.literal.positive, one.reason);
        inside.assert(literal.formula, literal.positive, new Set([supposed]));
      });
      if (outcome.kind !== 'closed' || !outcome.reason.has(supposed)) return outcome;
      const reason = new Set(outcome.reason);
      reason.delete(supposed);
      reasons.push(reason);
      refuted.push({ literal, reason });
    }
    return { kind: 'closed', reason: joined(...reasons) };
  }

  #isSpent(): boolean {
    const { facts, cases, instances } = this.#budget;
    return this.facts.size > facts || this.#cases > cases || this.#instances.tried > instances;
  }

  /** The clause with the fewest cases, the oldest of them; what only the goal's failing asks for comes after all that the premises leave open. */
  #choice(branch: Branch): Clause | undefined {
    let best: Clause | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const clause of branch.clauses) {
      const open = branch.openLiterals(clause);
      const ofGoal = branch.whyOpen(clause, open).has(this.facts.goal);
      const count = ofGoal ? 1000 + clause.age : open.length;
      if (count < fewest) [best, fewest] = [clause, count];
    }
    return best;
  }

  /** Draws all that follows without telling cases apart, the cheap before the dear. */
  async #saturate(branch: Branch): Promise<void> {
    for (let again = true; again && !this.#isSpent(); ) {
      this.#workings.context.decide.heed?.();
      branch.propagate();
      again =
        this.#look(branch) ||
        this.#instances.make(branch) ||
        atOneTime(this.#workings, branch) ||
        locks(this.#workings, branch) ||
        killed(this.#workings, branch) ||
        keeping(this.#workings, branch) ||
        launched(this.#workings, branch) ||
        newness(this.#workings, branch) ||
        (await tell(this.#workings, this.#stories, branch));
    }
  }

  /** Takes up what has come to hold or to fail: witnesses, rules, runs, definitions. */
  #look(branch: Branch): boolean {
    const news = branch.news;
    branch.news = [];
    for (const { formula, positive } of news) {
      if (formula.kind === 'exists' || formula.kind === 'forall') {
        if ((formula.kind === 'exists') === positive) this.#open(branch, formula);
        else this.#instances.add(branch, formula);
      } else if (formula.kind === 'ran' && positive) this.#run(branch, formula);
      else if (formula.kind === 'atom') this.#unfold(branch, formula, positive);
    }
    return news.length > 0;
  }

  #open(branch: Branch, formula: Extract<Formula, { kind: 'forall' | 'exists' }>): void {
    const [witness, id] = this.facts.witness(formula);
    if (this.#goal.has(formula)) this.#goal.add(openBody(formula.body, [witness]));
    this.#goal.witness(formula, witness);
    learn(this.#workings, branch, id);
  }

  /** A run's first action. What led to it needs no story: the run says it. */
  #run(branch: Branch, did: Formula & { kind: 'ran' }): void {
    const key = `ran ${this.#workings.bank.formula(did)}`;
    const through = ranThrough(this.#workings.context.theory, did);
    learnOnce(this.#workings, branch, key, () => logic.impliesIntro(did, through));
    const { conclusion } = through;
    if (conclusion.kind === 'exists') branch.explain(this.#workings.bank.term(this.facts.witness(conclusion)[0]));
  }

  #unfold(branch: Branch, atom: Formula & { kind: 'atom' }, positive: boolean): void {
    const { context, bank } = this.#workings;
    if (context.theory.definition(atom.predicate) === undefined) return;
    const key = `${positive ? 'un' : ''}folding ${bank.formula(atom)}`;
    const id = this.facts.once(key, () => (positive ? unfolding : folding)(context.theory, atom));
    const meaning = this.facts.formula(id);
    if (this.#goal.has(atom) && meaning.kind === 'implies') this.#goal.add(positive ? meaning.right : meaning.left);
    learn(this.#workings, branch, id);
  }
}
