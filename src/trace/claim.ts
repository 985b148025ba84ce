import {
  and,
  closeBody,
  exists,
  type Formula,
  type FunctionSymbol,
  freshVariable,
  implies,
  openBody,
  type Theory,
  type Variable,
} from '../kernel/index.js';
import { type Stop, unstopped } from '../stop/index.js';
import { type Compiled, compile, negated } from './compile.js';
import { itself } from './constants.js';
import type { Truth, Value } from './facts.js';
import { staysFalse } from './final.js';
import type { History } from './history.js';
import { type Room, roomFor } from './room.js';
import { Search } from './search.js';
import { stipulations } from './stipulations.js';
import { Universe } from './universe.js';

/** A statement that is held against traces: for all values of the parameters, the premises entail the conclusion. */
export interface Claim {
  readonly name: string;
  readonly params: readonly Variable[];
  readonly premises: readonly Formula[];
  readonly conclusion: Formula;
  /** Times among the parameters that are not any: they are the end of the trace. */
  readonly atEnd?: readonly Variable[];
}

/** The statement with what it supposes by itself put among its premises: `A ⊃ B` is B, supposing A. */
function supposing(claim: Claim): Claim {
  const { premises, conclusion } = claim;
  return conclusion.kind === 'implies'
    ? supposing({ ...claim, premises: [...premises, conclusion.left], conclusion: conclusion.right })
    : claim;
}

/** Values of a claim's parameters. Those that do not matter are left out. */
export type Instance = ReadonlyMap<Variable, Value>;

/**
 * What a claim comes to on a trace. `holds`: the premises hold somewhere, and wherever they do the conclusion does. `premise-fails`: they hold
 * nowhere. `undecided`: the values of terms without end would have to be tried, or more than can be tried.
 */
export type Judgement =
  | { readonly verdict: 'holds' }
  | { readonly verdict: 'premise-fails' }
  | { readonly verdict: 'undecided' }
  | Violation;

/** Values of the parameters for which the premises hold and the conclusion does not. */
export interface Violation {
  readonly verdict: 'violated';
  readonly instance: Instance;
  /** The last event that the instance, and what of the conclusion does hold, is about; counted from 1. */
  readonly at?: number;
  /** The first conjunct of the conclusion that does not hold along with those before it. */
  readonly conjunct: Formula;
}

interface Compilation {
  readonly violation: Compiled;
  readonly premises: Compiled;
}

/** A claim made ready: compiled once, to be held against any number of traces of the same theory. Throws where the run is stopped. */
export class Judge {
  readonly #claim: Claim;
  readonly #theory: Theory;
  readonly #stop: Stop;
  readonly #compiled: Compilation;
  readonly #room: Room;
  /** What the constants of the claim are called in instances. */
  readonly #constants: ReadonlyMap<FunctionSymbol, Variable>;

