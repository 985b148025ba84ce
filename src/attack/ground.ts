import { apply, closeBody, openBody, type Segment, sameTerm, type Term, type Variable } from '../kernel/index.js';
import { argsOf, individual, locationsOf, sequenceOf, type World } from '../semantics/index.js';
import type { Demands } from './demands.js';
import { impliedBy } from './implied.js';
import { registerValues } from './register-values.js';
import { resolve, type Substitution } from './unify.js';

/**
 * The demands with something to aim at for what they leave open: that a location holds something, whatever it may be, is shown where it holds some
 * datum. Threads and times stay open, since they come with the trace.
 */
export function grounded(world: World, demands: Demands): Demands & { readonly values: Substitution } {
  const s = new Map<string, Term>();
  for (const { location, value } of demands.holds) {
    for (const open of location.free) bindPlace(world, open, location, s);
    const base = baseOf(world, resolve(location, s));
    const { initial } = sequenceOf(world.words, value);
    if (base !== undefined && initial.kind === 'variable') s.set(initial.name, base);
  }
  const terms = [
    ...demands.holds.map(({ value }) => value),
    ...demands.happens.map(({ event }) => event),
    ...demands.mayHappen,
    ...demands.honest.map(({ principal }) => principal),
    ...demands.owners.map(({ principal }) => principal),
  ];
  for (const [name, held] of registerValues(world, demands)) if (!s.has(name)) s.set(name, held);
  const happens = demands.happens.map(({ event }) => event);
  for (const [name, term] of impliedBy(world.words, happens)) if (!s.has(name)) s.set(name, term);
  const open = [...terms, ...[...s.values()], ...demands.runs.map(({ segment }) => segment)].flatMap(
    ({ free }) => free,
  );
  for (const each of open) if (!s.has(each.name)) bindSome(world, each, s);
  const value = (term: Term): Term => resolve(term, s);
  return {
    ...demands,
    values: s,
    holds: demands.holds.map((each) => ({ ...each, location: value(each.location), value: value(each.value) })),
    runs: demands.runs.map(({ segment, thread }) => ({ segment: filled(segment, s), thread })),
    happens: demands.happens.map((each) => ({ ...each, event: value(each.event) })),
    mayHappen: demands.mayHappen.map(value),
    owners: demands.owners.map((each) => ({ ...each, principal: value(each.principal) })),
  };
}

function bindSome(world: World, open: Variable, s: Map<string, Term>): void {
  const { name, sort } = open;
  if (sort === 'Term') s.set(name, individual(world, 'data', name));
  else if (sort === 'Principal') s.set(name, individual(world, 'principal', name));
  else if (sort === 'Location' || sort === 'Name') bindPlace(world, open, undefined, s);
}

/** A location of the first machine, or the name of one, of the space that is asked for. Where there is none, it stays open. */
function bindPlace(world: World, { name, sort }: Variable, within: Term | undefined, s: Map<string, Term>): void {
  const [machine] = world.machines;
  if (machine === undefined) return;
  const { memory, pcr, dpcr, vpcr } = locationsOf(world, machine);
  const spaces = [world.words.memory, world.words.pcr, world.words.dpcr, world.words.vpcr];
  const wanted = spaces.findIndex((space) => within !== undefined && argsOf(space, within) !== undefined);
  const [place] = [memory, pcr, dpcr, vpcr].filter((_, i) => wanted < 0 || i === wanted).flat();
  if (place?.kind === 'application') s.set(name, sort === 'Name' ? (place.args[1] as Term) : place);
}

/** What a register begins with. */
function baseOf({ words }: World, location: Term): Term | undefined {
  if ((argsOf(words.pcr, location) ?? argsOf(words.vpcr, location)) !== undefined) return words.sinit;
  return argsOf(words.dpcr, location) === undefined ? undefined : words.dinit;
}

function filled(segment: Segment, s: Substitution): Segment {
  const open = segment.free.filter(({ name }) => s.has(name));
  const values = open.map((each) => resolve(each, s)).reverse();
  return open.length === 0 ? segment : openBody(closeBody(segment, open), values);
}

/** A term for each of a program's parameters, where a piece of program is one that is declared. */
export function programOf(world: World, segment: Segment): Term | undefined {
  for (const { symbol, params, body } of world.theory.programs) {
    if (body === undefined) continue;
    const values = matched(body, segment, new Map());
    const args = values && params.map(({ name }) => values.get(name));
    if (args?.every((arg) => arg !== undefined)) return apply(symbol, ...(args as readonly Term[]));
  }
  return undefined;
}

/** What variables of one piece of program stand for, where the other is the same otherwise. */
function matched(pattern: Segment, segment: Segment, s: Map<string, Term>): Map<string, Term> | undefined {
  let [a, b] = [pattern, segment];
  for (; a.kind === 'step' && b.kind === 'step'; [a, b] = [a.rest, b.rest]) {
    const { action, args } = b;
    if (a.action !== action || !a.args.every((arg, i) => isMatched(arg, args[i] as Term, s))) return undefined;
  }
  if (a.kind === 'jump' && b.kind === 'jump') return isMatched(a.target, b.target, s) ? s : undefined;
  if (a.kind === 'choice' && b.kind === 'choice') {
    const first = matched(a.first, b.first, s);
    return first && matched(a.second, b.second, first);
  }
  return a.kind === b.kind ? s : undefined;
}

function isMatched(pattern: Term, term: Term, s: Map<string, Term>): boolean {
  if (pattern.kind === 'variable') {
    const known = s.get(pattern.name);
    if (known === undefined) s.set(pattern.name, term);
    return known === undefined || sameTerm(known, term);
  }
  if (pattern.kind === 'bound' || term.kind !== 'application')
    return pattern.kind === term.kind && (pattern as { index?: number }).index === (term as { index?: number }).index;
  return pattern.symbol === term.symbol && pattern.args.every((arg, i) => isMatched(arg, term.args[i] as Term, s));
}
