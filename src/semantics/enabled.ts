import { apply, core, type Term } from '../kernel/index.js';
import { actions, Refusal } from './actions.js';
import { type Configuration, holderOf, type Running } from './configuration.js';
import { locationsOf, registersOf } from './locations.js';
import { hostOf } from './machines.js';
import type { Occurrence } from './occurrence.js';
import type { Scope } from './scope.js';
import { listOfLocations } from './several.js';
import { step } from './step.js';
import { instantiate } from './terms.js';
import type { ActionEvent } from './words.js';
import { individual, type Machine } from './world.js';

/**
 * Occurrences that differ in what is chosen, made when one is asked for: some of them may not be enabled. `progress` is a program that goes
 * on; `foreign` is foreign code that acts.
 */
export interface Family {
  readonly kind: 'progress' | 'foreign' | 'start' | 'reset' | 'launch';
  readonly count: number;
  /** The occurrence of a number from 0 to under `count`. */
  readonly at: (choice: number) => Occurrence;
  /** Whether lower numbers are what happened of late. */
  readonly newestFirst?: true;
}

/** What a thread may do next, within a scope. */
export const familiesOf = (c: Configuration, scope: Scope, thread: Running): readonly Family[] =>
  (thread.control.kind === 'foreign' ? foreign : program)(c, scope, thread);

/** Who may be born next, within a scope, other than by a late launch. */
export function birthFamilies(c: Configuration, scope: Scope): readonly Family[] {
  if (c.born.size >= scope.births) return [];
  const starts = scope.starts.filter(({ machine }) => c.stores.get(machine)?.booted === true);
  const machines = c.world.machines.filter(
    ({ term, kind }) =>
      (scope.resets === 'any' || c.stores.get(term)?.booted === false) &&
      (!kind.isVirtual || hostOf(c, term) !== undefined),
  );
  const fresh = freshThread(c);
  return [
    ...machines.map((machine) => reset(c, scope, machine)),
    {
      kind: 'start',
      count: starts.length,
      at: (choice) => {
        const { program, owner, machine } = starts[choice] as (typeof starts)[number];
        return { event: apply(core.startEvent, fresh, program), birth: { owner, machine, locks: [] } };
      },
    },
  ];
}

/** Everything that may happen next, within a scope. */
export const families = (c: Configuration, scope: Scope): readonly Family[] => [
  ...[...c.threads.values()].flatMap((thread) => familiesOf(c, scope, thread)),
  ...birthFamilies(c, scope),
];

/** What may happen next, and to what it leads. */
export function* enabled(
  c: Configuration,
  scope: Scope,
): Iterable<{ readonly occurrence: Occurrence; readonly next: Configuration }> {
  for (const family of families(c, scope)) {
    for (let choice = 0; choice < family.count; choice++) {
      const occurrence = family.at(choice);
      const next = step(c, occurrence);
      if (!(next instanceof Refusal)) yield { occurrence, next };
    }
  }
}

/** Nobody yet. */
export const freshThread = ({ world, born }: Configuration): Term => individual(world, 'thread', born.next);
/** Nothing that is anywhere yet. */
export const freshNonce = ({ world, made }: Configuration): Term => individual(world, 'nonce', made.next);

/** Births with a choice of the owner and of the locks, all of them or any. */
function births(
  scope: Scope,
  owners: readonly Term[],
  lockable: readonly Term[],
): {
  readonly count: number;
  readonly at: (choice: number) => { readonly owner: Term; readonly locks: readonly Term[] };
} {
  const sets = { all: 1, extremes: 2, any: 2 ** lockable.length }[scope.locks];
  return {
    count: owners.length * sets,
    at(choice) {
      const set = choice % sets;
      const locks =
        scope.locks === 'any'
          ? lockable.filter((_, i) => Math.floor(set / 2 ** i) % 2 === 1)
          : set === 0
            ? lockable
            : [];
      return { owner: owners[Math.floor(choice / sets)] as Term, locks };
    },
  };
}

function reset(c: Configuration, scope: Scope, machine: Machine): Family {
  const { memory } = locationsOf(c.world, machine);
  const { count, at } = births(scope, scope.owners, [...memory, ...registersOf(c.world, machine)]);
  const thread = freshThread(c);
  return {
    kind: 'reset',
    count,
    at: (choice) => ({
      event: apply(core.resetEvent, machine.term, thread),
      birth: { machine: machine.term, ...at(choice) },
    }),
  };
}

