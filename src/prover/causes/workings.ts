import type { Theorem } from '../../kernel/index.js';
import type { Context } from '../context.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Bank } from './bank.js';
import type { Branch } from './branch.js';
import type { Facts } from './facts.js';

/** What all parts of one search work with. */
export interface Workings {
  readonly context: Context;
  readonly words: Vocabulary;
  readonly bank: Bank;
  readonly facts: Facts;
  /** What the goal is to be shown from, conjunctions taken apart. */
  readonly given: readonly Theorem[];
}

/** Takes a theorem into a branch. */
export function learn({ facts }: Workings, branch: Branch, id: number): void {
  if (branch.isNew(`fact ${id}`)) branch.assert(facts.formula(id), true, new Set([id]));
}

/** The same of a theorem that is made the first time that some branch learns it. */
export const learnOnce = (workings: Workings, branch: Branch, key: string, make: () => Theorem): void =>
  learn(workings, branch, workings.facts.once(key, make));
