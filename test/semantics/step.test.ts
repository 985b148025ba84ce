import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/kernel/index.js';
import { type Configuration, holderOf, sequenceOf, termText, valueAt } from '../../src/semantics/index.js';
import { blank } from '../../src/semantics/world.js';
import {
  acts,
  afterwards,
  aik,
  at,
  booted,
  data,
  dinit,
  encrypted,
  extended,
  hash,
  host,
  jumps,
  key,
  launch,
  mallory,
  malware,
  nonce,
  nothing,
  open,
  other,
  pair,
  program,
  refusal,
  reset,
  sealed,
  signed,
  sinit,
  start,
  thread,
  unset,
  user,
  world,
} from './stage.js';

const [boot, I, J] = [thread(1), thread(2), thread(3)];
const fresh = thread(9);
const [x, y, s, r, d] = [
  at('memory', open, 'x'),
  at('memory', open, 'y'),
  at('pcr', open, 's'),
  at('pcr', open, 'r'),
  at('dpcr', open, 'd'),
];
const text = (term: Term | undefined): string | undefined => term && termText(world.words, term);
const holds = (c: Configuration, location: Term): string | undefined => text(valueAt(c, location));
const holder = (c: Configuration, location: Term): Term | undefined => holderOf(c, location)?.term;
const threadsOf = (c: Configuration): readonly Term[] => [...c.threads.keys()];

describe('at the beginning', () => {
  it('registers are unset, memory holds public data, nothing is locked and nobody runs', () => {
    for (const register of [s, d, at('pcr', host, 's')]) expect(valueAt(nothing, register)).toBe(unset);
    expect(valueAt(nothing, x)).toBe(blank);
    expect(holds(nothing, at('memory', host, 'a'))).toBe('Kernel(host)');
    for (const location of [x, s, d]) expect(holder(nothing, location)).toBeUndefined();
    expect(threadsOf(nothing)).toEqual([]);
  });
});

describe('Reset', () => {
  it('is always enabled, and starts what the kind of machine says', () => {
    const once = afterwards(nothing, reset(host, boot));
    expect(threadsOf(once)).toEqual([boot]);
    const b = program('Kernel', host);
    const c = afterwards(
      once,
      acts(boot, 'Read', at('memory', host, 'a'), b),
      acts(boot, 'Extend', at('pcr', host, 's'), b),
    );
    expect(refusal(once, acts(boot, 'Read', at('memory', host, 'b'), blank))).toContain('comes to read');
    expect(refusal(c, reset(host, fresh))).toBeUndefined();
  });

  it('sets the static registers, and leaves the dynamic ones unset', () => {
    const c = afterwards(
      booted,
      acts(I, 'Extend', s, data),
      launch(I, open, thread(4)),
      acts(thread(4), 'Extend', d, data),
    );
    expect(holds(c, s)).toBe('seq(sinit; d1)');
    expect(holds(c, d)).toBe('seq(dinit; d1)');
    const again = afterwards(c, reset(open, fresh));
    for (const register of [s, r]) expect(valueAt(again, register)).toBe(sinit);
    expect(valueAt(again, d)).toBe(unset);
    expect(holds(again, at('pcr', host, 's'))).toBe('sinit');
  });

  it('leaves memory as it is', () => {
    const c = afterwards(booted, acts(I, 'Write', x, data), reset(open, fresh));
    expect(valueAt(c, x)).toBe(data);
  });

  it('kills the threads of the machine and no other', () => {
    const c = afterwards(booted, start(thread(4), malware, open), reset(open, fresh));
    expect(threadsOf(c)).toEqual([boot, J, fresh]);
    for (const dead of [I, thread(4)])
      expect(refusal(c, acts(dead, 'Read', x, blank))).toContain('no thread that can act');
  });

  it('frees the locks on the machine, and those of its threads elsewhere', () => {
    const elsewhere = at('pcr', other, 's');
    const c = afterwards(
      booted,
      acts(J, 'Lock', x),
      acts(I, 'Lock', s),
      acts(I, 'Lock', elsewhere),
      acts(J, 'Lock', at('pcr', other, 'r')),
    );
    const again = afterwards(c, reset(open, fresh));
    for (const location of [x, s, elsewhere]) expect(holder(again, location)).toBeUndefined();
    expect(holder(again, at('pcr', other, 'r'))).toBe(J);
  });

  it('may give the fresh thread locks of its own machine, and of no other', () => {
    const locks = [x, s, d];
    const c = afterwards(booted, reset(open, fresh, locks));
    for (const location of locks) expect(holder(c, location)).toBe(fresh);
    expect(holder(c, y)).toBeUndefined();
    expect(refusal(booted, reset(open, fresh, [at('pcr', other, 's')]))).toContain('with a lock of');
  });

  it('begins a thread that was not born before', () => {
    expect(refusal(booted, reset(open, I))).toContain('no thread that was not born before');
    const dead = afterwards(booted, reset(open, fresh));
    expect(refusal(dead, reset(open, I))).toContain('no thread that was not born before');
  });
});

