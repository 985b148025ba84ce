import { describe, expect, it } from 'vitest';
import { apply, core, type Term } from '../../src/kernel/index.js';
import { sceneOf } from '../../src/language/index.js';
import { beginning, individual, Refusal, step, termText } from '../../src/semantics/index.js';
import { model } from '../language/texts.js';

/** A thread that comes to where its program branches is in the one branch whose check its data allows. */
const read = model(`machine Board(b) { memory a, c pcr s on reset run ROM(b) }
program ROM(b: Board) {
  x = read b.a
  if x = Good { extend b.pcr.s, x; jump x } else if y = proj1 x { send y }
  send x
}
program Good { … }
`);
const world = sceneOf(read, 1);
const { words } = world;
const [{ term: machine }] = world.machines as [(typeof world.machines)[0]];
const I = individual(world, 'thread', 'I1');
const good = apply(
  read.signature.functions.get('Good') as NonNullable<ReturnType<typeof read.signature.functions.get>>,
);
const datum = individual(world, 'data', 'd');
const pair = apply(words.pair, datum, good);
const location = apply(
  words.memory,
  machine,
  apply(read.signature.names.get('a') as NonNullable<ReturnType<typeof read.signature.names.get>>),
);

/** The events that come after the read of a value, as far as each is the only one that can. */
function ways(value: Term): readonly string[] {
  const events = [apply(core.resetEvent, machine, I), apply(words.events.Read, I, location, value)];
  let c = { ...beginning(world), world: { ...world, initial: new Map(world.initial).set(location, value) } };
  const owner = individual(world, 'principal', 'Operator');
  for (const [i, event] of events.entries()) {
    const next = step(c, i === 0 ? { event, birth: { owner, machine, locks: [] } } : { event });
    if (next instanceof Refusal) throw new Error(next.reason);
    c = next;
  }
  const register = apply(
    words.pcr,
    machine,
    apply(read.signature.names.get('s') as NonNullable<ReturnType<typeof read.signature.names.get>>),
  );
  const tried = new Set([
    apply(words.events.Match, I, value, good),
    apply(words.events.Differ, I, value, good),
    apply(words.events.Proj1, I, value, datum),
    apply(words.events.NoPair, I, value),
    apply(words.events.Extend, I, register, value),
    apply(words.events.Send, I, datum),
    apply(words.events.Send, I, value),
    apply(core.jumpEvent, I, value),
  ]);
  const did: string[] = [];
  for (;;) {
    const can = [...tried].flatMap((event) => {
      const next = step(c, { event });
      return next instanceof Refusal ? [] : [{ event, next }];
    });
    const [only, ...others] = can;
    if (others.length > 0) throw new Error('there are two ways to go on');
    if (only === undefined || did.length > 9) return did;
    did.push(termText(words, only.event).replace(/[(].*/, ''));
    c = only.next;
    if (did.at(-1) === 'Jump') return did;
  }
}

describe('a program that branches', () => {
  it('goes one way, which its data say', () => {
    expect(ways(good)).toEqual(['Match', 'Extend', 'Jump']);
    expect(ways(pair)).toEqual(['Differ', 'Proj1', 'Send', 'Send']);
    expect(ways(datum)).toEqual(['Differ', 'NoPair', 'Send']);
  });
});
