import { describe, expect, test } from 'vitest';
import { hasKeyAt } from '../../src/fuzz/evaluator/naive-keys.js';
import { apply, core, type FunctionSymbol, type Term } from '../../src/kernel/index.js';
import { sceneOf, sceneryOf } from '../../src/language/index.js';
import {
  type BootKey,
  beginning,
  type Configuration,
  individual,
  isApplication,
  type Occurrence,
  Random,
  Refusal,
  run,
  scopeOf,
  step,
  type World,
  worldOf,
} from '../../src/semantics/index.js';
import { History, Judge } from '../../src/trace/index.js';
import { model as read } from '../language/texts.js';

/** A device whose resets begin foreign code, so that each event can be tried. */
const model = read(`
machine Device(m) {
  memory a
  dpcr d
  principal Rom
  principal Next
  principal Twice
  principal Late
  principal Honest_One
  principal Unsaid
}
machine Booted(m) {
  memory a, b
  principal First
  principal Second
  principal Third
  on reset run ROM(m)
  on latelaunch run Launched(m)
}
program ROM(m: Booted) { x = read m.a; bootsign x, First(m)⁻¹; jump x }
program L0(m: Booted) { y = read m.b; bootsign y, Second(m)⁻¹; jump y }
program Launched(m: Booted) { bootsign sinit, Third(m)⁻¹ }
program Signs(m: Booted) { bootsign sinit, Second(m)⁻¹ }
program Stage(m: Device) { … }
setup Booted(m) { m.a holds L0(m); m.b holds Signs(m) }

axiom LOST means "a key outlasts no jump" source "wrong" : ∀I, A, m, t, u. BootKey(A, m) ∧ Reset(m, I) @ u ∧ u ≤ t ⊃ HasKey(I, A) @ t
axiom PARENT means "who has a key that is derived has no more the other" source "wrong" : ∀I, A, B, e, t. DerivedKey(A, B, e) ∧ HasKey(I, A) @ t ⊃ HasKey(I, B) @ t
axiom BOOTED means "a late launch is no reset" source "wrong" : ∀I, A, m, t. LaunchKey(A, m) ∧ HasKey(I, A) @ t ⊃ ∃u. Reset(m, I) @ u
axiom FORGED means "a key of which nothing is said is anybody's" source "wrong" : ∀I, e, A, x, t. BootSign(I, e, A, x) @ t ⊃ ^I = A
`);
const scenery = sceneryOf(model);
const f = (name: string, ...args: readonly Term[]): Term =>
  apply(model.signature.functions.get(name) as FunctionSymbol, ...args);

/** A world of one device, of whose keys this is said. */
function worldWith(said: (m: Term) => readonly BootKey[]): World {
  const kind = scenery.kinds.find(({ name }) => name === 'Device') as (typeof scenery.kinds)[0];
  return worldOf(scenery, {
    machines: [{ name: 'm', kind }],
    honest: ([m]) => [{ principal: f('Honest_One', m?.term as Term), programs: [f('Stage', m?.term as Term)] }],
    bootKeys: ([m]) => said(m?.term as Term),
  });
}

const world = worldWith((m) => [
  { principal: f('Rom', m), by: 'reset', machine: m },
  { principal: f('Next', m), by: 'jump', parent: f('Rom', m), program: f('Stage', m) },
  { principal: f('Late', m), by: 'launch', machine: m },
  { principal: f('Twice', m), by: 'reset', machine: m },
  { principal: f('Twice', m), by: 'launch', machine: m },
  { principal: f('Honest_One', m), by: 'reset', machine: m },
]);
const m = world.machines[0]?.term as Term;
const mallory = individual(world, 'principal', 'Mallory');
const malware = individual(world, 'foreign', 'malware');
const { SIG, sinit, events } = world.words;
const thread = (number: number): Term => individual(world, 'thread', `I${number}`);
const reset = (number: number, owner = mallory): Occurrence => ({
  event: apply(core.resetEvent, m, thread(number)),
  birth: { owner, machine: m, locks: [] },
});
const start = (number: number, owner = mallory): Occurrence => ({
  event: apply(core.startEvent, thread(number), f('Stage', m)),
  birth: { owner, machine: m, locks: [] },
});
const launch = (by: number, number: number): Occurrence => ({
  event: apply(core.lateLaunchEvent, m, thread(number)),
  by: thread(by),
  birth: { owner: mallory, machine: m, locks: [] },
});
const jump = (number: number, target: Term): Occurrence => ({ event: apply(core.jumpEvent, thread(number), target) });
const signs = (number: number, who: string, action: 'Sign' | 'BootSign' = 'BootSign'): Occurrence => {
  const key = f(who, m);
  return { event: apply(events[action], thread(number), sinit, key, apply(SIG, key, sinit)) };
};