  constructor(theory: Theory, claim: Claim, stop: Stop = unstopped) {
    this.#stop = stop;
    this.#claim = supposing(claim);
    this.#theory = theory;
    const { params, premises, conclusion } = this.#claim;
    const bare = compile(theory, implies(and(...premises), conclusion), params);
    const supposed = and(...premises, ...(bare.constants.size > 0 ? stipulations(theory) : []));
    const entails = compile(theory, implies(supposed, conclusion), params);
    this.#compiled = {
      violation: { ...entails, node: negated(entails.node) },
      premises: compile(theory, supposed, params),
    };
    this.#room = roomFor(entails);
    this.#constants = new Map(
      [...entails.constants.keys()].map((symbol) => [
        symbol,
        freshVariable(symbol.name, symbol.result, supposed, conclusion, ...params),
      ]),
    );
  }

  /** Whether it says the same of all traces of a world: it is about no time and no event. */
  get isRigid(): boolean {
    return !this.#compiled.violation.sorts.some((sort) => sort === 'Time' || sort === 'Thread' || sort === 'Event');
  }

  judge(history: History): Judgement {
    const { violation, premises } = this.#compiled;
    const place: Place = { history, universe: new Universe(history, this.#room), stop: this.#stop };
    const end = history.events.length;
    const given = this.#claim.params.map((param) => (this.#claim.atEnd?.includes(param) ? end : undefined));
    let instance: Instance | undefined;
    const note = (search: Search): boolean => {
      instance = this.#instanceIn(search, violation);
      return true;
    };
    const violated = lookUp(place, violation, note, given);
    if (violated === true && instance !== undefined) return this.#explained(place, instance);
    if (violated === undefined) return { verdict: 'undecided' };
    const supposed = lookUp(place, premises, () => true, given);
    return { verdict: supposed === undefined ? 'undecided' : supposed ? 'holds' : 'premise-fails' };
  }

  #instanceIn(search: Search, { params, constants }: Compiled): Instance {
    const places = [
      ...this.#claim.params.map((param, i) => [param, params[i] as number] as const),
      ...[...constants].map(([symbol, slot]) => [this.#constants.get(symbol) as Variable, slot] as const),
    ];
    const values = places.flatMap(([param, slot]) => {
      const value = search.valueOf(slot);
      return value === undefined ? [] : [[param, value] as const];
    });
    return new Map(values);
  }

  /** The first conjunct of the conclusion that cannot hold along with those before it, and the latest event up to which those reach. */
  #explained(place: Place, instance: Instance): Judgement {
    const { history } = place;
    const { params, conclusion } = this.#claim;
    const { variables, conjuncts } = conjunctsOf(this.#theory, conclusion);
    let at = latest(history, [...instance.values()]);
    const holdsUpTo = (count: number): boolean => {
      const compiled = compile(this.#theory, exists(variables, and(...conjuncts.slice(0, count))), params);
      const reached = (search: Search): boolean => {
        at = latest(
          history,
          compiled.sorts.map((_, slot) => search.valueOf(slot)),
        );
        return true;
      };
      const given = params.map((param) => instance.get(param));
      const constant = (symbol: FunctionSymbol): Value | undefined =>
        instance.get(this.#constants.get(symbol) as Variable);
      return lookUp(place, compiled, reached, given, constant) === true;
    };
    // The more of the conjuncts, the harder: the first that fails is found by halving.
    let [good, bad] = [0, conjuncts.length];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (holdsUpTo(middle)) good = middle;
      else bad = middle;
    }
    if (good > 0) holdsUpTo(good);
    return {
      verdict: 'violated',
      instance,
      conjunct: conjuncts[bad - 1] ?? conclusion,
      ...(at !== undefined && { at }),
    };
  }
}

/** A closed formula made ready to be looked up in traces. */
export class Query {
  readonly #compiled: Compiled;
  readonly #room: Room;
  readonly #stop: Stop;

  constructor(theory: Theory, formula: Formula, stop: Stop = unstopped) {
    this.#stop = stop;
    this.#compiled = compile(theory, formula, []);
    this.#room = roomFor(this.#compiled);
  }

  /** The events that it speaks of; undefined where any may matter. */
  get events(): Compiled['events'] {
    return this.#compiled.events;
  }

  /** Whether it stays false of a trace, once it is, however that goes on. */
  get isFinal(): boolean {
    return staysFalse(this.#compiled);
  }

  /** Whether it is true of a trace; undefined where that cannot be looked up. */
  holds(history: History): Truth {
    const place = { history, universe: new Universe(history, this.#room), stop: this.#stop };
    return lookUp(place, this.#compiled, () => true);
  }
}

/** Where a formula is looked up, and until when. */
interface Place {
  readonly history: History;
  readonly universe: Universe;
  readonly stop: Stop;
}

/** Looks a formula up, with some of its parameters given, and of its constants those that stand for somebody already. */
function lookUp(
  { history, universe, stop }: Place,
  compiled: Compiled,
  found: (search: Search) => boolean,
  given: readonly (Value | undefined)[] = [],
  constant: (symbol: FunctionSymbol) => Value | undefined = () => undefined,
): Truth {
  const search = new Search(history, universe, compiled, stop);
  for (const [symbol, slot] of compiled.constants) {
    const value = constant(symbol) ?? (universe.isItself(symbol) ? itself(symbol) : undefined);
    if (value !== undefined) search.assume(slot, value);
  }
  compiled.params.forEach((slot, i) => {
    const value = given[i];
    if (value !== undefined) search.assume(slot, value);
  });
  return search.lookUp(compiled.node, () => found(search));
}

/** The last event that a value is about, if one is a time. */
function latest(history: History, values: readonly (Value | undefined)[]): number | undefined {
  const times = values.filter((value) => typeof value === 'number').filter((time) => time >= 1);
  return times.length === 0 ? undefined : Math.min(Math.floor(Math.max(...times)), history.events.length);
}

/** `∃x. A ∧ (∃y. B ∧ …)` taken apart, definitions opened: all that has to hold together. */
function conjunctsOf(
  theory: Theory,
  formula: Formula,
): { readonly variables: readonly Variable[]; readonly conjuncts: readonly Formula[] } {
  const variables: Variable[] = [];
  const conjuncts: Formula[] = [];
  const visit = (part: Formula): void => {
    if (part.kind === 'and') for (const each of part.parts) visit(each);
    else if (part.kind === 'exists') {
      const fresh = freshVariable(part.hint, part.sort, formula, ...variables);
      variables.push(fresh);
      visit(openBody(part.body, [fresh]));
    } else {
      const definition = part.kind === 'atom' ? theory.definition(part.predicate) : undefined;
      if (definition === undefined || part.kind !== 'atom') conjuncts.push(part);
      else visit(openBody(closeBody(definition.body, definition.params), [...part.args].reverse()));
    }
  };
  visit(formula);
  return { variables, conjuncts };
}
