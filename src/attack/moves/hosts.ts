import { apply, type Term } from '../../kernel/index.js';
import { argsOf, hostOf, isApplication, type Machine, type Occurrence, placeOf } from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import { after, aside, type State } from '../state.js';
import { type Helper, helpersFor } from './helpers.js';

/** What a host's foreign code does to virtual machines: it begins one, sets a register of a vTPM to what it has to come to, reads a key that is missing. */
export function* hosts(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { Poke, Peek } = hunt.world.words.events;
  for (const vm of hunt.world.machines) {
    if (!vm.kind.isVirtual) continue;
    const host = hostOf(state.c, vm.term);
    if (host === undefined || hunt.wide !== undefined) yield* placements(hunt, state, vm, host);
    if (host === undefined) continue;
    const helpers = helpersFor(hunt, state, host, { only: true });
    for (const [location, value] of settings(hunt, needs, vm.term))
      yield* by(helpers, hunt, state, (helper) => apply(Poke, helper, location, value));
    for (const principal of wantedKeys(hunt, needs, vm))
      yield* by(helpers, hunt, state, (helper) => apply(Peek, helper, vm.term, principal));
  }
}

/** On each host that runs; anew where it is placed already, if the search is wide: nothing leads to that. */
function* placements(hunt: Hunt, state: State, vm: Machine, host: Term | undefined): Iterable<State | undefined> {
  const { Place } = hunt.world.words.events;
  for (const { term, kind } of hunt.world.machines) {
    if (kind.isVirtual || state.c.stores.get(term)?.booted !== true) continue;
    const helpers = helpersFor(hunt, state, term, { only: true });
    for (const then of by(helpers, hunt, state, (helper) => apply(Place, helper, vm.term)))
      yield host === undefined ? then : aside(then);
  }
}

function* by(
  helpers: readonly Helper[],
  hunt: Hunt,
  state: State,
  event: (helper: Term) => Term,
): Iterable<State | undefined> {
  for (const { helper, begin } of helpers) {
    const occurrences: readonly Occurrence[] = [...begin, { event: event(helper) }];
    yield after(hunt, state, occurrences);
  }
}

/** Registers of a vTPM, and the whole values that they have to come to. */
function* settings(hunt: Hunt, { wanted }: Needs, vm: Term): Iterable<readonly [Term, Term]> {
  for (const [location, values] of wanted) {
    const place = placeOf(hunt.world, location);
    if (place?.space !== 'vpcr' || place.machine !== vm) continue;
    for (const value of values) if (value.free.length === 0) yield [location, value];
  }
}

/** Whose keys the vTPM has that would make a signature that is missing. */
function wantedKeys({ world }: Hunt, { missing }: Needs, { term, kind }: Machine): readonly Term[] {
  const signers = missing.flatMap((signature) => argsOf(world.words.SIG, signature)?.slice(0, 1) ?? []);
  return kind.principals
    .map((principal) => apply(principal, term))
    .filter((principal) => isApplication(principal) && signers.includes(principal));
}
