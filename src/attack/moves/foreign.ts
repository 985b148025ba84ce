import { apply, core, type Segment, sameTerm, type Term } from '../../kernel/index.js';
import {
  argsOf,
  codeOf,
  doing,
  freshNonce,
  hadItHeld,
  holderOf,
  instantiate,
  isApplication,
  isPublic,
  listed,
  type Occurrence,
  placeOf,
  type Running,
  valueAt,
  ways,
} from '../../semantics/index.js';
import { controlOn } from '../control.js';
import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import { after, allAside, aside, isReached, type State } from '../state.js';
import { resolve, unify } from '../unify.js';
import { foreigners, type Helper, helpersFor } from './helpers.js';
import { filled } from './inputs.js';
import { isUnseen } from './program.js';

/** What foreign code may do to bring about what is aimed at, or once that was there, to undo it. */
export function* foreign(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  if (!hunt.isStepwise) yield* extensions(hunt, state, needs);
  yield* unlocks(hunt, state, needs);
  if (hunt.isStepwise) yield* wholeValues(hunt, state, needs);
  yield* memory(hunt, state);
  yield* overwritten(hunt, state);
  yield* signatures(hunt, state, needs);
  yield* hunt.wide === undefined ? asked(hunt, state) : allAside(asked(hunt, state));
}

/** Registers are extended by what comes next on their way; those of which nothing is asked any more, by anything that spoils what they hold. */
function* extensions(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { sequences, malware, wide } = hunt;
  const { c } = state;
  const due = wide === undefined ? dueIn(hunt, state, needs) : undefined;
  for (const [location, asked] of registersOf(hunt)) {
    const is = valueAt(c, location) as Term;
    const values = needs.wanted.get(location);
    const next = (value: Term): readonly Term[] => {
      const entry = sequences.of(value).next(is);
      return entry === undefined ? [] : filled(hunt, entry);
    };
    const isSpoilt = asked.every((value) => sequences.of(value).placeOf(is) === undefined);
    const isInUse = isRead(state, is);
    const isShown = state.reached !== 0n || c.known.terms.size > 0 || isInUse;
    const isOfUse = values !== undefined || (isShown && !isSpoilt);
    if (!isOfUse && wide === undefined) continue;
    const entries = values?.flatMap(next);
    // What has come to its value may have to lose it again before something else is there, where somebody looks on.
    const isSpoiling =
      entries === undefined || ((hunt.parts.length > 0 || isInUse) && entries.length === 0 && !isSpoilt);
    const led = isSpoiling ? [malware] : due?.has(location) === false ? [] : [...new Set(entries)];
    const others = wide === undefined || led.includes(malware) ? [] : [malware];
    for (const entry of [...led, ...others])
      for (const helper of able(hunt, state, location)) {
        const then = extended(hunt, state, location, [entry], helper);
        yield isOfUse && led.includes(entry) ? then : aside(then);
      }
  }
}

/** A register after more entries, by a thread of foreign code; one that takes its lock before, where a premise is broken by whoever does not hold it. */
function extended(
  hunt: Hunt,
  state: State,
  location: Term,
  entries: readonly Term[],
  { helper, begin }: Helper,
): State | undefined {
  const { Extend, Lock } = hunt.world.words.events;
  const extensions = entries.map((entry) => ({ event: apply(Extend, helper, location, entry) }));
  const then = after(hunt, state, [...begin, ...extensions]);
  const isFree = holderOf(state.c, location) === undefined;
  if (then !== undefined || !isFree || !hunt.lockable.locations.some((each) => sameTerm(each, location))) return then;
  return after(hunt, state, [...begin, { event: apply(Lock, helper, location) }, ...extensions]);
}

/**
 * Registers that are about to be read are brought to their values, each at once; others of which nothing is asked just then may lose what they hold, so that they
 * do not hold it at the same time.
 */
function* wholeValues(hunt: Hunt, state: State, { wanted }: Needs): Iterable<State | undefined> {
  const { sequences, malware } = hunt;
  for (const [location, values] of hunt.registers()) {
    const is = valueAt(state.c, location) as Term;
    const asked = wanted.get(location);
    const spoiling = values.some((value) => sequences.of(value).placeOf(is) !== undefined) ? [[malware]] : [];
    const ways = asked?.map((value) => {
      const { placeOf: on, entries } = sequences.of(value);
      return entries.slice(on(is) ?? entries.length).flatMap((entry) => filled(hunt, entry).slice(0, 1));
    });
    for (const entries of ways ?? spoiling)
      if (entries.length > 0)
        for (const helper of able(hunt, state, location)) yield extended(hunt, state, location, entries, helper);
  }
}

