import { apply, sameTerm, type Term } from '../kernel/index.js';
import { hasKey, isBootKey } from './boot-keys.js';
import { type Configuration, holderOf, type Running, valueAt } from './configuration.js';
import { type Place, placeOf } from './locations.js';
import { ended, hostOf, machineNamed, storeOf, withStore } from './machines.js';
import { selected, together } from './several.js';
import { argsOf, isApplication } from './terms.js';
import { termText } from './text.js';
import type { ActionEvent } from './words.js';

/** Why something cannot happen. It is put into words when somebody asks. */
export class Refusal {
  readonly #words: () => string;

  constructor(words: () => string) {
    this.#words = words;
  }

  get reason(): string {
    return this.#words();
  }
}

type Args = readonly Term[];

/** What an action of programs does: reference, section 2. `given` are the event's arguments without the thread and the result. */
interface Action {
  /** The only result that it can have. Actions with another way to a result, or none, have no such function. */
  readonly result?: (c: Configuration, actor: Running, given: Args) => Term | Refusal;
  /** Why a result that is chosen, not computed, is not possible. */
  readonly choice?: (c: Configuration, actor: Running, result: Term) => Refusal | undefined;
  /** What becomes of the configuration, the actor's own state apart. */
  readonly effect?: (
    c: Configuration,
    actor: Running,
    given: Args,
    result: Term | undefined,
  ) => Configuration | Refusal;
}

const text = ({ world }: Configuration, term: Term): string => termText(world.words, term);

const demandSame = (c: Configuration, a: Term, b: Term, why: string): Refusal | undefined =>
  sameTerm(a, b) ? undefined : new Refusal(() => `${text(c, a)} is not ${text(c, b)}, ${why}`);

/** The place of a location that the actor may change: free, or locked by itself. */
function writable(c: Configuration, actor: Running, location: Term): Place | Refusal {
  const place = placeOf(c.world, location);
  if (place === undefined) return new Refusal(() => `${text(c, location)} is no location of a machine of this world`);
  const holder = holderOf(c, location);
  if (holder === undefined || holder.term === actor.term) return place;
  return new Refusal(() => `${text(c, location)} is locked by ${text(c, holder.term)}`);
}

function withRegister(c: Configuration, { space, machine, location }: Place, value: Term): Configuration {
  if (space === 'memory') return c;
  const { base, values } = storeOf(c, machine)[space];
  return withStore(c, machine, { [space]: { base, values: new Map(values).set(location, value) } });
}

const withKnown = (c: Configuration, term: Term): Configuration => {
  const known = c.known.with(term);
  return known === c.known ? c : { ...c, known };
};

const ofOwner = (c: Configuration, actor: Running, principal: Term): Refusal | undefined =>
  demandSame(c, actor.owner, principal, 'whose key it is');

/** The other branch: it can be gone on by exactly where an action of data cannot be done. */
function otherwise(name: ActionEvent): Action {
  return {
    effect(c, actor, given) {
      const { result, effect } = actions[name];
      const isRefused = (result ?? effect)?.(c, actor, given, undefined) instanceof Refusal;
      if (isRefused) return c;
      return new Refusal(() => `${name} of ${given.map((each) => text(c, each)).join(', ')} can be done`);
    },
  };
}