describe('Start', () => {
  it('is enabled on machines that were reset', () => {
    expect(refusal(nothing, start(fresh, malware, open))).toContain('never reset');
    const one = afterwards(nothing, reset(open, I));
    expect(refusal(one, start(fresh, malware, open))).toBeUndefined();
    expect(refusal(one, start(fresh, malware, other))).toContain('never reset');
  });

  it('runs the program, of whatever owner', () => {
    const c = afterwards(booted, start(fresh, program('Done', host), open, user));
    expect(c.threads.get(fresh)).toMatchObject({ owner: user, machine: open });
    expect(refusal(c, acts(fresh, 'Send', data))).toContain('comes to send sinit');
    expect(refusal(c, acts(fresh, 'Send', sinit))).toBeUndefined();
  });

  it('runs programs alone, with no locks, and each thread once', () => {
    expect(refusal(booted, start(fresh, data, open))).toContain('no program');
    expect(refusal(booted, start(I, malware, open))).toContain('no thread that was not born before');
    const { event, birth } = start(fresh, malware, open);
    expect(refusal(booted, { event, birth: { ...(birth as NonNullable<typeof birth>), locks: [x] } })).toContain(
      'no lock',
    );
  });
});

describe('LateLaunch', () => {
  const kernel = start(thread(4), program('Kernel', host), host);

  it('is enabled when a thread of the machine comes to it', () => {
    const c = afterwards(booted, kernel);
    expect(refusal(c, launch(thread(4), host, fresh))).toContain('does not come to latelaunch');
    const there = afterwards(c, acts(thread(4), 'Lock', at('memory', host, 'a')));
    expect(refusal(there, launch(thread(4), host, fresh))).toBeUndefined();
    expect(refusal(there, launch(I, host, fresh))).toContain('no thread of host comes');
    expect(refusal(there, launch(boot, host, fresh))).toContain('does not come to latelaunch');
  });

  it('ends the thread that launches, which keeps its locks but on dynamic registers', () => {
    const elsewhere = at('dpcr', other, 'd');
    const c = afterwards(booted, ...[x, s, d, elsewhere].map((each) => acts(I, 'Lock', each)), launch(I, open, fresh));
    expect(threadsOf(c)).toEqual([boot, J, fresh]);
    expect([x, s, d, elsewhere].map((each) => holder(c, each))).toEqual([I, I, undefined, I]);
  });

  it('sets the dynamic registers whoever had locked them, and no others', () => {
    const c = afterwards(
      booted,
      acts(J, 'Lock', d),
      acts(J, 'Lock', s),
      acts(I, 'Extend', r, data),
      launch(I, open, fresh),
    );
    expect(valueAt(c, d)).toBe(dinit);
    expect(valueAt(c, s)).toBe(sinit);
    expect(holds(c, r)).toBe('seq(sinit; d1)');
    expect(holder(c, d)).toBeUndefined();
    expect(holder(c, s)).toBe(J);
    const twice = afterwards(c, acts(fresh, 'Extend', d, data), launch(fresh, open, thread(5)));
    expect(valueAt(twice, d)).toBe(dinit);
  });

  it('runs what the kind of machine says, with locks of dynamic registers alone', () => {
    const there = afterwards(booted, kernel, acts(thread(4), 'Lock', at('memory', host, 'a')));
    const c = afterwards(there, launch(thread(4), host, fresh, [at('dpcr', host, 'd')]));
    expect(holder(c, at('dpcr', host, 'd'))).toBe(fresh);
    expect(refusal(c, acts(fresh, 'Read', at('memory', host, 'b'), blank))).toBeUndefined();
    expect(refusal(there, launch(thread(4), host, fresh, [at('pcr', host, 's')]))).toContain('with a lock of');
  });
});

describe('Read', () => {
  it('gives what the location holds, whoever has locked it, and from wherever', () => {
    const c = afterwards(booted, acts(I, 'Write', x, data), acts(I, 'Lock', x));
    expect(refusal(c, acts(J, 'Read', x, data))).toBeUndefined();
    expect(refusal(c, acts(J, 'Read', x, sinit))).toContain('the result is d1');
    expect(refusal(c, acts(J, 'Read', d, unset))).toBeUndefined();
  });
});

