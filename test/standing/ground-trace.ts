import { core, type Term } from '../../src/kernel/index.js';
import { Lexicon } from '../../src/prover/standing/lexicon.js';
import { assertion, not, same } from '../../src/prover/standing/smt.js';
import {
  actor,
  alive,
  booted,
  born,
  event,
  has,
  holder,
  host,
  isVirtual,
  made,
  nobody,
  nowhere,
  somebody,
  somewhere,
  stateFunctions,
  together as togetherAt,
  value,
} from '../../src/prover/standing/states.js';
import { type Clause, initially, step } from '../../src/prover/standing/transition.js';
import {
  actorOf,
  bornBy,
  type Configuration,
  holderOf,
  isApplication,
  isBootKey,
  listed,
  locationsOf,
  type Occurrence,
  principalsIn,
  together,
  valueAt,
  type World,
} from '../../src/semantics/index.js';

/** A trace of the interpreter. `states[i]` is where `occurrences[i - 1]` led. */
export interface GroundTrace {
  readonly world: World;
  readonly occurrences: readonly Occurrence[];
  readonly states: readonly Configuration[];
}

/** Something a trace says, by what it is of. */
export interface Fact {
  readonly about: string;
  readonly text: string;
}

/** A trace in the terms of states.ts: constants for its individuals, and all that is so of what it is about, state by state. */
export class GroundText {
  readonly #lexicon: Lexicon;
  readonly #trace: GroundTrace;
  readonly #individuals = new Map<object, string>();
  readonly #things: { readonly name: string; readonly sort: string }[] = [];
  readonly locations: readonly Term[];
  readonly threads: readonly Term[];
  readonly nonces: readonly Term[];
  /** Lists of locations that were read at one instant. */
  readonly lists: readonly Term[];
  readonly principals: readonly Term[];
  /** What was jumped to. */
  readonly programs: readonly Term[];

  constructor(trace: GroundTrace) {
    const { world, occurrences } = trace;
    this.#trace = trace;
    this.#lexicon = new Lexicon(world.words);
    const mentioned = occurrences.flatMap(({ event }) => (isApplication(event) ? event.args : []));
    const declared = world.machines.flatMap((machine) => Object.values(locationsOf(world, machine)).flat());
    this.locations = distinct([...declared, ...mentioned.filter(({ sort }) => sort === 'Location')]);
    this.threads = distinct(occurrences.flatMap((each) => bornBy(each) ?? []));
    this.nonces = distinct(mentioned.filter((term) => world.individuals.roleOf(term) === 'nonce'));
    this.lists = distinct(mentioned.filter(({ sort }) => sort === 'Locations'));
    this.principals = distinct([...principalsIn(world), ...mentioned.filter(({ sort }) => sort === 'Principal')]);
    this.programs = distinct(occurrences.flatMap(({ event }) => targetOf(event)));
    // Constructors first: whether a sort is a datatype depends on them.
    for (const term of [...mentioned, ...this.locations, ...this.principals]) this.#register(term);
    for (const { stores } of trace.states)
      for (const { memory } of stores.values()) for (const term of memory.values()) this.#register(term);
    for (const [, term] of world.initial.entries()) this.#register(term);
  }

