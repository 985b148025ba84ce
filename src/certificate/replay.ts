import {
  core,
  type Formula,
  ground,
  type Invariant,
  KernelError,
  logic,
  programs,
  sameFormula,
  type Term,
  type Theorem,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import type { CertifiedModel, StepEntry } from '../recheck/index.js';
import { Rebuilt, Unfit } from './rebuild.js';
import type { SymbolTable } from './symbol-table.js';

/** Has a solver say that an obligation is valid, as a theorem; undefined where it does not. */
export type Oracle = (obligation: Formula) => Promise<Theorem | undefined>;

/** How many premises rules take at least, which are told apart by their place. */
const fewest: Readonly<Record<string, number>> = {
  ...{ '⊥E': 1, '⊃I': 1, '∧E': 1, '∨I': 1, '∨E': 1, '¬I': 1, '∀I': 1, '∀E': 1, '∃I': 1, Inj: 1, Apart: 1 },
  ...{ '⊃E': 2, '¬E': 2, '∃E': 2, '=E': 2 },
};

/**
 * Derivations that were written down, as theorems of a theory: each step applies the kernel's rule again, so that nothing of what is written is believed. A step that does
 * not fit the theory, or does not follow, makes no theorem, and neither does what rests on it.
 */
export class Replay {
  readonly #model: CertifiedModel;
  readonly #theory: Theory;
  readonly #oracle: Oracle;
  readonly #rebuilt: Rebuilt;
  readonly #done = new Map<number, Theorem>();

  constructor(model: CertifiedModel, theory: Theory, symbols: SymbolTable, oracle: Oracle) {
    this.#model = model;
    this.#theory = theory;
    this.#oracle = oracle;
    this.#rebuilt = new Rebuilt(model, symbols);
  }

  /** The theorem that a step shows; undefined where it cannot be made here. */
  async theorem(position: number): Promise<Theorem | undefined> {
    try {
      return await this.#replayed(position);
    } catch (error) {
      if (error instanceof Unfit || error instanceof KernelError) return undefined;
      throw error;
    }
  }

  /** Not recursive: derivations are as deep as chains are long. */
  async #replayed(root: number): Promise<Theorem> {
    const stack = [root];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const here = at;
      const entry = this.#model.steps[here];
      if (entry === undefined) throw new Unfit(`there is no step ${here}`);
      const waiting = this.#done.has(here) ? [] : entry[2].filter((premise) => !this.#done.has(premise));
      if (waiting.some((premise) => premise >= here)) throw new Unfit(`step ${here} rests on later ones`);
      if (waiting.length > 0) {
        stack.push(...waiting);
        continue;
      }
      stack.pop();
      if (this.#done.has(here)) continue;
      const premises = entry[2].map((premise) => this.#done.get(premise) as Theorem);
      const theorem = entry[0] === 'Oracle' ? await this.#asked(entry) : this.#applied(entry, premises);
      this.#done.set(here, theorem);
    }
    return this.#done.get(root) as Theorem;
  }

  async #asked([, claim]: StepEntry): Promise<Theorem> {
    const theorem = await this.#oracle(this.#rebuilt.formula(claim));
    if (theorem === undefined) throw new Unfit('an obligation is not valid any more');
    return theorem;
  }

  #applied([rule, claimed, , given]: StepEntry, premises: readonly Theorem[]): Theorem {
    const theory = this.#theory;
    const claim = (): Formula => this.#rebuilt.formula(claimed);
    const term = (i: number): Term => this.#rebuilt.term(given[i] as number);
    const formula = (i: number): Formula => this.#rebuilt.formula(given[i] as number);
    if (premises.length < (fewest[rule] ?? 0)) throw new Unfit(`a step by ${rule} rests on too little`);
    const [first, second] = premises as readonly [Theorem, Theorem];
    const invariant = (): Invariant => {
      const [thread, begin, end] = [1, 2, 3].map((i) => term(i) as Variable) as [Variable, Variable, Variable];
      return { thread, begin, end, premises };
    };
    switch (rule) {
      case 'Assume':
        return logic.assume(theory, claim());
      case '⊤I':
        return logic.truthIntro(theory);
      case '⊥E':
        return logic.falsityElim(first, claim());
      case '⊃I':
        return logic.impliesIntro(of(claim(), 'implies').left, first);
      case '⊃E':
        return logic.impliesElim(first, second);
      case '∧I':
        return logic.andIntro(...premises);
      case '∧E':
        return logic.andElim(first, placeOf(claim(), of(first.conclusion, 'and').parts));
      case '∨I': {
        const disjunction = claim();
        return logic.orIntro(disjunction, placeOf(first.conclusion, of(disjunction, 'or').parts), first);
      }
      case '∨E':
        return logic.orElim(first, premises.slice(1));
      case '¬I':
        return logic.notIntro(of(claim(), 'not').body, first);
      case '¬E':
        return logic.notElim(first, second);
      case 'EM':
        return logic.excludedMiddle(theory, partOf(claim(), 'or'));
      case '∀I':
        return logic.forallIntro(term(0) as Variable, first);
      case '∀E':
        return logic.forallElim(first, ...given.map((position) => this.#rebuilt.term(position)));
      case '∃I':
        return logic.existsIntro(claim(), term(0), first);
      case '∃E':
        return logic.existsElim(first, term(0) as Variable, second);
      case '=I':
        return logic.reflexivity(theory, of(claim(), 'equal').left);
      case '=E':
        return logic.rewrite(first, term(0) as Variable, formula(1), second);
      case 'Axiom':
        return logic.axiom(theory, this.#axiomOf(claim()));
      case 'Def':
        return logic.definition(theory, of(partOf(claim(), 'and'), 'implies').left);
      case 'Act':
      case 'Seq': {
        const { segment, thread, from, to } = of(formula(0), 'ran');
        return programs.act(theory, segment, thread, from, to);
      }
      case 'Jump':
        return programs.jump(term(0), invariant());
      case 'Start':
        return programs.start(term(0), invariant());
      case 'Reset':
        return programs.reset(formula(0), invariant());
      case 'LateLaunch':
        return programs.lateLaunch(formula(0), invariant());
      case 'Honesty':
        return programs.honesty(theory, of(claim(), 'implies').left);
      default:
        return groundStep(theory, rule, premises, claim());
    }
  }

  #axiomOf(claim: Formula): string {
    const axiom = this.#theory.axioms.find(({ formula }) => sameFormula(formula, claim));
    if (axiom === undefined) throw new Unfit('an axiom is none of the theory');
    return axiom.name;
  }
}

/** The rules of ground reasoning are given nothing but premises and claim. */
function groundStep(theory: Theory, rule: string, premises: readonly Theorem[], claim: Formula): Theorem {
  const [first] = premises as readonly [Theorem];
  switch (rule) {
    case 'Inj':
      return ground.injective(first, argumentOf(of(claim, 'equal'), of(first.conclusion, 'equal')));
    case 'Apart':
      return ground.apart(first);
    case 'Order':
      return ground.ordered(shownBy(claim), ...premises);
    case 'Total': {
      const [s, t] = of(partOf(claim, 'or'), 'atom').args as readonly [Term, Term];
      return ground.total(theory, s, t);
    }
    default:
      throw new Unfit(`there is no rule ${rule}`);
  }
}

/** Which of the claims of Order a formula is. */
function shownBy(claim: Formula): '<' | '<=' | '=' | '⊥' {
  if (claim.kind === 'false') return '⊥';
  if (claim.kind === 'equal') return '=';
  return of(claim, 'atom').predicate === core.before ? '<' : '<=';
}

type Equation = Formula & { readonly kind: 'equal' };

/** The place of the arguments of which the first equation is, of those of the second. */
function argumentOf({ left, right }: Equation, whole: Equation): number {
  const [s, t] = [whole.left, whole.right];
  const place =
    s.kind === 'application' && t.kind === 'application'
      ? s.args.findIndex((arg, i) => arg === left && t.args[i] === right)
      : -1;
  if (place < 0) throw new Unfit('an equation is not of arguments');
  return place;
}

function of<Kind extends Formula['kind']>(formula: Formula, kind: Kind): Formula & { readonly kind: Kind } {
  if (formula.kind !== kind) throw new Unfit(`a formula is no ${kind}`);
  return formula as Formula & { readonly kind: Kind };
}

/** The first part of a junction. */
function partOf(formula: Formula, kind: 'and' | 'or'): Formula {
  const part = formula.kind === kind ? formula.parts[0] : undefined;
  if (part === undefined) throw new Unfit(`a formula is no ${kind}`);
  return part;
}

function placeOf(part: Formula, parts: readonly Formula[]): number {
  const place = parts.findIndex((each) => sameFormula(each, part));
  if (place < 0) throw new Unfit('a junction has no such part');
  return place;
}
