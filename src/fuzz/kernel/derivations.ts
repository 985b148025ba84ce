import {
  and,
  apply,
  atom,
  equal,
  exists,
  type Formula,
  falsity,
  forall,
  functionSymbol,
  implies,
  KernelError,
  logic,
  not,
  openBody,
  or,
  predicateSymbol,
  substitute,
  type Term,
  type Theorem,
  theory,
  truth,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { counterexample, type Interpretation, type Sequent } from './interpretation.js';

const [P, R] = [predicateSymbol('P', ['Term']), predicateSymbol('R', ['Term', 'Term'])];
const f = functionSymbol('f', ['Term'], 'Term');
const c = apply(functionSymbol('c', [], 'Term', 'constructor'));

export const p = (term: Term): Formula => atom(P, term);
export const r = (a: Term, b: Term): Formula => atom(R, a, b);
export const [x, y, z] = [variable('x', 'Term'), variable('y', 'Term'), variable('z', 'Term')];

/** A theory of one sort, small enough for finite interpretations: it has no axioms, so that a theorem is true in all of them. */
const small = theory({ programs: [], definitions: [], axioms: [], kinds: [] });

/** A number from 0 to under one that is given. */
export type Pick = (most: number) => number;

export const variables: readonly Variable[] = [x, y, z];

export function randomTerm(pick: Pick): Term {
  const choice = pick(5);
  if (choice < 3) return variables[choice] as Variable;
  return choice === 3 ? c : apply(f, variables[pick(3)] as Variable);
}

export function randomFormula(pick: Pick, depth: number): Formula {
  const part = (): Formula => randomFormula(pick, depth - 1);
  switch (pick(depth > 0 ? 10 : 3)) {
    case 0:
      return p(randomTerm(pick));
    case 1:
      return r(randomTerm(pick), randomTerm(pick));
    case 2:
      return equal(randomTerm(pick), randomTerm(pick));
    case 3:
      return not(part());
    case 4:
      return and(part(), part());
    case 5:
      return or(part(), part());
    case 6:
      return implies(part(), part());
    case 7:
      return forall([variables[pick(3)] as Variable], part());
    case 8:
      return exists([variables[pick(3)] as Variable], part());
    default:
      return pick(2) === 0 ? truth : falsity;
  }
}

/** One application of a rule to theorems and formulas picked at random; undefined where the kernel refuses it. */
function randomStep(pick: Pick, known: readonly Theorem[]): Theorem | undefined {
  const th = (): Theorem => known[pick(known.length)] as Theorem;
  const formula = (): Formula => randomFormula(pick, 2);
  const v = (): Variable => variables[pick(3)] as Variable;
  /** A formula that the rule is likely to accept: often one that a known theorem has. */
  const near = (): Formula =>
    pick(3) === 0 ? formula() : pick(2) === 0 ? th().conclusion : (th().hypotheses[0] ?? formula());
  const rules: readonly (() => Theorem)[] = [
    () => logic.assume(small, near()),
    () => logic.impliesIntro(near(), th()),
    () => logic.impliesElim(th(), th()),
    () => logic.andIntro(th(), th()),
    () => logic.andElim(th(), pick(2)),
    () => {
      const one = th();
      return pick(2) === 0
        ? logic.orIntro(or(one.conclusion, formula()), 0, one)
        : logic.orIntro(or(formula(), one.conclusion), 1, one);
    },
    () => logic.orElim(th(), [th(), th()]),
    () => {
      const goal = th();
      return logic.orElim(logic.excludedMiddle(small, near()), [goal, goal]);
    },
    () => logic.notIntro(near(), th()),
    () => logic.notElim(th(), th()),
    () => {
      const one = th();
      return logic.notElim(logic.assume(small, not(one.conclusion)), one);
    },
    () => logic.impliesElim(logic.assume(small, implies(th().conclusion, formula())), th()),
    () => {
      const [from, to, at] = [randomTerm(pick), randomTerm(pick), v()];
      const hole = near();
      return logic.rewrite(
        logic.assume(small, equal(from, to)),
        at,
        hole,
        logic.assume(small, substitute(hole, [at], [from])),
      );
    },
    () => logic.falsityElim(th(), formula()),
    () => logic.excludedMiddle(small, near()),
    () => logic.forallIntro(v(), th()),
    () => logic.forallElim(th(), randomTerm(pick)),
    () => {
      const one = th();
      const at = v();
      return logic.existsIntro(exists([at], one.conclusion), at, one);
    },
    () => logic.existsElim(th(), v(), th()),
    () => {
      const existence = th();
      const at = v();
      const { conclusion } = existence;
      if (conclusion.kind !== 'exists') return existence;
      return logic.existsElim(
        existence,
        at,
        logic.andElim(logic.andIntro(th(), logic.assume(small, openBody(conclusion.body, [at]))), 0),
      );
    },
    () => logic.reflexivity(small, randomTerm(pick)),
    () => logic.rewrite(th(), v(), near(), th()),
  ];
  try {
    return (rules[pick(rules.length)] as () => Theorem)();
  } catch (error) {
    if (error instanceof KernelError) return undefined;
    throw error;
  }
}

/** An interpretation of two or three elements, its tables read off a seed. */
function interpretation(seed: number): Interpretation {
  const size = 2 + (seed % 2);
  const bit = (text: string): number => {
    let hash = seed | 0;
    for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
    return (hash ^ (hash >>> 13)) >>> 0;
  };
  return {
    size,
    functions: (name, args) => bit(`${name}${args.join()}`) % size,
    predicates: (name, args) => (bit(`${name}?${args.join()}`) >>> 3) % 2 === 0,
  };
}

const worlds = Array.from({ length: 12 }, (_, i) => interpretation(i * 7919 + 17));

/** Whether a sequent is false in one of a few finite interpretations. */
export const refuted = (sequent: Sequent): boolean =>
  worlds.some((world) => counterexample(world, sequent) !== undefined);

/** How many rules are tried, and how many free variables a theorem may have that is used further. */
const [attempts, mostFree] = [40, 3];

/** Applies rules to theorems at random, and hands over each theorem that comes of it with those before. */
export function derive(
  pick: Pick,
  each: (theorem: Theorem, known: readonly Theorem[]) => void,
  isOver: () => boolean = () => false,
): void {
  const known: Theorem[] = [logic.assume(small, p(x)), logic.truthIntro(small), logic.excludedMiddle(small, p(y))];
  for (let i = 0; i < attempts && !isOver(); i++) {
    const theorem = randomStep(pick, known);
    if (theorem === undefined) continue;
    each(theorem, known);
    if (theorem.conclusion.free.length <= mostFree) known.push(theorem);
  }
}
