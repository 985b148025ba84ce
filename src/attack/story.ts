import { core, type Formula, sameTerm, type Term } from '../kernel/index.js';
import {
  actorOf,
  apart,
  argsOf,
  beginning,
  bornBy,
  type Configuration,
  isApplication,
  isHonest,
  listed,
  type Occurrence,
  placeOf,
  registersOf,
  sequenceOf,
  step,
  termText,
  valueAt,
  type World,
} from '../semantics/index.js';
import { locationsIn } from './atoms.js';
import type { Attack } from './minimal.js';
import { Names } from './naming.js';

/** An event as it is told. */
export interface Told {
  readonly time: number;
  /** In the notation of the language; `brief` with names for what is long, see {@link Story.names}. */
  readonly event: string;
  readonly brief: string;
  readonly thread?: string;
  /** The locations that it changed, and what they hold afterwards. */
  readonly changes: readonly { readonly location: string; readonly value: string; readonly brief: string }[];
  /** What there is to say of it: who acts, and what an attacker does. */
  readonly note?: string;
  /** Whether the attack turns on it. */
  readonly matters: boolean;
  /** Whether foreign code does it, or begins with it. */
  readonly foreign: boolean;
}

export interface Story {
  readonly events: readonly Told[];
  readonly names: readonly { readonly name: string; readonly value: string }[];
  /** What memory holds before anything happens. */
  readonly initial: readonly { readonly location: string; readonly value: string }[];
}

/**
 * Tells a trace event by event, in the model's own names.
 *
 * @param claim the formulas that the trace is held against, of this world
 */
export function storyOf(
  { world, occurrences }: Pick<Attack, 'world' | 'occurrences'>,
  claim: readonly Formula[] = [],
): Story {
  const names = new Names(
    world.words,
    occurrences.map(({ event }) => event),
  );
  const full = (term: Term): string => termText(world.words, term);
  const teller = new Teller(world, names, locationsIn(world, claim));
  let c = beginning(world);
  const events = occurrences.map((occurrence, i): Told => {
    const next = step(c, occurrence) as Configuration;
    const changes = changesOf(world, c, next, occurrence.event).map(([location, value]) => ({
      location: full(location),
      value: full(value),
      brief: names.text(value),
    }));
    const said = teller.tell(c, next, occurrence, i + 1);
    const actor = actorOf(occurrence);
    const thread = actor ?? bornBy(occurrence);
    // Who jumps to foreign code has not been it.
    const runs = thread && (actor === undefined ? next : c).threads.get(thread);
    c = next;
    return {
      time: i + 1,
      event: full(occurrence.event),
      brief: names.text(occurrence.event),
      ...(thread && { thread: full(thread) }),
      changes,
      ...(said && { note: said.note }),
      matters: said?.matters ?? false,
      foreign: runs?.control.kind === 'foreign',
    };
  });
  const initial = [...world.initial.entries()].map(([location, value]) => ({
    location: full(location),
    value: full(value),
  }));
  return { events, names: names.legend, initial };
}

function changesOf(world: World, before: Configuration, after: Configuration, event: Term): readonly [Term, Term][] {
  if (!isApplication(event)) return [];
  const isSweeping = [core.resetEvent, core.lateLaunchEvent, world.words.events.Place].includes(event.symbol);
  const location = event.args[1];
  // A host's reset ends its virtual machines as well.
  const touched = isSweeping
    ? world.machines.flatMap((machine) => registersOf(world, machine))
    : location !== undefined && placeOf(world, location) !== undefined
      ? [location]
      : [];
  return touched.flatMap((each): [Term, Term][] => {
    const value = valueAt(after, each) as Term;
    return value === valueAt(before, each) ? [] : [[each, value]];
  });
}

interface Said {
  readonly note: string;
  readonly matters: boolean;
}

/** Where and when something was read. */
interface Source {
  readonly location: Term;
  readonly value: Term;
  readonly time: number;
}

/** Says what there is to say of events, one after the other. */
class Teller {
  readonly #world: World;
  readonly #names: Names;
  /** What the claim speaks of. */
  readonly #claimed: readonly Term[];
  /** What each thread has read, where and when. */
  readonly #reads = new Map<Term, Source[]>();
  /** Of signatures, where what they sign was read. */
  readonly #signed = new Map<Term, Source>();
  /** Who sent what, and when. */
  readonly #sent: { readonly by: Term; readonly message: Term; readonly time: number }[] = [];
  readonly #written = new Set<Term>();

