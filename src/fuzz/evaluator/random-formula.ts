import {
  and,
  apply,
  atom,
  closeBody,
  core,
  equal,
  exists,
  type Formula,
  forall,
  implies,
  initialSegments,
  jump,
  latelaunch,
  not,
  or,
  ran,
  type Segment,
  type Sort,
  step,
  stop,
  type Term,
  type Variable,
  variable,
} from '../../kernel/index.js';
import { codeOf, instances, isApplication, listOfLocations, together, valueAt } from '../../semantics/index.js';
import type { Happened, History } from '../../trace/history.js';
import { programSet, Universe } from '../../trace/universe.js';
import { Choices } from '../choices.js';

const quantifiable: readonly Sort[] = [
  ...['Time', 'Time', 'Time', 'Time', 'Time', 'Thread', 'Thread', 'Thread', 'Location', 'Term', 'Term'],
  ...['Machine', 'Principal', 'Name', 'Event', 'Programs'],
];

const connecting = ['atom', 'bind', 'not', 'and', 'or', 'implies'] as const;
/** There is little to say before there are variables. */
const binding = ['atom', ...connecting, ...Array.from({ length: 9 }, () => 'bind' as const)] as const;

/** Sorts over which not everything can be tried. */
export const endless: readonly Sort[] = ['Term', 'Event', 'Programs', 'Locations'];

/** A closed formula about a trace, made of what happens in it and of variables, with at most four quantifiers. */
export const randomFormula = (tape: readonly number[], history: History): Formula =>
  new Writer(new Choices(tape), history).statement();

class Writer {
  readonly #choices: Choices;
  readonly #history: History;
  readonly #universe: Universe;
  #quantifiers = 4;

  constructor(choices: Choices, history: History) {
    this.#choices = choices;
    this.#history = history;
    this.#universe = new Universe(history);
  }

  /** About a time, at least. */
  statement(): Formula {
    return this.#quantified('Time', 4, []);
  }

