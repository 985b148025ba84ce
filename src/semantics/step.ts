import { core, type Segment, sameTerm, type Term } from '../kernel/index.js';
import { actions, isOfData, Refusal } from './actions.js';
import { bear, births, controlOf } from './births.js';
import { keysByJump } from './boot-keys.js';
import type { Configuration, Running } from './configuration.js';
import { actorOf, type Occurrence } from './occurrence.js';
import { instantiate, isApplication } from './terms.js';
import { termText } from './text.js';
import { codeOf } from './world.js';

export { Refusal } from './actions.js';

type Application = Extract<Term, { kind: 'application' }>;

/** The step relation: the configuration after an event, or why the event is not enabled. */
export function step(c: Configuration, occurrence: Occurrence): Configuration | Refusal {
  const { event } = occurrence;
  if (!isApplication(event)) return new Refusal(() => 'no event');
  switch (event.symbol) {
    case core.resetEvent:
      return begins(c, births.Reset, event, occurrence);
    case core.lateLaunchEvent:
      return begins(c, births.LateLaunch, event, occurrence);
    case core.startEvent:
      return begins(c, births.Start, event, occurrence);
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

function begins(
  c: Configuration,
  row: (typeof births)[keyof typeof births],
  { args }: Application,
  occurrence: Occurrence,
): Configuration | Refusal {
  const born = bear(c, row, args, occurrence);
  return born instanceof Refusal ? born : settled(born.c, born.thread);
}

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
  // Machines are no secret.
  const isKnown = result === undefined || result.sort !== 'Term' || c.known.derives(result);
  const own = isKnown ? actor.own : actor.own.with(result);
  const { control } = actor;
  if (control.kind === 'foreign') return own === actor.own ? c : withThread(c, { ...actor, own });
  const { action, rest } = control.rest as Extract<Segment, { kind: 'step' }>;
  const results = action.result === undefined ? control.results : [...control.results, result as Term];
  return settled(c, { ...actor, own, control: { kind: 'program', rest, results } });
}

/** With the thread as it is now; or without it, if it can never act again. It keeps its locks then. */
function settled(c: Configuration, thread: Running): Configuration {
  const { control } = thread;
  if (control.kind === 'foreign') return withThread(c, thread);
  const isOver = (rest: Segment): boolean => cannotGoOn(c, thread, rest, control.results);
  let { rest } = control;
  // Of two branches one begins with what can be done, whatever is to come: which of them, is of the data that the thread has.
  while (rest.kind === 'choice') rest = isOver(rest.first) ? rest.second : rest.first;
  if (isOver(rest)) return withoutThread(c, thread);
  return withThread(c, rest === control.rest ? thread : { ...thread, control: { ...control, rest } });
}

/** At the end of a program, or before an action on data with which that action can never be done. */
function cannotGoOn(c: Configuration, thread: Running, rest: Segment, results: readonly Term[]): boolean {
  if (rest.kind === 'choice')
    return cannotGoOn(c, thread, rest.first, results) && cannotGoOn(c, thread, rest.second, results);
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
