import type { Term } from '../../kernel/index.js';
import { isApplication, type Occurrence, scopeOf, termText, type World } from '../../semantics/index.js';
import { bootKeyText, partsOf } from './boot-keys.js';
import { type About, type DeclaredIndividuals, type Header, version } from './header.js';

/**
 * The first line of a trace, with its line break. Where `about` does not say which individuals there are, those of runs are declared
 * ({@link scopeOf}); in any case, those of the world's memory and programs.
 */
export function writeHeader(world: World, about: About): string {
  const text = (term: Term): string => termText(world.words, term);
  const { model, seed, run, adversary, against, expect, foreign, data } = about;
  const isSaid = (foreign ?? data) !== undefined;
  const own = [
    ...[...world.initial.entries()].map(([, value]) => value),
    ...world.honest.flatMap(({ principal, programs }) => [principal, ...programs]),
    ...world.bootKeys.flatMap(partsOf),
  ];
  const found = individualsIn(world, isSaid ? own : [...scopeOf(world, 'full').foreign.terms, ...own]);
  const declared = (said: readonly string[] | undefined, role: keyof DeclaredIndividuals) => {
    const names = [...new Set([...(said ?? []), ...(found[role] ?? [])])];
    return names.length === 0 ? {} : { [role]: names };
  };
  const header: Omit<Header, keyof DeclaredIndividuals> & DeclaredIndividuals = {
    ls2trace: version,
    model,
    ...(seed !== undefined && { seed }),
    ...(run !== undefined && { run }),
    ...(adversary !== undefined && { adversary }),
    ...(against !== undefined && { against }),
    ...(expect !== undefined && { expect }),
    machines: world.machines.map(({ name, kind }) => ({ name, kind: kind.name })),
    honest: world.honest.map(({ principal, programs }) => ({
      principal: text(principal),
      programs: programs.map(text),
    })),
    ...(world.bootKeys.length > 0 && { bootKeys: world.bootKeys.map((each) => bootKeyText(text, each)) }),
    memory: Object.fromEntries([...world.initial.entries()].map(([location, value]) => [text(location), text(value)])),
    ...declared(foreign, 'foreign'),
    ...declared(data, 'data'),
  };
  return `${JSON.stringify(header)}\n`;
}

/** The line of an event, with its line break. Times are for their order alone; events that begin threads have to say whose they are. */
export function writeEvent(world: World, time: number, { event, by, birth }: Occurrence): string {
  if (!isApplication(event)) throw new Error('an event is an application');
  const text = (term: Term): string => termText(world.words, term);
  const line = {
    t: time,
    event: event.symbol.name,
    args: event.args.map(text),
    ...(by !== undefined && { by: text(by) }),
    ...(birth !== undefined && {
      birth: { owner: text(birth.owner), machine: text(birth.machine), locks: birth.locks.map(text) },
    }),
  };
  return `${JSON.stringify(line)}\n`;
}

/** A whole trace, line by line, at times 1, 2, …; it declares the individuals that its events speak of. */
export function* writeTrace(world: World, about: About, occurrences: readonly Occurrence[]): Iterable<string> {
  const { foreign, data } = individualsIn(
    world,
    occurrences.map(({ event }) => event),
    new Set(
      occurrences.flatMap(({ event }) =>
        isApplication(event) && event.symbol === world.words.events.New ? [event.args[1] as Term] : [],
      ),
    ),
  );
  yield writeHeader(world, { ...about, foreign: foreign ?? [], data: data ?? [] });
  for (const [i, occurrence] of occurrences.entries()) yield writeEvent(world, i + 1, occurrence);
}

/** The individuals of sort Term in terms, by their roles, but for some. */
function individualsIn(world: World, terms: Iterable<Term>, but: ReadonlySet<Term> = new Set()): DeclaredIndividuals {
  const found = { foreign: new Set<string>(), data: new Set<string>() };
  const seen = new Set<Term>(but);
  const open = [...terms];
  for (let term = open.pop(); term !== undefined; term = open.pop()) {
    if (seen.has(term) || !isApplication(term)) continue;
    seen.add(term);
    open.push(...term.args);
    const role = world.individuals.roleOf(term);
    if (role === 'foreign' || role === 'data') found[role].add(term.symbol.name);
  }
  const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort();
  return { foreign: sorted(found.foreign), data: sorted(found.data) };
}
