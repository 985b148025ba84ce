import { apply, core, sameTerm, type Term } from '../../kernel/index.js';
import {
  argsOf,
  doing,
  hadItHeld,
  holderOf,
  isApplication,
  isPublic,
  type Occurrence,
  placeOf,
  type Running,
  valueAt,
} from '../../semantics/index.js';
import type { Hunt } from '../hunt.js';
import type { Needs } from '../needs.js';
import { after, isReached, type State } from '../state.js';
import { resolve } from '../unify.js';
import { foreigners, type Helper, helpersFor } from './helpers.js';

/** What foreign code may do to bring about what is aimed at, or once that was there, to undo it. */
export function* foreign(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  yield* extensions(hunt, state, needs);
  yield* unlocks(hunt, state);
  yield* memory(hunt, state);
  yield* signatures(hunt, state, needs);
  yield* asked(hunt, state);
}

/** Registers are extended by what comes next on their way; those of which nothing is asked any more, by anything that spoils what they hold. */
function* extensions(hunt: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { world, sequences, malware } = hunt;
  const { c } = state;
  for (const [location, asked] of hunt.registers()) {
    const is = valueAt(c, location) as Term;
    const values = needs.wanted.get(location);
    const next = (value: Term): readonly Term[] => {
      const { placeOf: done, entries: all } = sequences.of(value);
      return all.slice(done(is) ?? all.length).slice(0, 1);
    };
    const isSpoilt = asked.every((value) => sequences.of(value).placeOf(is) === undefined);
    if (values === undefined && (isSpoilt || (state.reached === 0n && c.known.terms.size === 0))) continue;
    const entries = values === undefined ? [malware] : values.flatMap(next);
    for (const entry of new Set(entries))
      for (const { helper, begin } of able(hunt, state, location)) {
        const event = apply(world.words.events.Extend, helper, location, entry);
        yield after(hunt, state, [...begin, { event }]);
      }
  }
}

/** Whoever holds a register and runs foreign code may let others at it: whose entries they are can matter. */
function* unlocks(hunt: Hunt, state: State): Iterable<State | undefined> {
  const { Unlock } = hunt.world.words.events;
  for (const location of hunt.registers().keys())
    for (const { term } of foreigners(state))
      if (holderOf(state.c, location)?.term === term)
        yield after(hunt, state, [{ event: apply(Unlock, term, location) }]);
}

/** Foreign code that may change a location. */
function able(hunt: Hunt, state: State, location: Term): readonly Helper[] {
  const holder = holderOf(state.c, location);
  const machine = placeOf(hunt.world, location)?.machine;
  const helpers = helpersFor(hunt, state, machine);
  return holder === undefined ? helpers : helpers.filter(({ helper }) => helper === holder.term);
}

/** Memory that has to hold something held it from the beginning, or somebody writes it. */
function* memory(hunt: Hunt, state: State): Iterable<State | undefined> {
  const { c } = state;
  for (const [i, { location, value }] of hunt.targets.entries()) {
    const place = placeOf(hunt.world, location);
    if (place?.space !== 'memory' || isReached(state.reached, i) || value.free.length > 0) continue;
    const isOpen = !c.world.initial.has(location) && !c.stores.get(place.machine)?.memory.has(place.location);
    if (isOpen && isPublic(hunt.world, value))
      yield {
        ...state,
        c: hadItHeld(c, location, value),
        reached: state.reached | (1n << BigInt(i)),
        before: state,
        steps: [],
      };
    for (const { helper, begin } of able(hunt, state, location))
      yield after(hunt, state, [...begin, { event: apply(hunt.world.words.events.Write, helper, location, value) }]);
  }
}

/** Who is honest and has come to foreign code signs what is missing. */
function* signatures({ world, ...hunt }: Hunt, state: State, needs: Needs): Iterable<State | undefined> {
  const { Sign, Send } = world.words.events;
  for (const signature of needs.missing) {
    const [signer, text] = argsOf(world.words.SIG, signature) as [Term, Term];
    const bound = new Map(text.free.filter(({ sort }) => sort === 'Term').map(({ name }) => [name, hunt.challenge]));
    const signed = resolve(text, bound);
    const result = resolve(signature, bound);
    for (const { term, owner } of foreigners(state)) {
      if (!sameTerm(owner, signer)) continue;
      const events = [apply(Sign, term, signed, signer, result), apply(Send, term, result)];
      yield after(
        { world, ...hunt },
        state,
        events.map((event) => ({ event })),
      );
    }
  }
}

/** Events that the claim speaks of. */
function* asked(hunt: Hunt, state: State): Iterable<State | undefined> {
  for (const template of hunt.templates) {
    if (!isApplication(template)) continue;
    for (const { helper, begin, running } of helpersFor(hunt, state)) {
      const occurrence = running && acted(hunt, state, running, template);
      const jumps =
        template.symbol === core.jumpEvent ? { event: jump(hunt, helper, template.args[1] as Term) } : undefined;
      const happens = jumps ?? occurrence;
      if (happens !== undefined) yield after(hunt, state, [...begin, happens]);
      else if (begin.length > 0) yield after(hunt, state, begin);
    }
  }
}

const jump = ({ malware }: Hunt, helper: Term, target: Term): Term =>
  apply(core.jumpEvent, helper, target.free.length > 0 ? malware : target);

function acted({ world }: Hunt, { c }: State, actor: Running, template: Term): Occurrence | undefined {
  if (!isApplication(template)) return undefined;
  const name = world.words.actionOf.get(template.symbol);
  if (name === undefined || name === 'New' || name === 'Receive') return undefined;
  const action = [...world.symbols.actions.values()].find(({ event }) => event === template.symbol);
  const given = template.args.slice(1, action?.result === undefined ? undefined : -1);
  if (given.some(({ free }) => free.length > 0)) return undefined;
  return doing(c, actor, name, given);
}
