import { describe, expect, test } from 'vitest';
import { standingBy } from '../../src/check/axioms.js';

describe('how an axiom stands', () => {
  const nothing = { isProved: false, isFalse: false, isVacuous: false, isDecided: true };

  test.each([
    ['held', nothing],
    ['assumed', { ...nothing, isDecided: false }],
    ['proved', { ...nothing, isProved: true }],
    ['proved', { ...nothing, isProved: true, isDecided: false }],
    ['vacuous', { ...nothing, isVacuous: true }],
    ['vacuous', { ...nothing, isVacuous: true, isProved: true }],
    ['violated', { ...nothing, isFalse: true }],
    ['violated', { ...nothing, isFalse: true, isVacuous: true }],
  ] as const)('%s', (standing, found) => {
    expect(standingBy('A', found)).toBe(standing);
  });

  test('a proof and a trace that contradict each other are a fault of ls2, and no verdict', () => {
    expect(() => standingBy('A', { ...nothing, isProved: true, isFalse: true })).toThrow('axiom A is proved');
  });
});
