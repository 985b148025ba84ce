import { type ActionSymbol, apply, type FunctionSymbol, type PredicateSymbol, type Term } from '../kernel/index.js';

/** The symbols of a model by their names. */
export interface Symbols {
  readonly functions: ReadonlyMap<string, FunctionSymbol>;
  readonly events: ReadonlyMap<string, FunctionSymbol>;
  readonly predicates: ReadonlyMap<string, PredicateSymbol>;
  readonly fluents: ReadonlyMap<string, PredicateSymbol>;
  readonly actions: ReadonlyMap<string, ActionSymbol>;
  readonly names: ReadonlyMap<string, FunctionSymbol>;
}

const functionNames = [
  'memory',
  'pcr',
  'dpcr',
  'vpcr',
  'both',
  'more',
  'pair',
  'H',
  'SIG',
  'ENC',
  'SYMENC',
  'pk',
  'eval',
] as const;
const constantNames = ['sinit', 'dinit', 'unset'] as const;
const eventNames = [
  'Read',
  'ReadAll',
  'Write',
  'Extend',
  'Lock',
  'Unlock',
  'Send',
  'Receive',
  'New',
  'Sign',
  'Verify',
  'Enc',
  'Dec',
  'SymEnc',
  'SymDec',
  'Hash',
  'Eval',
  'Proj1',
  'Proj2',
  'Match',
  'Differ',
  'Reject',
  'NoPair',
  'BootSign',
  'Here',
  'Place',
  'Poke',
  'Peek',
] as const;

/** An event that is an action of a thread. */
export type ActionEvent = (typeof eventNames)[number];

/** The symbols that the operational semantics gives their meaning. */
export type Words = Readonly<Record<(typeof functionNames)[number], FunctionSymbol>> &
  Readonly<Record<(typeof constantNames)[number], Term>> & {
    readonly events: Readonly<Record<ActionEvent, FunctionSymbol>>;
    readonly actionOf: ReadonlyMap<FunctionSymbol, ActionEvent>;
    readonly mem: PredicateSymbol;
    readonly memAll: PredicateSymbol;
    readonly isLocked: PredicateSymbol;
    readonly contains: PredicateSymbol;
    readonly hasKey: PredicateSymbol;
    readonly bootKey: PredicateSymbol;
    readonly launchKey: PredicateSymbol;
    readonly derivedKey: PredicateSymbol;
  };

type Three = [PredicateSymbol, PredicateSymbol, PredicateSymbol];

/** Looks the symbols up; throws an error that names those that the logic lacks. */
export function wordsOf(symbols: Symbols): Words {
  const missing: string[] = [];
  const find = <T>(from: ReadonlyMap<string, T>, name: string): T => {
    const found = from.get(name);
    if (found === undefined) missing.push(name);
    return found as T;
  };
  const all = <K extends string, T>(keys: readonly K[], make: (key: K) => T): Readonly<Record<K, T>> =>
    Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, T>;
  const functions = all(functionNames, (name) => find(symbols.functions, name));
  const constants = all(constantNames, (name) => find(symbols.functions, name));
  const events = all(eventNames, (name) => find(symbols.events, name));
  const [mem, isLocked, hasKey] = ['Mem', 'IsLocked', 'HasKey'].map((name) => find(symbols.fluents, name)) as Three;
  const [bootKey, launchKey, derivedKey] = ['BootKey', 'LaunchKey', 'DerivedKey'].map((name) =>
    find(symbols.predicates, name),
  ) as Three;
  const memAll = find(symbols.fluents, 'MemAll');
  const contains = find(symbols.predicates, 'Contains');
  if (missing.length > 0) throw new Error(`the logic does not declare ${missing.join(', ')}`);
  return {
    ...functions,
    ...all(constantNames, (name) => apply(constants[name])),
    events,
    actionOf: new Map(eventNames.map((name) => [events[name], name])),
    mem,
    memAll,
    isLocked,
    contains,
    hasKey,
    bootKey,
    launchKey,
    derivedKey,
  };
}
