import { apply, type FunctionSymbol, type Term } from '../kernel/index.js';

type Application = Extract<Term, { kind: 'application' }>;

/** The arguments of a term that the symbol was applied to; undefined for every other term. */
export const argsOf = (symbol: FunctionSymbol, term: Term): readonly Term[] | undefined =>
  term.kind === 'application' && term.symbol === symbol ? term.args : undefined;

export const isApplication = (term: Term): term is Application => term.kind === 'application';

/** The closed term that an open one is where the innermost binder stands for the last of these values. */
export function instantiate(term: Term, values: readonly Term[]): Term {
  if (term.loose === 0) return term;
  if (term.kind === 'bound') return values[values.length - 1 - term.index] as Term;
  if (term.kind === 'variable') return term;
  return apply(term.symbol, ...term.args.map((arg) => instantiate(arg, values)));
}

const sizes = new WeakMap<Term, number>();

/** How many symbols a term has when it is written out: what stands in it twice counts twice. */
export function sizeOf(term: Term): number {
  // From the inside out, since a register's value may be thousands of hashes deep.
  const open: Term[] = [term];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const parts = isApplication(last) ? last.args : [];
    const next = parts.find((part) => !sizes.has(part));
    if (next !== undefined) open.push(next);
    else {
      sizes.set(
        last,
        parts.reduce((sum, part) => sum + (sizes.get(part) as number), 1),
      );
      open.pop();
    }
  }
  return sizes.get(term) as number;
}
