import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/kernel/index.js';
import { termText } from '../../src/semantics/index.js';
import { isPublic, Knowledge } from '../../src/semantics/knowledge.js';
import {
  acts,
  afterwards,
  aik,
  at,
  booted,
  data,
  encrypted,
  extended,
  hash,
  host,
  key,
  mallory,
  nonce,
  open,
  pair,
  program,
  refusal,
  sealed,
  signed,
  sinit,
  start,
  thread,
  user,
  world,
} from './stage.js';

const [n1, n2, n3] = [nonce(1), nonce(2), nonce(3)];
const knowing = (...terms: readonly Term[]): Knowledge =>
  terms.reduce((known, term) => known.with(term), Knowledge.none(world));

/** What is known, what follows from it, and what does not. */
const cases: readonly (readonly [string, known: readonly Term[], yes: readonly Term[], no: readonly Term[]])[] = [
  [
    'nothing: what is public',
    [],
    [data, sinit, key(aik), pair(data, key(user)), hash(data)],
    [n1, hash(n1), pair(data, n1)],
  ],
  ['a nonce: what is made of it', [n1], [n1, hash(n1), sealed(n1, data), pair(n1, n1)], [n2, pair(n1, n2)]],
  ['a pair: its halves', [pair(n1, pair(data, n2))], [n1, n2, pair(n2, n1)], [n3]],
  ['a hash: not what is hashed', [hash(n1)], [hash(n1), hash(hash(n1))], [n1, hash(pair(n1, n1))]],
  [
    'a register: not what it was extended by',
    [extended(sinit, n1)],
    [extended(sinit, n1, data)],
    [n1, extended(sinit, n1, n1)],
  ],
  [
    'a signature: its text, and no other signature',
    [signed(aik, n1)],
    [n1, signed(aik, n1)],
    [signed(aik, data), signed(aik, pair(n1, n1))],
  ],
  [
    'of whoever is not honest, the signatures',
    [n1],
    [signed(mallory, n1), signed(user, pair(n1, data))],
    [signed(aik, n1), signed(user, n2)],
  ],
  [
    'a public key of an honest reader: no text',
    [encrypted(key(aik), n1)],
    [encrypted(key(aik), n1)],
    [n1, encrypted(key(aik), pair(n1, n1))],
  ],
  ['a public key of another reader: the text', [encrypted(key(user), pair(n1, data))], [n1], [n2]],
  ['a shared key that is public: the text', [sealed(data, n1)], [n1], [n2]],
  ['a shared key that is secret: no text', [sealed(n2, n1)], [sealed(n2, n1)], [n1, n2]],
  ['the key that came later: the text', [sealed(n2, n1), n2], [n1, n2], [n3]],
  ['the key that came first: the text', [n2, sealed(n2, n1)], [n1], [n3]],
  ['keys that open one another', [sealed(n2, n1), sealed(n3, n2), n3], [n1, n2, n3], [nonce(4)]],
  ['a key made of what came later', [sealed(hash(n2), n1), n2], [n1], [n3]],
  ['what is encrypted in a signature', [signed(aik, sealed(data, n1))], [n1], [signed(aik, n1)]],
];

describe('knowledge', () => {
  it.each(cases)('of %s', (_, known, yes, no) => {
    const knowledge = knowing(...known);
    for (const term of yes) expect(knowledge.derives(term), termText(world.words, term)).toBe(true);
    for (const term of no) expect(knowledge.derives(term), termText(world.words, term)).toBe(false);
  });

  it('does not depend on the order in which it came', () => {
    const terms = [sealed(n2, n1), sealed(n3, n2), pair(n3, data), encrypted(key(aik), nonce(4))];
    const orders = terms.map((_, i) => [...terms.slice(i), ...terms.slice(0, i)]);
    for (const order of [...orders, ...orders.map((each) => each.toReversed())]) {
      const knowledge = knowing(...order);
      expect([n1, n2, n3, nonce(4)].map((each) => knowledge.derives(each))).toEqual([true, true, true, false]);
    }
  });

  it('is a value: what is learned later, or elsewhere, is not known before', () => {
    const first = knowing(n1);
    const [left, right] = [first.with(n2), first.with(n3)];
    expect([first, left, right].map((each) => [n1, n2, n3].map((n) => each.derives(n)))).toEqual([
      [true, false, false],
      [true, true, false],
      [true, false, true],
    ]);
  });

  it('calls public what takes no secret to make', () => {
    for (const term of [data, key(aik), program('Quote', host), hash(pair(sinit, data))])
      expect(isPublic(world, term)).toBe(true);
    for (const term of [n1, signed(mallory, data), hash(n1)]) expect(isPublic(world, term)).toBe(false);
  });
});

describe('in traces', () => {
  const [I, J, fresh] = [thread(2), thread(3), thread(9)];
  const x = at('memory', open, 'x');

  it('what is written is known to everybody, what is extended by is not', () => {
    const c = afterwards(booted, acts(I, 'New', n1), acts(I, 'New', n2));
    const written = afterwards(c, acts(I, 'Write', x, pair(n1, data)));
    expect(refusal(written, acts(J, 'Receive', n1))).toBeUndefined();
    const register = afterwards(c, acts(I, 'Extend', at('pcr', open, 's'), n2));
    expect(refusal(register, acts(J, 'Receive', extended(sinit, n2)))).toBeUndefined();
    expect(refusal(register, acts(J, 'Receive', n2))).toBeDefined();
  });

  it('what a thread computes is its own until it sends it', () => {
    const c = afterwards(booted, acts(I, 'New', n1));
    const own = afterwards(c, acts(I, 'Sign', n1, mallory, signed(mallory, n1)));
    expect(refusal(own, acts(I, 'Send', signed(mallory, n1)))).toBeUndefined();
    expect(refusal(own, acts(J, 'Send', signed(mallory, n1)))).toBeDefined();
  });

  it('a nonce is secret until it is sent, whatever else is sent of it', () => {
    const code = afterwards(booted, start(fresh, program('Secret', host), host), acts(fresh, 'New', n1));
    const hashed = afterwards(code, acts(fresh, 'Send', hash(n1)));
    expect(refusal(hashed, acts(J, 'Receive', hash(n1)))).toBeUndefined();
    expect(refusal(hashed, acts(J, 'Receive', n1))).toBeDefined();
    expect(refusal(afterwards(hashed, acts(fresh, 'Send', n1)), acts(J, 'Receive', n1))).toBeUndefined();
  });
});