function launch(c: Configuration, scope: Scope, by: Running): readonly Family[] {
  const machine = c.world.machines.find(({ term }) => term === by.machine);
  if (machine === undefined || c.born.size >= scope.births) return [];
  const { count, at } = births(scope, scope.owners, locationsOf(c.world, machine).dpcr);
  const thread = freshThread(c);
  return [
    {
      kind: 'launch',
      count,
      at: (choice) => ({
        event: apply(core.lateLaunchEvent, machine.term, thread),
        by: by.term,
        birth: { machine: machine.term, ...at(choice) },
      }),
    },
  ];
}

const one = (kind: Family['kind'], occurrence: Occurrence): readonly Family[] => [
  { kind, count: 1, at: () => occurrence },
];

/** A thread of a program has one way to go on, but for what it receives. */
function program(c: Configuration, scope: Scope, thread: Running): readonly Family[] {
  const { rest, results } = thread.control as Extract<Running['control'], { kind: 'program' }>;
  if (rest.kind === 'latelaunch') return launch(c, scope, thread);
  if (rest.kind === 'jump')
    return one('progress', { event: apply(core.jumpEvent, thread.term, instantiate(rest.target, results)) });
  // A thread that comes to where its program branches is in one of the branches: `settled`.
  if (rest.kind !== 'step') return [];
  const name = c.world.words.actionOf.get(rest.action.event);
  if (name === undefined) return [];
  const given = rest.args.map((arg) => instantiate(arg, results));
  return action(c, scope, thread, name, given, 'progress');
}

/** An action with what it is given: one occurrence, unless what it results in is a choice. */
function action(
  c: Configuration,
  scope: Scope,
  thread: Running,
  name: ActionEvent,
  given: readonly Term[],
  kind: 'progress' | 'foreign',
): readonly Family[] {
  if (name === 'Receive') return received(c, scope, thread, kind);
  if (name === 'New') return one(kind, { event: apply(c.world.words.events.New, thread.term, freshNonce(c)) });
  const occurrence = doing(c, thread, name, given);
  return occurrence === undefined ? [] : one(kind, occurrence);
}

/** An action with what it is given and what comes of it, where that is computed and not chosen; undefined where nothing comes of it. */
export function doing(
  c: Configuration,
  thread: Running,
  name: ActionEvent,
  given: readonly Term[],
): Occurrence | undefined {
  const result = actions[name].result?.(c, thread, given);
  if (result instanceof Refusal) return undefined;
  const event = c.world.words.events[name];
  return { event: apply(event, thread.term, ...given, ...(result === undefined ? [] : [result])) };
}

function received(c: Configuration, scope: Scope, thread: Running, kind: 'progress' | 'foreign'): readonly Family[] {
  const { sent } = c;
  const newest = { size: sent.size, at: (place: number): Term => sent.at(sent.size - 1 - place) };
  const from = choices(newest, scope.messages, ...(scope.forges ? [c.known.terms] : []));
  const event = c.world.words.events.Receive;
  return [
    {
      kind,
      count: from.count,
      newestFirst: true,
      at: (choice) => ({ event: apply(event, thread.term, from.at(choice)) }),
    },
  ];
}

interface Choices {
  readonly count: number;
  readonly at: (choice: number) => Term;
}

type Source = readonly Term[] | { readonly size: number; at(place: number): Term };

/** One term out of several lists. */
function choices(...sources: readonly Source[]): Choices {
  const sizes = sources.map((source) => ('size' in source ? source.size : source.length));
  return {
    count: sizes.reduce((sum, size) => sum + size, 0),
    at(choice) {
      let left = choice;
      for (const [i, source] of sources.entries()) {
        if (left < (sizes[i] as number)) return source.at(left) as Term;
        left -= sizes[i] as number;
      }
      throw new RangeError(`there are not ${choice} choices`);
    },
  };
}

const selectionsOf = (registers: readonly Term[]): readonly (readonly Term[])[] =>
  [registers.slice(0, 2), registers.slice(0, registers.length > 2 ? undefined : 0)].filter(({ length }) => length > 1);

