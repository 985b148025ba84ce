import { apply, core, type Segment, sameTerm, type Term } from '../../kernel/index.js';
import {
  codeOf,
  freshThread,
  instantiate,
  isApplication,
  type Machine,
  type Occurrence,
  placeOf,
  type Running,
  restsOf,
  valueAt,
} from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import type { Needs, Sender } from '../needs.js';
import { after, aside, isRested, type State } from '../state.js';
import { helpersFor } from './helpers.js';

/** Resets of machines, late launches by foreign code, and starts of whoever is needed. */
export function* births(
  hunt: Hunt,
  state: State,
  needs: Needs,
  machines = hunt.world.machines,
): Iterable<State | undefined> {
  for (const machine of machines) {
    const isUp = state.c.stores.get(machine.term)?.booted === true;
    if (!isUp || (!isRested(state, machine.term) && isAnewOfUse(hunt, needs, machine)))
      yield* resets(hunt, state, machine);
    if (isUp && isLaunchable(hunt, state, needs, machine))
      for (const { begin, helper, running } of helpersFor(hunt, state, machine.term, { only: true })) {
        const by = running ?? { term: helper, machine: machine.term };
        yield* launches(hunt, state, by, begin);
      }
  }
  yield* starts(hunt, state, needs);
}

/** Whether a machine that runs may be reset: where registers come to values one after the other, only if one of its has yet to. */
const isAnewOfUse = ({ isStepwise, world }: Hunt, { wanted }: Needs, { term }: Machine): boolean =>
  !isStepwise || [...wanted.keys()].some((location) => placeOf(world, location)?.machine === term);

/** Sets of locks to be born with, the smaller first. */
function lockSets({ lockable, world }: Hunt, machine: Term, spaces: readonly string[]): readonly (readonly Term[])[] {
  const may = lockable.locations.filter((location) => {
    const place = placeOf(world, location);
    return place?.machine === machine && spaces.includes(place.space);
  });
  let sets: (readonly Term[])[] = [[]];
  for (const lock of may.slice(0, mostLocks)) sets = sets.concat(sets.map((set) => [...set, lock]));
  return sets.sort((a, b) => a.length - b.length);
}

/** Of more locations than this not all sets are tried. */
const mostLocks = 6;

/** Births with the fewest locks that the premises allow; with more, where a program gives locks up. */
function* withLocks(
  hunt: Hunt,
  machine: Term,
  spaces: readonly string[],
  birth: (locks: readonly Term[]) => State | undefined,
): Iterable<State | undefined> {
  for (const locks of lockSets(hunt, machine, spaces)) {
    const born = birth(locks);
    yield born;
    if (born !== undefined && !hunt.lockable.matters && hunt.wide === undefined) return;
  }
}

/** Whose a thread is that a machine begins: nobody's of account; where the search is wide, anybody's whom the claim names and nobody calls honest. */
const ownersOf = ({ operator, wide }: Hunt): readonly Term[] => [operator, ...(wide?.owners ?? [])];

function* resets(hunt: Hunt, state: State, { term: machine }: Machine): Iterable<State | undefined> {
  const event = apply(core.resetEvent, machine, freshThread(state.c));
  for (const [i, owner] of ownersOf(hunt).entries())
    yield* withLocks(hunt, machine, ['memory', 'pcr', 'dpcr', 'vpcr'], (locks) => {
      const then = after(hunt, state, [{ event, birth: { owner, machine, locks } }]);
      return i === 0 ? then : aside(then);
    });
}

/** A late launch by a thread, which may be one that these events begin. */
export function* launches(
  hunt: Hunt,
  state: State,
  by: Pick<Running, 'term' | 'machine'>,
  begin: readonly Occurrence[] = [],
): Iterable<State | undefined> {
  const from = begin.length === 0 ? state : after(hunt, state, begin);
  if (from === undefined) return;
  const event = apply(core.lateLaunchEvent, by.machine, freshThread(from.c));
  for (const owner of ownersOf(hunt))
    yield* withLocks(hunt, by.machine, ['dpcr'], (locks) =>
      after(hunt, state, [...begin, { event, by: by.term, birth: { owner, machine: by.machine, locks } }]),
    );
}

/** Whether a dynamic register has to come to something that it is not on the way to, or a launch is asked for. */
function isLaunchable(hunt: Hunt, { c }: State, needs: Needs, { term, kind }: Machine): boolean {
  if (kind.dpcrs.length === 0 && kind.lateLaunch === undefined) return false;
  const dpcr = c.stores.get(term)?.dpcr;
  // What the claim alone asks for comes once a boot; where the search is wide, any number of times.
  if (hunt.launches && (hunt.wide !== undefined || dpcr?.base === hunt.world.words.unset)) return true;
  const isFresh = dpcr?.base === hunt.world.words.dinit && dpcr.values.size === 0;
  const wanted = [...needs.wanted.keys(), ...extendedNext(hunt, c), ...(hunt.wide?.locations ?? [])];
  return !isFresh && wanted.some((location) => isDynamicOf(hunt, location, term));
}

