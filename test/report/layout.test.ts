import { describe, expect, test } from 'vitest';
import { counted, field, paragraph, prose, wrapped } from '../../src/report/layout.js';
import { plain } from '../../src/report/paint.js';

describe('layout', () => {
  test('a field has its name once, and its items and their lines below each other', () => {
    expect(field('known', ['a', 'b\n  c'], plain)).toEqual([
      '    known        a',
      '                 b',
      '                   c',
    ]);
    expect(field('known', [], plain)).toEqual([]);
  });

  test('words share lines of up to 100 columns', () => {
    const lines = wrapped(Array.from({ length: 30 }, (_, i) => `word${i}`));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of field('axioms', lines, plain)) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines.join(' ').split(', ')).toHaveLength(30);
    expect(wrapped([])).toEqual([]);
  });

  test('prose is broken between words, and keeps its own lines', () => {
    const text = 'word '.repeat(60).trim();
    for (const line of paragraph(text).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(paragraph(text).replaceAll('\n', ' ')).toBe(text);
    expect(prose('one\n  two')).toBe('one\n  two');
  });

  test('things are counted', () => {
    expect([counted(0, 'fact'), counted(1, 'fact'), counted(2, 'fact')]).toEqual(['0 facts', '1 fact', '2 facts']);
  });
});
