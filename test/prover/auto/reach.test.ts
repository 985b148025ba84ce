import { afterAll, describe, expect, test } from 'vitest';
import { type FileSource, reader } from '../../../src/language/index.js';
import { createSolver } from '../../../src/solver/index.js';
import { logic } from '../../language/texts.js';
import { asking, proverFor } from '../../support/proving.js';
import { subjects } from './subjects.js';

const solver = createSolver('z3', { limits: { rlimit: 3_000_000, seconds: 60 } });
afterAll(() => solver.close());
const patience = 120_000;

/** Whether `auto` proves the theorem of a text, which has to be free of errors. */
async function proves(text: string): Promise<boolean> {
  const source: FileSource = { read: () => text, identity: (path) => path, logic };
  const { model, diagnostics } = reader(source).read('model.ls2');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (await proverFor(model, asking(solver)).prove('Told')).proved;
}

describe.each(subjects)('auto: $about', ({ text, broken }) => {
  test('proves it', async () => expect(await proves(text)).toBe(true), patience);

  test.each(Object.entries(broken))(
    'not where %s',
    async (_, [from, to]) => {
      const other = text.replace(from, to);
      expect(other).not.toBe(text);
      expect(await proves(other)).toBe(false);
    },
    patience,
  );
});
