import { expect, test } from 'vitest';
import { namesIn } from '../../src/language/declared-names.js';
import { parse } from '../../src/language/parser.js';
import { chain } from '../support/models.js';

test('the names in a declaration, in the order of the text; and the declaration is left as it was', () => {
  const [, declaration] = parse(chain, 'a.ls2').file.declarations;
  const before = JSON.stringify(declaration);
  expect([...namesIn(declaration)]).toEqual(['Boot', 'm', 'Box', 'Rom', 'Loader', 'Kernel']);
  expect(JSON.stringify(declaration)).toBe(before);
});
