import type { Term } from '../kernel/index.js';
import type { Configuration, Registers, Running, Store, Thread } from './configuration.js';
import { placeOf } from './locations.js';
import type { Machine } from './world.js';

/** What becomes of whole machines: reference, section 2, the effects of Reset, LateLaunch and Place. */

export const machineNamed = ({ world }: Configuration, term: Term): Machine | undefined =>
  world.machines.find((each) => each.term === term);

/** Where a machine's threads run in the end: a virtual one's host, if it has one. */
export const hostOf = ({ stores }: Configuration, machine: Term): Term | undefined => stores.get(machine)?.host;

export const storeOf = ({ stores }: Configuration, machine: Term): Store => stores.get(machine) as Store;

export const withStore = (c: Configuration, machine: Term, change: Partial<Store>): Configuration => ({
  ...c,
  stores: new Map(c.stores).set(machine, { ...storeOf(c, machine), ...change }),
});

const allHold = (base: Term): Registers => ({ base, values: new Map() });

/** Without the threads of a machine. What they had locked stays locked. */
const withoutThreadsOf = (c: Configuration, machine: Term): Configuration => ({
  ...c,
  threads: new Map([...c.threads].filter(([, each]) => each.machine !== machine)),
});

/** Without the locks of a machine's threads, wherever they are. */
function withoutLocksOf(c: Configuration, machine: Term): Configuration {
  const stores = new Map<Term, Store>();
  for (const [each, store] of c.stores) {
    const held = [...store.locks].filter(([, holder]) => holder.machine !== machine);
    stores.set(each, held.length === store.locks.size ? store : { ...store, locks: new Map(held) });
  }
  return { ...c, stores };
}

/** The locks on a machine's locations, but for those of a space. */
const locksBut = (c: Configuration, machine: Term, space: 'dpcr' | 'vpcr'): ReadonlyMap<Term, Thread> =>
  new Map([...storeOf(c, machine).locks].filter(([location]) => placeOf(c.world, location)?.space !== space));

/**
 * A virtual machine that runs no more: its threads are dead, its vTPM's registers unset and free. Its memory stays, and what of memory its threads had locked stays
 * locked until it starts, as with all who act no more.
 */
export function ended(c: Configuration, machine: Term, host: Term | undefined): Configuration {
  const { host: _, ...store } = storeOf(c, machine);
  const stores = new Map(c.stores).set(machine, {
    ...store,
    booted: false,
    ...(host !== undefined && { host }),
    vpcr: allHold(c.world.words.unset),
    locks: locksBut(c, machine, 'vpcr'),
  });
  return withoutThreadsOf({ ...c, stores }, machine);
}

/** A machine after its reset, and whoever was on it; `starts` runs there, and holds some of its locations. */
export function restarted(c: Configuration, machine: Machine, locks: ReadonlyMap<Term, Thread>): Configuration {
  const { sinit, unset } = c.world.words;
  const { term, kind } = machine;
  const hosted = [...c.stores].filter(([, { host }]) => host === term).map(([each]) => each);
  const without = hosted.reduce((now, vm) => ended(now, vm, undefined), c);
  const freed = withoutLocksOf(withoutThreadsOf(without, term), term);
  return withStore(freed, term, {
    booted: true,
    pcr: allHold(sinit),
    dpcr: allHold(unset),
    vpcr: allHold(kind.isVirtual ? sinit : unset),
    locks,
  });
}

/** A machine after a late launch by a thread, which ends. */
export function launched(
  c: Configuration,
  machine: Term,
  locks: ReadonlyMap<Term, Thread>,
  by: Running,
): Configuration {
  const threads = new Map(c.threads);
  threads.delete(by.term);
  const kept = locksBut(c, machine, 'dpcr');
  return withStore({ ...c, threads }, machine, {
    dpcr: allHold(c.world.words.dinit),
    locks: new Map([...kept, ...locks]),
  });
}
