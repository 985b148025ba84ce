import {
  type FunctionSymbol,
  functionSymbol,
  type PredicateSymbol,
  predicateSymbol,
  type Sort,
} from '../../kernel/index.js';

/** Makes the symbols that texts declare, and what is made of them. */
export interface Symbols {
  readonly function: (
    name: string,
    args: readonly Sort[],
    result: Sort,
    kind: 'function' | 'constructor' | 'secret constructor',
  ) => FunctionSymbol;
  readonly predicate: (name: string, args: readonly Sort[]) => PredicateSymbol;
  /** What a function of these parts makes, under a name that tells it from others. */
  readonly made: <T>(name: string, parts: readonly unknown[], make: () => T) => T;
}

/** Each declaration has a symbol of its own. */
export const ownSymbols: Symbols = {
  function: functionSymbol,
  predicate: predicateSymbol,
  made: (_, __, make) => make(),
};

/**
 * What is declared alike has the same symbol in each reading that begins with a call of the result, and what was made of the same parts last is not made again: for who reads texts as they are
 * typed. What one reading declares twice it has two symbols for. Nothing should be proved in such models, for symbols tell models apart to all that remembers.
 */
export function lastingSymbols(): () => Symbols {
  const functions = new Map<string, FunctionSymbol>();
  const predicates = new Map<string, PredicateSymbol>();
  const made = new Map<string, { readonly parts: readonly unknown[]; readonly value: unknown }>();
  return () => {
    const declared = new Set<string>();
    const found = <T>(table: Map<string, T>, key: string, make: () => T): T => {
      const value = declared.has(key) ? make() : (table.get(key) ?? make());
      if (!declared.has(key)) table.set(key, value);
      declared.add(key);
      return value;
    };
    return {
      function: (name, args, result, kind) =>
        found(functions, [kind, result, name, ...args].join(' '), () => functionSymbol(name, args, result, kind)),
      predicate: (name, args) => found(predicates, [name, ...args].join(' '), () => predicateSymbol(name, args)),
      made<T>(name: string, parts: readonly unknown[], make: () => T) {
        const before = made.get(name);
        if (before?.parts.length === parts.length && before.parts.every((part, i) => part === parts[i]))
          return before.value as T;
        const value = make();
        made.set(name, { parts, value });
        return value;
      },
    };
  };
}
