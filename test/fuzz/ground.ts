import type { Ground } from '../../src/fuzz/index.js';
import { logic, textsUnder } from '../language/texts.js';

/** The shipped models and proofs; the theorems of a few of them are held against traces. */
export const ground: Ground = {
  logic,
  texts: ['models', 'proofs'].flatMap(textsUnder).filter(({ path }) => !path.includes('printed')),
  subjects: ['proofs/uboot/auto.ls2', 'proofs/tvp-qt/auto.ls2'],
};
