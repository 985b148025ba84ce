import {
  core,
  type Family,
  type FunctionSymbol,
  functionSymbol,
  type PredicateSymbol,
  type Sort,
} from '../../kernel/index.js';
import type { Incomplete } from '../files.js';

import type {
  ActionEntity,
  Entity,
  FactEntity,
  KindEntity,
  LocationName,
  Origin,
  ProgramCode,
  Surface,
} from './entities.js';
import { coreSorts } from './surface.js';
import { ownSymbols, type Symbols } from './symbols.js';

/** All that is declared, by name. Grows while declarations are read. */
export interface World {
  /** Functions, events, predicates, programs, kinds: what expressions speak of. */
  readonly names: Map<string, Entity>;
  readonly sorts: Map<string, { readonly surface: Surface | undefined; readonly origin: Origin | undefined }>;
  readonly actions: Map<
    string,
    ActionEntity | { readonly name: string; readonly origin: Origin; readonly symbol: undefined }
  >;
  readonly facts: Map<string, FactEntity>;
  readonly locations: Map<string, LocationName>;
  /** The setups of kinds of machines, by how a message calls the kind. */
  readonly setups: Map<string, { readonly origin: Origin }>;
  /** What kinds of machines run, once that is read. */
  readonly runs: Map<KindEntity, Runs>;
  /** The code of programs, known once their bodies are read. */
  readonly code: Map<FunctionSymbol, ProgramCode>;
  /** Sets of a program for all machines of some kinds that are spoken of. */
  readonly families: Map<FunctionSymbol, Family>;
  readonly symbols: Symbols;
  /** Names that may be declared in text that could not be read. */
  readonly lost: Set<string>;
  /** Whether a file was not read, so that any name may be declared in it. */
  incomplete: Incomplete | undefined;
}

/** What a kind of machine runs first: on a reset, for static registers, and on a late launch, for dynamic ones. Undefined where an error hides it. */
export type Runs = Readonly<Record<'pcr' | 'dpcr', FunctionSymbol | 'nothing' | undefined>>;

/** The kernel's own symbols. */
export function coreWorld(): World {
  const names = new Map<string, Entity>();
  const surfaces = (sorts: readonly Sort[]): Surface[] => sorts.map((sort) => ({ sort }));
  for (const symbol of [core.owner, core.machineOf]) {
    const { name, args, result } = symbol;
    names.set(name, {
      tag: 'function',
      name,
      origin: undefined,
      symbol,
      args: surfaces(args),
      result: { sort: result },
    });
  }
  for (const symbol of [core.jumpEvent, core.resetEvent, core.lateLaunchEvent, core.startEvent]) {
    const { name, args } = symbol;
    names.set(name, { tag: 'event', name, origin: undefined, symbol, args: surfaces(args) });
  }
  const predicate = (symbol: PredicateSymbol, fluent: boolean): void => {
    const args = surfaces(fluent ? symbol.args.slice(0, -1) : symbol.args);
    names.set(symbol.name, {
      tag: 'predicate',
      name: symbol.name,
      origin: undefined,
      symbol,
      args,
      fluent,
      defined: false,
    });
  };
  predicate(core.honest, false);
  predicate(core.acts, true);
  return {
    names,
    sorts: new Map([...coreSorts].map(([name, surface]) => [name, { surface, origin: undefined }])),
    actions: new Map(),
    facts: new Map(),
    locations: new Map(),
    setups: new Map(),
    runs: new Map(),
    code: new Map(),
    families: new Map(),
    symbols: ownSymbols,
    lost: new Set(),
    incomplete: undefined,
  };
}

/** A world that can grow without changing the one it begins as. */
export const extending = (world: World, symbols: Symbols): World => ({
  names: new Map(world.names),
  sorts: new Map(world.sorts),
  actions: new Map(world.actions),
  facts: new Map(world.facts),
  locations: new Map(world.locations),
  setups: new Map(world.setups),
  runs: new Map(world.runs),
  code: new Map(world.code),
  families: new Map(world.families),
  symbols,
  lost: new Set(world.lost),
  incomplete: world.incomplete,
});

/** A name with two meanings, or a kind of machine with two setups, and where they are declared. */
export interface Clash {
  readonly kind: 'name' | 'setup';
  readonly name: string;
  readonly origins: readonly Origin[];
}

/** Adds what another world has, and gives back the names that have another meaning there. Names of locations are no one's own. */
export function join(world: World, other: World): readonly Clash[] {
  for (const [name, location] of other.locations) {
    const known = world.locations.get(name);
    if (known === undefined) world.locations.set(name, location);
    else if (known !== location) {
      const { memory, pcr, dpcr } = location;
      world.locations.set(name, {
        symbol: known.symbol,
        memory: known.memory || memory,
        pcr: known.pcr || pcr,
        dpcr: known.dpcr || dpcr,
      });
    }
  }
  for (const [kind, runs] of other.runs) world.runs.set(kind, runs);
  for (const [symbol, code] of other.code) world.code.set(symbol, code);
  for (const [symbol, family] of other.families) world.families.set(symbol, family);
  for (const name of other.lost) world.lost.add(name);
  if (other.incomplete === 'missing') world.incomplete = 'missing';
  return [
    ...joinTable(world.names, other.names),
    ...joinTable(world.sorts, other.sorts),
    ...joinTable(world.actions, other.actions),
    ...joinTable(world.facts, other.facts),
    ...joinTable(world.setups, other.setups, 'setup'),
  ];
}

function joinTable<T extends { readonly origin: Origin | undefined }>(
  table: Map<string, T>,
  other: ReadonlyMap<string, T>,
  kind: Clash['kind'] = 'name',
): readonly Clash[] {
  const clashes: Clash[] = [];
  for (const [name, meaning] of other) {
    const known = table.get(name);
    if (known === undefined) table.set(name, meaning);
    else if (known !== meaning)
      clashes.push({ kind, name, origins: [known, meaning].flatMap(({ origin }) => origin ?? []) });
  }
  return clashes;
}

/** Names of locations are no one's own: there is one symbol for each, whichever files declare it. */
const locationSymbols = new Map<string, FunctionSymbol>();

/** The name of a location or register, which is declared by its first use in a machine. */
export function locationName(world: World, name: string, use: 'memory' | 'pcr' | 'dpcr'): void {
  const symbol = locationSymbols.get(name) ?? functionSymbol(name, [], 'Name', 'constructor');
  locationSymbols.set(name, symbol);
  const known = world.locations.get(name);
  world.locations.set(name, { symbol, memory: false, pcr: false, dpcr: false, ...known, [use]: true });
}

/** A function that the language itself speaks of, such as `H`; the logic's files declare it. */
export function builtin(world: World, name: string): FunctionSymbol | undefined {
  const entity = world.names.get(name);
  return entity?.tag === 'function' ? entity.symbol : undefined;
}
