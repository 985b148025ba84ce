import {
  apply,
  core,
  type Formula,
  type FunctionSymbol,
  type Segment,
  sameTerm,
  type Term,
  type Theory,
} from '../../kernel/index.js';
import {
  actorOf,
  argsOf,
  beginning,
  bornBy,
  type Configuration,
  holderOf,
  isApplication,
  type Occurrence,
  Refusal,
  step,
  type Thread,
  valueAt,
  valueElsewhere,
  type World,
} from '../../semantics/index.js';
import { hasKeyAt, saysBootKey } from './naive-keys.js';

/** Times are numbers, all else closed terms. Events happen at 1, 2, …, and time is dense. */
export type Value = Term | number;

/** What a constant that may stand for anybody goes by among the values of free variables. */
export const constantKey = ({ name }: FunctionSymbol): string => `constant ${name}`;

/** What quantifiers over each sort but Time range over. */
export type Domains = (sort: string) => readonly Term[];

/**
 * The truth of formulas on a trace, by the definitions of the reference's sections 2 and 3 alone: no index, no search, no cleverness. What holds
 * at a time is looked up in the configuration after the last event up to it, and configurations are made by the step relation.
 */
export class Naive {
  readonly #theory: Theory;
  readonly #world: World;
  readonly #events: readonly Occurrence[];
  /** In the place 0 the beginning, in the place n what came of the event at n. */
  readonly #configurations: readonly Configuration[];
  readonly #threads: readonly Thread[];
  readonly #domains: Domains;
  /** How many atoms may still be looked at; see {@link TooLong}. */
  #patience: number;

  constructor(
    world: World,
    events: readonly Occurrence[],
    threads: readonly Thread[],
    domains: Domains,
    patience = Infinity,
  ) {
    this.#world = world;
    this.#theory = world.theory;
    this.#events = events;
    this.#domains = domains;
    this.#patience = patience;
    const configurations = [beginning(world)];
    for (const event of events) {
      const next = step(configurations.at(-1) as Configuration, event);
      if (next instanceof Refusal) throw new Error(next.reason);
      configurations.push(next);
    }
    this.#configurations = configurations;
    const born = events.flatMap((event) => {
      const term = bornBy(event);
      return term === undefined || event.birth === undefined ? [] : [{ ...event.birth, term }];
    });
    this.#threads = [...born, ...threads];
  }