  #isIndividual(term: Term): boolean {
    const { symbols } = this.#trace.world;
    if (!isApplication(term) || term.args.length > 0) return false;
    const declared = [symbols.functions, symbols.names].flatMap((table) => [...table.values()]);
    return !declared.some((known) => known === term.symbol);
  }

  #register(term: Term): void {
    if (!isApplication(term) || this.#isIndividual(term)) return;
    this.#lexicon.name(term.symbol);
    for (const arg of term.args) this.#register(arg);
  }

  term(term: Term): string {
    if (!isApplication(term)) throw new Error('traces are closed');
    if (!this.#isIndividual(term)) return this.#lexicon.apply(term.symbol, ...term.args.map((arg) => this.term(arg)));
    const known = this.#individuals.get(term.symbol);
    if (known !== undefined) return known;
    const name = `individual${this.#things.length}`;
    const sort = this.#lexicon.sort(term.sort);
    const isDatatype = this.#lexicon.isDatatype(term.sort);
    this.#things.push({ name, sort: isDatatype ? 'Thing' : sort });
    const text = isDatatype ? this.#lexicon.otherOf(term.sort, name) : name;
    this.#individuals.set(term.symbol, text);
    return text;
  }

  /** All that is said of the trace. */
  facts(): readonly Fact[] {
    const { world, states, occurrences } = this.#trace;
    const holding = (thread: Term | undefined): string => (thread === undefined ? nobody : somebody(this.term(thread)));
    const is = (about: string, holds: boolean): Fact => ({ about, text: holds ? about : not(about) });
    const equals = (about: string, what: string): Fact => ({ about, text: same(about, what) });
    return [
      ...occurrences.flatMap((occurrence, i) => [
        equals(event(`${i + 1}`), this.term(occurrence.event)),
        equals(actor(`${i + 1}`), holding(actorOf(occurrence))),
        ...this.#readTogether(occurrence.event, i + 1),
        ...(occurrence.birth === undefined ? [] : this.#birth(bornBy(occurrence) as Term, occurrence.birth)),
      ]),
      ...world.bootKeys.map((each) => is(this.#givenBy(each), true)),
      ...world.machines.map(({ term, kind }) => is(isVirtual(this.term(term)), kind.isVirtual)),
      ...states.flatMap((c, i) => [
        ...this.locations.flatMap((l) => {
          const is = valueAt(c, l);
          return is === undefined ? [] : [equals(value(this.term(l), `${i}`), this.term(is))];
        }),
        ...this.locations.map((l) => equals(holder(this.term(l), `${i}`), holding(holderOf(c, l)?.term))),
        ...world.machines.flatMap(({ term }) => {
          const store = c.stores.get(term);
          const where = store?.host === undefined ? nowhere : somewhere(this.term(store.host));
          const machine = this.term(term);
          return [is(booted(machine, `${i}`), store?.booted === true), equals(host(machine, `${i}`), where)];
        }),
        ...this.threads.flatMap((I) => [
          is(born(this.term(I), `${i}`), c.born.has(I)),
          is(alive(this.term(I), `${i}`), c.threads.has(I)),
          ...this.#keys(c, I).map(([A, given]) => is(has(this.term(I), this.term(A), `${i}`), given)),
        ]),
        ...this.nonces.map((n) => is(made(this.term(n), `${i}`), c.made.has(n))),
      ]),
    ];
  }

  /** Which keys that boot code has a thread was given, while it lives. */
  #keys({ threads }: Configuration, I: Term): readonly (readonly [principal: Term, given: boolean])[] {
    const { world } = this.#trace;
    const thread = threads.get(I);
    if (thread === undefined) return [];
    const kept = this.principals.filter((A) => isBootKey(world, A));
    return kept.map((A) => [A, thread.keys.includes(A)] as const);
  }

  /** What the interpreter says of what was read at one instant: whether that is what the locations held. */
  #readTogether(happened: Term, at: number): readonly Fact[] {
    const { world, states } = this.#trace;
    if (!isApplication(happened) || happened.symbol !== world.words.events.ReadAll) return [];
    const [, list, read] = happened.args as [Term, Term, Term];
    const values = (listed(world.words, list) ?? []).flatMap((l) => valueAt(states[at] as Configuration, l) ?? []);
    const about = togetherAt(this.term(list), this.term(read), `${at}`);
    return [{ about, text: together(world.words, values) === read ? about : not(about) }];
  }

  /** That a key is given by what the world says it is. */
  #givenBy(key: World['bootKeys'][number]): string {
    const { bootKey, launchKey, derivedKey } = this.#lexicon.words;
    const principal = this.term(key.principal);
    if (key.by === 'jump')
      return this.#lexicon.apply(derivedKey, principal, this.term(key.parent), this.term(key.program));
    return this.#lexicon.apply(key.by === 'reset' ? bootKey : launchKey, principal, this.term(key.machine));
  }

  #birth(thread: Term, { owner, machine }: NonNullable<Occurrence['birth']>): readonly Fact[] {
    return [[core.owner, owner] as const, [core.machineOf, machine] as const].map(([of, is]) => {
      const about = this.#lexicon.apply(of, this.term(thread));
      return { about, text: same(about, this.term(is)) };
    });
  }

  /** The clauses of the transcription, of this trace's steps, for what the trace is about in place of all. */
  clauses(): readonly string[] {
    const { occurrences } = this.#trace;
    const steps = occurrences.flatMap((_, i) => step(this.#lexicon, `${i}`, `${i + 1}`));
    return [...initially(this.#lexicon), ...steps].flatMap((clause) => this.#instances(clause));
  }

  #instances({ over, body }: Pick<Clause, 'over' | 'body'>): readonly string[] {
    const [binding, ...more] = over;
    if (binding === undefined) return [body];
    const [name, sort] = binding;
    const range = [
      ['Location', this.locations],
      ['Locations', this.lists],
      ['Thread', this.threads],
      ['Machine', this.#trace.world.machines.map(({ term }) => term)],
      ['Principal', this.principals],
      ['Term', [...this.nonces, ...this.programs]],
    ] as const;
    const values = range.find(([of]) => this.#lexicon.sort(of) === sort)?.[1];
    if (values === undefined) throw new Error(`nothing is said of what a ${sort} may be`);
    return values.flatMap((term) =>
      this.#instances({ over: more, body }).map((rest) => `(let ((${name} ${this.term(term)})) ${rest})`),
    );
  }

  /**
   * A text that is satisfiable if the facts, and what else is said, do not contradict one another. `theory` are the commands that say what traces
   * are made of.
   */
  text(facts: readonly Fact[], besides: readonly string[], theory = functionsOf(this.#lexicon)): string {
    const said = [...facts.map(({ text }) => text), ...besides].map(assertion);
    const constants = this.#things.map(({ name, sort }) => `(declare-const ${name} ${sort})`);
    const apart = [...new Set(this.#things.map(({ sort }) => sort))].map((sort) => {
      const names = this.#things.filter((each) => each.sort === sort).map(({ name }) => name);
      return assertion(names.length < 2 ? 'true' : `(distinct ${names.join(' ')})`);
    });
    return [...this.#lexicon.declarations(), ...theory, ...constants, ...apart, ...said, '(check-sat)', ''].join('\n');
  }

  get lexicon(): Lexicon {
    return this.#lexicon;
  }
}

/** The program that a thread jumps to. */
const targetOf = (event: Term): readonly Term[] =>
  isApplication(event) && event.symbol === core.jumpEvent ? event.args.slice(1) : [];

/** Without what is said of all lists of locations, of which the facts say what matters: a solver calls nothing satisfiable that speaks of all. */
const functionsOf = (lexicon: Lexicon): readonly string[] =>
  stateFunctions(lexicon).filter((command) => !command.startsWith('(assert'));

const distinct = (terms: readonly Term[]): readonly Term[] => [...new Set(terms)];