  constructor(world: World, names: Names, claimed: readonly Term[]) {
    this.#claimed = claimed;
    this.#world = world;
    this.#names = names;
  }

  tell(before: Configuration, after: Configuration, occurrence: Occurrence, time: number): Said | undefined {
    const { event } = occurrence;
    if (!isApplication(event)) return undefined;
    switch (event.symbol) {
      case core.resetEvent:
      case core.lateLaunchEvent:
      case core.startEvent:
        return this.#birth(occurrence, event);
      case core.jumpEvent:
        return this.#jump(before, event);
    }
    const [thread, first, second] = event.args as [Term, Term, Term];
    const isForeign = before.threads.get(thread)?.control.kind === 'foreign';
    switch (this.#world.words.actionOf.get(event.symbol)) {
      case 'Read':
        return this.#read(thread, first, second, time);
      case 'ReadAll':
        return this.#readAll(thread, first, second, time);
      case 'Write':
        this.#written.add(first);
        return isForeign ? matters(`foreign code puts ${this.#text(second)} into ${this.#text(first)}`) : undefined;
      case 'Extend':
        return isForeign
          ? matters(`foreign code extends ${this.#text(first)} by ${this.#text(second)}, which need not have run`)
          : undefined;
      case 'Place':
        return isForeign
          ? matters(`foreign code begins ${this.#text(first)}, whatever the host has booted`)
          : undefined;
      case 'Poke':
        return matters(`the host sets ${this.#text(first)}: a vTPM is its memory`);
      case 'Peek':
        return matters(`the host reads the key of ${this.#text(second)}: whoever has it signs from now on`);
      case 'Unlock':
        return matters(`${this.#text(first)} is free: whoever wants may change it`);
      case 'Send':
        this.#sent.push({ by: thread, message: first, time });
        return undefined;
      case 'Sign':
        return this.#sign({ thread, text: first, signer: second, signature: event.args[3] as Term }, isForeign);
      case 'Receive':
        return this.#receive(after, first);
      default:
        return undefined;
    }
  }