describe('Write', () => {
  it('puts a value into memory that is free or locked by the thread', () => {
    const locked = afterwards(booted, acts(I, 'Lock', x));
    expect(valueAt(afterwards(locked, acts(I, 'Write', x, data)), x)).toBe(data);
    expect(refusal(locked, acts(J, 'Write', x, data))).toContain('locked by I2');
    expect(valueAt(afterwards(locked, acts(J, 'Write', y, data)), y)).toBe(data);
  });

  it('is of no register', () => {
    for (const register of [s, d])
      expect(refusal(booted, acts(I, 'Write', register, sinit))).toContain('nobody can write');
  });
});

describe('Extend', () => {
  it('hashes the old value with the new, the old one first', () => {
    const c = afterwards(booted, acts(I, 'Extend', s, data), acts(J, 'Extend', s, malware));
    expect(valueAt(c, s)).toEqual(extended(sinit, data, malware));
    expect(sequenceOf(world.words, valueAt(c, s) as Term)).toEqual({ initial: sinit, entries: [data, malware] });
    expect(valueAt(c, r)).toBe(sinit);
  });

  it('is of no memory, and of no register that is unset', () => {
    expect(refusal(booted, acts(I, 'Extend', x, data))).toContain('no register');
    expect(refusal(booted, acts(I, 'Extend', d, data))).toContain('unset');
    expect(refusal(afterwards(nothing, reset(open, I)), acts(I, 'Extend', at('pcr', other, 's'), data))).toContain(
      'unset',
    );
    const launched = afterwards(booted, launch(I, open, fresh));
    expect(valueAt(afterwards(launched, acts(fresh, 'Extend', d, data)), d)).toEqual(extended(dinit, data));
  });

  it('is of registers that are free or locked by the thread', () => {
    const locked = afterwards(booted, acts(I, 'Lock', s));
    expect(refusal(locked, acts(I, 'Extend', s, data))).toBeUndefined();
    expect(refusal(locked, acts(J, 'Extend', s, data))).toContain('locked by I2');
  });
});

describe('Lock and Unlock', () => {
  it('lock what is free, and free what the thread has locked', () => {
    for (const location of [x, s, d]) {
      const locked = afterwards(booted, acts(I, 'Lock', location));
      expect(holder(locked, location)).toBe(I);
      for (const actor of [I, J]) expect(refusal(locked, acts(actor, 'Lock', location))).toContain('already');
      expect(refusal(locked, acts(J, 'Unlock', location))).toContain('not locked by');
      const free = afterwards(locked, acts(I, 'Unlock', location));
      expect(holder(free, location)).toBeUndefined();
      expect(refusal(free, acts(I, 'Unlock', location))).toContain('not locked by');
      expect(holder(afterwards(free, acts(J, 'Lock', location)), location)).toBe(J);
    }
  });

  it('are of locations that there are', () => {
    const nowhere = at('memory', world.individuals.of('machine', 'elsewhere'), 'x');
    for (const name of ['Lock', 'Unlock'] as const) expect(refusal(booted, acts(I, name, nowhere))).toBeDefined();
  });
});

describe('threads', () => {
  it('keep their locks when they come to the end of their program, and act no more', () => {
    const c = afterwards(
      booted,
      start(fresh, malware, open),
      acts(fresh, 'Lock', x),
      jumps(fresh, program('Done', host)),
    );
    const ended = afterwards(c, acts(fresh, 'Send', sinit));
    expect(holder(ended, x)).toBe(fresh);
    expect(ended.threads.has(fresh)).toBe(false);
    expect(refusal(ended, acts(fresh, 'Send', sinit))).toContain('no thread that can act');
    expect(refusal(ended, acts(I, 'Write', x, data))).toContain('locked by');
  });

  it('do what their program says, in its order', () => {
    const c = afterwards(nothing, reset(host, boot));
    const [a, pcr, kernel] = [at('memory', host, 'a'), at('pcr', host, 's'), program('Kernel', host)];
    expect(refusal(c, acts(boot, 'Extend', pcr, kernel))).toContain('comes to read');
    const read = afterwards(c, acts(boot, 'Read', a, kernel));
    expect(refusal(read, acts(boot, 'Extend', pcr, data))).toContain('comes to extend');
    expect(refusal(read, jumps(boot, kernel))).toContain('comes to no jump');
    const extension = afterwards(read, acts(boot, 'Extend', pcr, kernel));
    expect(refusal(extension, jumps(boot, malware))).toContain('comes to jump Kernel(host)');
    expect(refusal(afterwards(extension, jumps(boot, kernel)), acts(boot, 'Lock', a))).toBeUndefined();
  });
});

