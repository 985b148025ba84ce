import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bugs } from './planted/bugs.mjs';

// That each is found takes minutes: `npm run planted`.
test.each(Object.entries(bugs))('the mistake %s has its place in what is built, once', (_, { file, from, to }) => {
  const text = readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