function led(...occurrences: readonly Occurrence[]): Configuration {
  let c = beginning(world);
  for (const occurrence of occurrences) {
    const next = step(c, occurrence);
    if (next instanceof Refusal) throw new Error(next.reason);
    c = next;
  }
  return c;
}
const refused = (c: Configuration, occurrence: Occurrence): string | undefined => {
  const next = step(c, occurrence);
  return next instanceof Refusal ? next.reason : undefined;
};

describe('who has a key of boot code', () => {
  test('who a reset began, until it jumps', () => {
    expect(refused(led(reset(1)), signs(1, 'Rom'))).toBeUndefined();
    expect(refused(led(reset(1), jump(1, malware)), signs(1, 'Rom'))).toContain('does not have the key of Rom(m)');
    expect(refused(led(reset(1), jump(1, f('Stage', m))), signs(1, 'Rom'))).toContain('does not have');
  });

  test('nobody else: not who was started, launched, or owns the key', () => {
    const c = led(reset(1), start(2), start(3, f('Rom', m)), launch(1, 4));
    for (const number of [2, 3, 4]) expect(refused(c, signs(number, 'Rom'))).toContain('does not have');
    expect(refused(c, signs(3, 'Rom', 'Sign'))).toContain("boot code's, whoever its owner is");
    expect(refused(c, signs(4, 'Late'))).toBeUndefined();
    expect(c.known.derives(apply(SIG, f('Rom', m), sinit))).toBe(false);
  });

  test('a derived one: who jumps to its program with the other key, until it jumps again', () => {
    const derived = led(reset(1), jump(1, f('Stage', m)));
    expect(refused(derived, signs(1, 'Next'))).toBeUndefined();
    expect(refused(led(reset(1)), signs(1, 'Next'))).toContain('does not have');
    expect(refused(led(reset(1), jump(1, malware)), signs(1, 'Next'))).toContain('does not have');
    const detour = led(reset(1), jump(1, malware), jump(1, f('Stage', m)));
    expect(refused(detour, signs(1, 'Next'))).toContain('does not have');
    const again = led(reset(1), jump(1, f('Stage', m)), jump(1, f('Stage', m)));
    expect(refused(again, signs(1, 'Next'))).toContain('does not have');
  });

  test('of what is said twice both have to be so, and who is honest signs in its own threads alone', () => {
    const c = led(reset(1));
    expect(refused(c, signs(1, 'Twice'))).toContain('does not have');
    expect(refused(led(reset(1), launch(1, 2)), signs(2, 'Twice'))).toContain('does not have');
    expect(refused(c, signs(1, 'Honest_One'))).toContain('does not have');
  });

  test('anybody, where nothing is said of a key', () => {
    const { known } = beginning(worldWith(() => []));
    expect(known.derives(apply(SIG, f('Rom', m), sinit))).toBe(true);
    expect(refused(led(reset(1), start(2)), signs(2, 'Unsaid'))).toBeUndefined();
  });
});

/** Random traces of a whole boot, with any adversary. */
const booted = sceneOf(model);
const traces = Array.from({ length: 30 }, (_, seed) => {
  const scope = { ...scopeOf(booted, 'full'), resets: 'any' as const };
  return [...run(beginning(booted), scope, new Random(seed), 18)].map(({ occurrence }) => occurrence);
});

test('a scene gives keys to what boots, in the order in which it does', () => {
  const said = booted.bootKeys.map((each) => [each.by, isApplication(each.principal) && each.principal.symbol.name]);
  expect(said).toEqual([
    ['reset', 'First'],
    ['jump', 'Second'],
    ['launch', 'Third'],
  ]);
});

test('the axioms of keys hold on random traces, and wrong ones do not', () => {
  const violated = new Set<string>();
  const axioms = model.axioms.filter(({ name }) => /BOOT|KEY|LOST|PARENT|FORGED|^VER$|^SIGN$/.test(name));
  for (const { name, formula } of axioms) {
    const judge = new Judge(model.theory, { name, params: [], premises: [], conclusion: formula });
    for (const trace of traces)
      if (judge.judge(History.of(booted, trace)).verdict === 'violated') {
        violated.add(name);
        break;
      }
  }
  expect([...violated].sort()).toEqual(['BOOTED', 'FORGED', 'LOST', 'PARENT']);
});

test('who has a key is looked up as it is defined, and as the threads themselves have it', () => {
  let had = 0;
  for (const trace of traces.slice(0, 12)) {
    const history = History.of(booted, trace);
    for (const [term] of history.threads)
      for (const { principal } of booted.bootKeys)
        for (let time = 0; time <= trace.length; time++) {
          const judged = history.keysOf(term, time).includes(principal);
          expect(judged).toBe(hasKeyAt(booted, trace, term, principal, time));
          had += Number(judged);
        }
    for (const { term, keys } of history.now.threads.values()) expect(history.keysOf(term, trace.length)).toEqual(keys);
  }
  expect(had).toBeGreaterThan(20);
});