  /** @param free the values of free variables, by name, and of constants by {@link constantKey}; @param bound those of the binders around, the innermost last */
  isTrue(formula: Formula, free: ReadonlyMap<string, Value> = new Map(), bound: readonly Value[] = []): boolean {
    const value = (term: Term): Value => this.#value(term, free, bound);
    const inside = (part: Formula): boolean => this.isTrue(part, free, bound);
    if (this.#patience-- < 0) throw new TooLong();
    switch (formula.kind) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'not':
        return !inside(formula.body);
      case 'and':
        return formula.parts.every(inside);
      case 'or':
        return formula.parts.some(inside);
      case 'implies':
        return !inside(formula.left) || inside(formula.right);
      case 'forall':
        return this.all(formula.sort, free, bound).every((each) => this.isTrue(formula.body, free, [...bound, each]));
      case 'exists':
        return this.all(formula.sort, free, bound).some((each) => this.isTrue(formula.body, free, [...bound, each]));
      case 'equal':
        return same(value(formula.left), value(formula.right));
      case 'ran': {
        const [thread, from, to] = [value(formula.thread), value(formula.from), value(formula.to)];
        const did = this.#events
          .filter((event, i) => same(actorOf(event) ?? 0, thread) && i + 1 > Number(from) && i + 1 <= Number(to))
          .map(({ event }) => event);
        return this.#isExactly(formula.segment, did, (term, results) =>
          this.#value(term, free, [...bound, ...results]),
        );
      }
      case 'atom': {
        const definition = this.#theory.definition(formula.predicate);
        const args = formula.args.map(value);
        if (definition === undefined) return this.#atom(formula, args);
        const constants = [...free].filter(([key]) => key.startsWith('constant '));
        const params = definition.params.map(({ name }, i) => [name, args[i] as Value] as const);
        return this.isTrue(definition.body, new Map([...constants, ...params]));
      }
    }
  }

  #value(term: Term, free: ReadonlyMap<string, Value>, bound: readonly Value[]): Value {
    if (term.kind === 'bound') return bound[bound.length - 1 - term.index] as Value;
    if (term.kind === 'variable') return free.get(term.name) as Value;
    const constant = term.args.length === 0 ? free.get(constantKey(term.symbol)) : undefined;
    if (constant !== undefined) return constant;
    const args = term.args.map((arg) => this.#value(arg, free, bound) as Term);
    if (term.symbol !== core.owner && term.symbol !== core.machineOf) return apply(term.symbol, ...args);
    const thread = this.#threads.find((each) => same(each.term, args[0] as Term));
    if (thread === undefined) throw new Error('whose thread it is, and where it runs, is not said');
    return term.symbol === core.owner ? thread.owner : thread.machine;
  }

  /** Of times: those of events, those that are spoken of, and one in each gap between them, before them and after them. */
  all(sort: string, free: ReadonlyMap<string, Value>, bound: readonly Value[]): readonly Value[] {
    if (sort !== 'Time') return this.#domains(sort);
    const spoken = [...free.values(), ...bound].filter((each) => typeof each === 'number');
    const points = [...new Set([...this.#events.map((_, i) => i + 1), ...spoken])].sort((a, b) => a - b);
    if (points.length === 0) return [0];
    const between = points.slice(1).map((point, i) => (point + (points[i] as number)) / 2);
    return [(points[0] as number) - 1, ...points, ...between, (points.at(-1) as number) + 1];
  }

  #eventAt(time: Value): Occurrence | undefined {
    return this.#events.find((_, i) => i + 1 === time);
  }

  #configurationAt(time: Value): Configuration {
    const happened = this.#events.filter((_, i) => i + 1 <= Number(time)).length;
    return this.#configurations[happened] as Configuration;
  }

  /** Whether somebody reads the principal's key out of a vTPM, at any time. */
  #isRead(principal: Term): boolean {
    const { Peek } = this.#world.words.events;
    return this.#events.some(
      ({ event }) => isApplication(event) && event.symbol === Peek && same(event.args[2] as Term, principal),
    );
  }

  #atom({ predicate }: Extract<Formula, { kind: 'atom' }>, args: readonly Value[]): boolean {
    const { words, honest, kinds, machines } = this.#world;
    const [a, b, c] = args as readonly [Term, Value, Value];
    switch (predicate) {
      case core.before:
        return Number(a) < Number(b);
      case core.notAfter:
        return Number(a) <= Number(b);
      case core.at:
        return same(this.#eventAt(b)?.event ?? 0, a);
      case core.acts: {
        const occurrence = this.#eventAt(b);
        return same((occurrence && actorOf(occurrence)) ?? 0, a);
      }
      case core.honest:
        return (
          !this.#isRead(a) &&
          honest.some(
            ({ principal, programs }) =>
              same(principal, a) && programs.every((program) => isListed(this.#world, program, b as Term)),
          )
        );
      case words.mem:
        return this.#holds(a, b, c);
      case words.memAll:
        return this.#holdTogether(a, b, c);
      case words.isLocked:
        return same(holderOf(this.#configurationAt(c), a)?.term ?? 0, b);
      case words.contains:
        return this.#contains(a, b as Term);
      case words.hasKey:
        return hasKeyAt(this.#world, this.#events, a, b as Term, Number(c));
      case words.bootKey:
      case words.launchKey:
      case words.derivedKey:
        return saysBootKey(this.#world, predicate, args as readonly Term[]);
    }
    const kind = kinds.find((each) => each.predicate === predicate);
    if (kind === undefined) throw new Error(`${predicate.name} has no meaning`);
    return machines.some((machine) => same(machine.term, a) && machine.kind === kind);
  }

  #holds(location: Term, value: Value, time: Value): boolean {
    return same(valueAt(this.#configurationAt(time), location) ?? valueElsewhere(this.#world, location) ?? 0, value);
  }

  /** Of a list of locations each in turn, and of a pair its parts. */
  #holdTogether(list: Term, value: Value, time: Value): boolean {
    const { both, more, pair } = this.#world.words;
    const [first, others] = argsOf(both, list) ?? argsOf(more, list) ?? [];
    const [x, y] = typeof value === 'number' ? [] : (argsOf(pair, value) ?? []);
    if (first === undefined || others === undefined || x === undefined || y === undefined) return false;
    const rest = others.sort === 'Location' ? this.#holds(others, y, time) : this.#holdTogether(others, y, time);
    return this.#holds(first, x, time) && rest;
  }

  /** It is it, or is in a part of it: data are in what is made of them, but a hash hides what is hashed, and what is locked up shows no key. */
  #contains(whole: Term, part: Term): boolean {
    if (sameTerm(whole, part)) return true;
    if (!isApplication(whole) || !whole.symbol.constructs) return false;
    const { H, ENC, SYMENC } = this.#world.words;
    const { symbol, args } = whole;
    if (symbol === H) return false;
    const isLockedUp = symbol === ENC || symbol === SYMENC;
    return args.some((arg, i) => arg.sort === 'Term' && !(isLockedUp && i === 0) && this.#contains(arg, part));
  }

  /** Whether these are a program's actions, no more and no fewer; after a jump anything may come. */
  #isExactly(
    segment: Segment,
    did: readonly Term[],
    value: (term: Term, results: readonly Value[]) => Value,
    results: readonly Value[] = [],
  ): boolean {
    const [first, ...others] = did;
    if (segment.kind === 'choice')
      return [segment.first, segment.second].some((way) => this.#isExactly(way, did, value, results));
    if (segment.kind === 'stop') return first === undefined;
    if (first === undefined || !isApplication(first)) return false;
    const { symbol, args } = first;
    if (segment.kind === 'latelaunch') return symbol === core.lateLaunchEvent && others.length === 0;
    if (segment.kind === 'jump')
      return symbol === core.jumpEvent && same(args[1] as Term, value(segment.target, results));
    const { action } = segment;
    const isIt =
      symbol === action.event && segment.args.every((arg, i) => same(value(arg, results), args[i + 1] as Term));
    const result = action.result === undefined ? [] : [args.at(-1) as Term];
    return isIt && this.#isExactly(segment.rest, others, value, [...results, ...result]);
  }
}

/** Thrown where a formula takes too many steps. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

function same(a: Value, b: Value): boolean {
  return typeof a === 'number' || typeof b === 'number' ? a === b : sameTerm(a, b);
}

/** Whether a set of programs, `also(P, also(Q, … none))`, lists one; of a program for all machines of some kinds, one of theirs. */
function isListed(world: World, program: Term, set: Term): boolean {
  if (!isApplication(set) || set.symbol === core.noPrograms) return false;
  const others = set.args.at(-1) as Term;
  const family = world.theory.families.find(({ symbol }) => symbol === set.symbol);
  if (family === undefined) return sameTerm(set.args[0] as Term, program) || isListed(world, program, others);
  const given = set.args.slice(0, -1);
  const isOne =
    isApplication(program) &&
    program.symbol === family.program &&
    program.args.every((arg, i) => {
      const kind = family.kinds[i];
      if (kind === undefined) return sameTerm(arg, given.shift() as Term);
      return world.machines.some((machine) => machine.kind.predicate === kind && sameTerm(machine.term, arg));
    });
  return isOne || isListed(world, program, others);
}
