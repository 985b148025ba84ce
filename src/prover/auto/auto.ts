import {
  core,
  type Formula,
  logic,
  openBody,
  sameFormula,
  sameTerm,
  type Term,
  type Theorem,
} from '../../kernel/index.js';
import { proveByCauses } from '../causes/prove.js';
import { attempt, type Context, demandProof, everything, Stuck } from '../context.js';
import { conjuncts, cut, folding, opening, unfolding } from '../derive.js';
import { entries, type Vocabulary, vocabulary } from '../vocabulary.js';
import { chainTheorem, type Held } from './chain.js';
import { acceptances, quoted } from './quote.js';
import { registerAt } from './register.js';

/**
 * The tactic for chains of trust. Where the goal is of one chain, it finds the register that the goal speaks of, directly or through a quote, proves what its
 * value shows of the programs that ran, and derives the goal from that; everything else goes to the search from what is shown back to what caused
 * it. It knows the pattern of such arguments, and no model's names.
 */
export function auto(context: Context, goal: Formula, facts: readonly Theorem[]): Promise<Theorem> {
  const words = vocabulary(context.signature);
  if (words === undefined)
    throw new Stuck({
      step: 'the logic',
      goal,
      known: [],
      reason: 'the logic lacks symbols that this tactic speaks of',
    });
  return new Auto(context, words).prove(goal, facts);
}

/** Where the goal is not of one chain or of one quote, what the search says is of more use. */
const unfit = 'one register, whose value is known or was quoted';

type Atom = Extract<Formula, { kind: 'atom' }>;

class Auto {
  readonly #context: Context;
  readonly #words: Vocabulary;

  constructor(context: Context, words: Vocabulary) {
    this.#context = context;
    this.#words = words;
  }

  async prove(goal: Formula, facts: readonly Theorem[]): Promise<Theorem> {
    const { fresh, theory } = this.#context;
    if (goal.kind === 'forall') {
      const v = fresh(goal.hint, goal.sort);
      return logic.forallIntro(v, await this.prove(openBody(goal.body, [v]), facts));
    }
    if (goal.kind === 'implies')
      return logic.impliesIntro(goal.left, await this.prove(goal.right, [...facts, logic.assume(theory, goal.left)]));
    const pattern = await attempt(() => this.#byPattern(goal, facts));
    if (pattern.proved) return pattern.theorem;
    const searched = await proveByCauses(this.#context, this.#words, goal, facts);
    if (searched.proved) return searched.theorem;
    throw new Stuck(pattern.failure.step === unfit ? searched.failure : pattern.failure);
  }

  /** One chain, one register that the boot thread holds: in a number of steps linear in the chain. */
  #byPattern(goal: Formula, facts: readonly Theorem[]): Promise<Theorem> {
    const plain = facts.flatMap((fact) => this.#plain(fact));
    const run = plain.find((fact) => fact.conclusion.kind === 'ran');
    return run === undefined
      ? this.#local(goal, plain)
      : this.#remote(goal, run.conclusion as Formula & { kind: 'ran' }, plain);
  }

  /** Conjunctions taken apart and definitions unfolded. */
  #plain(fact: Theorem): readonly Theorem[] {
    const { theory } = this.#context;
    return conjuncts(fact).flatMap((part) =>
      part.conclusion.kind === 'atom' && theory.definition(part.conclusion.predicate)
        ? [
            part,
            ...this.#plain(
              cut(part, logic.impliesElim(unfolding(theory, part.conclusion), logic.assume(theory, part.conclusion))),
            ),
          ]
        : [part],
    );
  }

  /** A register's value is among the facts. */
  #local(goal: Formula, facts: readonly Theorem[]): Promise<Theorem> {
    const held = facts.map((fact) => this.#held(fact)).find((found) => found !== undefined);
    if (held === undefined)
      throw new Stuck({
        step: unfit,
        goal,
        known: facts.map((f) => f.conclusion),
        reason:
          'no assumption says what sequence a register holds, and the goal is of no verifier that accepts a quote',
      });
    return this.#fromRegister(goal, held, facts);
  }

