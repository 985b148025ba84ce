import { core, type Term } from '../../src/kernel/index.js';
import { Lexicon } from '../../src/prover/standing/lexicon.js';
import { assertion, not, same } from '../../src/prover/standing/smt.js';
import {
  actor,
  alive,
  booted,
  born,
  event,
  holder,
  made,
  nobody,
  somebody,
  stateFunctions,
  value,
} from '../../src/prover/standing/states.js';
import { type Clause, initially, step } from '../../src/prover/standing/transition.js';
import {
  actorOf,
  bornBy,
  type Configuration,
  holderOf,
  isApplication,
  locationsOf,
  type Occurrence,
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

  constructor(trace: GroundTrace) {
    const { world, occurrences } = trace;
    this.#trace = trace;
    this.#lexicon = new Lexicon(world.words);
    const mentioned = occurrences.flatMap(({ event }) => (isApplication(event) ? event.args : []));
    const declared = world.machines.flatMap((machine) => Object.values(locationsOf(world, machine)).flat());
    this.locations = distinct([...declared, ...mentioned.filter(({ sort }) => sort === 'Location')]);
    this.threads = distinct(occurrences.flatMap((each) => bornBy(each) ?? []));
    this.nonces = distinct(mentioned.filter((term) => world.individuals.roleOf(term) === 'nonce'));
    // Constructors first: whether a sort is a datatype depends on them.
    for (const term of [...mentioned, ...this.locations]) this.#register(term);
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
        ...(occurrence.birth === undefined ? [] : this.#birth(bornBy(occurrence) as Term, occurrence.birth)),
      ]),
      ...states.flatMap((c, i) => [
        ...this.locations.flatMap((l) => {
          const is = valueAt(c, l);
          return is === undefined ? [] : [equals(value(this.term(l), `${i}`), this.term(is))];
        }),
        ...this.locations.map((l) => equals(holder(this.term(l), `${i}`), holding(holderOf(c, l)?.term))),
        ...world.machines.map(({ term }) => is(booted(this.term(term), `${i}`), c.stores.get(term)?.booted === true)),
        ...this.threads.flatMap((I) => [
          is(born(this.term(I), `${i}`), c.born.has(I)),
          is(alive(this.term(I), `${i}`), c.threads.has(I)),
        ]),
        ...this.nonces.map((n) => is(made(this.term(n), `${i}`), c.made.has(n))),
      ]),
    ];
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

  #instances({ over, body }: Clause): readonly string[] {
    const [binding, ...more] = over;
    if (binding === undefined) return [body];
    if (more.length > 0) throw new Error('clauses are of one variable');
    const [name, sort] = binding;
    const range = [
      ['Location', this.locations],
      ['Thread', this.threads],
      ['Machine', this.#trace.world.machines.map(({ term }) => term)],
      ['Term', this.nonces],
    ] as const;
    const values = range.find(([of]) => this.#lexicon.sort(of) === sort)?.[1] ?? [];
    return values.map((term) => `(let ((${name} ${this.term(term)})) ${body})`);
  }

  /**
   * A text that is satisfiable if the facts, and what else is said, do not contradict one another. `theory` are the commands that say what traces
   * are made of.
   */
  text(facts: readonly Fact[], besides: readonly string[], theory = stateFunctions(this.#lexicon)): string {
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

const distinct = (terms: readonly Term[]): readonly Term[] => [...new Set(terms)];
