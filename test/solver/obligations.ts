import type fc from 'fast-check';
import { tapes } from '../../src/fuzz/choices.js';
import { hash, obligationOf, pair } from '../../src/fuzz/solver/obligation.js';
import {
  and,
  apply,
  atom,
  type Formula,
  implies,
  or,
  predicateSymbol,
  type Term,
  variable,
} from '../../src/kernel/index.js';

export { bios, hash, mem, pair, secure } from '../../src/fuzz/solver/obligation.js';

export const h = (...args: readonly Term[]): Term =>
  apply(hash, args.length === 1 ? (args[0] as Term) : apply(pair, ...args));

export const termVariable = (name: string): Term => variable(name, 'Term');
export const time = (name: string): Term => variable(name, 'Time');
export const location = (name: string): Term => variable(name, 'Location');

/** Every formula a pigeon-hole principle: n + 1 pigeons need n + 1 holes. Hard for Z3 from n = 9 on. */
export function pigeons(n: number): Formula {
  const sits = predicateSymbol('Sits', ['Pigeon', 'Hole']);
  const all = (count: number): readonly number[] => [...Array(count).keys()];
  const at = (pigeon: number, hole: number): Formula =>
    atom(sits, variable(`p${pigeon}`, 'Pigeon'), variable(`h${hole}`, 'Hole'));
  const housed = all(n + 1).map((p) => or(...all(n).map((hole) => at(p, hole))));
  const shared = all(n).flatMap((hole) =>
    all(n + 1).flatMap((p) => all(p).map((other) => and(at(p, hole), at(other, hole)))),
  );
  return implies(and(...housed), or(...shared));
}

/** Obligations of every kind of node; about a third of them valid. */
export const obligations: fc.Arbitrary<Formula> = tapes(0, 60).map(obligationOf);
