import { apply, core, type Segment, sameTerm, type Term } from '../kernel/index.js';
import { actions, isOfData, Refusal } from './actions.js';
import { isHonest, keysByBoot, keysByJump } from './boot-keys.js';
import type { Configuration, Control, Running, Store, Thread } from './configuration.js';
import { Knowledge } from './knowledge.js';
import { placeOf } from './locations.js';
import { actorOf, type Birth, type Occurrence } from './occurrence.js';
import { instantiate, isApplication } from './terms.js';
import { termText } from './text.js';
import { type Code, codeOf } from './world.js';

export { Refusal } from './actions.js';

type Application = Extract<Term, { kind: 'application' }>;

/** The step relation: the configuration after an event, or why the event is not enabled. */
export function step(c: Configuration, occurrence: Occurrence): Configuration | Refusal {
  const { event } = occurrence;
  if (!isApplication(event)) return new Refusal(() => 'no event');
  switch (event.symbol) {
    case core.resetEvent:
      return reset(c, event, occurrence);
    case core.lateLaunchEvent:
      return lateLaunch(c, event, occurrence);
    case core.startEvent:
      return start(c, event, occurrence);
  }
  const actor = c.threads.get(actorOf(occurrence) as Term);
  if (actor === undefined)
    return new Refusal(
      () =>
        `${text(c, event.args[0] as Term)} is no thread that can act: it was not born, or is dead, at its end or stuck`,
    );
  return event.symbol === core.jumpEvent ? jumps(c, actor, event) : acts(c, actor, event);
}

const text = ({ world }: Configuration, term: Term): string => termText(world.words, term);

/** The event of one of the actions of programs, by a thread whose program comes to it, or who runs foreign code. */
function acts(c: Configuration, actor: Running, event: Application): Configuration | Refusal {
  const name = c.world.words.actionOf.get(event.symbol);
  if (name === undefined) return new Refusal(() => `the semantics knows no event ${event.symbol.name}`);
  const { result: computed, choice, effect } = actions[name];
  const hasResult = computed !== undefined || choice !== undefined;
  const given = event.args.slice(1, hasResult ? -1 : undefined);
  const result = hasResult ? (event.args.at(-1) as Term) : undefined;
  const allowed = allows(c, actor, event, given);
  if (allowed !== undefined) return allowed;
  const only = computed?.(c, actor, given);
  if (only instanceof Refusal) return only;
  if (only !== undefined && !sameTerm(only, result as Term))
    return new Refusal(() => `the result is ${text(c, only)}, not ${text(c, result as Term)}`);
  const refusal = choice?.(c, actor, result as Term);
  if (refusal !== undefined) return refusal;
  const after = effect === undefined ? c : effect(c, actor, given, result);
  return after instanceof Refusal ? after : goOn(after, actor, result);
}

/** Whether the actor's program comes to this event now; or, for foreign code, whether it can know what it acts on. */
function allows(c: Configuration, actor: Running, event: Application, given: readonly Term[]): Refusal | undefined {
  if (actor.control.kind === 'foreign') {
    const unknown = given.find((arg) => arg.sort === 'Term' && !c.known.derives(arg, actor.own));
    return unknown && new Refusal(() => `${text(c, actor.term)} cannot know ${text(c, unknown)}`);
  }
  const { rest, results } = actor.control;
  if (rest.kind !== 'step') return new Refusal(() => `${text(c, actor.term)} comes to ${comesTo(rest)}`);
  const expected = rest.args.map((arg) => instantiate(arg, results));
  const matches = rest.action.event === event.symbol && expected.every((arg, i) => sameTerm(arg, given[i] as Term));
  if (matches) return undefined;
  return new Refusal(
    () => `${text(c, actor.term)} comes to ${rest.action.name} ${expected.map((arg) => text(c, arg)).join(', ')}`,
  );
}

const comesTo = (rest: Segment): string => (rest.kind === 'stop' ? 'the end of its program' : rest.kind);

/** The actor after its action. Whoever has come to the end of a program acts no more, but keeps its locks. */
function goOn(c: Configuration, actor: Running, result: Term | undefined): Configuration {
  const own = result === undefined || c.known.derives(result) ? actor.own : actor.own.with(result);
  const { control } = actor;
  if (control.kind === 'foreign') return own === actor.own ? c : withThread(c, { ...actor, own });
  const { action, rest } = control.rest as Extract<Segment, { kind: 'step' }>;
  const results = action.result === undefined ? control.results : [...control.results, result as Term];
  return settled(c, { ...actor, own, control: { kind: 'program', rest, results } });
}