describe('Jump', () => {
  it('goes on with a program of the model, and keeps the locks', () => {
    const c = afterwards(booted, acts(I, 'Lock', x), jumps(I, program('Done', host)));
    expect(holder(c, x)).toBe(I);
    expect(refusal(c, acts(I, 'Read', x, blank))).toContain('comes to send');
  });

  it('goes on with foreign code, which may then do anything', () => {
    const c = afterwards(booted, start(fresh, malware, host));
    for (const occurrence of [
      acts(fresh, 'Read', x, blank),
      acts(fresh, 'Write', x, data),
      jumps(fresh, program('Idle', host)),
    ])
      expect(refusal(c, occurrence)).toBeUndefined();
    const foreign = afterwards(c, jumps(fresh, program('Idle', host)));
    expect(refusal(foreign, acts(fresh, 'Write', x, data))).toBeUndefined();
  });

  it('is of programs alone: whoever comes to another jump is stuck', () => {
    expect(refusal(booted, jumps(I, data))).toContain('no program');
    const a = at('memory', host, 'a');
    const c = afterwards(booted, acts(I, 'Write', a, data), acts(boot, 'Read', a, data));
    const stuck = afterwards(c, acts(boot, 'Extend', at('pcr', host, 's'), data));
    expect(refusal(stuck, jumps(boot, data))).toContain('no thread that can act');
  });
});

describe('Send and Receive', () => {
  it('what is sent is known to everybody', () => {
    const c = afterwards(booted, acts(I, 'New', nonce(1)));
    expect(refusal(c, acts(J, 'Receive', nonce(1)))).toContain('nobody but its maker can know');
    const sent = afterwards(c, acts(I, 'Send', nonce(1)));
    expect(refusal(sent, acts(J, 'Receive', nonce(1)))).toBeUndefined();
    expect([...sent.sent]).toEqual([nonce(1)]);
  });

  it('what is received need not have been sent', () => {
    for (const e of [data, pair(sinit, malware), hash(data), signed(mallory, data)])
      expect(refusal(booted, acts(I, 'Receive', e)), text(e)).toBeUndefined();
    expect(refusal(booted, acts(I, 'Receive', signed(aik, data)))).toContain('nobody but its maker can know');
  });
});

describe('Sign, Verify and Match', () => {
  it('signs with the key of the owner alone', () => {
    expect(refusal(booted, acts(I, 'Sign', data, mallory, signed(mallory, data)))).toBeUndefined();
    expect(refusal(booted, acts(I, 'Sign', data, user, signed(user, data)))).toContain('whose key it is');
    expect(refusal(booted, acts(J, 'Sign', data, user, signed(user, data)))).toBeUndefined();
    expect(refusal(booted, acts(I, 'Sign', data, aik, signed(aik, data)))).toContain('whose key it is');
    expect(refusal(booted, acts(I, 'Sign', data, mallory, signed(mallory, sinit)))).toContain('the result is');
  });

  it('verifies signatures of the key, and gives their text', () => {
    const s1 = signed(mallory, data);
    expect(refusal(booted, acts(J, 'Verify', s1, key(mallory), data))).toBeUndefined();
    expect(refusal(booted, acts(J, 'Verify', s1, key(mallory), sinit))).toContain('the result is d1');
    expect(refusal(booted, acts(J, 'Verify', s1, key(user), data))).toContain('no signature for the key');
    expect(refusal(booted, acts(J, 'Verify', data, key(user), data))).toContain('no signature for the key');
  });

  it('matches what is equal; a program that comes to something else is stuck', () => {
    expect(refusal(booted, acts(I, 'Match', pair(data, sinit), pair(data, sinit)))).toBeUndefined();
    expect(refusal(booted, acts(I, 'Match', data, sinit))).toContain('is not sinit');
    const [quoter, checker] = [thread(4), thread(5)];
    const pcr = at('pcr', host, 's');
    const quoted = (value: Term): Term => signed(aik, pair(program('PCR', nameOf(pcr)), value));
    const quoting = (c: Configuration, value: Term): Configuration =>
      afterwards(
        c,
        start(quoter, program('Quote', host), host, aik),
        acts(quoter, 'Read', pcr, value),
        acts(quoter, 'Sign', pair(program('PCR', nameOf(pcr)), value), aik, quoted(value)),
        acts(quoter, 'Send', quoted(value)),
        start(checker, program('Check', host), other, user),
        acts(checker, 'Receive', quoted(value)),
        acts(checker, 'Verify', quoted(value), key(aik), pair(program('PCR', nameOf(pcr)), value)),
      );
    expect(quoting(booted, sinit).threads.has(checker)).toBe(true);
    const kernel = program('Kernel', host);
    const later = afterwards(
      booted,
      acts(boot, 'Read', at('memory', host, 'a'), kernel),
      acts(boot, 'Extend', pcr, kernel),
    );
    expect(quoting(later, extended(sinit, kernel)).threads.has(checker)).toBe(false);
    const told = afterwards(
      booted,
      start(checker, program('Check', host), other, user),
      acts(checker, 'Receive', data),
    );
    expect(told.threads.has(checker)).toBe(false);
  });
});

