import fc from 'fast-check';
import {
  and,
  apply,
  atom,
  core,
  equal,
  type Formula,
  forall,
  functionSymbol,
  implies,
  not,
  or,
  predicateSymbol,
  type Term,
  variable,
} from '../../src/kernel/index.js';

/** A small vocabulary to build obligations from. */
export const hash = functionSymbol('H', ['Term'], 'Term', 'constructor');
export const pair = functionSymbol('pair', ['Term', 'Term'], 'Term', 'constructor');
const zero = functionSymbol('zero', [], 'Term', 'constructor');
export const bios = functionSymbol('bios', ['Machine'], 'Term');
const born = functionSymbol('born', ['Thread'], 'Time');
export const mem = predicateSymbol('Mem', ['Location', 'Term', 'Time']);
export const secure = predicateSymbol('Secure', ['Machine']);

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

const terms = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'c').map(termVariable),
    fc.constant(apply(zero)),
    fc.constantFrom('m', 'n').map((name) => apply(bios, variable(name, 'Machine'))),
    tie('term').map((t) => apply(hash, t)),
    fc.tuple(tie('term'), tie('term')).map(([s, t]) => apply(pair, s, t)),
  ),
})).term;

const times = fc.oneof(
  fc.constantFrom('t0', 't1', 't2').map(time),
  fc.constantFrom('I', 'J').map((name) => apply(born, variable(name, 'Thread'))),
);

const atoms: fc.Arbitrary<Formula> = fc.oneof(
  fc.tuple(terms, terms).map(([s, t]) => equal(s, t)),
  fc.tuple(times, times).map(([s, t]) => core.lessThan(s, t)),
  fc.tuple(times, times).map(([s, t]) => core.atMost(s, t)),
  fc.tuple(times, times).map(([s, t]) => equal(s, t)),
  fc.tuple(fc.constantFrom('k', 'l'), terms, times).map(([l, e, t]) => atom(mem, location(l), e, t)),
  fc.tuple(fc.constantFrom('k', 'l'), terms).map(([l, e]) => {
    const t = variable('t', 'Time');
    return forall([t], atom(mem, location(l), e, t));
  }),
  fc.constantFrom('m', 'n').map((m) => atom(secure, variable(m, 'Machine'))),
);

/** Obligations of every kind of node; about a third of them valid. */
export const obligations: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, depthSize: 'large' },
    { weight: 2, arbitrary: atoms },
    { weight: 1, arbitrary: tie('formula').map((f) => not(f)) },
    { weight: 2, arbitrary: fc.array(tie('formula'), { maxLength: 4 }).map((parts) => and(...parts)) },
    { weight: 2, arbitrary: fc.array(tie('formula'), { maxLength: 4 }).map((parts) => or(...parts)) },
    { weight: 3, arbitrary: fc.tuple(tie('formula'), tie('formula')).map(([f, g]) => implies(f, g)) },
  ),
})).formula;
