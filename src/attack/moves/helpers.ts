import { apply, core, type Term } from '../../kernel/index.js';
import { freshThread, type Occurrence, type Running } from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import type { State } from '../state.js';

/** A thread of foreign code, with the events that begin it if it is yet to be. */
export interface Helper {
  readonly helper: Term;
  readonly begin: readonly Occurrence[];
  readonly owner: Term;
  readonly running?: Running;
}

/** Foreign code that is there already; who runs what it was given to run is busy with that. */
export const foreigners = ({ c, parts }: State): readonly Running[] =>
  [...c.threads.values()].filter(
    ({ control, term }) => control.kind === 'foreign' && !parts.some((part) => part?.thread === term),
  );

/** Foreign code that is there, or else that is started on a machine that runs: on one in particular, or on any. */
export function helpersFor(
  hunt: Hunt,
  state: State,
  machine?: Term,
  { only = false, owners = [hunt.mallory] }: { readonly only?: boolean; readonly owners?: readonly Term[] } = {},
): readonly Helper[] {
  const there = foreigners(state)
    .filter((thread) => !only || thread.machine === machine)
    .map((running): Helper => ({ helper: running.term, begin: [], running, owner: running.owner }));
  const where = [
    ...(machine === undefined ? [] : [machine]),
    ...(only ? [] : hunt.world.machines.map(({ term }) => term)),
  ].filter((each) => state.c.stores.get(each)?.booted === true);
  const helper = freshThread(state.c);
  const isThere = (owner: Term, on: Term): boolean =>
    there.some(({ running }) => running?.owner === owner && (hunt.wide === undefined || running.machine === on));
  // Where somebody runs matters only to claims that say so.
  const begun = [...new Set(where)].slice(0, hunt.wide === undefined ? 1 : where.length).flatMap((on) =>
    owners
      .filter((owner) => !isThere(owner, on))
      .map((owner): Helper => {
        const event = apply(core.startEvent, helper, hunt.malware);
        return { helper, begin: [{ event, birth: { owner, machine: on, locks: [] } }], owner };
      }),
  );
  return [...there, ...begun];
}