/** With the thread as it is now; or without it, if it can never act again. It keeps its locks then. */
const settled = (c: Configuration, thread: Running): Configuration =>
  isOver(c, thread) ? withoutThread(c, thread) : withThread(c, thread);

/** At the end of its program, or before an action on data with which that action can never be done. */
function isOver(c: Configuration, thread: Running): boolean {
  const { control } = thread;
  if (control.kind === 'foreign') return false;
  const { rest, results } = control;
  if (rest.kind === 'jump') return codeOf(c.world, instantiate(rest.target, results)) === undefined;
  if (rest.kind !== 'step') return rest.kind === 'stop';
  const name = c.world.words.actionOf.get(rest.action.event);
  if (name === undefined || !isOfData(name)) return false;
  const given = rest.args.map((arg) => instantiate(arg, results));
  const { result, effect } = actions[name];
  return (result ?? effect)?.(c, thread, given, undefined) instanceof Refusal;
}

function withThread(c: Configuration, thread: Running): Configuration {
  return { ...c, threads: new Map(c.threads).set(thread.term, thread) };
}

function withoutThread(c: Configuration, { term }: Running): Configuration {
  const threads = new Map(c.threads);
  threads.delete(term);
  return { ...c, threads };
}

function jumps(c: Configuration, actor: Running, event: Application): Configuration | Refusal {
  const target = event.args[1] as Term;
  const { control } = actor;
  if (control.kind === 'foreign') {
    if (!c.known.derives(target, actor.own))
      return new Refusal(() => `${text(c, actor.term)} cannot know ${text(c, target)}`);
  } else {
    const { rest, results } = control;
    if (rest.kind !== 'jump') return new Refusal(() => `${text(c, actor.term)} comes to no jump`);
    const expected = instantiate(rest.target, results);
    if (!sameTerm(expected, target))
      return new Refusal(() => `${text(c, actor.term)} comes to jump ${text(c, expected)}`);
  }
  const code = codeOf(c.world, target);
  if (code === undefined) return new Refusal(() => `${text(c, target)} is no program`);
  return settled(c, { ...actor, control: controlOf(code), keys: keysByJump(c.world, actor.keys, target) });
}

const controlOf = (code: Code): Control =>
  code === 'foreign' ? { kind: 'foreign' } : { kind: 'program', rest: code, results: [] };

/** Someone fresh, of somebody who may own it. */
function newborn(c: Configuration, term: Term, birth: Birth | undefined, program: Term | undefined): Running | Refusal {
  if (birth === undefined)
    return new Refusal(() => `whose thread ${text(c, term)} is, and on which machine, is not said`);
  const isThread = c.world.individuals.roleOf(term) === 'thread';
  if (!isThread || c.born.has(term)) return new Refusal(() => `${text(c, term)} is no thread that was not born before`);
  const { owner, machine } = birth;
  const code = program === undefined ? 'foreign' : codeOf(c.world, program);
  if (code === undefined) return new Refusal(() => `${text(c, program as Term)} is no program`);
  return { term, owner, machine, control: controlOf(code), keys: [], own: Knowledge.none(c.world) };
}

/** The locks that a fresh thread holds from the instant of its birth. */
function lockedBy({ term, owner, machine }: Running, locks: readonly Term[]): readonly (readonly [Term, Thread])[] {
  return locks.map((location) => [location, { term, owner, machine }]);
}

/** The locations, as keys; refused where one is not what the thread may hold. */
function lockable(c: Configuration, { machine, locks }: Birth, spaces: readonly string[]): readonly Term[] | Refusal {
  const places = locks.map((location) => placeOf(c.world, location));
  const wrong = places.findIndex((place) => place?.machine !== machine || !spaces.includes(place.space));
  if (wrong >= 0) return new Refusal(() => `nobody is born there with a lock of ${text(c, locks[wrong] as Term)}`);
  return places.map((place) => (place as NonNullable<typeof place>).location);
}

