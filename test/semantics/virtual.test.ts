import { describe, expect, it } from 'vitest';
import { apply, core, type Term } from '../../src/kernel/index.js';
import { sceneryOf } from '../../src/language/index.js';
import {
  beginning,
  type Configuration,
  type Machine,
  type Occurrence,
  Refusal,
  step,
  valueAt,
  worldOf,
} from '../../src/semantics/index.js';
import { isTrue } from '../../src/trace/facts.js';
import { History } from '../../src/trace/index.js';
import { programSet } from '../../src/trace/universe.js';
import { model } from '../language/texts.js';

/** Two hosts, and a virtual machine that either may run. */
const stage = model(`
machine Host(m) { pcr s }
virtual machine Guest(vm) { memory k; pcr v; principal VK; on reset run INIT(vm) }
program INIT(vm: Guest) { x = read vm.k; extend vm.pcr.v, x }
program Quote(vm: Guest) { w = read vm.pcr.v; r = sign w, VK(vm)⁻¹; send r }
`);
const { functions, names } = stage.signature;
const made = (name: string, ...args: readonly Term[]): Term => apply(functions.get(name) as never, ...args);
const scenery = sceneryOf(stage);
const [hostKind, guestKind] = scenery.kinds as [(typeof scenery.kinds)[0], (typeof scenery.kinds)[0]];
const world = worldOf(scenery, {
  machines: [
    { name: 'one', kind: hostKind },
    { name: 'two', kind: hostKind },
    { name: 'vm', kind: guestKind },
  ],
  honest: (machines) => {
    const vm = (machines[2] as Machine).term;
    return [{ principal: made('VK', vm), programs: [made('Quote', vm)] }];
  },
});
const [one, two, vm] = world.machines.map(({ term }) => term) as [Term, Term, Term];
const register = made('vpcr', vm, apply(names.get('v') as never));
const { sinit, unset, H, pair, SIG, events } = world.words;
const [mallory, malware] = [world.individuals.of('principal', 'Mallory'), world.individuals.of('foreign', 'malware')];
const I = (number: number): Term => world.individuals.of('thread', `I${number}`);
const key = made('VK', vm);
const digest = apply(H, apply(pair, sinit, malware));

const reset = (machine: Term, born: Term, locks: readonly Term[] = []): Occurrence => ({
  event: apply(core.resetEvent, machine, born),
  birth: { owner: mallory, machine, locks },
});
const start = (born: Term, machine: Term): Occurrence => ({
  event: apply(core.startEvent, born, malware),
  birth: { owner: mallory, machine, locks: [] },
});
const act = (event: Term): Occurrence => ({ event });
const place = (thread: Term): Occurrence => act(apply(events.Place, thread, vm));
const poke = (thread: Term, value: Term): Occurrence => act(apply(events.Poke, thread, register, value));
const peek = (thread: Term): Occurrence => act(apply(events.Peek, thread, vm, key));
const lock = (thread: Term): Occurrence => act(apply(events.Lock, thread, register));
const send = (thread: Term, message: Term): Occurrence => act(apply(events.Send, thread, message));

function now(...occurrences: readonly Occurrence[]): Configuration {
  return occurrences.reduce((c, occurrence) => {
    const next = step(c, occurrence);
    if (next instanceof Refusal) throw new Error(next.reason);
    return next;
  }, beginning(world));
}
const why = (c: Configuration, occurrence: Occurrence): string | undefined => {
  const next = step(c, occurrence);
  return next instanceof Refusal ? next.reason : undefined;
};

/** Both hosts run foreign code: I2 on one, I4 on two. */
const up = [reset(one, I(1)), start(I(2), one), reset(two, I(3)), start(I(4), two)];

