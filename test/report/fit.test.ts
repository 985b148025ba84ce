import { describe, expect, test } from 'vitest';
import { fitted } from '../../src/report/fit.js';

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

describe('a text for a terminal', () => {
  test('is what it is where it fits, whatever its colours', () => {
    const text = `one\n  ${red('two three')}\n${'x'.repeat(60)}`;
    expect(fitted(text, 60)).toBe(text);
  });

  test('goes on under where its own text began: after a name, or a number', () => {
    expect(fitted('    rules        Act, Honesty, Jump, Reset, natural deduction', 44)).toBe(
      '    rules        Act, Honesty, Jump, Reset,\n                 natural deduction',
    );
    expect(fitted('                 2  Start(I2, malware) by foreign code of somebody', 44)).toBe(
      '                 2  Start(I2, malware) by\n                    foreign code of somebody',
    );
  });

  test('without a name it goes on a little further in, and loses no word', () => {
    const words = Array.from({ length: 30 }, (_, i) => red(`word${i}`)).join(' ');
    const lines = fitted(`  ${words}`, 50).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}\S/);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(words);
  });

  test('a word that is longer than a line stands on its own', () => {
    expect(fitted(`a ${'x'.repeat(70)} b`, 40)).toBe(`a\n  ${'x'.repeat(70)}\n  b`);
  });
});
