import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, core, sameTerm } from '../../src/kernel/index.js';
import { isHonest } from '../../src/semantics/boot-keys.js';
import {
  adversaries,
  beginning,
  type Configuration,
  enabled,
  holderOf,
  isApplication,
  locationsOf,
  type Occurrence,
  Random,
  Refusal,
  replay,
  run,
  scopeOf,
  step,
  termText,
  valueAt,
  type World,
} from '../../src/semantics/index.js';
import { board, platform, traceOf, worldOf } from '../trace/short-traces.js';
import { acts, at, data, host, malware, open, reset, world as staged, start, thread } from './stage.js';

const worlds = { board: worldOf(board, 2), platform: worldOf(platform) };

const aRun = fc.record({
  of: fc.constantFrom('board' as const, 'platform' as const),
  adversary: fc.constantFrom(...adversaries),
  seed: fc.nat(),
  length: fc.integer({ min: 0, max: 40 }),
});

/** What can be seen of a configuration, as text. */
function seen(c: Configuration): string {
  const { world, threads, sent, known } = c;
  const text = (term: Parameters<typeof termText>[1] | undefined): string => (term ? termText(world.words, term) : '-');
  const places = world.machines.flatMap((machine) => Object.values(locationsOf(world, machine)).flat());
  const held = places.map((each) => `${text(each)}=${text(valueAt(c, each))}/${text(holderOf(c, each)?.term)}`);
  const running = [...threads.values()].map(({ term, owner, machine, control }) => {
    const rest =
      control.kind === 'foreign'
        ? 'foreign'
        : `${control.rest.kind} ${control.rest.plain.key} ${control.results.map(text)}`;
    return [text(term), text(owner), text(machine), rest].join(' ');
  });
  return [...held, ...running, ...[...sent].map(text), ...[...known.terms].map(text)].join('\n');
}

const textsOf = (world: World, trace: readonly Occurrence[]): readonly string[] =>
  trace.map(({ event, birth, by }) => {
    const terms = [event, ...(birth ? [birth.owner, birth.machine, ...birth.locks] : []), ...(by ? [by] : [])];
    return terms.map((term) => termText(world.words, term)).join(' ');
  });

describe('runs', () => {
  it('are the same for the same seed, and replay to where they led', () => {
    const property = fc.property(aRun, ({ of, adversary, seed, length }) => {
      const world = worlds[of];
      const taken = [...run(beginning(world), scopeOf(world, adversary), new Random(seed), length)];
      const trace = taken.map(({ occurrence }) => occurrence);
      expect(textsOf(world, traceOf(world, { adversary, seed, length }))).toEqual(textsOf(world, trace));
      const replayed = replay(world, trace);
      expect(replayed.kind).toBe('ran');
      if (replayed.kind === 'ran') expect(seen(replayed.last)).toBe(seen(taken.at(-1)?.next ?? beginning(world)));
    });
    fc.assert(property, { seed: 20261125, numRuns: 150 });
  });

  it.each(adversaries)('are different for different seeds, at the level %s', (adversary) => {
    const traces = Array.from({ length: 30 }, (_, seed) => traceOf(worlds.board, { adversary, seed, length: 40 }));
    expect(new Set(traces.map((trace) => textsOf(worlds.board, trace).join('\n'))).size).toBeGreaterThan(25);
  });

  it('change what resets and launches change, and else what a thread writes or extends that nobody else has locked', () => {
    const changes = { extended: 0, written: 0 };
    const property = fc.property(aRun, ({ of, adversary, seed, length }) => {
      const world = worlds[of];
      const { events } = world.words;
      let before = beginning(world);
      for (const { occurrence, next } of run(before, scopeOf(world, adversary), new Random(seed), length)) {
        const { symbol, args } = occurrence.event as Extract<Occurrence['event'], { kind: 'application' }>;
        const isBirth = symbol === core.resetEvent || symbol === core.lateLaunchEvent;
        for (const machine of world.machines)
          for (const location of Object.values(locationsOf(world, machine)).flat()) {
            const [then, now] = [valueAt(before, location), valueAt(next, location)];
            if (then === undefined || now === undefined || sameTerm(then, now)) continue;
            if (isBirth) expect(args[0]).toBe(machine.term);
            else {
              expect([events.Write, events.Extend]).toContain(symbol);
              expect(sameTerm(args[1] as typeof then, location)).toBe(true);
              expect([undefined, args[0]]).toContain(holderOf(before, location)?.term);
              changes[symbol === events.Write ? 'written' : 'extended']++;
            }
          }
        if (occurrence.birth !== undefined && symbol !== core.startEvent)
          expect(isHonest(world, occurrence.birth.owner)).toBe(false);
        before = next;
      }
    });
    fc.assert(property, { seed: 20261126, numRuns: 400 });
    expect(changes.extended).toBeGreaterThan(50);
    expect(changes.written).toBeGreaterThan(50);
  });
});

