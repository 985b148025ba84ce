import { type ActionSymbol, core, type FunctionSymbol, type PredicateSymbol } from '../kernel/index.js';
import type { Model } from '../language/index.js';

/** The symbols that a model may speak of, by name; a certificate's are looked up here, and fit where they are declared alike. */
export interface SymbolTable {
  readonly functions: ReadonlyMap<string, readonly FunctionSymbol[]>;
  readonly predicates: ReadonlyMap<string, readonly PredicateSymbol[]>;
  readonly actions: ReadonlyMap<string, readonly ActionSymbol[]>;
}

export function symbolTable({ signature, theory }: Pick<Model, 'signature' | 'theory'>): SymbolTable {
  const { functions, events, names, predicates, fluents, actions } = signature;
  const sets = theory.families.map(({ symbol }) => symbol);
  return {
    functions: byName([...core.coreFunctions, ...functions.values(), ...events.values(), ...names.values(), ...sets]),
    predicates: byName([...core.corePredicates, ...predicates.values(), ...fluents.values()]),
    actions: byName([...actions.values()]),
  };
}

/** Functions and locations may have one name. */
function byName<Symbol extends { readonly name: string }>(symbols: readonly Symbol[]): Map<string, readonly Symbol[]> {
  const found = new Map<string, readonly Symbol[]>();
  for (const symbol of new Set(symbols)) found.set(symbol.name, [...(found.get(symbol.name) ?? []), symbol]);
  return found;
}
