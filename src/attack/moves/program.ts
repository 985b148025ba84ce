import { apply, core, type FunctionSymbol, sameTerm, type Term } from '../../kernel/index.js';
import {
  type ActionEvent,
  type Control,
  doing,
  freshNonce,
  instantiate,
  isApplication,
  type Occurrence,
  placeOf,
  type Running,
  valueAt,
  ways,
} from '../../semantics/index.js';
import { controlOn } from '../control.js';
import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import { after, type State } from '../state.js';
import { launches } from './births.js';
import { isWorthReading, reads, writesBefore } from './reads.js';
import { receives } from './receives.js';

type Program = Extract<Control, { kind: 'program' }>;

/** A thread whose program comes to an action that concerns nobody else; undefined where there is none. Such actions need not wait. */
export function inward(hunt: Hunt, state: State): Running | undefined {
  for (const thread of state.c.threads.values()) {
    const control = controlOn(state, thread.term);
    if (control?.kind !== 'program' || control.rest.kind !== 'step') continue;
    const name = hunt.world.words.actionOf.get(control.rest.action.event);
    if (name !== undefined && isInward(hunt, name)) return thread;
  }
  return undefined;
}

/** What has to happen concerns others as well; where the search is wide, all that the claim speaks of. */
function isInward({ events, trail, wide, world }: Hunt, name: ActionEvent): boolean {
  if (outward.has(name)) return false;
  const kind = world.words.events[name];
  return wide === undefined
    ? !events.some((event) => isApplication(event) && event.symbol === kind)
    : !trail.notes(kind);
}

/** Whether nothing of such an event is of any use to others, as what is sent is. */
export function isUnseen({ world: { words } }: Hunt, kind: FunctionSymbol): boolean {
  const name = words.actionOf.get(kind);
  return name !== undefined && name !== 'Send' && !outward.has(name);
}

/** What others can notice at once, or what depends on them. */
const outward: ReadonlySet<ActionEvent> = new Set<ActionEvent>([
  'Read',
  'ReadAll',
  'Write',
  'Extend',
  'Lock',
  'Unlock',
  'Receive',
]);

/** What a thread that runs a program may do next. */
export function* progress(hunt: Hunt, state: State, needs: Needs, thread: Running): Iterable<State | undefined> {
  const control = controlOn(state, thread.term);
  if (control?.kind !== 'program') return;
  for (const rest of ways(control.rest)) yield* goesOn(hunt, state, needs, thread, { ...control, rest });
}

function* goesOn(
  hunt: Hunt,
  state: State,
  needs: Needs,
  thread: Running,
  control: Program,
): Iterable<State | undefined> {
  const { rest, results } = control;
  if (rest.kind === 'stop' || rest.kind === 'choice') return;
  if (rest.kind === 'latelaunch') return yield* launches(hunt, state, thread);
  if (rest.kind === 'jump') {
    const target = instantiate(rest.target, results);
    return yield after(hunt, state, [{ event: apply(core.jumpEvent, thread.term, target) }]);
  }
  const name = hunt.world.words.actionOf.get(rest.action.event);
  if (name === 'Read') return yield* reads(hunt, state, needs, thread, locationOf(control));
  if (name === 'ReadAll' && !isWorthReading(hunt, state, needs, thread, locationOf(control))) return;
  if (name === 'Receive') return yield* receives(hunt, state, needs, thread);
  const occurrence = name && ownAction(hunt, state, thread, name, control);
  if (occurrence === undefined) return;
  if (name === 'Extend' && hunt.wide === undefined && !isUseful(hunt, state, needs, occurrence)) return;
  yield after(hunt, state, [occurrence]);
  if (name === 'Lock') yield* writesBefore(hunt, state, needs, thread, locationOf(control), occurrence);
}

const locationOf = ({ rest, results }: Program): Term =>
  instantiate((rest.kind === 'step' ? rest.args[0] : undefined) as Term, results);

function ownAction(
  { world }: Hunt,
  { c }: State,
  thread: Running,
  name: ActionEvent,
  { rest, results }: Program,
): Occurrence | undefined {
  if (name === 'New') return { event: apply(world.words.events.New, thread.term, freshNonce(c)) };
  const given = rest.kind === 'step' ? rest.args.map((arg) => instantiate(arg, results)) : [];
  return doing(c, thread, name, given);
}

/** Whether a register that has to come to a value is still on the way to it afterwards. Of others nothing is asked, nor of one of several that would do. */
function isUseful(
  { world, sequences, targets }: Hunt,
  { c }: State,
  { wanted }: Needs,
  { event }: Occurrence,
): boolean {
  if (event.kind !== 'application') return false;
  const [, named, entry] = event.args as [Term, Term, Term];
  const location = placeOf(world, named)?.location;
  const values = location && wanted.get(location);
  if (location === undefined || values === undefined) return true;
  if (wanted.size > 1 && !targets.some((target) => sameTerm(target.location, location))) return true;
  const before = valueAt(c, location);
  if (before === undefined) return false;
  const { H, pair } = world.words;
  const now = apply(H, apply(pair, before, entry));
  return values.some((value) => sequences.of(value).placeOf(now) !== undefined);
}
