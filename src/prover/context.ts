import {
  type Formula,
  logic,
  type PredicateSymbol,
  type Term,
  type Theorem,
  type Theory,
  truth,
  type Variable,
} from '../kernel/index.js';
import type { Signature } from '../language/model.js';
import { containments } from './containments.js';
import { prove } from './ground/prove.js';
import type { Memo, Question } from './memo.js';
import { type Attempt, type Decide, type Failure, failed } from './oracle.js';

/** What every proof of one theorem shares. */
export interface Context {
  readonly theory: Theory;
  readonly signature: Signature;
  readonly decide: Decide;
  /** What was tried already, for any theorem of the model. */
  readonly memo: Memo;
  readonly fresh: (hint: string, sort: string) => Variable;
  /** A term in the language's own words, for reports. */
  readonly showTerm: (term: Term) => string;
}

/** A proof that cannot go on; caught where the theorem's verdict is made. */
export class Stuck extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.step);
    this.failure = failure;
  }
}

/** Instances of quantified facts for one goal, over all ways that are tried. The shipped proofs get by with 4,000. */
const mostInstances = 15_000;

/** Proves a goal from facts, or throws {@link Stuck}. */
export function demandProof(
  context: Context,
  step: string,
  goal: Formula,
  given: readonly Theorem[],
  options: { readonly unfold?: (predicate: PredicateSymbol) => boolean } = {},
): Promise<Theorem> {
  const named = (name: string): Theorem => axiomOf(context, name);
  const facts = [...given, ...containments(context.theory, named, goal, given)];
  return once(context, step, { goal, facts, unfold: options.unfold }, () => {
    const { theory, fresh, decide } = context;
    const budget = { left: mostInstances };
    return prove({ theory, facts, goal, step, fresh, decide, budget, ...options });
  });
}

/** The theorem that an attempt comes to, which is made unless the question was asked before; or throws {@link Stuck}, at the step that asks now. */
export async function once(
  { memo }: Context,
  step: string,
  question: Question,
  tryIt: () => Promise<Attempt>,
): Promise<Theorem> {
  const attempt = await memo.once(question, tryIt);
  if (!attempt.proved) throw new Stuck({ ...attempt.failure, step });
  return attempt.theorem;
}

/** For {@link demandProof}: takes every defined predicate for what it abbreviates. */
export const everything = { unfold: (): boolean => true } as const;

/** The axioms that were asked for: one theorem each, so that what is known of it is worked out once. */
const axiomsOf = new WeakMap<Theory, Map<string, Theorem>>();

/** An axiom of the theory; stuck where the logic has none of that name. */
export function axiomOf({ theory }: Context, name: string): Theorem {
  const axioms = axiomsOf.get(theory) ?? new Map<string, Theorem>();
  axiomsOf.set(theory, axioms);
  const known = axioms.get(name) ?? (theory.axiom(name) && logic.axiom(theory, name));
  if (known !== undefined) {
    axioms.set(name, known);
    return known;
  }
  throw new Stuck({ step: `axiom ${name}`, goal: truth, known: [], reason: 'the logic has no such axiom' });
}

/** Runs a proof to its theorem or to the step at which it got stuck. */
export async function attempt(proof: () => Promise<Theorem>): Promise<Attempt> {
  try {
    return { proved: true, theorem: await proof() };
  } catch (error) {
    if (error instanceof Stuck) return failed(error.failure);
    throw error;
  }
}

/** All of them; where some get stuck, the first in this order says so, whichever was the first in time: reports are the same from run to run. */
export async function allInOrder<T extends readonly unknown[]>(
  proofs: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  for (const settled of await Promise.allSettled(proofs)) if (settled.status === 'rejected') throw settled.reason;
  return Promise.all(proofs);
}
