import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/kernel/index.js';
import {
  apart,
  enabled,
  isApplication,
  listed,
  listOfLocations,
  smallScope,
  together,
  valueAt,
} from '../../src/semantics/index.js';
import {
  acts,
  afterwards,
  at,
  booted,
  data,
  extended,
  malware,
  nothing,
  open,
  other,
  pair,
  refusal,
  reset,
  sinit,
  start,
  thread,
  unset,
  world,
} from './stage.js';

/** Reading several registers at one instant: `ReadAll` in the table of actions. */
const { words } = world;
const list = (...locations: readonly Term[]): Term => listOfLocations(words, locations);
const I = thread(1);
const [x, s, r, d] = [at('memory', open, 'x'), at('pcr', open, 's'), at('pcr', open, 'r'), at('dpcr', open, 'd')];
const up = afterwards(nothing, reset(open, I));

describe('reading several registers', () => {
  it('gives what each of them holds, in the order of the list', () => {
    const then = afterwards(up, acts(I, 'Extend', r, data));
    const of = (locations: readonly Term[], value: Term) => acts(I, 'ReadAll', list(...locations), value);
    const now = extended(sinit, data);
    expect(refusal(then, of([s, r], pair(sinit, now)))).toBeUndefined();
    expect(refusal(then, of([r, s], pair(now, sinit)))).toBeUndefined();
    expect(refusal(then, of([s, r, d], pair(sinit, pair(now, unset))))).toBeUndefined();
    expect(refusal(then, of([s, s], pair(sinit, sinit)))).toBeUndefined();
    expect(refusal(then, of([s, r], pair(now, sinit)))).toMatch(/^the result is /);
  });

  it('changes nothing, and no lock keeps anybody from it', () => {
    const locked = afterwards(nothing, reset(open, I, [s, r]), start(thread(2), malware, open));
    const after = afterwards(locked, acts(thread(2), 'ReadAll', list(s, r), pair(sinit, sinit)));
    expect(after.stores).toBe(locked.stores);
    expect(after.known).toBe(locked.known);
  });

  it('is among what foreign code is tried with, with values that are taken apart again', () => {
    const { ReadAll } = words.events;
    const found = [...enabled(booted, smallScope(world, 9))].flatMap(({ occurrence: { event } }) =>
      isApplication(event) && event.symbol === ReadAll ? [event] : [],
    );
    expect(found.length).toBeGreaterThan(0);
    for (const { args } of found) {
      const locations = listed(words, args[1] as Term) ?? [];
      const values = apart(words, args[2] as Term, locations.length);
      expect(values).toEqual(locations.map((location) => valueAt(booted, location)));
      expect(together(words, values)).toBe(args[2]);
    }
  });

  it.each([
    ['memory', [s, x]],
    ['another machine', [s, at('pcr', other, 's')]],
  ])('is not of %s', (_, locations) => {
    const read = acts(I, 'ReadAll', list(...(locations as readonly Term[])), pair(sinit, sinit));
    expect(refusal(up, read)).toMatch(/are not registers of one machine/);
  });
});
