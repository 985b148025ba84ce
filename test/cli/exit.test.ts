import { describe, expect, test } from 'vitest';
import { type ExitCode, exit, mostImportant } from '../../src/cli/exit.js';

describe('the exit code', () => {
  test('of nothing to say is 0', () => {
    expect(mostImportant([])).toBe(0);
    expect(mostImportant([exit.ok, exit.ok])).toBe(0);
  });

  test('of several things is the first of 70, 3, 1, 4', () => {
    const order: readonly ExitCode[] = [70, 3, 1, 4, 0];
    for (const [i, first] of order.entries()) {
      for (const second of order.slice(i)) {
        expect(mostImportant([first, second])).toBe(first);
        expect(mostImportant([second, first])).toBe(first);
      }
    }
  });
});
