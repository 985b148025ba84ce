import { describe, expect, test } from 'vitest';
import { localities, pcrRules } from '../../src/tpm/registers.js';

/** TCG PC Client Platform TPM Profile 1.05, table "PCR Attributes": registers, initial byte, who extends, who resets, saved. */
const profile: readonly (readonly [string, number, string, string, boolean])[] = [
  ['0-15', 0x00, '01234', '', true],
  ['16', 0x00, '01234', '0123', false],
  ['17-18', 0xff, '234', '', false],
  ['19', 0xff, '23', '', false],
  ['20', 0xff, '123', '2', false],
  ['21-22', 0xff, '2', '2', false],
  ['23', 0x00, '01234', '0123', false],
];

describe('registers', () => {
  test('there are 24, with the rules of the PC Client profile', () => {
    const covered = profile.flatMap(([range, initial, extend, reset, saved]) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => ({ pcr: first + i, initial, extend, reset, saved }));
    });
    expect(
      pcrRules.map((rules, pcr) => ({
        pcr,
        initial: rules.initial,
        extend: rules.extend.join(''),
        reset: rules.reset.join(''),
        saved: rules.saved,
      })),
    ).toEqual(covered);
  });

  test('a dynamic launch resets exactly what begins with ones', () => {
    for (const { initial, launchResets } of pcrRules) expect(launchResets).toBe(initial === 0xff);
  });

  test('nobody resets what they could not extend', () => {
    for (const { extend, reset } of pcrRules)
      expect(localities.filter((l) => reset.includes(l) && !extend.includes(l))).toEqual([]);
  });
});
