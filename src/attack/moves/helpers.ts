import { apply, core, type Term } from '../../kernel/index.js';
import { freshThread, type Occurrence, type Running } from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import type { State } from '../state.js';

/** A thread of foreign code, with the events that begin it if it is yet to be. */
export interface Helper {
  readonly helper: Term;
  readonly begin: readonly Occurrence[];
  readonly running?: Running;
}

/** Foreign code that is there already; who runs what it was given to run is busy with that. */
export const foreigners = ({ c, parts }: State): readonly Running[] =>
  [...c.threads.values()].filter(
    ({ control, term }) => control.kind === 'foreign' && !parts.some((part) => part?.thread === term),
  );

/** Foreign code that is there, or else that is started on a machine that runs: on one in particular, or on any. */
export function helpersFor(hunt: Hunt, state: State, machine?: Term, only = false): readonly Helper[] {
  const there = foreigners(state)
    .filter((thread) => !only || thread.machine === machine)
    .map((running): Helper => ({ helper: running.term, begin: [], running }));
  const isUnbound = there.some(({ running }) => running?.owner === hunt.mallory);
  const where = [
    ...(machine === undefined ? [] : [machine]),
    ...(only ? [] : hunt.world.machines.map(({ term }) => term)),
  ];
  const on = where.find((each) => state.c.stores.get(each)?.booted === true);
  if (isUnbound || on === undefined) return there;
  const helper = freshThread(state.c);
  const begins: Occurrence = {
    event: apply(core.startEvent, helper, hunt.malware),
    birth: { owner: hunt.mallory, machine: on, locks: [] },
  };
  return [...there, { helper, begin: [begins] }];
}
