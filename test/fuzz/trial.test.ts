import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demand, Finding, type Property } from '../../src/fuzz/property.js';
import { trial } from '../../src/fuzz/trial.js';

/** Numbers are small: some are not. */
const numbers: Property<number> = {
  name: 'numbers',
  target: 'a test',
  compares: 'numbers with 100',
  says: 'They are smaller.',
  cases: fc.nat(1000),
  perRun: 50,
  check: (number, tally) => {
    tally.count('numbers', number < 100 ? 'small' : 'great');
    demand(number < 100, `${number} is not`);
  },
  show: (number) => `the number ${number}`,
  read: (given) => (typeof given === 'number' ? given : undefined),
};

describe('a trial', () => {
  test('shrinks what it finds, and counts the cases of the run alone', async () => {
    const { found, counts } = await trial(numbers).run(1);
    expect(found).toEqual({
      property: 'numbers',
      seed: 1,
      blames: 'ls2',
      message: '100 is not',
      case: 100,
      shown: 'the number 100',
      attached: [],
    });
    expect(counts['numbers']?.['great']).toBe(1);
  });

  test('finds nothing where nothing is wrong', async () => {
    const { found, counts } = await trial({ ...numbers, cases: fc.nat(99) }).run(1);
    expect(found).toBeUndefined();
    expect(counts).toEqual({ numbers: { small: 50 } });
  });

  test('says what was thrown that is no finding, and where', async () => {
    const broken = trial({
      ...numbers,
      check: () => {
        throw new TypeError('there is no such thing');
      },
    });
    expect((await broken.run(1)).found?.message).toMatch(/^ls2 throws: TypeError: there is no such thing\n +at /);
  });

  test('tries a kept case again', async () => {
    expect((await trial(numbers).again(7))?.found).toBeUndefined();
    expect((await trial(numbers).again(700))?.found?.message).toBe('700 is not');
    expect(trial(numbers).again('seven')).toBeUndefined();
  });

  test('hands on whom a finding blames, its files and its command', async () => {
    const attached = [{ ending: '.txt', text: 'a text' }];
    const blaming = trial({
      ...numbers,
      check: () => {
        throw new Finding('it is the model', { blames: 'model', attached, command: 'look at it' });
      },
    });
    expect((await blaming.run(1)).found).toMatchObject({ blames: 'model', attached, command: 'look at it' });
  });
});
