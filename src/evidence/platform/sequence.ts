import type { Term } from '../../kernel/index.js';

/** What a register was extended by, one after the other, since it was set. */
export interface Sequence {
  readonly init: 'sinit' | 'dinit';
  readonly terms: readonly Term[];
}

/** Takes `seq(i; e1, …, en)` apart, which is `H(… H(H(i, e1), e2) …, en)`; undefined for a term that is none. */
export function sequenceOf(term: Term): Sequence | undefined {
  const terms: Term[] = [];
  for (let at = term; ; ) {
    if (at.kind !== 'application') return undefined;
    const { symbol, args } = at;
    if (symbol.name === 'sinit' || symbol.name === 'dinit') return { init: symbol.name, terms: terms.reverse() };
    const [hashed] = args;
    if (symbol.name !== 'H' || hashed?.kind !== 'application' || hashed.symbol.name !== 'pair') return undefined;
    const [before, last] = hashed.args;
    if (before === undefined || last === undefined) return undefined;
    terms.push(last);
    at = before;
  }
}

/** The parts of a tuple, all of them, however it is nested. */
export function partsOf(term: Term): readonly Term[] {
  if (term.kind !== 'application' || term.symbol.name !== 'pair') return [term];
  return term.args.flatMap(partsOf);
}

/** The argument of a constructor of one argument. */
export function inside(term: Term | undefined, name: string): Term | undefined {
  return term?.kind === 'application' && term.symbol.name === name ? term.args[0] : undefined;
}
