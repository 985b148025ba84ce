import { describe, expect, it } from 'vitest';
import { enabled, isApplication, smallScope } from '../../src/semantics/index.js';
import { acts, afterwards, malware, nothing, open, other, refusal, reset, start, thread, world } from './stage.js';

/** Asking which machine one runs on: `Here` in the table of actions. */
const I = thread(3);
const up = afterwards(nothing, reset(open, thread(1)), reset(other, thread(2)), start(I, malware, other));

describe('asking for the machine', () => {
  it('gives the one that the thread runs on, and no other', () => {
    expect(refusal(up, acts(I, 'Here', other))).toBeUndefined();
    expect(refusal(up, acts(I, 'Here', open))).toMatch(/^the result is /);
    expect(refusal(up, acts(thread(1), 'Here', open))).toBeUndefined();
  });

  it('changes nothing, and tells nobody anything new', () => {
    const then = afterwards(up, acts(I, 'Here', other));
    expect(then.stores).toBe(up.stores);
    expect(then.known).toBe(up.known);
    expect(then.threads.get(I)?.own).toBe(up.threads.get(I)?.own);
  });

  it('is among what foreign code is tried with, of its own machine alone', () => {
    const asked = [...enabled(up, smallScope(world, 9))].flatMap(({ occurrence: { event } }) =>
      isApplication(event) && event.symbol === world.words.events.Here && event.args[0] === I ? [event.args[1]] : [],
    );
    expect(asked).toEqual([other]);
  });
});