  #text(term: Term): string {
    return this.#names.text(term);
  }

  #birth({ birth }: Occurrence, event: Extract<Term, { kind: 'application' }>): Said | undefined {
    if (birth === undefined) return undefined;
    const [first, second] = event.args as [Term, Term];
    const machine = this.#world.machines.find(({ term }) => term === birth.machine);
    const locks = birth.locks.length === 0 ? 'nothing' : birth.locks.map((lock) => this.#text(lock)).join(', ');
    if (event.symbol === core.startEvent) {
      const isForeign = this.#world.individuals.roleOf(second) === 'foreign';
      const whose = `for ${this.#text(birth.owner)} on ${this.#text(birth.machine)}`;
      return {
        note: `${this.#text(first)} runs ${isForeign ? 'foreign code' : this.#text(second)} ${whose}`,
        matters: isForeign,
      };
    }
    const program = event.symbol === core.resetEvent ? machine?.kind.reset : machine?.kind.lateLaunch;
    const runs = program === undefined ? 'foreign code' : `${program.name}(${this.#text(birth.machine)})`;
    return { note: `${this.#text(second)} runs ${runs}, and holds ${locks}`, matters: birth.locks.length === 0 };
  }

  #jump(before: Configuration, event: Extract<Term, { kind: 'application' }>): Said | undefined {
    const [thread, target] = event.args as [Term, Term];
    const isForeign = this.#world.individuals.roleOf(target) === 'foreign';
    const machine = before.threads.get(thread)?.machine;
    const registers = this.#world.machines
      .filter(({ term }) => term === machine)
      .flatMap((each) => registersOf(this.#world, each));
    const isMeasured = registers.some((register) =>
      sequenceOf(this.#world.words, valueAt(before, register) as Term).entries.some((entry) => sameTerm(entry, target)),
    );
    if (isMeasured) return undefined;
    const what = isForeign ? 'foreign code' : this.#text(target);
    return matters(`${this.#text(thread)} goes on with ${what}, which no register shows`);
  }

  #read(thread: Term, location: Term, value: Term, time: number): Said | undefined {
    const earlier = this.#reads.get(thread) ?? [];
    this.#reads.set(thread, [...earlier, { location, value, time }]);
    const same = earlier.find((each) => sameTerm(each.location, location));
    if (same !== undefined && !sameTerm(same.value, value))
      return matters(`not what ${this.#text(thread)} read there at ${same.time}`);
    const isForeign = this.#world.individuals.roleOf(value) === 'foreign';
    if (!isForeign || this.#written.has(location)) return undefined;
    return matters(`foreign code was in ${this.#text(location)} from the beginning`);
  }

  /** Each of several that were read at one instant. */
  #readAll(thread: Term, list: Term, values: Term, time: number): Said | undefined {
    const { words } = this.#world;
    const locations = listed(words, list) ?? [];
    const said = apart(words, values, locations.length).map((value, i) =>
      this.#read(thread, locations[i] as Term, value, time),
    );
    return said.find((each) => each !== undefined);
  }

  /** Of what is signed, where it was read, and what the text calls it. */
  #sign(
    { thread, text, signer, signature }: Readonly<Record<'thread' | 'text' | 'signer' | 'signature', Term>>,
    isForeign: boolean,
  ): Said | undefined {
    if (isForeign && isHonest(this.#world, signer))
      return matters(`nothing keeps ${this.#text(signer)} from signing this: its programs may be any`);
    const { words } = this.#world;
    const parts = [...pairParts(words.pair, text)];
    const [source] = (this.#reads.get(thread) ?? []).filter(({ value }) => parts.some((part) => sameTerm(part, value)));
    if (source === undefined) return matters(`${this.#text(signer)} signs what it was given`);
    this.#signed.set(signature, source);
    const isRegister = placeOf(this.#world, source.location)?.space !== 'memory';
    const register = this.#world.symbols.functions.get('PCR');
    const [called] = parts.flatMap((part) => (register && argsOf(register, part)) ?? []);
    const name = isApplication(source.location) ? source.location.args[1] : undefined;
    if (!isRegister)
      return matters(
        `${this.#text(signer)} signs what stood in ${this.#text(source.location)}, which anybody may write`,
      );
    if (called === undefined)
      return matters(
        `${this.#text(signer)} signs ${this.#text(source.location)}, and the text does not say which register it is`,
      );
    if (name !== undefined && !sameTerm(called, name))
      return matters(
        `${this.#text(signer)} signs ${this.#text(source.location)}, and calls it PCR(${this.#text(called)})`,
      );
    return {
      note: `${this.#text(signer)} signs ${this.#text(source.location)} as it was at ${source.time}`,
      matters: false,
    };
  }

  #receive(after: Configuration, message: Term): Said | undefined {
    const [signer] = argsOf(this.#world.words.SIG, message) ?? [];
    const sent = this.#sent.find((each) => sameTerm(each.message, message));
    if (signer !== undefined && sent !== undefined) {
      const from = `sent by ${this.#text(sent.by)} at ${sent.time}`;
      const doubt = this.#doubt(after, message);
      return { note: doubt === undefined ? from : `${from}; ${doubt}`, matters: doubt !== undefined };
    }
    if (signer !== undefined && !isHonest(after.world, signer))
      return matters(`made by the adversary: nothing says that ${this.#text(signer)} is honest`);
    return sent === undefined ? matters('made up by the adversary') : undefined;
  }

  /** What a signature does not tell whoever accepts it: that it is of another register, or of one that holds something else by now. */
  #doubt(now: Configuration, signature: Term): string | undefined {
    const source = this.#signed.get(signature);
    if (source === undefined) return undefined;
    const { location, value, time } = source;
    const claimed = this.#claimed.filter((each) => placeOf(this.#world, each)?.space !== 'memory');
    const names = claimed.map((each) => this.#text(each)).join(', ');
    if (claimed.length > 0 && !claimed.some((each) => sameTerm(each, location)))
      return `it is of ${this.#text(location)}, and is taken to be of ${names}`;
    const is = valueAt(now, location);
    if (is === undefined || sameTerm(is, value)) return undefined;
    return `it says what ${this.#text(location)} held at ${time}, and by now that is ${this.#text(is)}`;
  }
}

const matters = (note: string): Said => ({ note, matters: true });

function* pairParts(pair: Parameters<typeof argsOf>[0], term: Term): Iterable<Term> {
  const parts = argsOf(pair, term);
  if (parts === undefined) yield term;
  else for (const part of parts) yield* pairParts(pair, part);
}
