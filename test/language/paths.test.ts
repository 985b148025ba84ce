import { posix } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { besideFile, normalized } from '../../src/language/paths.js';

const path = fc.array(fc.constantFrom('/', '.', '..', 'a', 'b.ls2'), { maxLength: 8 }).map((parts) => parts.join(''));

test.prop([path, path], { numRuns: 500 })('paths are those of Node', (file, other) => {
  expect(normalized(file)).toBe(posix.normalize(file));
  const [named, beside] = [`x/${file}z`, other];
  expect(besideFile(named, beside)).toBe(posix.join(posix.dirname(named), beside));
});
