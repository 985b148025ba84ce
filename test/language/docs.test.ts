import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { format } from '../../src/language/format.js';
import { lex } from '../../src/language/lexer.js';
import { brief, check } from './texts.js';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```ls2\n(.*?)^```/gms)].map(([, text]) => text ?? '');

test('the examples of docs/language.md are one file with nothing wrong', () => {
  expect(blocks.length).toBeGreaterThan(4);
  expect(check(blocks.join('\n')).diagnostics.map(brief)).toEqual([]);
});

test.each(blocks)('example %# is formatted', (text) => {
  const formatted = format(text, 'example.ls2');
  expect(formatted.kind === 'formatted' && formatted.text).toBe(text);
});

test('the ways of writing a sign that it lists are read alike', () => {
  const [line] = [...page.matchAll(/^∀ forall.*$/gm)].map(([text]) => text);
  const groups = (line ?? '').split(/ {2,}/).map((group) => group.split(' '));
  expect(groups.length).toBeGreaterThan(12);
  const types = (text: string): string =>
    lex(text, 'x')
      .tokens.map(({ tokenType }) => tokenType.name)
      .join();
  for (const [first, ...others] of groups)
    for (const other of others) expect(types(other), other).toBe(types(first ?? ''));
});