export const actions: Readonly<Record<ActionEvent, Action>> = {
  Read: {
    result: (c, _, [l]) => valueAt(c, l as Term) ?? new Refusal(() => `there is no location ${text(c, l as Term)}`),
  },
  ReadAll: {
    result(c, _, [s]) {
      const places = selected(c.world, s as Term);
      if (places === undefined)
        return new Refusal(
          () => `${text(c, s as Term)} are not registers of one machine, which alone are read at one instant`,
        );
      return together(
        c.world.words,
        places.map(({ location }) => valueAt(c, location) as Term),
      );
    },
  },
  Write: {
    effect(c, actor, [l, e]) {
      const place = writable(c, actor, l as Term);
      if (place instanceof Refusal) return place;
      if (place.space !== 'memory')
        return new Refusal(() => `${text(c, l as Term)} is a register, which nobody can write`);
      const { memory } = storeOf(c, place.machine);
      return withKnown(
        withStore(c, place.machine, { memory: new Map(memory).set(place.location, e as Term) }),
        e as Term,
      );
    },
  },
  Extend: {
    effect(c, actor, [l, e]) {
      const place = writable(c, actor, l as Term);
      if (place instanceof Refusal) return place;
      if (place.space === 'memory') return new Refusal(() => `${text(c, l as Term)} is no register`);
      const { words } = c.world;
      const before = valueAt(c, place.location) as Term;
      if (sameTerm(before, words.unset)) return new Refusal(() => `${text(c, l as Term)} is unset`);
      const value = apply(words.H, apply(words.pair, before, e as Term));
      return withKnown(withRegister(c, place, value), value);
    },
  },
  Lock: {
    effect(c, { term, owner, machine }, [l]) {
      const place = placeOf(c.world, l as Term);
      if (place === undefined) return new Refusal(() => `there is no location ${text(c, l as Term)}`);
      const holder = holderOf(c, l as Term);
      if (holder !== undefined)
        return new Refusal(() => `${text(c, l as Term)} is locked by ${text(c, holder.term)} already`);
      const { locks } = storeOf(c, place.machine);
      return withStore(c, place.machine, { locks: new Map(locks).set(place.location, { term, owner, machine }) });
    },
  },
  Unlock: {
    effect(c, actor, [l]) {
      const place = placeOf(c.world, l as Term);
      if (place === undefined || holderOf(c, l as Term)?.term !== actor.term)
        return new Refusal(() => `${text(c, l as Term)} is not locked by ${text(c, actor.term)}`);
      const locks = new Map(storeOf(c, place.machine).locks);
      locks.delete(place.location);
      return withStore(c, place.machine, { locks });
    },
  },
  Send: { effect: (c, _, [e]) => withKnown({ ...c, sent: c.sent.with(e as Term) }, e as Term) },
  Receive: {
    choice: (c, _, result) =>
      c.known.derives(result) ? undefined : new Refusal(() => `nobody but its maker can know ${text(c, result)}`),
  },
  New: {
    choice(c, _, result) {
      const isNonce = c.world.individuals.roleOf(result) === 'nonce';
      return isNonce && !c.made.has(result) ? undefined : new Refusal(() => `${text(c, result)} is not new`);
    },
    effect: (c, _, __, result) => ({ ...c, made: c.made.with(result as Term) }),
  },
  Sign: {
    result: (c, actor, [e, signer]) =>
      ofOwner(c, actor, signer as Term) ??
      (isBootKey(c.world, signer as Term)
        ? new Refusal(() => `the key of ${text(c, signer as Term)} is boot code's, whoever its owner is`)
        : apply(c.world.words.SIG, signer as Term, e as Term)),
  },
  BootSign: {
    result: (c, actor, [e, signer]) =>
      hasKey(c.world, actor.keys, signer as Term)
        ? apply(c.world.words.SIG, signer as Term, e as Term)
        : new Refusal(() => `${text(c, actor.term)} does not have the key of ${text(c, signer as Term)}`),
  },
  Verify: {
    result(c, _, [s, k]) {
      const [signer, e] = argsOf(c.world.words.SIG, s as Term) ?? [];
      const [owner] = argsOf(c.world.words.pk, k as Term) ?? [];
      if (signer === undefined || owner === undefined || !sameTerm(signer, owner))
        return new Refusal(() => `${text(c, s as Term)} is no signature for the key ${text(c, k as Term)}`);
      return e as Term;
    },
  },
  Enc: { result: ({ world }, _, [e, k]) => apply(world.words.ENC, k as Term, e as Term) },
  Dec: {
    result(c, actor, [e, reader]) {
      const refusal = ofOwner(c, actor, reader as Term);
      if (refusal !== undefined) return refusal;
      const [key, inside] = argsOf(c.world.words.ENC, e as Term) ?? [];
      const [owner] = key === undefined ? [] : (argsOf(c.world.words.pk, key) ?? []);
      if (inside === undefined || owner === undefined || !sameTerm(owner, reader as Term))
        return new Refusal(() => `${text(c, e as Term)} is not encrypted for ${text(c, reader as Term)}`);
      return inside;
    },
  },
  SymEnc: { result: ({ world }, _, [e, k]) => apply(world.words.SYMENC, k as Term, e as Term) },
  SymDec: {
    result(c, _, [e, k]) {
      const [key, inside] = argsOf(c.world.words.SYMENC, e as Term) ?? [];
      if (key === undefined || !sameTerm(key, k as Term))
        return new Refusal(() => `${text(c, e as Term)} is not encrypted under ${text(c, k as Term)}`);
      return inside as Term;
    },
  },
  Hash: { result: ({ world }, _, [e]) => apply(world.words.H, e as Term) },
  Eval: { result: ({ world }, _, [f, e]) => apply(world.words.eval, f as Term, e as Term) },
  Proj1: { result: (c, _, [e]) => part(c, e as Term, 0) },
  Proj2: { result: (c, _, [e]) => part(c, e as Term, 1) },
  Differ: otherwise('Match'),
  Reject: otherwise('Verify'),
  NoPair: otherwise('Proj1'),
  Here: { result: (_, actor) => actor.machine },
  Match: { effect: (c, _, [e, f]) => demandSame(c, e as Term, f as Term, 'which it is matched with') ?? c },
  Place: {
    effect(c, actor, [vm]) {
      if (machineNamed(c, vm as Term)?.kind.isVirtual !== true)
        return new Refusal(() => `${text(c, vm as Term)} is no virtual machine`);
      if (machineNamed(c, actor.machine)?.kind.isVirtual !== false)
        return new Refusal(() => `${text(c, actor.machine)} is itself a virtual machine, and hosts none`);
      return ended(c, vm as Term, actor.machine);
    },
  },
  Poke: {
    effect(c, actor, [l, e]) {
      const place = placeOf(c.world, l as Term);
      if (place?.space !== 'vpcr') return new Refusal(() => `${text(c, l as Term)} is no register of a vTPM`);
      const { H, sinit } = c.world.words;
      const isDigest = sameTerm(e as Term, sinit) || argsOf(H, e as Term) !== undefined;
      if (!isDigest) return new Refusal(() => `${text(c, e as Term)} is no digest, as registers hold them`);
      return hosts(c, actor, place.machine) ?? withKnown(withRegister(c, place, e as Term), e as Term);
    },
  },
  Peek: {
    effect(c, actor, [vm, A]) {
      const { principals } = machineNamed(c, vm as Term)?.kind ?? { principals: [] };
      const isKept = isApplication(A as Term) && principals.some((each) => apply(each, vm as Term) === A);
      if (!isKept) return new Refusal(() => `${text(c, vm as Term)} has no key of ${text(c, A as Term)}`);
      if (isBootKey(c.world, A as Term))
        return new Refusal(() => `the key of ${text(c, A as Term)} is boot code's, and does not leave it`);
      return hosts(c, actor, vm as Term) ?? { ...c, known: c.known.withKeyOf(A as Term) };
    },
  },
};

/** That a thread runs on the host of a virtual machine, whose vTPM is its memory. */
function hosts(c: Configuration, { term, machine }: Running, vm: Term): Refusal | undefined {
  const host = hostOf(c, vm);
  if (host === machine) return undefined;
  return new Refusal(() =>
    host === undefined
      ? `${text(c, vm)} is placed nowhere`
      : `${text(c, vm)} is on ${text(c, host)}, and ${text(c, term)} on ${text(c, machine)}`,
  );
}

/** Whether it depends on nothing but the data and the actor's keys whether the action can be done. */
export const isOfData = (name: ActionEvent): boolean => dataActions.has(name);

const dataActions: ReadonlySet<ActionEvent> = new Set<ActionEvent>([
  'Sign',
  'BootSign',
  'Verify',
  'Dec',
  'SymDec',
  'Proj1',
  'Proj2',
  'Match',
  'Differ',
  'Reject',
  'NoPair',
]);

const part = (c: Configuration, e: Term, place: 0 | 1): Term | Refusal =>
  argsOf(c.world.words.pair, e)?.[place] ?? new Refusal(() => `${text(c, e)} is no pair`);
