import { apply, sameTerm, type Term } from '../kernel/index.js';
import { Refusal } from './actions.js';
import { isHonest, keysByBoot } from './boot-keys.js';
import type { Configuration, Control, Running, Thread } from './configuration.js';
import { Knowledge } from './knowledge.js';
import { placeOf, type Space } from './locations.js';
import { launched, machineNamed, restarted } from './machines.js';
import type { Birth, Occurrence } from './occurrence.js';
import { termText } from './text.js';
import { type Code, codeOf, type Machine } from './world.js';

const text = ({ world }: Configuration, term: Term): string => termText(world.words, term);

/** An event that brings a thread to life: reference, section 2. */
interface BirthEvent {
  /** The places of the machine and of the thread among the event's arguments; a start names no machine. */
  readonly machine?: number;
  readonly thread: number;
  /** Why it is not enabled, besides what is so of all births. */
  readonly refused: (c: Configuration, asked: Asked) => Refusal | undefined;
  /** What the thread runs; undefined for any code at all. */
  readonly runs: (asked: Asked) => Term | undefined;
  /** By what boot keys come to the thread, if they do. */
  readonly gives?: 'reset' | 'launch';
  /** Where the thread may hold locks from the instant of its birth. */
  readonly locks: readonly Space[];
  /** What becomes of the configuration, the thread itself apart. */
  readonly effect: (c: Configuration, asked: Asked, locks: ReadonlyMap<Term, Thread>) => Configuration;
}

interface Asked {
  readonly args: readonly Term[];
  /** Where it is to run, if that is a machine of the world. */
  readonly on: Machine | undefined;
  readonly birth: Birth | undefined;
  readonly by: Running | undefined;
}

export const births: Readonly<Record<'Reset' | 'LateLaunch' | 'Start', BirthEvent>> = {
  Reset: {
    machine: 0,
    thread: 1,
    refused(c, { args: [machine], on, birth }) {
      if (on === undefined) return new Refusal(() => `${text(c, machine as Term)} is no machine of this world`);
      if (on.kind.isVirtual && c.stores.get(on.term)?.host === undefined)
        return new Refusal(() => `${on.name} is placed on no host that runs`);
      return unclaimed(c, on.term, birth);
    },
    runs: ({ on }) => on?.kind.reset && apply(on.kind.reset, on.term),
    gives: 'reset',
    locks: ['memory', 'pcr', 'dpcr', 'vpcr'],
    effect: (c, { on }, locks) => restarted(c, on as Machine, locks),
  },
  LateLaunch: {
    machine: 0,
    thread: 1,
    refused(c, { args: [machine], on, birth, by }) {
      if (by === undefined || by.machine !== machine)
        return new Refusal(() => `no thread of ${text(c, machine as Term)} comes to latelaunch`);
      if (by.control.kind === 'program' && by.control.rest.kind !== 'latelaunch')
        return new Refusal(() => `${text(c, by.term)} does not come to latelaunch`);
      if (on?.kind.isVirtual === true) return new Refusal(() => `${on.name} is virtual: there is no late launch of it`);
      return unclaimed(c, machine as Term, birth);
    },
    runs: ({ on, args: [machine] }) => on?.kind.lateLaunch && apply(on.kind.lateLaunch, machine as Term),
    gives: 'launch',
    locks: ['dpcr'],
    effect: (c, { args: [machine], by }, locks) => launched(c, machine as Term, locks, by as Running),
  },
  Start: {
    thread: 0,
    refused(c, { args: [, program], birth }) {
      // What a program is started with is data that somebody has: no nonce that is yet to be made, no signature that nobody made.
      if (!c.known.derives(program as Term)) return new Refusal(() => `nobody can know ${text(c, program as Term)}`);
      if (birth === undefined) return undefined;
      if (c.stores.get(birth.machine)?.booted !== true)
        return new Refusal(() => `${text(c, birth.machine)} was never reset, so that nothing runs on it`);
      if (birth.locks.length > 0) return new Refusal(() => 'who is started holds no lock yet');
      const owners = c.world.honest.filter(({ principal }) => sameTerm(principal, birth.owner));
      if (owners.every(({ programs }) => programs.some((each) => sameTerm(each, program as Term)))) return undefined;
      return new Refusal(
        () => `${text(c, birth.owner)} is honest, and ${text(c, program as Term)} is none of its programs`,
      );
    },
    runs: ({ args }) => args[1],
    locks: [],
    effect: (c) => c,
  },
};

/** The thread that an event brings to life, and the configuration around it. */
export function bear(
  c: Configuration,
  row: BirthEvent,
  args: readonly Term[],
  { by, birth }: Occurrence,
): { readonly c: Configuration; readonly thread: Running } | Refusal {
  const on = machineNamed(c, (row.machine === undefined ? birth?.machine : args[row.machine]) as Term);
  const asked: Asked = { args, on, birth, by: by && c.threads.get(by) };
  const refusal = row.refused(c, asked);
  if (refusal !== undefined) return refusal;
  const born = newborn(c, args[row.thread] as Term, birth, row.runs(asked));
  if (born instanceof Refusal) return born;
  const keys = row.gives === undefined ? [] : keysByBoot(c.world, row.gives, born.machine);
  const thread = { ...born, keys };
  const locks = lockable(c, birth as Birth, row.locks);
  if (locks instanceof Refusal) return locks;
  const { term, owner, machine } = thread;
  const held = new Map(locks.map((location): [Term, Thread] => [location, { term, owner, machine }]));
  return { c: { ...row.effect(c, asked, held), born: c.born.with(term) }, thread };
}

export const controlOf = (code: Code): Control =>
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

/** The locations, as keys; refused where one is not what the thread may hold. */
function lockable(c: Configuration, { machine, locks }: Birth, spaces: readonly Space[]): readonly Term[] | Refusal {
  const places = locks.map((location) => placeOf(c.world, location));
  const wrong = places.findIndex((place) => place?.machine !== machine || !spaces.includes(place.space));
  if (wrong >= 0) return new Refusal(() => `nobody is born there with a lock of ${text(c, locks[wrong] as Term)}`);
  return places.map((place) => (place as NonNullable<typeof place>).location);
}

/** Nobody who is honest owns what a machine starts by itself: its threads are all started with a program of their owner's. */
function unclaimed(c: Configuration, machine: Term, birth: Birth | undefined): Refusal | undefined {
  if (birth === undefined) return undefined;
  if (birth.machine !== machine) return new Refusal(() => `it runs on ${text(c, machine)}`);
  return isHonest(c.world, birth.owner)
    ? new Refusal(() => `${text(c, birth.owner)} is honest, and its threads are started with programs of its own`)
    : undefined;
}
