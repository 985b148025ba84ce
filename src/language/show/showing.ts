import {
  core,
  type Family,
  type FunctionSymbol,
  type PredicateSymbol,
  type Segment,
  type Term,
} from '../../kernel/index.js';
import type { Model } from '../model.js';
import { namedProgram } from './named-program.js';

/** What showing something keeps in mind. */
export interface Showing {
  /** The names of the bound variables around, the innermost last. */
  readonly bound: readonly string[];
  /** Names that no bound variable is given: those of free variables, and words that are no names. */
  readonly taken: ReadonlySet<string>;
  /** How many nodes may still be shown. */
  readonly budget: { left: number };
  readonly isKind: (predicate: PredicateSymbol) => boolean;
  /** The set of a program for all machines of some kinds that a symbol stands for. */
  readonly familyOf: (symbol: FunctionSymbol) => Family | undefined;
  readonly isFluent: (predicate: PredicateSymbol) => boolean;
  /** What a register of this name begins with, where all machines that have one agree. */
  readonly initOf: (register: string) => Init | undefined;
  /** A program that does what a segment does, where such are to be shown by their names. */
  readonly programOf: (segment: Segment) => Term | undefined;
}

export type Init = 'sinit' | 'dinit';

const reserved = ['forall', 'exists', 'not', 'true', 'false', 'assume', 'show', 'proof', 'qed'];

/** What is known of predicates by a model. */
export type Vocabulary = Pick<Model, 'signature' | 'theory' | 'kinds'>;

export function showing(
  free: Iterable<string>,
  limit: number,
  { signature, theory, kinds }: Vocabulary,
  names: boolean,
): Showing {
  const fluents = new Set([...signature.fluents.values(), core.acts]);
  return {
    bound: [],
    taken: new Set([...free, ...reserved]),
    budget: { left: limit },
    isKind: (predicate) => theory.kind(predicate) !== undefined,
    familyOf: theory.family,
    isFluent: (predicate) => fluents.has(predicate),
    initOf: (register) => {
      const [fixed, dynamic] = [
        kinds.some((k) => k.pcrs.includes(register)),
        kinds.some((k) => k.dpcrs.includes(register)),
      ];
      return fixed === dynamic ? undefined : fixed ? 'sinit' : 'dinit';
    },
    programOf: (segment) => (names ? namedProgram(segment, theory) : undefined),
  };
}

/** How deep what is shown may nest; more than that nobody reads, and it would not be read back. */
const deepest = 90;

/** Whether there is room for one more node. */
export function spend({ budget, bound }: Showing): boolean {
  budget.left -= 1;
  return budget.left >= 0 && bound.length < deepest;
}

/** A name like the hint that nothing else in sight has: with a prime, or where that is taken, a number. */
export function freshName(hint: string, { bound, taken }: Showing): string {
  const name = /^[A-Za-z][A-Za-z0-9_]*'*$/.test(hint) ? hint : 'x';
  const isFree = (candidate: string): boolean => !taken.has(candidate) && !bound.includes(candidate);
  if (isFree(name)) return name;
  if (!name.endsWith("'") && isFree(`${name}'`)) return `${name}'`;
  const base = name.replace(/[0-9']+$/, '');
  let number = 2;
  while (!isFree(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

/** Whether a term is, or contains, the variable bound so many binders out. */
export function mentions(term: Term, index: number): boolean {
  if (term.loose <= index) return false;
  if (term.kind === 'bound') return term.index === index;
  return term.kind === 'application' && term.args.some((arg) => mentions(arg, index));
}
