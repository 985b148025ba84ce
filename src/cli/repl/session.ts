import { claimOf, searchAttacks, storyOf } from '../../attack/index.js';
import { not, type Term } from '../../kernel/index.js';
import type { Model } from '../../language/index.js';
import { sceneOf, sceneryOf, showFormula } from '../../language/index.js';
import { traceLines } from '../../report/attack-text.js';
import { counted } from '../../report/layout.js';
import { plain } from '../../report/paint.js';
import {
  enabled,
  isApplication,
  type Occurrence,
  Random,
  run,
  type Scope,
  scopeOf,
  termText,
  type World,
} from '../../semantics/index.js';
import { heed, type Stop } from '../../stop/index.js';
import { readTraces, writeTrace } from '../../trace/format/index.js';
import { type Claim, History, type Instance, Judge, NotEnabled, type Value } from '../../trace/index.js';
import { claimIn, claimNames } from '../claims.js';
import { piecesOf } from '../read-file.js';
import { UsageError } from '../usage-error.js';
import { writeWhole } from '../whole-file.js';
import { Formulas, type Named, Unreadable } from './formulas.js';
import type { About } from './messages.js';

/** Of what may happen, so much is listed. */
const mostListed = 30;

/** A model, a trace of it, and what may be asked of them. What is said is a text; what is wrong is thrown. */
export class Session {
  readonly #about: About;
  readonly #stop: Stop;
  readonly #formulas: Formulas;
  #world: World;
  #history: History;
  #occurrences: Occurrence[] = [];

  constructor(about: About, stop: Stop) {
    this.#about = about;
    this.#stop = stop;
    this.#formulas = new Formulas(about.file);
    this.#world = sceneOf(this.#model, about.machines);
    this.#history = new History(this.#world);
  }