  #formula(depth: number, scope: readonly Variable[]): Formula {
    const { one } = this.#does;
    const kinds = scope.length < 2 ? binding : connecting;
    const kind = depth === 0 ? 'atom' : one(kinds);
    const part = (): Formula => this.#formula(depth - 1, scope);
    switch (kind) {
      case 'atom':
        return this.#atom(scope);
      case 'bind':
        return this.#quantifiers > 0 ? this.#quantified(one(quantifiable), depth - 1, scope) : this.#atom(scope);
      case 'not':
        return not(part());
      case 'and':
        return and(part(), part());
      case 'or':
        return or(part(), part());
      case 'implies':
        return implies(part(), part());
    }
  }

  get #does(): { readonly one: <T>(from: readonly T[]) => T; readonly maybe: (outOf: number) => boolean } {
    return {
      one: (from) => this.#choices.one(from),
      maybe: (outOf) => this.#choices.below(outOf) === 0,
    };
  }

  /** `∀v. A ⊃ B` or `∃v. A ∧ B`, A about v; or without A. */
  #quantified(sort: Sort, depth: number, scope: readonly Variable[]): Formula {
    const v = variable(`${sort.charAt(0).toLowerCase()}${this.#quantifiers--}`, sort);
    const inner = [...scope, v];
    const isForall = this.#does.maybe(2);
    const guard = this.#does.maybe(3) ? undefined : this.#atom(inner, sort === 'Time' ? undefined : v);
    const body = this.#formula(depth, inner);
    if (isForall) return forall([v], guard === undefined ? body : implies(guard, body));
    return exists([v], guard === undefined ? body : and(guard, body));
  }

  /** A variable of a sort, the last one rather than another; or else a given term. */
  #of(sort: Sort, scope: readonly Variable[], given: () => Term): Term {
    const variables = scope.filter((v) => v.sort === sort);
    const last = variables.at(-1);
    if (last === undefined || this.#choices.below(5) === 4) return given();
    return this.#does.maybe(2) ? last : this.#does.one(variables);
  }

  #time = (scope: readonly Variable[]): Term => this.#of('Time', scope, () => this.#lastTime(scope));
  #lastTime = (scope: readonly Variable[]): Term => scope.findLast(({ sort }) => sort === 'Time') as Term;

  /** Two of them, different ones if there are. */
  #times(scope: readonly Variable[]): readonly [Term, Term] {
    const first = this.#time(scope);
    const others = scope.filter((v) => v.sort === 'Time' && v !== first);
    const second = others.length === 0 ? first : this.#does.one(others);
    return this.#does.maybe(2) ? [first, second] : [second, first];
  }

  #atom(scope: readonly Variable[], about?: Variable): Formula {
    const { one } = this.#does;
    const kinds = [
      'event',
      'before',
      'mem',
      'event',
      'locked',
      'equal',
      'acts',
      'ran',
      'event',
      'mem',
      'together',
      'other',
    ] as const;
    const suited: Readonly<Record<Sort, readonly (typeof kinds)[number][]>> = {
      Thread: ['event', 'acts', 'locked', 'ran'],
      Location: ['mem', 'locked', 'event'],
      Term: ['mem', 'event', 'equal', 'other'],
      Name: ['mem', 'locked'],
      Event: ['event'],
    };
    switch (one((about && suited[about.sort]) ?? kinds)) {
      case 'event':
        return atom(core.at, this.#event(scope), this.#time(scope));
      case 'before':
        return one([core.lessThan, core.atMost])(...this.#times(scope));
      case 'mem': {
        const location = one(this.#universe.locations());
        const now = (): Term => valueAt(this.#history.now, location) as Term;
        const { mem } = this.#history.world.words;
        return atom(mem, this.#location(location, scope), this.#of('Term', scope, now), this.#time(scope));
      }
      case 'together': {
        const { words } = this.#history.world;
        const locations = [0, 1, 2].slice(this.#choices.below(2)).map(() => one(this.#universe.locations()));
        // A variable stands for one of the values: of pairs the slow evaluator has a few alone.
        const values = together(
          words,
          locations.map((location) => this.#of('Term', scope, () => valueAt(this.#history.now, location) as Term)),
        );
        const list = listOfLocations(
          words,
          locations.map((location) => this.#takenApart(location, scope)),
        );
        return atom(words.memAll, list, values, this.#time(scope));
      }
      case 'locked': {
        const location = this.#location(one(this.#universe.locations()), scope);
        return atom(this.#history.world.words.isLocked, location, this.#thread(scope), this.#time(scope));
      }
      case 'equal':
        return this.#equation(scope);
      case 'acts':
        return atom(core.acts, this.#thread(scope), this.#time(scope));
      case 'ran':
        return ran(this.#segment(scope), this.#thread(scope), ...this.#times(scope));
      case 'other':
        return this.#fact(scope);
    }
  }

  #thread(scope: readonly Variable[]): Term {
    return this.#of('Thread', scope, () =>
      this.#does.one([...this.#history.threads.keys(), ...someThread(this.#history)]),
    );
  }

  #machine(scope: readonly Variable[]): Term {
    const { one, maybe } = this.#does;
    const machines = this.#history.world.machines.map(({ term }) => term);
    return this.#of('Machine', scope, () => (maybe(4) ? apply(core.machineOf, this.#thread(scope)) : one(machines)));
  }

  #principal(scope: readonly Variable[]): Term {
    const { one, maybe } = this.#does;
    const principals = this.#history.world.honest.map(({ principal }) => principal);
    const owner = (): Term => apply(core.owner, this.#thread(scope));
    return this.#of('Principal', scope, () => (maybe(2) || principals.length === 0 ? owner() : one(principals)));
  }

  /** As a variable; or taken apart, with variables for its machine and its name. */
  #location(location: Term, scope: readonly Variable[]): Term {
    return this.#of('Location', scope, () => this.#takenApart(location, scope));
  }

  #takenApart(location: Term, scope: readonly Variable[]): Term {
    if (!isApplication(location)) return location;
    return apply(
      location.symbol,
      this.#machine(scope),
      this.#of('Name', scope, () => location.args[1] as Term),
    );
  }

  /** One that happened, with variables in some of its places. */
  #event(scope: readonly Variable[]): Term {
    const { events } = this.#history;
    const variables = scope.filter(({ sort }) => sort === 'Event');
    if (variables.length > 0 && this.#does.maybe(2)) return this.#does.one(variables);
    if (events.length === 0) return apply(core.jumpEvent, this.#thread(scope), this.#history.world.words.sinit);
    const { event } = this.#does.one(events);
    return apply(event.symbol, ...event.args.map((arg) => this.#instead(arg, scope)));
  }

  #instead(arg: Term, scope: readonly Variable[]): Term {
    if (this.#does.maybe(6)) return arg;
    switch (arg.sort) {
      case 'Thread':
        return this.#of('Thread', scope, () => arg);
      case 'Machine':
        return this.#machine(scope);
      case 'Principal':
        return this.#principal(scope);
      case 'Location':
        return this.#location(arg, scope);
      default:
        return this.#of(arg.sort, scope, () => this.#opened(arg, scope));
    }
  }

  /** A term, with a variable in place of one of its parts. */
  #opened(term: Term, scope: readonly Variable[]): Term {
    if (!isApplication(term) || term.args.length === 0 || this.#does.maybe(2)) return term;
    const chosen = this.#choices.below(term.args.length);
    return apply(
      term.symbol,
      ...term.args.map((arg, i) =>
        i !== chosen ? arg : arg.sort === 'Machine' ? this.#machine(scope) : this.#of(arg.sort, scope, () => arg),
      ),
    );
  }

  #equation(scope: readonly Variable[]): Formula {
    const variables = scope.filter(({ sort }) => sort !== 'Programs');
    const left = this.#does.one(variables);
    if (left.sort === 'Time') return equal(...this.#times(scope));
    const others: Readonly<Record<Sort, () => Term>> = {
      Thread: () => this.#thread(scope),
      Machine: () => this.#machine(scope),
      Principal: () => this.#principal(scope),
      Location: () => this.#location(this.#does.one(this.#universe.locations()), scope),
    };
    const right = others[left.sort]?.() ?? this.#of(left.sort, scope, () => this.#someOf(left));
    return equal(left, right);
  }

  /** A closed term of a variable's sort, if one is at hand. */
  #someOf(v: Variable): Term {
    const args = this.#history.events.flatMap(({ event }) => event.args);
    const locationArgs = this.#universe.locations().flatMap((each) => (isApplication(each) ? each.args : []));
    const found = [...args, ...locationArgs].filter(({ sort }) => sort === v.sort);
    return found.length === 0 ? v : this.#does.one(found);
  }

  #fact(scope: readonly Variable[]): Formula {
    const { world, events } = this.#history;
    const { one, maybe } = this.#does;
    const terms = events.flatMap(({ event }) => event.args).filter(({ sort }) => sort === 'Term');
    if (terms.length > 0 && maybe(2)) {
      const [whole, part] = [one(terms), one(terms)];
      return atom(
        world.words.contains,
        this.#of('Term', scope, () => whole),
        this.#of('Term', scope, () => part),
      );
    }
    if (world.bootKeys.length > 0 && maybe(2)) return this.#ofKeys(scope);
    const [honest] = world.honest;
    if (honest !== undefined && maybe(2))
      return atom(
        core.honest,
        this.#principal(scope),
        this.#of('Programs', scope, () => this.#programs(programSet(honest.programs), scope)),
      );
    return atom(one(world.kinds).predicate, this.#machine(scope));
  }

  /** Who has a key of boot code, or who alone is said to have it. */
  /** A set of programs, or one that has a program for all machines of some kinds as well. */
  #programs(set: Term, scope: readonly Variable[]): Term {
    const { maybe, one } = this.#does;
    const families = this.#history.world.theory.families.filter(({ symbol }) =>
      symbol.args.slice(0, -1).every((sort) => sort === 'Machine'),
    );
    if (families.length === 0 || maybe(2)) return set;
    const { symbol } = one(families);
    const given = symbol.args.slice(0, -1).map(() => this.#machine(scope));
    return apply(symbol, ...given, maybe(2) ? set : apply(core.noPrograms));
  }

  #ofKeys(scope: readonly Variable[]): Formula {
    const { words, bootKeys } = this.#history.world;
    const each = this.#does.one(bootKeys);
    const key = this.#of('Principal', scope, () => each.principal);
    if (this.#does.maybe(2)) return atom(words.hasKey, this.#thread(scope), key, this.#time(scope));
    if (each.by !== 'jump')
      return atom(each.by === 'reset' ? words.bootKey : words.launchKey, key, this.#machine(scope));
    return atom(
      words.derivedKey,
      key,
      this.#of('Principal', scope, () => each.parent),
      this.#of('Term', scope, () => each.program),
    );
  }

  /** What a thread did for a while, or what a program says. */
  #segment(scope: readonly Variable[]): Segment {
    const { world, threads } = this.#history;
    const { one, maybe } = this.#does;
    const codes = instances(world).flatMap((program) => {
      const code = codeOf(world, program);
      return code === undefined || code === 'foreign' ? [] : [code];
    });
    if (threads.size === 0 || maybe(3)) return one(initialSegments(one(codes)));
    const acts = this.#history.actsOf(one([...threads.keys()]));
    const first = this.#choices.below(acts.length + 1);
    return this.#did(acts.slice(first, first + 1 + this.#choices.below(3)), scope);
  }

  #did([first, ...others]: readonly Happened[], scope: readonly Variable[]): Segment {
    if (first === undefined) return stop;
    const { symbol, args } = first.event;
    if (symbol === core.jumpEvent) return jump(this.#instead(args[1] as Term, scope));
    const action = [...this.#history.world.symbols.actions.values()].find(({ event }) => event === symbol);
    if (action === undefined) return latelaunch;
    const given = args.slice(1, 1 + action.args.length).map((arg) => this.#instead(arg, scope));
    if (action.result === undefined) return step(action, given, '_', this.#did(others, scope));
    const result = variable(`r${others.length}`, action.result);
    return step(action, given, result.name, closeBody(this.#did(others, [...scope, result]), [result]));
  }
}

/** Threads that were never born. */
const someThread = ({ world }: History): readonly Term[] =>
  world.machines.slice(0, 1).map(({ name }) => world.individuals.of('thread', `unborn_${name}_0`));
