import { expect, test } from 'vitest';
import { apply, core, type FunctionSymbol, type Term } from '../../src/kernel/index.js';
import { sceneOf } from '../../src/language/index.js';
import { type Birth, type Occurrence, replay } from '../../src/semantics/index.js';
import { History, Judge } from '../../src/trace/index.js';
import { model as read } from '../language/texts.js';

/** Programs that are given data: a program is a term, and what it is given is in it. */
const model = read(`machine Bench(m) {
  memory a
  principal K
  on reset run Boot(m)
}
program Boot(m: Bench) { … }
program Say(m: Bench, c: Term) { send c }
program Fresh(m: Bench) { n = new; send n }
program HandOver(m: Bench, c: Term) { s = sign c, K(m)⁻¹; send Check(m, s) }
program Check(m: Bench, s: Term) { v = verify s, K(m); send v }
`);
const world = sceneOf(model);
const { words, individuals } = world;
const machine = world.machines[0]?.term as Term;
const thread = (number: number): Term => individuals.of('thread', `I${number}`);
const f = (name: string, ...args: readonly Term[]): Term =>
  apply(model.signature.functions.get(name) as FunctionSymbol, ...args);
const [K, nonce, challenge] = [f('K', machine), individuals.of('nonce', 'n9'), individuals.of('data', 'challenge')];
const signature = apply(words.SIG, K, challenge);

const birth = (owner: Term): Birth => ({ owner, machine, locks: [] });
const mallory = birth(individuals.of('principal', 'Mallory'));
const reset: Occurrence = { event: apply(core.resetEvent, machine, thread(1)), birth: mallory };
const start = (number: number, program: Term, by: Birth = mallory): Occurrence => ({
  event: apply(core.startEvent, thread(number), program),
  birth: by,
});
const happens = (event: keyof typeof words.events, ...args: readonly Term[]): Occurrence => ({
  event: apply(words.events[event], ...args),
});

test('nobody is started with a nonce that is yet to be made', () => {
  const result = replay(world, [reset, start(2, f('Say', machine, nonce))]);
  expect(result).toMatchObject({ kind: 'not-enabled', place: 1, reason: expect.stringContaining('n9') });
});

test('nobody is started with a signature that nobody made', () => {
  expect(replay(world, [reset, start(2, f('Check', machine, signature))])).toMatchObject({
    kind: 'not-enabled',
    place: 1,
  });
});

test('who gets a program knows the data in it, and its sender is who sent that', () => {
  const handedOver = f('Check', machine, signature);
  const history = History.of(world, [
    reset,
    start(2, f('HandOver', machine, challenge), birth(K)),
    happens('Sign', thread(2), challenge, K, signature),
    happens('Send', thread(2), handedOver),
    happens('Receive', thread(1), handedOver),
    { event: apply(core.jumpEvent, thread(1), handedOver) },
    happens('Verify', thread(1), signature, apply(words.pk, K), challenge),
  ]);
  expect(history.now.known.derives(signature)).toBe(true);
  const VER = model.axioms.find(({ name }) => name === 'VER');
  const judge = new Judge(model.theory, { name: 'VER', params: [], premises: [], conclusion: VER?.formula as never });
  expect(judge.judge(history).verdict).toBe('holds');
});

test('before it is sent, nobody else knows the data in a program', () => {
  const history = History.of(world, [
    reset,
    start(2, f('HandOver', machine, challenge), birth(K)),
    happens('Sign', thread(2), challenge, K, signature),
  ]);
  expect(history.now.known.derives(f('Check', machine, signature))).toBe(false);
});