  #held(fact: Theorem): Held | undefined {
    const { conclusion } = fact;
    if (conclusion.kind !== 'atom' || conclusion.predicate !== this.#words.mem) return undefined;
    const [location, value, time] = conclusion.args as [Term, Term, Term];
    const register = registerAt(this.#words, location);
    const sequence = entries(this.#words, value);
    if (register === undefined || sequence.entries.length === 0) return undefined;
    // What begins as registers of another kind do has no history that begins with a boot of this one.
    if (!sameTerm(sequence.initial, register.initial)) return undefined;
    return { register, value, time, theorem: fact };
  }

  /** A verifier has run: what it accepted was in a register at some time before. */
  async #remote(goal: Formula, did: Formula & { kind: 'ran' }, facts: readonly Theorem[]): Promise<Theorem> {
    const { theory, fresh } = this.#context;
    const [acceptance] = acceptances(this.#context, did.segment);
    if (acceptance === undefined)
      throw new Stuck({
        step: unfit,
        goal,
        known: facts.map((f) => f.conclusion),
        reason: 'the program does not match the text of a signature, verified with a known key, with a known term',
      });
    const quote = await quoted(this.#context, this.#words, did, acceptance, facts);
    const existence = quote.theorem.conclusion as Formula & { kind: 'exists' };
    const at = fresh('t', 'Time');
    const found = conjuncts(logic.assume(theory, openBody(existence.body, [at])));
    const held = { register: quote.register, value: quote.value, time: at, theorem: found.at(-1) as Theorem };
    const known = [...facts, ...found];
    const early = await attempt(() => demandProof(this.#context, 'the goal, from what was accepted', goal, known));
    if (!early.proved && !this.#isOfRuns(goal)) throw new Stuck(early.failure);
    const shown = early.proved ? early.theorem : await this.#fromRegister(goal, held, known);
    return opening(
      quote.theorem,
      1,
      () => at,
      () => shown,
    );
  }

  /** Whether a goal speaks of what threads did, or of something defined, and not of what registers hold alone. */
  #isOfRuns(goal: Formula): boolean {
    switch (goal.kind) {
      case 'atom':
        return goal.predicate === core.at || this.#context.theory.definition(goal.predicate) !== undefined;
      case 'not':
      case 'forall':
      case 'exists':
        return this.#isOfRuns(goal.body);
      case 'and':
      case 'or':
        return goal.parts.some((part) => this.#isOfRuns(part));
      case 'implies':
        return this.#isOfRuns(goal.left) || this.#isOfRuns(goal.right);
      default:
        return false;
    }
  }

  async #fromRegister(goal: Formula, held: Held, facts: readonly Theorem[]): Promise<Theorem> {
    const chain = await chainTheorem(this.#context, this.#words, held, facts);
    const direct = this.#asDefined(goal, chain);
    if (direct) return direct;
    const step = 'the goal, from what the register shows';
    const atoms = this.#definedIn(goal, held.time);
    if (atoms.length === 0) return demandProof(this.#context, step, goal, [...facts, chain], everything);
    const defined = await Promise.all(atoms.map((atom) => attempt(() => this.#definition(atom, chain, facts))));
    const shown = await attempt(() =>
      demandProof(this.#context, step, goal, [...facts, ...defined.flatMap((one) => (one.proved ? one.theorem : []))]),
    );
    if (shown.proved) return shown.theorem;
    // Where what is defined does not follow, that is why.
    const missing = defined.find((one) => !one.proved);
    throw new Stuck(missing?.proved === false ? missing.failure : shown.failure);
  }

  async #definition(atom: Atom, chain: Theorem, facts: readonly Theorem[]): Promise<Theorem> {
    const direct = this.#asDefined(atom, chain);
    if (direct) return direct;
    const fold = folding(this.#context.theory, atom);
    const step = `${atom.predicate.name}, from what the register shows`;
    const { left } = fold.conclusion as Formula & { kind: 'implies' };
    return logic.impliesElim(fold, await demandProof(this.#context, step, left, [...facts, chain], everything));
  }

  /** The goal, where it is what the chain's theorem says, or is defined to be. */
  #asDefined(goal: Formula, chain: Theorem): Theorem | undefined {
    if (sameFormula(goal, chain.conclusion)) return chain;
    if (goal.kind !== 'atom' || this.#context.theory.definition(goal.predicate) === undefined) return undefined;
    const fold = folding(this.#context.theory, goal);
    return fold.conclusion.kind === 'implies' && sameFormula(fold.conclusion.left, chain.conclusion)
      ? logic.impliesElim(fold, chain)
      : undefined;
  }

  /** The defined predicates in a goal, with the register's time for the times that the goal quantifies. */
  #definedIn(goal: Formula, time: Term): readonly Atom[] {
    const found: Atom[] = [];
    const visit = (formula: Formula): void => {
      if (formula.kind === 'atom' && formula.loose === 0 && this.#context.theory.definition(formula.predicate))
        found.push(formula);
      if (formula.kind === 'and' || formula.kind === 'or') formula.parts.forEach(visit);
      if (formula.kind === 'not') visit(formula.body);
      if (formula.kind === 'implies') [formula.left, formula.right].forEach(visit);
      if ((formula.kind === 'exists' || formula.kind === 'forall') && formula.sort === 'Time')
        visit(openBody(formula.body, [time]));
    };
    visit(goal);
    return found;
  }
}
