import type { CertifiedModel, NodeEntry, SymbolEntry } from './format.js';
import { type Head, type Piece, type Pieces, plainKinds } from './pieces.js';
import { demand, within } from './refusal.js';
import { type Action, declaredAlike, keyOf, type Operator, type Predicate, type Sign } from './symbols.js';
import { type Logic, type Theory, theoryOf } from './theory.js';

/** What a model of a certificate speaks of. */
export interface LoadedModel {
  readonly symbols: readonly Sign[];
  readonly nodes: readonly Piece[];
  readonly theory: Theory;
}

/** Where positions lead; throws a {@link Refusal} for those that lead nowhere, or forward. */
const entryAt =
  <T>(table: readonly T[], what: string) =>
  (position: number): T => {
    const entry = table[position];
    demand(entry !== undefined, `there is no ${what} ${position}, or not yet`);
    return entry;
  };

/** The symbols of a model; those that are declared as the logic declares them are the logic's. */
export function loadSymbols(entries: readonly SymbolEntry[], { signs }: Logic): readonly Sign[] {
  const symbols: Sign[] = [];
  const keys = new Set<string>();
  const at = entryAt(symbols, 'symbol');
  for (const [i, entry] of entries.entries()) {
    const declared = within(`symbol ${i}`, () => signOf(entry, at));
    const key = keyOf(declared);
    demand(!keys.has(key), `symbol ${i}: ${declared.name} is declared twice`);
    keys.add(key);
    const known = signs.get(key);
    symbols.push(known !== undefined && declaredAlike(known, declared) ? known : declared);
  }
  return symbols;
}

function signOf(entry: SymbolEntry, at: (position: number) => Sign): Sign {
  switch (entry[0]) {
    case 'predicate':
      return { kind: 'predicate', name: entry[1], args: entry[2] };
    case 'action': {
      const [kind, name, args, result, place] = entry;
      const event = at(place);
      const eventArgs = ['Thread', ...args, ...(result === null ? [] : [result])];
      const fits = event.kind === 'constructor' && event.result === 'Event' && event.args.join() === eventArgs.join();
      demand(fits, `${event.name} is no event of ${name}`);
      return { kind, name, args, result: result ?? undefined, event };
    }
    default: {
      const [kind, name, args, result] = entry;
      return { kind, name, args, result };
    }
  }
}

/** The nodes of a model, each of which is another. */
export function loadNodes(entries: readonly NodeEntry[], symbols: readonly Sign[], pieces: Pieces): readonly Piece[] {
  const nodes: Piece[] = [];
  const found = new Set<Piece>();
  const node = entryAt(nodes, 'node');
  for (const [i, entry] of entries.entries()) {
    const piece = within(`node ${i}`, () => {
      const { head, rest } = headOf(entry, i, entryAt(symbols, 'symbol'));
      return pieces.make(
        head,
        rest.map((position) => node(numberOf(position))),
      );
    });
    demand(!found.has(piece), `node ${i}: it is the same as an earlier one`);
    found.add(piece);
    nodes.push(piece);
  }
  return nodes;
}

function headOf(
  [kind, ...rest]: NodeEntry,
  place: number,
  symbol: (position: number) => Sign,
): { readonly head: Head; readonly rest: readonly (string | number | undefined)[] } {
  const [first, ...others] = rest;
  switch (kind) {
    case 'variable':
      demand(rest.length === 1, 'a variable has a sort');
      return { head: { kind, name: `${place}`, sort: textOf(first) }, rest: [] };
    case 'bound':
      demand(rest.length === 2, 'a bound variable has an index and a sort');
      return { head: { kind, index: numberOf(first), sort: textOf(others[0]) }, rest: [] };
    case 'apply':
      return { head: { kind, symbol: operatorOf(symbol(numberOf(first))) }, rest: others };
    case 'atom':
      return { head: { kind, symbol: predicateOf(symbol(numberOf(first))) }, rest: others };
    case 'step':
      return { head: { kind, symbol: actionOf(symbol(numberOf(first))) }, rest: others };
    case 'forall':
    case 'exists':
      return { head: { kind, sort: textOf(first) }, rest: others };
    default: {
      const plain = plainKinds.find((each) => each === kind);
      demand(plain !== undefined, `there is no kind ${kind} of nodes`);
      return { head: { kind: plain }, rest };
    }
  }
}

function textOf(value: string | number | undefined): string {
  demand(typeof value === 'string', 'a number stands where a name should');
  return value;
}

function numberOf(value: string | number | undefined): number {
  demand(typeof value === 'number', 'a name stands where a number should');
  return value;
}

export function operatorOf(sign: Sign): Operator {
  demand(sign.kind !== 'predicate' && sign.kind !== 'action', `${sign.name} is no function`);
  return sign;
}

export function predicateOf(sign: Sign): Predicate {
  demand(sign.kind === 'predicate', `${sign.name} is no predicate`);
  return sign;
}

function actionOf(sign: Sign): Action {
  demand(sign.kind === 'action', `${sign.name} is no action`);
  return sign;
}

/** What happens when an action is done is that this action is done: no two have one event, and no action of the model has one of the logic's. */
function checkEvents(symbols: readonly Sign[], { signs }: Logic): void {
  const known = new Set<Sign>(signs.values());
  const events = new Set<Sign>();
  for (const sign of symbols) {
    if (sign.kind !== 'action' || known.has(sign)) continue;
    const isNew = !known.has(sign.event) && !events.has(sign.event);
    demand(isNew, `${sign.name} has the event of something else, ${sign.event.name}`);
    events.add(sign.event);
  }
}

/** Everything of a model but its steps. */
export function loadTheory(
  model: CertifiedModel,
  symbols: readonly Sign[],
  nodes: readonly Piece[],
  logic: Logic,
): Theory {
  for (const sign of symbols) {
    const known = logic.signs.get(keyOf(sign));
    demand(known === undefined || known === sign, `${sign.name} is not what the logic declares it to be`);
  }
  checkEvents(symbols, logic);
  const [symbol, node] = [entryAt(symbols, 'symbol'), entryAt(nodes, 'node')];
  const orUndefined = <T>(position: number | null, find: (position: number) => T): T | undefined =>
    position === null ? undefined : find(position);
  return theoryOf(
    {
      programs: model.programs.map(([of, params, body]) => ({
        symbol: operatorOf(symbol(of)),
        params: params.map(node),
        body: orUndefined(body, node),
      })),
      definitions: model.definitions.map(([of, params, body]) => ({
        symbol: predicateOf(symbol(of)),
        params: params.map(node),
        body: node(body),
      })),
      axioms: model.axioms.map(([name, formula]) => ({ name, formula: node(formula) })),
      kinds: model.kinds.map(([of, reset, lateLaunch]) => ({
        symbol: predicateOf(symbol(of)),
        reset: orUndefined(reset, (position) => operatorOf(symbol(position))),
        lateLaunch: orUndefined(lateLaunch, (position) => operatorOf(symbol(position))),
      })),
      families: (model.families ?? []).map(([of, program, kinds]) => ({
        symbol: operatorOf(symbol(of)),
        program: operatorOf(symbol(program)),
        kinds: kinds.map((kind) => orUndefined(kind, (position) => predicateOf(symbol(position)))),
      })),
    },
    logic,
  );
}