describe('a virtual machine', () => {
  it('starts where it is placed, and nowhere else', () => {
    expect(why(now(...up), reset(vm, I(5)))).toBe('vm is placed on no host that runs');
    const c = now(...up, place(I(2)), reset(vm, I(5), [register]));
    expect(valueAt(c, register)).toBe(sinit);
    expect(why(c, start(I(6), vm))).toBeUndefined();
  });

  it('is no host, and has no late launch', () => {
    const c = now(...up, place(I(2)), reset(vm, I(5)), start(I(6), vm));
    expect(why(c, place(I(6)))).toBe('vm is itself a virtual machine, and hosts none');
    const launch = { event: apply(core.lateLaunchEvent, vm, I(7)), by: I(6) };
    expect(why(c, { ...launch, birth: { owner: mallory, machine: vm, locks: [] } })).toContain('virtual');
    expect(why(c, act(apply(events.Place, I(2), two)))).toBe('two is no virtual machine');
  });

  it.each([
    ['its host is reset', reset(one, I(9))],
    ['it is placed anew', place(I(4))],
  ])('ends when %s', (_, end) => {
    const before = now(...up, place(I(2)), reset(vm, I(5), [register]), start(I(6), vm));
    const c = step(before, end) as Configuration;
    expect(valueAt(before, register)).toBe(sinit);
    expect(valueAt(c, register)).toBe(unset);
    expect([...c.threads.values()].filter(({ machine }) => machine === vm)).toEqual([]);
    expect(c.stores.get(vm)?.locks.size).toBe(0);
    expect(why(c, start(I(10), vm))).toContain('was never reset');
  });

  it('is not ended by the reset of another host', () => {
    const c = now(...up, place(I(2)), reset(vm, I(5)), reset(two, I(9)));
    expect(valueAt(c, register)).toBe(sinit);
  });
});

describe('its vTPM', () => {
  const placed = now(...up, place(I(2)));

  it('is set by its host, whoever has locked it, to digests alone', () => {
    const c = now(...up, place(I(2)), reset(vm, I(5), [register]), poke(I(2), digest));
    expect(valueAt(c, register)).toBe(digest);
    expect(why(placed, poke(I(4), digest))).toBe('vm is on one, and I4 on two');
    expect(why(placed, poke(I(2), malware))).toContain('is no digest');
    expect(why(now(...up), poke(I(2), digest))).toBe('vm is placed nowhere');
  });

  it('gives its key to its host, and from then on nobody calls it honest', () => {
    const forged = apply(SIG, key, malware);
    expect(why(placed, send(I(4), forged))).toContain('cannot know');
    expect(why(placed, peek(I(4)))).toBe('vm is on one, and I4 on two');
    expect(why(placed, act(apply(events.Peek, I(2), vm, mallory)))).toContain('has no key of');
    expect(why(now(...up, place(I(2)), peek(I(2))), send(I(4), forged))).toBeUndefined();
    const honest = (...then: readonly Occurrence[]) =>
      isTrue(History.of(world, [...up, place(I(2)), ...then]), core.honest, [key, programSet([made('Quote', vm)])]);
    expect([honest(), honest(peek(I(2)))]).toEqual([true, false]);
  });

  it('is free again for whoever comes next', () => {
    const c = now(...up, place(I(2)), lock(I(4)));
    expect(why(c, lock(I(2)))).toContain('locked by I4');
    expect(why(step(c, place(I(2))) as Configuration, lock(I(2)))).toBeUndefined();
  });
});

it('histories know what registers held that nobody had asked for', () => {
  const trace = [
    ...up,
    place(I(2)),
    reset(vm, I(5)),
    poke(I(2), digest),
    place(I(4)),
    reset(vm, I(6)),
    reset(two, I(7)),
  ];
  const asked = new History(world);
  asked.valuesOf(register);
  for (const occurrence of trace) asked.add(occurrence);
  const values = [-Infinity, 6, 7, 8, 9, 10].map((from, i) => [from, [unset, sinit, digest, unset, sinit, unset][i]]);
  expect(asked.valuesOf(register)?.map(({ from, value }) => [from, value])).toEqual(values);
  const late = History.of(
    world,
    trace.filter((_, i) => i !== 6),
  );
  expect(late.valuesOf(register)?.map(({ from, value }) => [from, value])).toEqual([
    [-Infinity, unset],
    [6, sinit],
    [7, unset],
    [8, sinit],
    [9, unset],
  ]);
});