/** Registers that threads come to extend that cannot be, since no late launch has set them. */
function extendedNext({ world }: Hunt, c: State['c']): readonly Term[] {
  return [...c.threads.values()].flatMap(({ control }) => {
    if (control.kind === 'foreign' || control.rest.kind !== 'step') return [];
    const { action, args } = control.rest;
    const location = args[0] && instantiate(args[0], control.results);
    const isUnset = location !== undefined && valueAt(c, location) === world.words.unset;
    return action.event === world.words.events.Extend && isUnset ? [location] : [];
  });
}

function isDynamicOf({ world }: Hunt, location: Term, machine: Term): boolean {
  const place = placeOf(world, location);
  return place?.space === 'dpcr' && place.machine === machine;
}

/** Who has to run something, and who is honest and says what is missing; unless somebody runs that already. */
function* starts(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { c, parts } = state;
  const thread = freshThread(c);
  const machines = lookouts(hunt).filter(({ term }) => c.stores.get(term)?.booted === true);
  const where = (program: Term): Term | undefined =>
    (machines.find(({ term }) => isApplication(program) && program.args.includes(term)) ?? machines[0])?.term;
  const start = (program: Term, owner: Term, machine: Term): Occurrence => ({
    event: apply(core.startEvent, thread, program),
    birth: { owner, machine, locks: [] },
  });
  for (const [part, { program = hunt.malware, owners }] of hunt.parts.entries()) {
    const usual = where(program);
    if (parts[part] !== undefined || usual === undefined) continue;
    for (const owner of owners)
      for (const { term } of machines) {
        const then = after(hunt, state, [start(program, owner, term)], { part, thread });
        // Who runs elsewhere outlives a reset of the machine that the program is about.
        yield term === usual ? then : aside(then);
      }
  }
  for (const { principal, program } of hunt.wide === undefined ? needs.senders : everySender(hunt)) {
    const machine = where(program);
    if (machine === undefined || isRun(state, principal, program, hunt)) continue;
    const isLed = needs.senders.some((each) => each.program === program && each.principal === principal);
    const then = after(hunt, state, [start(program, principal, machine)]);
    yield isLed || mayExtend(hunt, needs, program) ? then : aside(then);
    // Who runs elsewhere outlives a reset of the machine that the program is about.
    for (const { term } of machines)
      if (term !== machine) yield aside(after(hunt, state, [start(program, principal, term)]));
  }
}

/** Where threads are started. While registers come to values one after the other, machines boot several times: who runs elsewhere outlives that. */
export function lookouts({ world, isStepwise, registers }: Hunt): readonly Machine[] {
  if (!isStepwise) return world.machines;
  const booted = new Set([...registers().keys()].map((location) => placeOf(world, location)?.machine));
  return world.machines.filter(({ term }) => !booted.has(term));
}

/** Who is honest, with any of its programs: they may extend, write, unlock or send what they are given. */
const everySender = ({ world }: Hunt): readonly Sender[] =>
  world.honest.flatMap(({ principal, programs }) => programs.map((program) => ({ principal, program })));

/** Whether a program extends a register that has to come to something. */
function mayExtend({ world }: Hunt, { wanted }: Needs, program: Term): boolean {
  const code = codeOf(world, program);
  for (const at of code === undefined || code === 'foreign' ? [] : restsOf(code)) {
    if (at.kind !== 'step') continue;
    const location =
      at.action.event === world.words.events.Extend ? placeOf(world, at.args[0] as Term)?.location : undefined;
    if (location !== undefined && wanted.has(location)) return true;
  }
  return false;
}

/** At most so many threads of one owner are amid one program at a time. */
const mostAmid = ({ wide, isStepwise }: Hunt): number => (isStepwise ? 1 : wide === undefined ? 2 : 4);

/** Whether somebody of this owner has yet to do the program, from its beginning, or as many as are of use have begun it. */
export function isRun({ c }: State, owner: Term, program: Term, hunt: Hunt): boolean {
  const { world } = hunt;
  const code = codeOf(world, program);
  const its = [...c.threads.values()].filter((thread) => sameTerm(thread.owner, owner));
  if (code === 'foreign' || code === undefined) return its.some(({ control }) => control.kind === 'foreign');
  const amid = its.filter(({ control }) => control.kind === 'program' && isLeftOf(control.rest, code));
  return (
    amid.length >= mostAmid(hunt) || amid.some(({ control }) => control.kind === 'program' && control.rest === code)
  );
}

/** Whether a piece of program is what may be left of another. */
const isLeftOf = (rest: Segment, code: Segment): boolean => [...restsOf(code)].some((at) => at === rest);