/** Whether somebody who goes on has read it. */
const isRead = ({ c }: State, value: Term): boolean =>
  [...c.threads.values()].some(({ control }) => control.kind === 'program' && control.results.includes(value));

/**
 * Locations that have to hold something by now: that is asked for at some time, or somebody is about to read them, or may be started to do so at once. What is
 * read later is extended later: if it came to its value before, the trace would differ in no more than the order of events.
 */
export function dueIn(hunt: Hunt, state: State, { senders }: Needs): ReadonlySet<Term> {
  const { targets, world, parts } = hunt;
  const due = targets.flatMap(({ location }, i) => (isReached(state.reached, i) ? [] : location));
  const { Read, ReadAll, Receive } = world.words.events;
  const readNext = (from: Segment, results: readonly Term[], begun = from): void => {
    let at = from;
    while (at.kind === 'step' && (at.action.event === Receive || isUnseen(hunt, at.action.event))) at = at.rest;
    if (at.kind === 'choice') for (const way of ways(at)) readNext(way, results, from);
    if (at.kind !== 'step') return;
    // Locations do not depend on what was received.
    const [read] = at === begun ? at.args.map((arg) => instantiate(arg, results)) : at.args;
    if (read === undefined || read.loose > 0) return;
    if (at.action.event === Read) due.push(read);
    else if (at.action.event === ReadAll) due.push(...(listed(world.words, read) ?? []));
  };
  for (const thread of state.c.threads.keys()) {
    const control = controlOn(state, thread);
    if (control?.kind === 'program') readNext(control.rest, control.results);
  }
  for (const [i, { segment }] of parts.entries()) if (state.parts[i] === undefined) readNext(segment, []);
  for (const { program } of senders) {
    const code = codeOf(world, program);
    if (code !== undefined && code !== 'foreign') readNext(code, []);
  }
  return new Set(due.flatMap((location) => placeOf(world, location)?.location ?? []));
}

/** Registers that have to come to something; where the search is wide, all that the claim names. */
function registersOf({ registers, wide, world }: Hunt): Iterable<readonly [Term, readonly Term[]]> {
  const wanted = registers();
  const others = (wide?.locations ?? []).filter(
    (location) => !wanted.has(location) && placeOf(world, location)?.space !== 'memory',
  );
  return [...wanted, ...others.map((location) => [location, []] as const)];
}

/** Whoever holds a register and runs foreign code may let others at it: whose entries they are can matter. */
function* unlocks(hunt: Hunt, state: State, { wanted }: Needs): Iterable<State | undefined> {
  const { Unlock } = hunt.world.words.events;
  const registers = hunt.isStepwise ? wanted : hunt.registers();
  const locations = new Set([...registers.keys(), ...(hunt.wide?.locations ?? [])]);
  for (const location of locations)
    for (const { term } of foreigners(state))
      if (holderOf(state.c, location)?.term === term)
        yield after(hunt, state, [{ event: apply(Unlock, term, location) }]);
}

/** Foreign code that may change a location. */
function able(hunt: Hunt, state: State, location: Term): readonly Helper[] {
  const holder = holderOf(state.c, location);
  const machine = placeOf(hunt.world, location)?.machine;
  const helpers = helpersFor(hunt, state, machine);
  return holder === undefined ? helpers : helpers.filter(({ helper }) => helper === holder.term);
}

/** Memory loses what the claim says that it holds, once somebody has read it. */
function* overwritten(hunt: Hunt, state: State): Iterable<State | undefined> {
  const { Write } = hunt.world.words.events;
  for (const [location, value] of hunt.denied) {
    const is = valueAt(state.c, location);
    if (is === undefined || unify(value, is) === undefined || !isRead(state, is)) continue;
    for (const { helper, begin } of able(hunt, state, location))
      yield after(hunt, state, [...begin, { event: apply(Write, helper, location, hunt.malware) }]);
  }
}

/** Memory that has to hold something held it from the beginning, or somebody writes it. */
function* memory(hunt: Hunt, state: State): Iterable<State | undefined> {
  const { c } = state;
  for (const [i, { location, value }] of hunt.targets.entries()) {
    const place = placeOf(hunt.world, location);
    if (place?.space !== 'memory' || isReached(state.reached, i) || value.free.length > 0) continue;
    const isOpen = !c.world.initial.has(location) && !c.stores.get(place.machine)?.memory.has(place.location);
    if (isOpen && isPublic(hunt.world, value))
      yield {
        ...state,
        c: hadItHeld(c, location, value),
        reached: state.reached | (1n << BigInt(i)),
        before: state,
        steps: [],
      };
    for (const { helper, begin } of able(hunt, state, location))
      yield after(hunt, state, [...begin, { event: apply(hunt.world.words.events.Write, helper, location, value) }]);
  }
}

