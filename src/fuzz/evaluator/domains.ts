import { apply, core, sameTerm, type Term } from '../../kernel/index.js';
import {
  beginning,
  isApplication,
  listOfLocations,
  type Occurrence,
  principalsIn,
  type Thread,
  valueAt,
} from '../../semantics/index.js';
import type { History } from '../../trace/history.js';
import { programSet, Universe } from '../../trace/universe.js';
import { Naive } from './naive.js';

function eachOnce(terms: readonly Term[]): readonly Term[] {
  return terms.filter((term, i) => !terms.slice(0, i).some((other) => sameTerm(term, other)));
}

/** The terms in some others, each once. */
function partsOf(terms: readonly Term[]): readonly Term[] {
  const found = new Map<Term, true>();
  const open = [...terms];
  for (let term = open.pop(); term !== undefined; term = open.pop()) {
    if (found.has(term)) continue;
    found.set(term, true);
    if (isApplication(term)) open.push(...term.args);
  }
  return [...found.entries()].map(([term]) => term);
}

export type Domains = Readonly<Record<string, readonly Term[]>>;

/** Of what quantifiers range over, what the events of a trace are about, and something else: enough where nobody counts. */
export function fewOf(history: History, all = domainsOf(history)): Domains {
  const args = history.events.flatMap(({ event }) => event.args);
  const about = [...args, ...args.flatMap((arg) => (arg.sort === 'Location' && isApplication(arg) ? arg.args : []))];
  const { sinit, dinit, unset } = history.world.words;
  const isAbout = (term: Term): boolean => about.some((each) => sameTerm(each, term));
  const few = (sort: string): readonly Term[] => {
    const terms = all[sort] as readonly Term[];
    const others = terms.filter((term) => !isAbout(term)).slice(0, 1);
    return [...terms.filter(isAbout), ...others];
  };
  const location = few('Location');
  const values = [beginning(history.world), history.now].flatMap((c) =>
    location.map((each) => valueAt(c, each) as Term),
  );
  const owners = [...history.threads.values()].map(({ owner }) => owner);
  return {
    ...all,
    Thread: few('Thread'),
    Name: few('Name'),
    Location: location,
    Locations: listsOf(history, location),
    Term: eachOnce([...few('Term'), ...values, sinit, dinit, unset]),
    Principal: eachOnce([...principalsIn(history.world), ...owners]),
  };
}

/** What quantifiers range over: all that there is, but of terms, events and sets of programs those that the trace is about and some others. */
function domainsOf(history: History): Domains {
  const { world, events, now } = history;
  const universe = new Universe(history);
  const locations = universe.locations();
  const values = [beginning(world), now].flatMap((c) => locations.map((location) => valueAt(c, location) as Term));
  const all = partsOf([...universe.terms(), ...events.map(({ event }) => event), ...values]);
  const [unborn] = universe.threads().slice(history.threads.size) as [Term];
  const other = apply(core.jumpEvent, unborn, world.words.sinit);
  return {
    Thread: universe.threads(),
    Machine: universe.machines(),
    Principal: universe.principals(),
    Name: universe.names(),
    Location: locations,
    Locations: listsOf(history, locations),
    Term: all.filter(({ sort }) => sort === 'Term'),
    Event: [...events.map(({ event }) => event), other],
    Programs: [
      [],
      ...world.honest.map(({ programs }) => programs),
      world.honest.flatMap(({ programs }) => programs),
    ].map(programSet),
  };
}

/** Lists of locations: those of events, and one more. */
function listsOf({ world, events }: History, locations: readonly Term[]): readonly Term[] {
  const read = events.flatMap(({ event }) => event.args.filter(({ sort }) => sort === 'Locations'));
  const [first] = locations;
  const [second = first] = locations.slice(1);
  return eachOnce(first === undefined ? read : [...read, listOfLocations(world.words, [first, second as Term])]);
}

/** The slow evaluator, about to look at the trace of a history. */
export function naiveOf(
  history: History,
  occurrences: readonly Occurrence[],
  patience?: number,
  domains = domainsOf(history),
): Naive {
  const universe = new Universe(history);
  const unborn = universe.threads().map((term) => ({ term, ...(universe.standingOf(term) as Omit<Thread, 'term'>) }));
  return new Naive(history.world, occurrences, unborn, (sort) => domains[sort] as readonly Term[], patience);
}
