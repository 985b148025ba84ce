import { apply, type FunctionSymbol, type Term } from '../kernel/index.js';
import { isApplication } from '../semantics/index.js';
import type { History } from './history.js';

/** Whether it is a constant that may stand for any individual of its sort; those of terms and of names are constructors, and are themselves. */
export const isConstant = ({ args, constructs }: FunctionSymbol): boolean => args.length === 0 && !constructs;

/**
 * The constants that a trace itself is about, because a program of the model has them in it: each is an individual of its own there, and
 * stands for nobody else.
 */
export function constantsOf({ world, events, threads }: History): ReadonlySet<FunctionSymbol> {
  const found = new Set<FunctionSymbol>();
  const seen = new Set<Term>();
  const open: Term[] = [
    ...events.map(({ event }) => event),
    ...[...threads.values()].map(({ owner }) => owner),
    ...[...world.initial.entries()].flat(),
    ...world.honest.flatMap(({ principal, programs }) => [principal, ...programs]),
    ...world.bootKeys.flatMap((each) =>
      each.by === 'jump' ? [each.principal, each.parent, each.program] : [each.principal],
    ),
  ];
  for (let term = open.pop(); term !== undefined; term = open.pop()) {
    if (seen.has(term) || !isApplication(term)) continue;
    seen.add(term);
    if (isConstant(term.symbol)) found.add(term.symbol);
    open.push(...term.args);
  }
  return found;
}

/** A constant as the individual that a trace has of its name. */
export const itself = (symbol: FunctionSymbol): Term => apply(symbol);