const nameOf = (location: Term): Term => (location as Extract<Term, { kind: 'application' }>).args[1] as Term;

describe('New', () => {
  it('makes what was never made, and nobody else knows', () => {
    const c = afterwards(booted, acts(I, 'New', nonce(1)));
    expect(refusal(c, acts(J, 'New', nonce(1)))).toContain('is not new');
    expect(refusal(c, acts(J, 'New', nonce(2)))).toBeUndefined();
    expect(refusal(c, acts(J, 'New', data))).toContain('is not new');
    expect(refusal(booted, acts(I, 'Send', nonce(1)))).toContain('cannot know');
    expect(refusal(c, acts(J, 'Send', nonce(1)))).toContain('cannot know');
    expect(refusal(c, acts(I, 'Send', hash(pair(nonce(1), data))))).toBeUndefined();
  });
});

describe('what actions compute', () => {
  const shared = sealed(data, sinit);
  it.each([
    ['Hash', [data], hash(data)],
    ['Enc', [data, key(user)], encrypted(key(user), data)],
    ['SymEnc', [sinit, data], shared],
    ['SymDec', [shared, data], sinit],
    ['Dec', [encrypted(key(mallory), data), mallory], data],
    ['Proj1', [pair(data, sinit)], data],
    ['Proj2', [pair(data, sinit)], sinit],
  ] as const)('%s has its one result', (name, given, result) => {
    expect(refusal(booted, acts(I, name, ...given, result))).toBeUndefined();
    expect(refusal(booted, acts(I, name, ...given, malware))).toContain('the result is');
  });

  it.each([
    ['SymDec', [shared, malware]],
    ['Dec', [encrypted(key(mallory), data), user]],
    ['Dec', [encrypted(key(user), data), mallory]],
    ['Proj1', [data]],
    ['Proj2', [hash(pair(data, sinit))]],
  ] as const)('%s has none where there is nothing to take out', (name, given) => {
    for (const result of [data, sinit]) expect(refusal(booted, acts(I, name, ...given, result))).toBeDefined();
  });
});

describe('the other branch', () => {
  const s1 = signed(mallory, data);
  const whole = pair(data, sinit);
  it.each([
    { name: 'Match', other: 'Differ', given: [data, data], result: [] },
    { name: 'Match', other: 'Differ', given: [data, sinit], result: [] },
    { name: 'Match', other: 'Differ', given: [whole, pair(data, malware)], result: [] },
    { name: 'Verify', other: 'Reject', given: [s1, key(mallory)], result: [data] },
    { name: 'Verify', other: 'Reject', given: [s1, key(user)], result: [data] },
    { name: 'Verify', other: 'Reject', given: [data, key(user)], result: [data] },
    { name: 'Verify', other: 'Reject', given: [s1, data], result: [data] },
    { name: 'Proj1', other: 'NoPair', given: [whole], result: [data] },
    { name: 'Proj1', other: 'NoPair', given: [hash(whole)], result: [data] },
  ] as const)('$name or $other can be done, and not both (%#)', ({ name, other, given, result }) => {
    const done = refusal(booted, acts(I, name, ...given, ...result)) === undefined;
    expect(refusal(booted, acts(I, other, ...given)) === undefined).toBe(!done);
  });
});

describe('who is honest', () => {
  it('owns no thread born of a reset or late launch', () => {
    expect(refusal(nothing, reset(host, boot, [], aik))).toContain('honest');
    expect(refusal(booted, launch(I, open, fresh, [], aik))).toContain('honest');
    expect(refusal(booted, launch(I, open, fresh, [], user))).toBeUndefined();
  });

  it('starts its own programs alone', () => {
    expect(refusal(booted, start(fresh, program('Quote', host), host, aik))).toBeUndefined();
    expect(refusal(booted, start(fresh, program('Quote', host), other, aik))).toBeUndefined();
    for (const code of [malware, program('Done', host), program('Check', host)])
      expect(refusal(booted, start(fresh, code, host, aik))).toContain('none of its programs');
  });
});
