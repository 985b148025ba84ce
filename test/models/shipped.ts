import { type Checked, reader } from '../../src/language/index.js';
import { inMemory, textsUnder } from '../language/texts.js';

/** The models and proofs of the repository, by path. */
export const shipped: Readonly<Record<string, string>> = Object.fromEntries(
  ['models', 'proofs'].flatMap(textsUnder).map(({ path, text }) => [path, text]),
);

/** Reads a shipped file, or what it would be with other texts. */
export const readShipped = (path: string, others: Readonly<Record<string, string>> = {}): Checked =>
  reader(inMemory({ ...shipped, ...others })).read(path);

/** Reads one that has nothing wrong with it but warnings. */
export function shippedModel(path: string, others: Readonly<Record<string, string>> = {}): Checked['model'] {
  const { model, diagnostics } = readShipped(path, others);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (errors.length > 0) throw new Error(`${path}: ${errors.join('; ')}`);
  return model;
}
