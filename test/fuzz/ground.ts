import type { Ground } from '../../src/fuzz/index.js';
import { logic, textsUnder } from '../language/texts.js';

/** The shipped models and proofs, but for what no reader of the language reads; the theorems of a few of them are held against traces. */
export const ground: Ground = {
  logic,
  texts: ['models', 'proofs'].flatMap(textsUnder).filter(({ path }) => !path.includes('literal')),
  subjects: ['proofs/uboot/auto.ls2', 'proofs/tvp-qt/auto.ls2'],
};