describe('what is enabled', () => {
  it('is what the step relation allows, and leads to the same', () => {
    let events = 0;
    const property = fc.property(aRun, ({ of, adversary, seed, length }) => {
      const world = worlds[of];
      const scope = scopeOf(world, adversary);
      const c = [...run(beginning(world), scope, new Random(seed), length % 10)].at(-1)?.next ?? beginning(world);
      for (const { occurrence, next } of enabled(c, scope)) {
        const again = step(c, occurrence);
        if (again instanceof Refusal) throw new Error(`${termText(world.words, occurrence.event)}: ${again.reason}`);
        if (events++ % 20 === 0) expect(seen(again)).toBe(seen(next));
      }
    });
    fc.assert(property, { seed: 20261127, numRuns: 120 });
    expect(events).toBeGreaterThan(1000);
  });

  it('is something, at every level, from the beginning', () => {
    for (const adversary of adversaries) {
      const symbols = [...enabled(beginning(worlds.board), scopeOf(worlds.board, adversary))].map(
        ({ occurrence }) => isApplication(occurrence.event) && occurrence.event.symbol,
      );
      expect(new Set(symbols)).toEqual(new Set([core.resetEvent]));
    }
  });

  it('is all that runs take', () => {
    const property = fc.property(aRun, ({ of, adversary, seed }) => {
      const world = worlds[of];
      const scope = scopeOf(world, adversary);
      let before = beginning(world);
      for (const { occurrence, next } of run(before, scope, new Random(seed), 6)) {
        const [text] = textsOf(world, [occurrence]);
        const possible = [...enabled(before, scope)].map((each) => textsOf(world, [each.occurrence])[0]);
        expect(possible).toContain(text);
        before = next;
      }
    });
    fc.assert(property, { seed: 20261128, numRuns: 15 });
  });
});

describe('configurations are values', () => {
  it('stepping one twice gives the same, and leaves it as it was', () => {
    const property = fc.property(aRun, ({ of, adversary, seed, length }) => {
      const world = worlds[of];
      const scope = scopeOf(world, adversary);
      const c = [...run(beginning(world), scope, new Random(seed), length)].at(-1)?.next ?? beginning(world);
      const before = seen(c);
      const branches = [1, 2].map((other) => [...run(c, scope, new Random(seed + other), 12)]);
      expect(seen(c)).toBe(before);
      // Each branch is what it would be if there were no other.
      const trunk = traceOf(world, { adversary, seed, length });
      for (const branch of branches) {
        const alone = replay(world, [...trunk, ...branch.map(({ occurrence }) => occurrence)]);
        expect(alone.kind).toBe('ran');
        if (alone.kind === 'ran') expect(seen(alone.last)).toBe(seen(branch.at(-1)?.next ?? c));
      }
      const [first] = branches.flatMap((branch) => branch.slice(0, 1));
      if (first === undefined) return;
      const again = step(c, first.occurrence);
      expect(again instanceof Refusal ? again.reason : seen(again)).toBe(seen(first.next));
    });
    fc.assert(property, { seed: 20261129, numRuns: 100 });
  });
});

describe('replay', () => {
  const [I, J] = [thread(1), thread(2)];
  const x = at('memory', open, 'x');
  const good: readonly Occurrence[] = [reset(open, I), acts(I, 'Lock', x), start(J, malware, open)];

  it('runs what is enabled', () => {
    expect(replay(staged, good)).toMatchObject({ kind: 'ran' });
    expect(replay(staged, [])).toEqual({ kind: 'ran', last: beginning(staged) });
  });

  it.each([
    ['who is not born', 0, [acts(I, 'Lock', x)], 'no thread that can act'],
    ['a location that is locked', 3, [...good, acts(J, 'Write', x, data)], 'locked by I1'],
    ['the first of several', 1, [reset(open, I), acts(J, 'Lock', x), reset(open, I)], 'I2 is no thread that can act'],
    ['a machine that was not reset', 3, [...good, start(thread(3), malware, host)], 'never reset'],
    ['a thread born twice', 3, [...good, reset(open, J)], 'no thread that was not born before'],
    [
      'an event of no symbol of the semantics',
      1,
      [reset(open, I), { event: apply(core.jumpEvent, I, data) }],
      'no program',
    ],
  ] as const)('says where and why it stops: %s', (_, place, trace, reason) => {
    expect(replay(staged, trace)).toEqual({ kind: 'not-enabled', place, reason: expect.stringContaining(reason) });
  });
});
