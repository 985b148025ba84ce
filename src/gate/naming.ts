import {
  type ActionSymbol,
  core,
  type FunctionSymbol,
  type PredicateSymbol,
  type Sort,
  type Theory,
} from '../kernel/index.js';
import type { Model } from '../language/index.js';

/** What pieces of a model mention: all but the kernel's own symbols, which mean the same everywhere. */
export type Mentioned = FunctionSymbol | PredicateSymbol | ActionSymbol;

/** What symbols are called, so that no two that can be told apart are called the same. */
export interface Naming {
  readonly theory: Theory;
  /** Its name; with the word for what it is where other things may have that name too: `action read`, `location s`. */
  nameOf(symbol: Mentioned): string;
}

/** The names of a model. Some may be said to be called otherwise: those of functions, predicates and definitions. */
export function namingOf(model: Model, rename: (name: string) => string = same): Naming {
  const locations = new Set<Mentioned>(model.signature.names.values());
  return {
    theory: model.theory,
    nameOf(symbol) {
      if (isAction(symbol)) return `action ${symbol.name}`;
      return locations.has(symbol) ? `location ${symbol.name}` : rename(symbol.name);
    },
  };
}

const same = (name: string): string => name;

export const isAction = (symbol: Mentioned): symbol is ActionSymbol => 'event' in symbol;
export const isFunction = (symbol: Mentioned): symbol is FunctionSymbol => 'constructs' in symbol;

const own: ReadonlySet<Mentioned> = new Set<Mentioned>([...core.coreFunctions, ...core.corePredicates]);

/** Whether no declaration could change what it means. */
export const isCore = (symbol: Mentioned): boolean => own.has(symbol);

/** What it takes and gives: `Location,Term>Event`. Symbols of one name differ if that does. */
export const typeOf = (symbol: Mentioned): string => `${symbol.args.join(',')}${givesOf(symbol)}`;

const gives = (result: Sort | undefined): string => (result === undefined ? '' : `>${result}`);

function givesOf(symbol: Mentioned): string {
  if (!isFunction(symbol)) return isAction(symbol) ? gives(symbol.result) : '';
  return `${gives(symbol.result)}${symbol.constructs ? '!' : ''}${symbol.secret ? '?' : ''}`;
}