function reset(c: Configuration, event: Application, { birth }: Occurrence): Configuration | Refusal {
  const [machine, term] = event.args as [Term, Term];
  const declared = c.world.machines.find((each) => each.term === machine);
  if (declared === undefined) return new Refusal(() => `${text(c, machine)} is no machine of this world`);
  const thread =
    unclaimed(c, machine, birth) ?? newborn(c, term, birth, declared.kind.reset && apply(declared.kind.reset, machine));
  if (thread instanceof Refusal) return thread;
  const locks = lockable(c, birth as Birth, ['memory', 'pcr', 'dpcr']);
  if (locks instanceof Refusal) return locks;
  const { sinit, unset } = c.world.words;
  const stores = new Map<Term, Store>();
  for (const [each, store] of c.stores) {
    const held = [...store.locks].filter(([, holder]) => holder.machine !== machine);
    stores.set(each, held.length === store.locks.size ? store : { ...store, locks: new Map(held) });
  }
  stores.set(machine, {
    booted: true,
    memory: (c.stores.get(machine) as Store).memory,
    pcr: { base: sinit, values: new Map() },
    dpcr: { base: unset, values: new Map() },
    locks: new Map(lockedBy(thread, locks)),
  });
  const threads = new Map([...c.threads].filter(([, each]) => each.machine !== machine));
  const keys = keysByBoot(c.world, 'reset', machine);
  return settled({ ...c, stores, threads, born: c.born.with(term) }, { ...thread, keys });
}

function lateLaunch(c: Configuration, event: Application, { by, birth }: Occurrence): Configuration | Refusal {
  const [machine, term] = event.args as [Term, Term];
  const launcher = by && c.threads.get(by);
  if (launcher === undefined || launcher.machine !== machine)
    return new Refusal(() => `no thread of ${text(c, machine)} comes to latelaunch`);
  if (launcher.control.kind === 'program' && launcher.control.rest.kind !== 'latelaunch')
    return new Refusal(() => `${text(c, launcher.term)} does not come to latelaunch`);
  const kind = c.world.machines.find((each) => each.term === machine)?.kind;
  const thread =
    unclaimed(c, machine, birth) ?? newborn(c, term, birth, kind?.lateLaunch && apply(kind.lateLaunch, machine));
  if (thread instanceof Refusal) return thread;
  const locks = lockable(c, birth as Birth, ['dpcr']);
  if (locks instanceof Refusal) return locks;
  const store = c.stores.get(machine) as Store;
  const kept = [...store.locks].filter(([location]) => placeOf(c.world, location)?.space !== 'dpcr');
  const stores = new Map(c.stores).set(machine, {
    ...store,
    dpcr: { base: c.world.words.dinit, values: new Map() },
    locks: new Map([...kept, ...lockedBy(thread, locks)]),
  });
  const rest = withoutThread({ ...c, stores, born: c.born.with(term) }, launcher);
  return settled(rest, { ...thread, keys: keysByBoot(c.world, 'launch', machine) });
}

/** Nobody who is honest owns what a machine starts by itself: its threads are all started with a program of their owner's. */
function unclaimed(c: Configuration, machine: Term, birth: Birth | undefined): Refusal | undefined {
  if (birth === undefined) return undefined;
  if (birth.machine !== machine) return new Refusal(() => `it runs on ${text(c, machine)}`);
  return isHonest(c.world, birth.owner)
    ? new Refusal(() => `${text(c, birth.owner)} is honest, and its threads are started with programs of its own`)
    : undefined;
}

function start(c: Configuration, event: Application, { birth }: Occurrence): Configuration | Refusal {
  const [term, program] = event.args as [Term, Term];
  const thread = newborn(c, term, birth, program);
  if (thread instanceof Refusal) return thread;
  // What a program is started with is data that somebody has: no nonce that is yet to be made, no signature that nobody made.
  if (!c.known.derives(program)) return new Refusal(() => `nobody can know ${text(c, program)}`);
  if (c.stores.get(thread.machine)?.booted !== true)
    return new Refusal(() => `${text(c, thread.machine)} was never reset, so that nothing runs on it`);
  if ((birth as Birth).locks.length > 0) return new Refusal(() => 'who is started holds no lock yet');
  const owners = c.world.honest.filter(({ principal }) => sameTerm(principal, thread.owner));
  if (!owners.every(({ programs }) => programs.some((each) => sameTerm(each, program))))
    return new Refusal(() => `${text(c, thread.owner)} is honest, and ${text(c, program)} is none of its programs`);
  return settled({ ...c, born: c.born.with(term) }, thread);
}