/** Who is honest and has come to foreign code signs what is missing; and so does foreign code with the keys that a boot gave it. */
function* signatures({ world, ...hunt }: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { Sign, BootSign, Send } = world.words.events;
  for (const signature of needs.missing) {
    const [signer, text] = argsOf(world.words.SIG, signature) as [Term, Term];
    const bound = new Map(text.free.filter(({ sort }) => sort === 'Term').map(({ name }) => [name, hunt.challenge]));
    const signed = resolve(text, bound);
    const result = resolve(signature, bound);
    for (const { term, owner, keys } of foreigners(state)) {
      const has = keys.some((key) => sameTerm(key, signer));
      if (!sameTerm(owner, signer) && !has) continue;
      const events = [apply(has ? BootSign : Sign, term, signed, signer, result), apply(Send, term, result)];
      yield after(
        { world, ...hunt },
        state,
        events.map((event) => ({ event })),
      );
    }
  }
}

/** Events that the claim speaks of. */
function* asked(hunt: Hunt, state: State): Iterable<State | undefined> {
  for (const template of hunt.templates) {
    if (!isApplication(template)) continue;
    for (const { helper, begin, running, owner } of helpersFor(hunt, state, undefined, { owners: ownersOf(hunt) })) {
      const happens =
        template.symbol === core.jumpEvent
          ? jumps(hunt, helper, template.args[1] as Term, owner !== hunt.mallory)
          : running === undefined
            ? []
            : acted(hunt, state, running, template);
      for (const event of happens)
        yield after(hunt, state, [...begin, ...heardBefore(hunt, state, helper, event), event]);
      if (happens.length === 0 && begin.length > 0) yield after(hunt, state, begin);
    }
  }
}

/** Who verifies what it has not got receives it before. */
function heardBefore({ world }: Hunt, { c }: State, helper: Term, { event }: Occurrence): readonly Occurrence[] {
  const { Verify, Receive } = world.words.events;
  if (!isApplication(event) || event.symbol !== Verify) return [];
  const [, heard] = event.args as [Term, Term];
  const has = c.threads.get(helper)?.own.derives(heard) === true;
  return has || !c.known.derives(heard) ? [] : [{ event: apply(Receive, helper, heard) }];
}

const ownersOf = ({ mallory, wide }: Hunt): readonly Term[] => [mallory, ...(wide?.owners ?? [])];

/** What foreign code jumps to: what is asked for; or foreign code again, or for who was not begun for the purpose, any program. */
function jumps({ malware, wide }: Hunt, helper: Term, target: Term, isOfAccount: boolean): readonly Occurrence[] {
  const targets = target.free.length === 0 ? [target] : [malware, ...(isOfAccount ? (wide?.programs ?? []) : [])];
  return targets.map((each) => ({ event: apply(core.jumpEvent, helper, each) }));
}

/** An action that is asked for, by a thread of foreign code; where it is open on what, on what there is. */
function acted(hunt: Hunt, { c }: State, actor: Running, template: Term): readonly Occurrence[] {
  const { world } = hunt;
  if (!isApplication(template)) return [];
  const name = world.words.actionOf.get(template.symbol);
  if (name === undefined || name === 'Receive') return [];
  if (name === 'New')
    return hunt.wide === undefined ? [] : [{ event: apply(template.symbol, actor.term, freshNonce(c)) }];
  const action = [...world.symbols.actions.values()].find(({ event }) => event === template.symbol);
  const given = template.args.slice(1, action?.result === undefined ? undefined : -1);
  return filledArgs(hunt, given).flatMap((args) => doing(c, actor, name, args) ?? []);
}

/** Arguments with values for what is open in them; none where the search is not wide. */
function filledArgs(hunt: Hunt, given: readonly Term[]): readonly (readonly Term[])[] {
  if (hunt.wide === undefined) return given.some(({ free }) => free.length > 0) ? [] : [given];
  const { locations, values } = hunt.wide;
  const waysOf = (arg: Term): readonly Term[] =>
    arg.kind !== 'variable'
      ? filled(hunt, arg)
      : arg.sort === 'Location'
        ? locations
        : arg.sort === 'Term'
          ? values
          : filled(hunt, arg);
  return given.reduce<readonly (readonly Term[])[]>(
    (all, arg) => all.flatMap((args) => waysOf(arg).map((way) => [...args, way])).slice(0, mostWays),
    [[]],
  );
}

/** Of more ways to do what is asked for the rest is left out. */
const mostWays = 32;