  get #model(): Model {
    return this.#formulas.model;
  }

  greeting(): string {
    const machines = this.#world.machines.map(({ term, kind }) => `${termText(this.#world.words, term)}: ${kind.name}`);
    return `${this.#about.file}: ${machines.length === 0 ? 'no machines' : machines.join(', ')}`;
  }

  names(): readonly string[] {
    const { signature } = this.#model;
    const words = [signature.functions, signature.events, signature.predicates, signature.fluents];
    return [...new Set([...claimNames(this.#model), ...words.flatMap((each) => [...each.keys()])])];
  }

  /** Whether a formula holds on the trace, and for what or for what not. */
  holds(text: string): string {
    const { quantifier, variables, body } = this.#formulas.question(text, this.#individuals());
    // What is false for some values of an ∃'s body with a negation before it is what the formula is true of.
    const conclusion = quantifier === 'exists' ? not(body) : body;
    const judgement = this.#judged({ name: 'formula', params: variables, premises: [], conclusion });
    if (judgement.verdict === 'undecided')
      return 'undecided: the values of terms without end would have to be tried, or too many of others';
    const isFound = judgement.verdict === 'violated';
    const instance = isFound ? this.#instance(judgement.instance) : '';
    return `${isFound === (quantifier === 'exists')}${instance === '' ? '' : `, for ${instance}`}`;
  }

  /** What a theorem, axiom or definition comes to on the trace. */
  against(name: string): string {
    const claim = claimIn(this.#model, name);
    if (claim === undefined) throw new UsageError(`no theorem, axiom or definition is called ${name}`);
    const judgement = this.#judged(claim);
    if (judgement.verdict === 'premise-fails') return 'its premises hold nowhere on this trace';
    if (judgement.verdict !== 'violated') return judgement.verdict;
    const instance = this.#instance(judgement.instance);
    return `violated${instance === '' ? '' : `, for ${instance}`}: ${showFormula(judgement.conjunct, this.#model)}`;
  }

  /** What may happen next, numbered. */
  may(): string {
    const { listed, isMore } = this.#next();
    if (listed.length === 0) return 'nothing may happen any more';
    const lines = listed.map((occurrence, i) => `${`${i + 1}`.padStart(3)}  ${this.#told(occurrence)}`);
    return [...lines, ...(isMore ? ['     and more; `:run` takes any'] : [])].join('\n');
  }

  #next(): { readonly listed: readonly Occurrence[]; readonly isMore: boolean } {
    const listed: Occurrence[] = [];
    for (const { occurrence } of enabled(this.#history.now, this.#scope())) {
      heed(this.#stop);
      if (listed.length === mostListed) return { listed, isMore: true };
      listed.push(occurrence);
    }
    return { listed, isMore: false };
  }

  /** Takes what is listed under a number, and of that what is then, and so on. */
  take(numbers: readonly number[]): string {
    for (const number of numbers) {
      const chosen = this.#next().listed[number - 1];
      if (chosen === undefined)
        throw new UsageError(`nothing is listed under ${number}; \`:may\` lists what may happen`);
      this.#add(chosen);
    }
    return this.trace(numbers.length);
  }

  /** Takes so many steps by chance. */
  run(steps: number, seed: number): string {
    const before = this.#occurrences.length;
    for (const { occurrence } of run(this.#history.now, this.#scope(), new Random(Random.seedOf(seed, 0)), steps)) {
      heed(this.#stop);
      this.#add(occurrence);
    }
    return this.trace(this.#occurrences.length - before);
  }

  undo(steps: number): string {
    const left = this.#occurrences.slice(0, Math.max(0, this.#occurrences.length - steps));
    this.#replace(this.#world, left);
    return counted(left.length, 'event');
  }

  /** Begins anew. */
  anew(): string {
    this.#replace(sceneOf(this.#model, this.#about.machines), []);
    return this.greeting();
  }

  /** The trace event by event; the last so many, where a number is given. */
  trace(last?: number): string {
    if (this.#occurrences.length === 0) return 'nothing has happened yet';
    const { events, names, initial } = storyOf({ world: this.#history.world, occurrences: this.#occurrences });
    const shown = last === undefined ? events : events.slice(Math.max(0, events.length - last));
    if (shown.length === 0) return 'nothing has happened';
    return traceLines(
      { length: events.length, events: shown, memory: last === undefined ? initial : [], names, instance: [] },
      plain,
    ).join('\n');
  }

  /** Looks for an attack on a theorem; where there is one, it is the trace from now on. */
  attack(name: string): string {
    const decl = this.#model.theorems.find((each) => each.name === name);
    if (decl === undefined) throw new UsageError(`no theorem is called ${name}`);
    const { attacks, bound } = searchAttacks(this.#model, claimOf(decl), { stop: this.#stop });
    const [attack] = attacks;
    if (attack === undefined) {
      heed(this.#stop);
      return `none in ${counted(bound.directed.states, 'state')} (docs/attacks.md says what that means)`;
    }
    this.#replace(attack.world, attack.occurrences);
    return `${this.trace()}\nThis is the trace now. ${name} is ${this.against(name)}`;
  }

  /** Writes the trace, as `ls2 validate` reads it. */
  save(file: string): string {
    writeWhole(file, [...writeTrace(this.#history.world, { model: this.#model.root }, this.#occurrences)].join(''));
    return `${file}: ${counted(this.#occurrences.length, 'event')}`;
  }

  /** Reads the first trace of a file. */
  async load(file: string): Promise<string> {
    const occurrences: Occurrence[] = [];
    let world: World | undefined;
    for await (const record of readTraces(piecesOf(file), () => sceneryOf(this.#model), file)) {
      heed(this.#stop);
      if (record.kind === 'error')
        throw new Unreadable(`${file}:${record.diagnostic.span.start.line}: ${record.diagnostic.message}`);
      if (record.kind === 'end') break;
      if (record.kind === 'header') world = record.world;
      else occurrences.push(record.occurrence);
    }
    if (world === undefined) throw new Unreadable(`${file} has no trace`);
    try {
      this.#replace(world, occurrences);
    } catch (error) {
      if (!(error instanceof NotEnabled)) throw error;
      throw new Unreadable(`${file}: the semantics does not allow event ${error.time}: ${error.message}`);
    }
    return counted(occurrences.length, 'event');
  }

  /** The machines, and whoever and whatever else the events speak of that has a name of its own. */
  #individuals(): readonly Named[] {
    const { words, machines, individuals } = this.#history.world;
    const found = new Map<Term, string>(machines.map(({ term, kind }) => [term, kind.name]));
    const look = (term: Term): void => {
      if (!isApplication(term) || found.has(term)) return;
      if (individuals.roleOf(term) !== undefined) found.set(term, term.symbol.result);
      for (const arg of term.args) look(arg);
    };
    for (const { event, birth } of this.#occurrences)
      for (const term of [event, ...(birth ? [birth.owner] : [])]) look(term);
    return [...found].map(([term, sort]) => ({ name: termText(words, term), sort, term }));
  }

  #judged(claim: Claim) {
    return new Judge(this.#model.theory, claim, this.#stop).judge(this.#history);
  }

  #scope(): Scope {
    return scopeOf(this.#world, this.#about.adversary);
  }

  #add(occurrence: Occurrence): void {
    this.#history.add(occurrence);
    this.#occurrences.push(occurrence);
  }

  #replace(world: World, occurrences: readonly Occurrence[]): void {
    this.#history = History.of(world, occurrences);
    this.#world = world;
    this.#occurrences = [...occurrences];
  }

  #told({ event, birth }: Occurrence): string {
    const { words } = this.#world;
    if (birth === undefined) return termText(words, event);
    const locks =
      birth.locks.length === 0 ? '' : `, holding ${birth.locks.map((lock) => termText(words, lock)).join(', ')}`;
    return `${termText(words, event)} for ${termText(words, birth.owner)} on ${termText(words, birth.machine)}${locks}`;
  }

  #instance(instance: Instance): string {
    return [...instance].map(([{ name }, value]) => `${name} = ${this.#shown(value)}`).join(', ');
  }

  #shown(value: Value): string {
    if (typeof value !== 'number') return termText(this.#history.world.words, value);
    if (value < 1) return 'before all events';
    return Number.isInteger(value) ? `${value}` : `after ${Math.floor(value)}`;
  }
}