/** Anything, with what is known: an action on each location, with each term. */
function foreign(c: Configuration, scope: Scope, thread: Running): readonly Family[] {
  const { actions: allowed, jumps, launches, elsewhere, terms: given } = scope.foreign;
  const { world } = c;
  const machines = world.machines.filter(({ term }) => elsewhere || term === thread.machine);
  const memory = machines.flatMap((machine) => locationsOf(world, machine).memory);
  const registers = machines.flatMap((machine) => registersOf(world, machine));
  const virtual = world.machines.filter(({ kind }) => kind.isVirtual);
  const hosted = virtual.filter(({ term }) => hostOf(c, term) === thread.machine);
  const emulated = hosted.flatMap((machine) => locationsOf(world, machine).vpcr);
  const kept = hosted.flatMap(({ term, kind }) => kind.principals.map((each) => [term, apply(each, term)] as const));
  const all = [...memory, ...registers];
  // Of each machine the first two and all of its registers: others would show nothing else.
  const selections = machines.flatMap((machine) =>
    selectionsOf(registersOf(world, machine)).map((some) => listOfLocations(world.words, some)),
  );
  const terms = choices(given, c.known.terms, thread.own.terms);
  const happens = (name: ActionEvent, args: readonly Term[], results: readonly Term[] = []): Occurrence => ({
    event: apply(world.words.events[name], thread.term, ...args, ...results),
  });
  /** An action on what `count` numbers stand for; what it results in is computed. */
  const family = (name: ActionEvent, count: number, args: (choice: number) => readonly Term[]): readonly Family[] => {
    if (!allowed.has(name) || count === 0) return [];
    const at = (choice: number): Occurrence => {
      const chosen = args(choice);
      const result = actions[name].result?.(c, thread, chosen);
      // Where there is no result the event is not enabled, whichever is written in its place.
      return happens(
        name,
        chosen,
        result === undefined ? [] : [result instanceof Refusal ? world.words.unset : result],
      );
    };
    return [{ kind: 'foreign', count, at }];
  };
  const each = (from: readonly Term[]) => (choice: number) => [from[choice] as Term];
  const onEach = (from: readonly Term[]) => (choice: number) => [
    from[choice % from.length] as Term,
    terms.at(Math.floor(choice / from.length)),
  ];
  const unary = (name: ActionEvent): readonly Family[] => family(name, terms.count, (choice) => [terms.at(choice)]);
  const binary = (name: ActionEvent): readonly Family[] =>
    family(name, terms.count ** 2, (choice) => [
      terms.at(choice % terms.count),
      terms.at(Math.floor(choice / terms.count)),
    ]);
  const held = all.filter((location) => holderOf(c, location)?.term === thread.term);
  const keys = [thread.owner, ...world.honest.map(({ principal }) => principal)].map((each) =>
    apply(world.words.pk, each),
  );
  return [
    ...family('Read', all.length, each(all)),
    ...family('ReadAll', selections.length, each(selections)),
    ...family('Write', memory.length * terms.count, onEach(memory)),
    ...family('Extend', registers.length * terms.count, onEach(registers)),
    ...family('Lock', all.length, each(all)),
    ...family('Unlock', held.length, each(held)),
    ...unary('Send'),
    ...(allowed.has('Receive') ? received(c, scope, thread, 'foreign') : []),
    ...(allowed.has('New') ? one('foreign', happens('New', [], [freshNonce(c)])) : []),
    ...family('Here', 1, () => []),
    ...family('Sign', terms.count, (choice) => [terms.at(choice), thread.owner]),
    ...family('BootSign', terms.count * thread.keys.length, (choice) => [
      terms.at(Math.floor(choice / thread.keys.length)),
      thread.keys[choice % thread.keys.length] as Term,
    ]),
    ...family('Verify', terms.count * keys.length, (choice) => [
      terms.at(Math.floor(choice / keys.length)),
      keys[choice % keys.length] as Term,
    ]),
    ...family('Reject', terms.count * keys.length, (choice) => [
      terms.at(Math.floor(choice / keys.length)),
      keys[choice % keys.length] as Term,
    ]),
    ...family('Dec', terms.count, (choice) => [terms.at(choice), thread.owner]),
    ...unary('Hash'),
    ...unary('Proj1'),
    ...unary('Proj2'),
    ...binary('Enc'),
    ...binary('SymEnc'),
    ...binary('SymDec'),
    ...binary('Eval'),
    ...binary('Match'),
    ...binary('Differ'),
    ...unary('NoPair'),
    ...family('Place', virtual.length, (choice) => [(virtual[choice] as Machine).term]),
    ...family('Poke', emulated.length * terms.count, onEach(emulated)),
    ...family('Peek', kept.length, (choice) => kept[choice] as readonly Term[]),
    ...(jumps.length === 0
      ? []
      : [
          {
            kind: 'foreign' as const,
            count: jumps.length,
            at: (choice: number) => ({ event: apply(core.jumpEvent, thread.term, jumps[choice] as Term) }),
          },
        ]),
    ...(launches ? launch(c, scope, thread) : []),
  ];
}
